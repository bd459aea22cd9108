// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/registry/access.h"

#include "core/base/redactor.h"
#include "core/domain/workspace.h"
#include "core/http/address.h"
#include "core/http/error_map.h"
#include "core/http/json.h"

#include <QUrlQuery>

namespace envdeck::registry {

namespace {

constexpr qint64 leastLifeSeconds = 60; // what a token lives for when the server does not say

const Challenge *find(const QList<Challenge> &challenges, const char *scheme)
{
    const auto found =
        std::find_if(challenges.cbegin(), challenges.cend(),
                     [scheme](const Challenge &challenge) { return challenge.scheme == scheme; });
    return found == challenges.cend() ? nullptr : &*found;
}

QUrl tokenUrl(const Challenge &challenge, const QString &scope)
{
    QUrl url = QUrl::fromEncoded(challenge.parameters.value("realm"));
    QUrlQuery query(url);
    const auto add = [&query](const QString &name, const QString &value) {
        // "+" and "&" would be read as something else by the server.
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value, ":/,")));
    };
    if (challenge.parameters.contains("service"))
        add(QStringLiteral("service"), QString::fromUtf8(challenge.parameters.value("service")));
    // The scope that we need, not the one of the challenge: that may be missing, or ask for more.
    if (!scope.isEmpty())
        add(QStringLiteral("scope"), scope);
    url.setQuery(query);
    return url;
}

} // namespace

Client::Access::Access(http::Client &http, const QUrl &base, const Credentials &credentials)
    : m_http(http), m_base(base), m_credentials(credentials)
{
}

QString Client::Access::subjectOf(const QString &what) const
{
    return m_base.host() + QLatin1Char('/') + what;
}

bool Client::Access::isLocal() const
{
    return isLoopback(m_base);
}

std::optional<http::SecretHeader> Client::Access::basic() const
{
    if (m_credentials.password.isEmpty())
        return {};
    const QByteArray pair = m_credentials.user.toUtf8() + ':' + m_credentials.password.reveal().toByteArray();
    return http::SecretHeader{"Authorization", Secret(pair.toBase64()), "Basic "};
}

Async<http::Response> Client::Access::ask(http::Request request, const QString &scope, std::stop_token stop)
{
    const QUrl relative = request.url;
    request.url = m_base;
    request.url.setPath(relative.path(QUrl::FullyEncoded), QUrl::TolerantMode);
    request.url.setQuery(relative.query(QUrl::FullyEncoded), QUrl::TolerantMode);
    request.alsoGood.append(401);
    if (const auto token = m_tokens.constFind(scope); token != m_tokens.cend() && !token->fresh.hasExpired())
        request.secret = token->header;
    return andThen(m_http.get(request, stop), this,
                   [this, request, scope, stop](const http::Response &response) {
                       return response.status == 401 ? withAccess(response, request, scope, stop)
                                                     : ready<http::Response>(response);
                   });
}

Async<http::Response> Client::Access::withAccess(const http::Response &refusal, const http::Request &request,
                                                 const QString &scope, std::stop_token stop)
{
    m_tokens.remove(scope);
    const QList<Challenge> challenges = challengesOf(refusal.headerAll("www-authenticate"));
    if (const Challenge *bearer = find(challenges, "bearer"))
        return withToken(*bearer, request, scope, stop);
    http::Request again = request;
    again.secret = find(challenges, "basic") ? basic() : std::nullopt;
    if (!again.secret)
        return judged(refusal, request);
    m_tokens.insert(scope, {*again.secret, QDeadlineTimer(QDeadlineTimer::Forever)});
    return andThen(m_http.get(again, stop), this,
                   [this, again](const http::Response &response) { return judged(response, again); });
}

Async<http::Response> Client::Access::withToken(const Challenge &challenge, const http::Request &request,
                                                const QString &scope, std::stop_token stop)
{
    http::Request ask;
    ask.url = tokenUrl(challenge, scope);
    ask.reach = http::Reach::Vouched;
    ask.subject = subjectOf(QStringLiteral("token"));
    // Some answer text/plain or text/html with JSON in it.
    ask.contentTypes = {};
    if (!mayReceivePassword(ask.url, m_base))
        return ready<http::Response>(
            Error{ErrorCode::Forbidden, m_base.host(),
                  QStringLiteral("asks to sign in at another site: %1").arg(ask.url.host()), 401});
    ask.secret = basic();
    const auto token = andThen(
        m_http.getJson(ask, stop), this, [this, scope, subject = ask.subject](const QJsonValue &json) {
            const http::JsonReader answer(json, subject);
            QString text = answer.optionalString(u"token").value_or(QString());
            if (text.isEmpty())
                text = answer.string(u"access_token");
            const qint64 life = std::max(answer.optionalInteger(u"expires_in").value_or(0), leastLifeSeconds);
            if (text.isEmpty())
                answer.fail(u"token", QStringLiteral("empty"));
            if (!answer.ok())
                return ready<http::SecretHeader>(answer.done(http::SecretHeader()));
            const http::SecretHeader header{"Authorization", Secret(text.toUtf8()), "Bearer "};
            m_tokens.insert(scope, {header, QDeadlineTimer(std::chrono::seconds(life * 8 / 10))});
            return ready<http::SecretHeader>(header);
        });
    return andThen(token, this, [this, request, stop](const http::SecretHeader &header) {
        http::Request again = request;
        again.secret = header;
        return andThen(m_http.get(again, stop), this,
                       [this, again](const http::Response &response) { return judged(response, again); });
    });
}

Async<http::Response> Client::Access::judged(const http::Response &response, const http::Request &request)
{
    if (response.status != 401)
        return ready<http::Response>(response);
    return ready<http::Response>(
        Error{ErrorCode::Unauthorized, request.subject, http::excerpt(response, Redactor()), 401});
}

Async<http::Response> Client::Access::blob(const QString &path, const QString &digest, const QString &scope,
                                           std::stop_token stop)
{
    http::Request request;
    request.url.setPath(QStringLiteral("/v2/%1/blobs/%2").arg(path, digest));
    request.subject = subjectOf(path + QLatin1Char('@') + digest);
    request.contentTypes = {}; // octet-stream, or the type of the config
    request.alsoGood = {301, 302, 303, 307, 308};
    return andThen(ask(request, scope, stop), this, [this, request, stop](const http::Response &response) {
        return response.status >= 300 ? elsewhere(response, request, stop) : ready<http::Response>(response);
    });
}

Async<http::Response> Client::Access::elsewhere(const http::Response &redirect, const http::Request &request,
                                                std::stop_token stop)
{
    http::Request there = request;
    there.url = m_base.resolved(QUrl::fromEncoded(redirect.header("location")));
    there.secret.reset();
    there.alsoGood.clear();
    const bool samePlace = isLocal() && isLoopback(there.url);
    there.reach = samePlace ? http::Reach::Vouched : http::Reach::Foreign;
    return m_http.get(there, std::move(stop));
}

} // namespace envdeck::registry
