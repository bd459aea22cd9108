// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/registry/challenge.h"
#include "core/api/registry/client.h"

#include <QDeadlineTimer>

namespace envdeck::registry {

// Sends the requests of one registry with whatever access it asks for, and keeps the tokens.
class Client::Access : public QObject {
public:
    Access(http::Client &http, const QUrl &base, const Credentials &credentials);

    // `request` needs path and query alone. 401 is answered by fetching a token or by Basic, once; what is
    // refused after that is the error. `scope` is "repository:acme/api:pull", empty for the ping.
    Async<http::Response> ask(http::Request request, const QString &scope, std::stop_token stop);

    // GET of a blob: a redirect to another origin is followed once, without any credential.
    Async<http::Response> blob(const QString &path, const QString &digest, const QString &scope,
                               std::stop_token stop);

    QString subjectOf(const QString &what) const;
    bool isLocal() const;

private:
    struct Token {
        http::SecretHeader header;
        QDeadlineTimer fresh; // until 80 % of its life
    };

    Async<http::Response> judged(const http::Response &response, const http::Request &request);
    Async<http::Response> withAccess(const http::Response &refusal, const http::Request &request,
                                     const QString &scope, std::stop_token stop);
    Async<http::Response> withToken(const Challenge &challenge, const http::Request &request,
                                    const QString &scope, std::stop_token stop);
    Async<http::Response> elsewhere(const http::Response &redirect, const http::Request &request,
                                    std::stop_token stop);
    std::optional<http::SecretHeader> basic() const;

    http::Client &m_http;
    QUrl m_base;
    Credentials m_credentials;
    QHash<QString, Token> m_tokens; // by scope
};

} // namespace envdeck::registry
