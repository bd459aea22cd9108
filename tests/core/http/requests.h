// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/client.h"
#include "tests/support/event_loop.h"
#include "tests/support/http/http_server.h"

namespace envdeck::testing {

// A client that retries at once.
inline http::Options quickly()
{
    http::Options options;
    options.firstDelay = std::chrono::milliseconds(1);
    return options;
}

inline const QByteArray canary = "canary-key-0123456789";

inline http::Request readOf(const QUrl &url)
{
    http::Request request;
    request.url = url;
    request.secret = http::SecretHeader{"x-api-key", Secret(canary), {}};
    return request;
}

inline http::MutatingRequest changeOf(const QUrl &url, const QByteArray &body = "{\"id\":\"a\"}")
{
    http::MutatingRequest request;
    request.url = url;
    request.secret = http::SecretHeader{"x-api-key", Secret(canary), {}};
    request.body = body;
    request.deadline = std::chrono::seconds(20);
    return request;
}

} // namespace envdeck::testing
