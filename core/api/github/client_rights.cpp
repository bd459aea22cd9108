// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/github/answers.h"
#include "core/api/github/client.h"

namespace envdeck::github {

namespace {

const QStringList neverNeeded{QStringLiteral("delete_repo"), QStringLiteral("admin:org"),
                              QStringLiteral("site_admin"), QStringLiteral("admin:enterprise")};

QByteArray headerOf(const http::Headers &headers, const char *name)
{
    return http::Response{200, headers, {}}.header(name);
}

bool isThere(const http::Headers &headers, const char *name)
{
    return std::any_of(headers.cbegin(), headers.cend(), [name](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

// "2026-12-01 10:00:00 UTC", sometimes with an offset instead.
QDateTime expiryFrom(const QByteArray &header)
{
    const QString text = QString::fromLatin1(header.trimmed());
    QDateTime at = QDateTime::fromString(text.left(19), QStringLiteral("yyyy-MM-dd hh:mm:ss"));
    at.setTimeSpec(Qt::UTC);
    return at.isValid() ? at : QDateTime();
}

// How a try went that could only fail.
enum class Tried { Allowed, Denied, Unknown };

template <typename T>
Tried triedRead(const Result<T> &answer)
{
    if (answer)
        return Tried::Allowed;
    return answer.error().code == ErrorCode::Forbidden || answer.error().code == ErrorCode::NotFound
               ? Tried::Denied
               : Tried::Unknown;
}

template <typename T>
Tried triedWrite(const Result<T> &answer)
{
    if (!answer && answer.error().status == 422) // looked at what was sent, so it may
        return Tried::Allowed;
    return !answer &&
                   (answer.error().code == ErrorCode::Forbidden || answer.error().code == ErrorCode::NotFound)
               ? Tried::Denied
               : Tried::Unknown;
}

void note(Rights *rights, Tried tried, const char *name)
{
    if (tried == Tried::Denied)
        rights->missing.append(QString::fromLatin1(name));
    if (tried == Tried::Unknown)
        rights->unknown.append(QString::fromLatin1(name));
}

} // namespace

Async<Identity> Client::whoami(std::stop_token stop)
{
    const QString subject = subjectOf(QStringLiteral("user"));
    return andThen(joined(this, read(urlOf(QStringLiteral("user")), subject, std::move(stop))), this,
                   [this, subject](const std::tuple<Result<Got>> &answer) {
                       const auto &got = std::get<0>(answer);
                       Identity who;
                       who.kind = m_kind;
                       if (!got) {
                           // An installation is nobody, and a good token all the same.
                           const bool nobody =
                               m_kind == TokenKind::Installation && got.error().code == ErrorCode::Forbidden;
                           return ready<Identity>(nobody ? Result<Identity>(who) : got.error());
                       }
                       const auto login = loginFrom(got.value().json, subject);
                       if (!login)
                           return ready<Identity>(login.error());
                       who.login = login.value();
                       who.expires = expiryFrom(
                           headerOf(got.value().headers, "github-authentication-token-expiration"));
                       if (isThere(got.value().headers, "x-oauth-scopes"))
                           who.scopes = listed(headerOf(got.value().headers, "x-oauth-scopes"));
                       return ready<Identity>(who);
                   });
}

Async<Rights> Client::rights(const QString &branch, std::stop_token stop)
{
    const auto known = joined(this, whoami(stop), repository(stop));
    return andThen(known, this, [this, branch, stop](const auto &answers) {
        const auto &[who, repository] = answers;
        if (!who)
            return ready<Rights>(who.error());
        Rights rights;
        rights.who = who.value();
        if (rights.who.scopes) {
            const QStringList held = *rights.who.scopes;
            const QString wanted = repository && !repository.value().isPrivate ? QStringLiteral("public_repo")
                                                                               : QStringLiteral("repo");
            if (!holdsScope(held, wanted))
                rights.missing.append(wanted);
            std::copy_if(held.cbegin(), held.cend(), std::back_inserter(rights.tooWide),
                         [](const QString &scope) { return neverNeeded.contains(scope); });
            if (!repository && rights.missing.isEmpty())
                return ready<Rights>(repository.error());
            return ready<Rights>(rights);
        }
        if (!repository)
            return ready<Rights>(repository.error());
        return triedRights(who.value(), branch, stop);
    });
}

Async<Rights> Client::triedRights(const Identity &who, const QString &branch, std::stop_token stop)
{
    const QString subject = subjectOf({});
    const QString head =
        QStringLiteral("commits/%1/").arg(QString::fromLatin1(QUrl::toPercentEncoding(branch)));
    const QUrlQuery one{{QStringLiteral("per_page"), QStringLiteral("1")}};
    const auto checks = read(inRepository(head + QStringLiteral("check-runs"), one), subject, stop);
    const auto statuses = read(inRepository(head + QStringLiteral("status"), one), subject, stop);
    const auto contents = change("POST", inRepository(QStringLiteral("git/refs")),
                                 {{QStringLiteral("ref"), QStringLiteral("refs/heads/envdeck-probe")},
                                  {QStringLiteral("sha"), QString(40, QLatin1Char('0'))}},
                                 subject, stop);
    const auto pulls = change("POST", inRepository(QStringLiteral("pulls")),
                              {{QStringLiteral("title"), QStringLiteral("Envdeck asks whether it may")},
                               {QStringLiteral("head"), branch},
                               {QStringLiteral("base"), branch}},
                              subject, stop);
    return andThen(joined(this, checks, statuses, contents, pulls), this, [who](const auto &answers) {
        const auto &[runs, states, references, requests] = answers;
        Rights rights;
        rights.who = who;
        note(&rights, triedWrite(references), "contents=write");
        note(&rights, triedWrite(requests), "pull_requests=write");
        note(&rights, triedRead(runs), "checks=read");
        note(&rights, triedRead(states), "statuses=read");
        return ready<Rights>(rights);
    });
}

} // namespace envdeck::github
