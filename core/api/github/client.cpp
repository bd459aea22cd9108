// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/github/client.h"

#include "core/http/json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPromise>
#include <QTimer>

// How GitHub is asked. What is asked stands in client_calls.cpp, client_changes.cpp and client_rights.cpp.
namespace envdeck::github {

namespace {

constexpr int mostPages = 10;
constexpr int mostKept = 64; // answers with an ETag

const QList<int> judgedHere{304, 400, 401, 403, 404, 405, 409, 410, 422, 429, 451};

bool refusesVersion(const http::Response &response)
{
    return response.status == 400 && response.body.toLower().contains("version");
}

} // namespace

Client::Client(http::Client &http, const Place &place, const RepositoryName &repository, const Secret &token,
               QObject *parent)
    : QObject(parent), m_http(http), m_wait([this](std::chrono::milliseconds time) { return passed(time); }),
      m_site(place.site), m_base(place.api), m_repository(repository), m_token(token),
      m_kind(tokenKindOf(token.reveal()))
{
    m_redactor.learn(token);
}

Async<void> Client::passed(std::chrono::milliseconds time)
{
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    QTimer::singleShot(time, this, [promise] {
        promise->addResult(Result<void>());
        promise->finish();
    });
    return promise->future();
}

http::Headers Client::headers() const
{
    http::Headers all{{"Accept", "application/vnd.github+json, application/json"}};
    if (m_namesVersion)
        all.emplaceBack("X-GitHub-Api-Version", "2022-11-28");
    return all;
}

QString Client::subjectOf(const QString &what) const
{
    return m_site.host() + QLatin1Char(' ') + m_repository.text() +
           (what.isEmpty() ? QString() : QLatin1Char(' ') + what);
}

QUrl Client::urlOf(const QString &path, const QUrlQuery &query) const
{
    QUrl url = m_base;
    url.setPath(m_base.path() + path, QUrl::TolerantMode);
    if (!query.isEmpty())
        url.setQuery(query);
    return url;
}

QUrl Client::inRepository(const QString &path, const QUrlQuery &query) const
{
    const QString repository = QStringLiteral("repos/%1/%2").arg(m_repository.owner, m_repository.name);
    return urlOf(path.isEmpty() ? repository : repository + QLatin1Char('/') + path, query);
}

Async<Client::Got> Client::read(const QUrl &url, const QString &subject, std::stop_token stop)
{
    http::Request request;
    request.url = url;
    request.headers = headers();
    request.secret = http::SecretHeader{"Authorization", m_token, "Bearer "};
    request.alsoGood = judgedHere;
    request.subject = subject;
    if (const auto kept = m_kept.constFind(url); kept != m_kept.cend())
        request.headers.emplaceBack("If-None-Match", kept->etag);
    return andThen(m_http.get(request, stop), this, [=, this](const http::Response &response) {
        if (m_namesVersion && refusesVersion(response)) {
            m_namesVersion = false;
            return read(url, subject, stop);
        }
        return ready<Got>(taken(url, response, subject));
    });
}

Result<Client::Got> Client::taken(const QUrl &url, const http::Response &response, const QString &subject)
{
    if (response.status == 304) {
        if (const auto kept = m_kept.constFind(url); kept != m_kept.cend())
            return kept->got;
        return Error{ErrorCode::BadResponse, subject, QStringLiteral("not modified, and never read"), 304};
    }
    if (response.status < 200 || response.status > 299)
        return refusalOf(response, subject, m_redactor, QDateTime::currentDateTimeUtc());
    const auto json = http::parseJson(response.body);
    if (!json)
        return Error{ErrorCode::BadResponse, subject, json.error().detail, response.status};
    const Got got{json.value(), response.headers, nextPage(response.headerAll("link"))};
    if (const QByteArray etag = response.header("etag"); !etag.isEmpty()) {
        if (m_kept.size() >= mostKept)
            m_kept.clear();
        m_kept.insert(url, {etag, got});
    }
    return got;
}

Async<QJsonValue> Client::list(const QUrl &url, const QString &key, const QString &subject,
                               std::stop_token stop)
{
    return listFrom(url, key, subject, {}, 0, std::move(stop));
}

Async<QJsonValue> Client::listFrom(const QUrl &url, const QString &key, const QString &subject,
                                   const QJsonArray &before, int pages, std::stop_token stop)
{
    return andThen(read(url, subject, stop), this, [=, this](const Got &got) {
        const QJsonValue found = key.isEmpty() ? got.json : got.json.toObject().value(key);
        if (!found.isArray())
            return ready<QJsonValue>(Error{
                ErrorCode::BadResponse, subject,
                (key.isEmpty() ? QStringLiteral("answer") : key) + QStringLiteral(": expected array"), 200});
        QJsonArray all = before;
        for (const QJsonValue &value : found.toArray())
            all.append(value);
        // The server says which page is next; where it is asked is ours to say.
        QUrl next = url;
        next.setQuery(QUrl::fromEncoded(got.next).query(QUrl::FullyEncoded));
        const bool goesOn =
            !got.next.isEmpty() && next != url && pages + 1 < mostPages && !found.toArray().isEmpty();
        return goesOn ? listFrom(next, key, subject, all, pages + 1, stop)
                      : ready<QJsonValue>(QJsonValue(all));
    });
}

Async<QJsonValue> Client::change(const QByteArray &verb, const QUrl &url, const QJsonObject &body,
                                 const QString &subject, std::stop_token stop)
{
    http::MutatingRequest request;
    request.verb = verb;
    request.url = url;
    request.headers = headers();
    request.secret = http::SecretHeader{"Authorization", m_token, "Bearer "};
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.alsoGood = judgedHere;
    request.subject = subject;
    return andThen(m_http.send(request, std::move(stop)), this, [=, this](const http::Response &response) {
        if (response.status < 200 || response.status > 299)
            return ready<QJsonValue>(
                refusalOf(response, subject, m_redactor, QDateTime::currentDateTimeUtc()));
        const auto json = http::parseJson(response.body);
        // It was done; that its words cannot be read does not undo it.
        if (!json)
            return ready<QJsonValue>(
                Error{ErrorCode::OutcomeUnknown, subject, json.error().detail, response.status});
        return ready<QJsonValue>(json);
    });
}

} // namespace envdeck::github
