// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/github/access.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

namespace envdeck::standins::github {

void Access::addClassic(const QByteArray &token, const QString &login, const QStringList &scopes)
{
    m_tokens.insert(token, {login, true, scopes, {}});
}

void Access::addFineGrained(const QByteArray &token, const QString &login,
                            const QHash<QString, QString> &permissions)
{
    m_tokens.insert(token, {login, false, {}, permissions});
}

void Access::setRemaining(int requests, int resetsIn)
{
    m_remaining = requests;
    m_resetsIn = resetsIn;
}

void Access::setSecondary(int seconds)
{
    m_secondary = seconds;
}

const Access::Token *Access::tokenOf(const Request &request) const
{
    const QByteArray authorization = request.header("Authorization");
    const auto found = m_tokens.constFind(authorization.mid(7));
    return authorization.startsWith("Bearer ") && found != m_tokens.cend() ? &*found : nullptr;
}

std::optional<Answer> Access::refuse(const Token &token, const QString &permission) const
{
    if (permission.isEmpty())
        return std::nullopt;
    if (token.classic) {
        if (token.scopes.contains(QStringLiteral("repo")))
            return std::nullopt;
        return messageAnswer(404, QStringLiteral("Not Found")); // a private repository is hidden
    }
    if (token.permissions.isEmpty())
        return messageAnswer(404, QStringLiteral("Not Found"));
    const QString wanted = permission.section(QLatin1Char('='), 1);
    const QString held = token.permissions.value(permission.section(QLatin1Char('='), 0, 0));
    if (held == QLatin1String("write") || held == wanted || permission.startsWith(QLatin1String("metadata")))
        return std::nullopt;
    Answer answer = messageAnswer(403, QStringLiteral("Resource not accessible by personal access token"));
    answer.headers.emplaceBack("X-Accepted-GitHub-Permissions", permission.toLatin1());
    return answer;
}

std::optional<Answer> Access::limited()
{
    if (m_secondary > 0) {
        Answer answer = messageAnswer(403, QStringLiteral("You have exceeded a secondary rate limit. Please "
                                                          "wait a few minutes before you try again."));
        answer.headers.emplaceBack("Retry-After", QByteArray::number(m_secondary));
        m_secondary = 0;
        return answer;
    }
    if (m_remaining == 0)
        return messageAnswer(403, QStringLiteral("API rate limit exceeded for user ID 1."));
    if (m_remaining > 0)
        --m_remaining;
    return std::nullopt;
}

void Access::giveBack()
{
    if (m_remaining >= 0)
        ++m_remaining;
}

void Access::decorate(const Token &token, const QString &permission, Answer *answer) const
{
    if (token.classic) {
        answer->headers.emplaceBack("X-OAuth-Scopes", token.scopes.join(QStringLiteral(", ")).toLatin1());
        answer->headers.emplaceBack("X-Accepted-OAuth-Scopes", permission.isEmpty() ? "" : "repo");
    }
    if (m_remaining < 0)
        return;
    answer->headers.emplaceBack("X-RateLimit-Limit", "5000");
    answer->headers.emplaceBack("X-RateLimit-Remaining", QByteArray::number(m_remaining));
    answer->headers.emplaceBack("X-RateLimit-Reset",
                                QByteArray::number(QDateTime::currentSecsSinceEpoch() + m_resetsIn));
}

Answer messageAnswer(int status, const QString &message, const QString &error)
{
    QJsonObject body{{QStringLiteral("message"), message},
                     {QStringLiteral("documentation_url"), QStringLiteral("https://docs.github.com/rest")}};
    if (!error.isEmpty())
        body.insert(QStringLiteral("errors"),
                    QJsonArray{QJsonObject{{QStringLiteral("resource"), QStringLiteral("PullRequest")},
                                           {QStringLiteral("code"), QStringLiteral("custom")},
                                           {QStringLiteral("message"), error}}});
    return Answer::json(body, status);
}

} // namespace envdeck::standins::github
