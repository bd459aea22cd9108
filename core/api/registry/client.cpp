// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/registry/client.h"

#include "core/api/registry/access.h"
#include "core/api/registry/documents.h"
#include "core/domain/workspace.h"
#include "core/http/json.h"

#include <QRegularExpression>

namespace envdeck::registry {

namespace {

constexpr int mostPages = 1000;

bool isRepositoryPath(const QString &path)
{
    static const QRegularExpression grammar(QStringLiteral(
        "^[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*\\z"));
    return path.size() <= 255 && grammar.match(path).hasMatch();
}

Result<void> checked(const QString &path, const QString &reference)
{
    if (!isRepositoryPath(path))
        return Error{ErrorCode::BadInput, QStringLiteral("repository"), QStringLiteral("no repository name"),
                     0};
    if (!isTag(reference) && !isDigest(reference))
        return Error{ErrorCode::BadInput, QStringLiteral("reference"), QStringLiteral("no tag and no digest"),
                     0};
    return {};
}

QString scopeOf(const QString &path)
{
    return QStringLiteral("repository:%1:pull").arg(path);
}

bool isSignature(const QString &tag)
{
    static const QRegularExpression attached(QStringLiteral("^sha256-[0-9a-f]{64}"));
    return attached.match(tag).hasMatch();
}

Result<void> sameDigest(const QString &wanted, const QByteArray &bytes, const QString &subject)
{
    if (digestOf(bytes) == wanted)
        return {};
    return Error{ErrorCode::BadResponse, subject,
                 QStringLiteral("content is %1, not %2").arg(digestOf(bytes), wanted), 200};
}

http::Request manifestRequest(const QString &path, const QString &reference)
{
    http::Request request;
    request.url.setPath(QStringLiteral("/v2/%1/manifests/%2").arg(path, reference));
    // All four, also for a HEAD: without the index types an older registry answers 404 for an image that is
    // there.
    request.headers = {{"Accept", manifestTypes.join(", ")}};
    request.contentTypes = {};
    return request;
}

} // namespace

std::optional<QUrl> endpointOf(const QString &registry)
{
    const bool hub = registry == QLatin1String("docker.io") || registry == QLatin1String("index.docker.io");
    const QUrl url(QStringLiteral("https://%1/").arg(hub ? QStringLiteral("registry-1.docker.io") : registry),
                   QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() ||
        url.path() != QLatin1String("/") || url.hasQuery())
        return {};
    QUrl plain = url;
    plain.setScheme(QStringLiteral("http"));
    return isLoopback(url) ? plain : url;
}

Client::Client(http::Client &http, const QUrl &base, const Credentials &credentials, QObject *parent)
    : QObject(parent), m_access(std::make_unique<Access>(http, base, credentials))
{
}

Client::~Client() = default;

Async<void> Client::ping(std::stop_token stop)
{
    http::Request request;
    request.url.setPath(QStringLiteral("/v2/"));
    request.subject = m_access->subjectOf(QStringLiteral("v2/"));
    request.contentTypes = {};
    return andThen(m_access->ask(request, {}, std::move(stop)), this,
                   [](const http::Response &) { return ready<void>({}); });
}

Async<QStringList> Client::tags(const QString &path, std::stop_token stop)
{
    if (!isRepositoryPath(path))
        return ready<QStringList>(checked(path, {}).error());
    return tagsFrom(QUrl(QStringLiteral("/v2/%1/tags/list?n=100").arg(path)), path, {}, 0, std::move(stop));
}

Async<QStringList> Client::tagsFrom(const QUrl &page, const QString &path, const QStringList &before,
                                    int pages, std::stop_token stop)
{
    http::Request request;
    request.url = page;
    request.subject = m_access->subjectOf(path);
    const auto answer = m_access->ask(request, scopeOf(path), stop);
    return andThen(answer, this, [=, this, subject = request.subject](const http::Response &response) {
        const auto json = http::parseJson(response.body);
        if (!json)
            return ready<QStringList>(
                Error{ErrorCode::BadResponse, subject, json.error().detail, response.status});
        const http::JsonReader reader(json.value(), subject);
        QStringList all = before + reader.optionalStrings(u"tags"); // null when every tag was deleted
        const QByteArray next = nextPage(response.headerAll("link"));
        // A server that names the same page again would never end.
        const bool goesOn = !next.isEmpty() && next != page.toEncoded() && pages + 1 < mostPages &&
                            all.size() > before.size();
        if (reader.ok() && goesOn)
            return tagsFrom(QUrl::fromEncoded(next), path, all, pages + 1, stop);
        all.erase(std::remove_if(all.begin(), all.end(), isSignature), all.end());
        all.sort();
        all.removeDuplicates();
        return ready<QStringList>(reader.done(std::move(all)));
    });
}

Async<Manifest> Client::manifest(const QString &path, const QString &reference, std::stop_token stop)
{
    if (const auto fine = checked(path, reference); !fine)
        return ready<Manifest>(fine.error());
    http::Request request = manifestRequest(path, reference);
    request.subject = m_access->subjectOf(path + QLatin1Char(':') + reference);
    request.head = true;
    return andThen(m_access->ask(request, scopeOf(path), stop), this,
                   [=, this, subject = request.subject](const http::Response &response) {
                       const QString digest = QString::fromLatin1(response.header("docker-content-digest"));
                       if (digest.isEmpty()) // the header is optional: count it from the content
                           return fetchedManifest(path, reference, stop);
                       if (!isDigest(digest))
                           return ready<Manifest>(Error{ErrorCode::BadResponse, subject,
                                                        QStringLiteral("no digest: %1").arg(digest.left(100)),
                                                        200});
                       if (isDigest(reference) && digest != reference)
                           return ready<Manifest>(Error{ErrorCode::BadResponse, subject,
                                                        QStringLiteral("answers with %1").arg(digest), 200});
                       const QByteArray type = response.mediaType();
                       return ready<Manifest>(Manifest{digest, QString::fromLatin1(type),
                                                       manifestTypes.first(2).contains(type)});
                   });
}

Async<Manifest> Client::fetchedManifest(const QString &path, const QString &reference, std::stop_token stop)
{
    return andThen(document(path, reference, std::move(stop)), this, [](const Fetched &fetched) {
        return ready<Manifest>(Manifest{fetched.digest, fetched.document.mediaType, fetched.document.index});
    });
}

Async<Client::Fetched> Client::document(const QString &path, const QString &reference, std::stop_token stop)
{
    http::Request request = manifestRequest(path, reference);
    request.subject = m_access->subjectOf(path + QLatin1Char(':') + reference);
    return andThen(m_access->ask(request, scopeOf(path), std::move(stop)), this,
                   [reference, subject = request.subject](const http::Response &response) {
                       const QByteArray said = response.header("docker-content-digest");
                       const QString wanted = isDigest(reference) ? reference : QString::fromLatin1(said);
                       if (!wanted.isEmpty()) {
                           if (const auto same = sameDigest(wanted, response.body, subject); !same)
                               return ready<Fetched>(same.error());
                       }
                       const auto json = http::parseJson(response.body);
                       if (!json)
                           return ready<Fetched>(
                               Error{ErrorCode::BadResponse, subject, json.error().detail, response.status});
                       auto parsed = manifestDocument(json.value(), response.mediaType(), subject);
                       if (!parsed)
                           return ready<Fetched>(parsed.error());
                       return ready<Fetched>(Fetched{digestOf(response.body), std::move(parsed).value()});
                   });
}

Async<Image> Client::image(const QString &path, const QString &reference, const QString &architecture,
                           std::stop_token stop)
{
    if (const auto fine = checked(path, reference); !fine)
        return ready<Image>(fine.error());
    return andThen(document(path, reference, stop), this, [=, this](const Fetched &top) {
        if (!top.document.index)
            return configured(path, top, top, stop);
        const auto entry =
            entryFor(top.document, architecture, m_access->subjectOf(path + QLatin1Char(':') + reference));
        if (!entry)
            return ready<Image>(entry.error());
        return andThen(document(path, entry.value().digest, stop), this,
                       [=, this](const Fetched &platform) { return configured(path, top, platform, stop); });
    });
}

Async<Image> Client::configured(const QString &path, const Fetched &top, const Fetched &platform,
                                std::stop_token stop)
{
    const QString config = platform.document.config;
    const QString subject = m_access->subjectOf(path + QLatin1Char('@') + config);
    if (config.isEmpty())
        return ready<Image>(
            Error{ErrorCode::BadResponse, subject, QStringLiteral("an index inside an index"), 200});
    return andThen(m_access->blob(path, config, scopeOf(path), std::move(stop)), this,
                   [=](const http::Response &response) {
                       if (const auto same = sameDigest(config, response.body, subject); !same)
                           return ready<Image>(same.error());
                       const auto json = http::parseJson(response.body);
                       if (!json)
                           return ready<Image>(
                               Error{ErrorCode::BadResponse, subject, json.error().detail, response.status});
                       const auto parsed = configDocument(json.value(), subject);
                       if (!parsed)
                           return ready<Image>(parsed.error());
                       Image image;
                       image.digest = top.digest;
                       image.platform = parsed.value().os + QLatin1Char('/') + parsed.value().architecture;
                       image.platforms =
                           top.document.index ? platformsOf(top.document) : QStringList{image.platform};
                       image.created = parsed.value().created;
                       image.labels =
                           top.document.annotations; // the least of the three; the config has the last word
                       image.labels.insert(platform.document.annotations);
                       image.labels.insert(parsed.value().labels);
                       return ready<Image>(image);
                   });
}

} // namespace envdeck::registry
