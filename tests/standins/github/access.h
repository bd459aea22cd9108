// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/base/http_standin.h"

#include <QHash>
#include <QStringList>
#include <optional>

namespace envdeck::standins::github {

// Which tokens there are, what each may do, and how many questions are left.
class Access {
public:
    struct Token {
        QString login;
        bool classic = true;
        QStringList scopes;                  // of a classic one: "repo"
        QHash<QString, QString> permissions; // of a fine-grained one: "pull_requests" to "read" or "write"
    };

    void addClassic(const QByteArray &token, const QString &login, const QStringList &scopes);
    void addFineGrained(const QByteArray &token, const QString &login,
                        const QHash<QString, QString> &permissions);
    void setRemaining(int requests, int resetsIn = 600); // below zero: no limit
    void setSecondary(int seconds);                      // refuses what comes next, once

    const Token *tokenOf(const Request &request) const; // null: 401
    // The refusal for what the token may not do; nothing when it may. `permission` as "pull_requests=write".
    std::optional<Answer> refuse(const Token &token, const QString &permission) const;
    std::optional<Answer> limited(); // counts
    void giveBack();                 // a question that cost nothing
    void decorate(const Token &token, const QString &permission, Answer *answer) const;

private:
    QHash<QByteArray, Token> m_tokens;
    int m_remaining = -1;
    int m_resetsIn = 600;
    int m_secondary = 0;
};

Answer messageAnswer(int status, const QString &message, const QString &error = {});

} // namespace envdeck::standins::github
