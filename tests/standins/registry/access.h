// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "tests/standins/registry/registry.h"

#include <QHash>
#include <QSet>
#include <optional>

namespace envdeck::standins::registry {

// Who may read. With bearer access tokens are handed out for a scope and a while; they die with the process.
class Access {
public:
    Access(const RegistryOptions &options, const Clock &clock) : m_options(options), m_clock(clock) {}

    // The 401 for a request that may not read `repository` (empty: the ping), or nothing when it may.
    std::optional<Answer> refuse(const Request &request, const QString &repository, const QUrl &self) const;

    Answer token(const Request &request); // GET /token

private:
    struct Token {
        QDateTime expires;
        QSet<QString> repositories; // that it lets pull
    };
    bool isOwner(const Request &request) const; // Basic credentials are there and right
    QByteArray bearerProblem(const QByteArray &authorization, const QString &repository) const;

    const RegistryOptions &m_options;
    const Clock &m_clock;
    QHash<QByteArray, Token> m_tokens;
};

Answer errorAnswer(int status, const QString &code, const QString &message);

} // namespace envdeck::standins::registry
