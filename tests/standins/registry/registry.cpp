// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/registry/registry.h"

#include "tests/standins/registry/access.h"
#include "tests/standins/registry/store.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace envdeck::standins {

using registry::errorAnswer;

namespace {

constexpr int defaultPage = 100;

bool isName(const QString &name)
{
    static const QRegularExpression grammar(QRegularExpression::anchoredPattern(
        QStringLiteral("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*")));
    return name.size() <= 255 && grammar.match(name).hasMatch();
}

bool isTag(const QString &tag)
{
    static const QRegularExpression grammar(
        QRegularExpression::anchoredPattern(QStringLiteral("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}")));
    return grammar.match(tag).hasMatch();
}

bool isDigest(const QString &reference)
{
    static const QRegularExpression grammar(
        QRegularExpression::anchoredPattern(QStringLiteral("sha256:[a-f0-9]{64}")));
    return grammar.match(reference).hasMatch();
}

bool accepts(const Request &request, const QString &mediaType)
{
    for (const auto &[name, value] : request.headers) {
        if (name.compare("accept", Qt::CaseInsensitive) == 0 && value.contains(mediaType.toLatin1()))
            return true;
    }
    return false;
}

Answer contentAnswer(const QString &digest, const QString &mediaType, const QByteArray &bytes)
{
    Answer answer{200, bytes, mediaType.toLatin1()};
    answer.headers = {{"Docker-Content-Digest", digest.toLatin1()}, {"ETag", '"' + digest.toLatin1() + '"'}};
    return answer;
}

Answer tagsAnswer(const Request &request, const QString &name, const registry::Repository &repository)
{
    QStringList tags = repository.tags.keys();
    std::sort(tags.begin(), tags.end());
    bool isNumber = true;
    const QString wanted = request.parameter(QStringLiteral("n"));
    const int page = wanted.isEmpty() ? defaultPage : wanted.toInt(&isNumber);
    if (!isNumber || page < 0)
        return errorAnswer(400, QStringLiteral("UNSUPPORTED"),
                           QStringLiteral("invalid number of results requested"));
    const QString last = request.parameter(QStringLiteral("last"));
    const auto from = std::upper_bound(tags.cbegin(), tags.cend(), last) - tags.cbegin();
    const QStringList shown = tags.mid(last.isEmpty() ? 0 : from, page);
    Answer answer = Answer::json(QJsonObject{
        {QStringLiteral("name"), name},
        {QStringLiteral("tags"), tags.isEmpty() ? QJsonValue() : QJsonArray::fromStringList(shown)}});
    if (!shown.isEmpty() && shown.last() != tags.last())
        answer.headers.append({"Link", QStringLiteral("</v2/%1/tags/list?n=%2&last=%3>; rel=\"next\"")
                                           .arg(name)
                                           .arg(page)
                                           .arg(shown.last())
                                           .toLatin1()});
    return answer;
}

} // namespace

class Registry::Private {
public:
    Private(RegistryOptions given, const Clock &time)
        : options(std::move(given)), clock(time), store(options.folder), access(options, clock)
    {
    }

    Answer answer(const Request &request, const QUrl &self);
    Answer manifest(const Request &request, const QString &reference,
                    const registry::Repository &repository) const;
    Answer blob(const QString &digest, const registry::Repository &repository) const;

    const RegistryOptions options;
    const Clock &clock;
    registry::Store store;
    registry::Access access;
};

