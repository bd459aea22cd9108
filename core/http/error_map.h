// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/redactor.h"
#include "core/http/request.h"

#include <QNetworkReply>

namespace envdeck::http {

inline constexpr int excerptLength = 300;

ErrorCode codeOf(QNetworkReply::NetworkError error); // of a call without an HTTP status
ErrorCode codeOfStatus(int status);                  // of one that is not 2xx

// Host and path, for Error::subject and log lines; redacted (the path of a webhook is a secret).
QString placeOf(const QUrl &url);

// The words of an answer for Error::detail: the message of a JSON error, the title or text of an HTML page,
// else the beginning; one line without control characters, at most 300 characters, redacted.
QString excerpt(const Response &response, const Redactor &redactor);

// True for the type itself and for JSON dialects ("application/problem+json"); an empty list takes anything.
bool isOneOf(const QByteArray &mediaType, const QList<QByteArray> &wanted);

// The wait that a server asks for, in seconds or as an HTTP date; nothing when it asks for none.
std::optional<std::chrono::seconds> retryAfter(const Response &response, const QDateTime &now);

} // namespace envdeck::http
