// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/registry/access.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>

namespace envdeck::standins::registry {

namespace {

QByteArray randomToken()
{
    QByteArray bytes(24, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(QRandomGenerator::system()->bounded(256));
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Answer unauthorized(const QByteArray &challenge)
{
    Answer answer =
        errorAnswer(401, QStringLiteral("UNAUTHORIZED"), QStringLiteral("authentication required"));
    answer.headers.append({"WWW-Authenticate", challenge});
    return answer;
}

QByteArray bearerChallenge(const QUrl &self, const QString &repository, const QByteArray &problem)
{
    QByteArray challenge =
        "Bearer realm=\"" + self.toEncoded() + "/token\",service=\"" + self.authority().toUtf8() + '"';
    if (!repository.isEmpty())
        challenge += ",scope=\"repository:" + repository.toUtf8() + ":pull\"";
    if (!problem.isEmpty())
        challenge += ",error=\"" + problem + '"';
    return challenge;
}

// "repository:acme/api:pull,push" lets pull acme/api; what is asked beyond that is not granted, silently.
QString pullScope(const QString &scope)
{
    const QStringList parts = scope.split(QLatin1Char(':'));
    const bool pull = parts.size() == 3 && parts.first() == QLatin1String("repository") &&
                      parts.last().split(QLatin1Char(',')).contains(QLatin1String("pull"));
    return pull ? parts.at(1) : QString();
}

} // namespace

std::optional<Answer> Access::refuse(const Request &request, const QString &repository,
                                     const QUrl &self) const
{
    switch (m_options.access) {
    case RegistryAccess::Anonymous: return std::nullopt;
    case RegistryAccess::Basic:
        if (isOwner(request))
            return std::nullopt;
        return unauthorized("Basic realm=\"" + self.authority().toUtf8() + '"');
    case RegistryAccess::Bearer: {
        const QByteArray authorization = request.header("Authorization");
        const QByteArray problem = bearerProblem(authorization, repository);
        if (!authorization.isEmpty() && problem.isEmpty())
            return std::nullopt;
        return unauthorized(bearerChallenge(self, repository, problem));
    }
    }
    Q_UNREACHABLE();
}

Answer Access::token(const Request &request)
{
    if (m_options.access != RegistryAccess::Bearer)
        return Answer::text("404 page not found\n", 404);
    if (!isOwner(request))
        return errorAnswer(401, QStringLiteral("UNAUTHORIZED"), QStringLiteral("bad credentials"));
    const QDateTime now = m_clock.now();
    Token token{now.addSecs(m_options.tokenSeconds), {}};
    for (const QString &scopes :
         request.query.allQueryItemValues(QStringLiteral("scope"), QUrl::FullyDecoded)) {
        for (const QString &scope : scopes.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            if (const QString repository = pullScope(scope); !repository.isEmpty())
                token.repositories.insert(repository);
        }
    }
    const QByteArray text = randomToken();
    m_tokens.insert(text, token);
    return Answer::json(QJsonObject{{QStringLiteral("token"), QString::fromLatin1(text)},
                                    {QStringLiteral("access_token"), QString::fromLatin1(text)},
                                    {QStringLiteral("expires_in"), m_options.tokenSeconds},
                                    {QStringLiteral("issued_at"), now.toString(Qt::ISODate)}});
}

bool Access::isOwner(const Request &request) const
{
    const QByteArray owner = (m_options.user + QLatin1Char(':') + m_options.password).toUtf8();
    return !m_options.password.isEmpty() && request.header("Authorization") == "Basic " + owner.toBase64();
}

QByteArray Access::bearerProblem(const QByteArray &authorization, const QString &repository) const
{
    if (authorization.isEmpty())
        return {};
    const auto token =
        m_tokens.constFind(authorization.startsWith("Bearer ") ? authorization.mid(7) : QByteArray());
    if (token == m_tokens.constEnd() || token->expires <= m_clock.now())
        return "invalid_token";
    if (!repository.isEmpty() && !token->repositories.contains(repository))
        return "insufficient_scope";
    return {};
}

Answer errorAnswer(int status, const QString &code, const QString &message)
{
    const QJsonObject error{{QStringLiteral("code"), code},
                            {QStringLiteral("message"), message},
                            {QStringLiteral("detail"), QJsonObject()}};
    return Answer::json(QJsonObject{{QStringLiteral("errors"), QJsonArray{error}}}, status);
}

} // namespace envdeck::standins::registry