Answer Registry::Private::answer(const Request &request, const QUrl &self)
{
    static const QRegularExpression grammar(QRegularExpression::anchoredPattern(
        QStringLiteral("/v2/(.+)/(tags/list|manifests/([^/]+)|blobs/([^/]+))")));
    if (request.path == QLatin1String("/token"))
        return access.token(request);
    const bool isPing = request.path == QLatin1String("/v2/") || request.path == QLatin1String("/v2");
    const auto match = grammar.match(request.path);
    if (!isPing && !match.hasMatch())
        return Answer::text("404 page not found\n", 404);
    const QString name = match.captured(1);
    if (const auto refused = access.refuse(request, name, self))
        return *refused;
    if (request.method != "GET" && request.method != "HEAD")
        return errorAnswer(405, QStringLiteral("UNSUPPORTED"),
                           QStringLiteral("The operation is unsupported."));
    if (isPing)
        return Answer::json(QJsonObject());
    if (!isName(name))
        return errorAnswer(400, QStringLiteral("NAME_INVALID"), QStringLiteral("invalid repository name"));
    const auto repository = store.repository(name);
    if (!repository)
        return errorAnswer(404, QStringLiteral("NAME_UNKNOWN"),
                           QStringLiteral("repository name not known to registry"));
    if (!match.captured(3).isEmpty())
        return manifest(request, match.captured(3), *repository);
    if (!match.captured(4).isEmpty())
        return blob(match.captured(4), *repository);
    return tagsAnswer(request, name, *repository);
}

Answer Registry::Private::manifest(const Request &request, const QString &reference,
                                   const registry::Repository &repository) const
{
    const QString digest = isDigest(reference) ? reference : repository.tags.value(reference);
    const QString mediaType = repository.manifests.value(digest);
    const auto bytes = mediaType.isEmpty() ? std::nullopt : store.content(digest);
    if (!bytes)
        return errorAnswer(404, QStringLiteral("MANIFEST_UNKNOWN"), QStringLiteral("manifest unknown"));
    if (!accepts(request, mediaType)) // as docker-registry 2.8 words it
        return errorAnswer(
            404, QStringLiteral("MANIFEST_UNKNOWN"),
            mediaType == registry::indexType
                ? QStringLiteral("OCI index found, but accept header does not support OCI indexes")
                : QStringLiteral("OCI manifest found, but accept header does not support OCI manifests"));
    return contentAnswer(digest, mediaType, *bytes);
}

Answer Registry::Private::blob(const QString &digest, const registry::Repository &repository) const
{
    if (!isDigest(digest))
        return errorAnswer(400, QStringLiteral("DIGEST_INVALID"),
                           QStringLiteral("provided digest did not match"));
    const auto bytes = repository.blobs.contains(digest) ? store.content(digest) : std::nullopt;
    if (!bytes)
        return errorAnswer(404, QStringLiteral("BLOB_UNKNOWN"), QStringLiteral("blob unknown to registry"));
    return contentAnswer(digest, QStringLiteral("application/octet-stream"), *bytes);
}

Registry::Registry(RegistryOptions options, const Clock &clock, QObject *parent)
    : HttpStandin(parent), d(std::make_unique<Private>(std::move(options), clock))
{
}

Registry::~Registry() = default;

Result<QString> Registry::publish(const QString &repository, const QString &tag,
                                  const QMap<QString, QString> &labels)
{
    const QString name = repository + QLatin1Char(':') + tag;
    if (!isName(repository) || !isTag(tag))
        return Error{ErrorCode::BadInput, name, {}, 0};
    const auto created =
        QDateTime::fromString(labels.value(QStringLiteral("org.opencontainers.image.created")), Qt::ISODate);
    const auto epoch = QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
    const auto image = registry::imageContent(name, labels, created.isValid() ? created : epoch);
    if (const auto added = d->store.add(repository, tag, image); !added)
        return added.error();
    return image.index;
}

Result<void> Registry::remove(const QString &repository, const QString &tag)
{
    return d->store.remove(repository, tag);
}

void Registry::handle(const Request &request, Reply reply)
{
    Answer answer = d->answer(request, url());
    answer.headers.emplaceBack("Docker-Distribution-API-Version", "registry/2.0");
    reply.send(answer);
}

bool Registry::needsKey(const Request &request) const
{
    return request.path != QLatin1String("/token");
}

Answer Registry::refusal() const
{
    Answer answer =
        errorAnswer(401, QStringLiteral("UNAUTHORIZED"), QStringLiteral("authentication required"));
    answer.headers.append({"WWW-Authenticate", "Basic realm=\"" + url().authority().toUtf8() + '"'});
    return answer;
}

} // namespace envdeck::standins
