// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/github/refusal.h"

#include "core/api/github/types.h"
#include "core/http/error_map.h"
#include "core/http/json.h"

#include <QRegularExpression>
#include <QUrl>

namespace envdeck::github {

namespace {

constexpr int longestWait = 3600;
constexpr int unnamedWait = 60; // of a secondary limit that names none

const QStringList words{
    QStringLiteral("rate-limit"),         QStringLiteral("secondary-limit"), QStringLiteral("missing-scope"),
    QStringLiteral("missing-permission"), QStringLiteral("sso-required"),    QStringLiteral("not-mergeable"),
    QStringLiteral("head-moved"),         QStringLiteral("already-exists"),  QStringLiteral("no-commits")};

QString wordsOfErrors(const QJsonValue &errors)
{
    if (errors.isString())
        return errors.toString();
    QStringList all;
    for (const QJsonValue &value : errors.toArray()) {
        const QJsonObject error = value.toObject();
        if (value.isString())
            all.append(value.toString());
        else if (!error.value(QLatin1String("message")).toString().isEmpty())
            all.append(error.value(QLatin1String("message")).toString());
        else if (!error.value(QLatin1String("field")).toString().isEmpty())
            all.append(error.value(QLatin1String("field")).toString() + QLatin1Char(' ') +
                       error.value(QLatin1String("code")).toString());
    }
    return all.join(QStringLiteral("; "));
}

// All that GitHub said: the message of a 422 alone is "Validation Failed".
QString saidIn(const http::Response &response, const Redactor &redactor)
{
    const auto json = http::parseJson(response.body.left(64 * 1024));
    const QJsonObject object = json ? json.value().toObject() : QJsonObject();
    const QString errors = wordsOfErrors(object.value(QLatin1String("errors")));
    const QString message = object.value(QLatin1String("message")).toString();
    if (errors.isEmpty() || message.isEmpty())
        return http::excerpt(response, redactor);
    http::Response whole = response;
    whole.body = (message + QStringLiteral(": ") + errors).toUtf8();
    whole.headers = {{"content-type", "text/plain"}};
    return http::excerpt(whole, redactor);
}

int waitUntil(const QByteArray &epoch, const QDateTime &now)
{
    bool isNumber = false;
    const qint64 at = epoch.toLongLong(&isNumber);
    const qint64 left = isNumber ? at - now.toSecsSinceEpoch() : unnamedWait;
    return int(std::clamp<qint64>(left, 1, longestWait));
}

std::optional<QString> limitWord(const http::Response &response, const QString &said, const QDateTime &now)
{
    const auto after = http::retryAfter(response, now);
    if (after || said.contains(QLatin1String("secondary"), Qt::CaseInsensitive)) {
        const qint64 wait = after ? std::clamp<qint64>(after->count(), 1, longestWait) : unnamedWait;
        return QStringLiteral("secondary-limit %1").arg(wait);
    }
    if (response.header("x-ratelimit-remaining") == "0")
        return QStringLiteral("rate-limit %1").arg(waitUntil(response.header("x-ratelimit-reset"), now));
    return {};
}

// Scopes of a classic token: the answer lists what it has and what would have done.
QStringList scopesMissing(const http::Response &response)
{
    bool known = false;
    for (const auto &[name, value] : response.headers)
        known = known || name.compare("x-oauth-scopes", Qt::CaseInsensitive) == 0;
    const QStringList held = listed(response.header("x-oauth-scopes"));
    const QStringList accepted = listed(response.header("x-accepted-oauth-scopes"));
    const bool enough = std::any_of(accepted.cbegin(), accepted.cend(),
                                    [&](const QString &scope) { return holdsScope(held, scope); });
    if (!known || accepted.isEmpty() || enough)
        return {};
    return accepted.contains(QStringLiteral("repo")) ? QStringList{QStringLiteral("repo")}
                                                     : QStringList{accepted.first()};
}

QStringList permissionsMissing(const http::Response &response)
{
    QStringList names;
    for (const QByteArray &part : response.header("x-accepted-github-permissions").split(';')) {
        const QString first = QString::fromLatin1(part.split(',').first()).trimmed();
        if (!first.isEmpty())
            names.append(first);
    }
    return names;
}

QString rightsWord(const char *word, const QStringList &names)
{
    return QLatin1String(word) + QLatin1Char(' ') + names.join(QStringLiteral(", "));
}

struct Judgement {
    ErrorCode code;
    QString word;
};

Judgement judgedDenial(const http::Response &response, const QString &said, const QDateTime &now)
{
    const bool hidden = response.status == 404;
    if (!hidden) {
        if (const auto limit = limitWord(response, said, now))
            return {ErrorCode::RateLimited, *limit};
    }
    if (!response.header("x-github-sso").isEmpty() && !hidden)
        return {ErrorCode::Forbidden, QStringLiteral("sso-required")};
    if (const QStringList scopes = scopesMissing(response); !scopes.isEmpty())
        return {ErrorCode::Forbidden, rightsWord("missing-scope", scopes)};
    if (hidden)
        return {ErrorCode::NotFound, {}};
    if (const QStringList permissions = permissionsMissing(response); !permissions.isEmpty())
        return {ErrorCode::Forbidden, rightsWord("missing-permission", permissions)};
    return {response.status == 429 ? ErrorCode::RateLimited : ErrorCode::Forbidden, {}};
}

Judgement judged(const http::Response &response, const QString &said, const QDateTime &now)
{
    switch (response.status) {
    case 403:
    case 404:
    case 429: return judgedDenial(response, said, now);
    case 405: return {ErrorCode::Forbidden, QStringLiteral("not-mergeable")};
    case 409: return {ErrorCode::Conflict, QStringLiteral("head-moved")};
    case 422:
        if (said.contains(QLatin1String("already exists"), Qt::CaseInsensitive))
            return {ErrorCode::BadInput, QStringLiteral("already-exists")};
        if (said.contains(QLatin1String("No commits between")))
            return {ErrorCode::BadInput, QStringLiteral("no-commits")};
        break;
    }
    return {http::codeOfStatus(response.status), {}};
}

} // namespace

Error refusalOf(const http::Response &response, const QString &subject, const Redactor &redactor,
                const QDateTime &now)
{
    const QString said = saidIn(response, redactor);
    const Judgement judgement = judged(response, said, now);
    const QString detail = judgement.word.isEmpty() ? said
                           : said.isEmpty()         ? judgement.word
                                                    : judgement.word + QStringLiteral(": ") + said;
    return {judgement.code, subject, detail.left(http::excerptLength), response.status};
}

QString refusalWord(const Error &error)
{
    const auto found = std::find_if(words.cbegin(), words.cend(), [&](const QString &word) {
        return error.detail == word || error.detail.startsWith(word + QLatin1Char(' ')) ||
               error.detail.startsWith(word + QLatin1Char(':'));
    });
    return found == words.cend() ? QString() : *found;
}

std::optional<Limit> limitOf(const Error &error)
{
    static const QRegularExpression form(QStringLiteral("\\A(rate|secondary)-limit (\\d+)"));
    const auto match = form.match(error.detail);
    if (error.code != ErrorCode::RateLimited || !match.hasMatch())
        return {};
    return Limit{match.captured(1) == QLatin1String("secondary"),
                 std::chrono::seconds(match.captured(2).toInt())};
}

QStringList missingRights(const Error &error)
{
    const QString word = refusalWord(error);
    if (!word.startsWith(QLatin1String("missing-")))
        return {};
    const QString names =
        error.detail.mid(word.size() + 1).section(QStringLiteral(": "), 0, 0).trimmed(); // "admin:org" stays
    return names.split(QStringLiteral(", "), Qt::SkipEmptyParts);
}

QStringList listed(const QByteArray &header)
{
    QStringList all;
    for (const QByteArray &part : header.split(',')) {
        const QString name = QString::fromLatin1(part).trimmed();
        if (!name.isEmpty())
            all.append(name);
    }
    return all;
}

QByteArray nextPage(const QList<QByteArray> &links)
{
    static const QRegularExpression link(
        QStringLiteral("<([^>]*)>((?:\\s*;\\s*[a-zA-Z*-]+=(?:\"[^\"]*\"|[^\\s,;]+))*)"));
    static const QRegularExpression rel(QStringLiteral(";\\s*rel=(?:\"([^\"]*)\"|([^\\s,;]+))"),
                                        QRegularExpression::CaseInsensitiveOption);
    for (const QByteArray &line : links) {
        auto matches = link.globalMatch(QString::fromLatin1(line));
        while (matches.hasNext()) {
            const auto match = matches.next();
            const auto named = rel.match(match.captured(2));
            const QStringList kinds =
                (named.captured(1) + named.captured(2)).toLower().split(QLatin1Char(' '));
            if (!kinds.contains(QStringLiteral("next")))
                continue;
            const QUrl target(match.captured(1), QUrl::StrictMode);
            return target.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
        }
    }
    return {};
}

} // namespace envdeck::github
