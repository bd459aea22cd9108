// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/registry/fake_registry.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>
#include <gtest/gtest.h>

namespace envdeck::testing {

namespace {

constexpr auto indexType = "application/vnd.oci.image.index.v1+json";
constexpr auto manifestType = "application/vnd.oci.image.manifest.v1+json";

http::Options atOnce()
{
    http::Options options;
    options.firstDelay = std::chrono::milliseconds(1);
    return options;
}

QByteArray digestOf(const QByteArray &bytes)
{
    return "sha256:" + QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray manifestOf(const QByteArray &config)
{
    return "{\"schemaVersion\":2,\"mediaType\":\"" + QByteArray(manifestType) +
           "\",\"config\":{\"digest\":\"" + digestOf(config) +
           "\",\"size\":2},\"layers\":[],\"annotations\":{\"org.opencontainers.image.version\":\"from "
           "manifest\","
           "\"org.opencontainers.image.source\":\"from manifest\"}}";
}

ScriptedReply error(int status, const QByteArray &code)
{
    return jsonReply("{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"" + code.toLower() + "\"}]}",
                     status);
}

} // namespace

FakeRegistry::FakeRegistry(Access access) : http(atOnce()), m_access(access)
{
    EXPECT_TRUE(http.allow(server.url()));
    server.onAny([this](const ReceivedRequest &request) { return answer(request); });

    const QByteArray config =
        "{\"os\":\"linux\",\"architecture\":\"amd64\",\"created\":\"2026-11-20T10:00:00Z\",\"config\":{"
        "\"Labels\":"
        "{\"org.opencontainers.image.revision\":\"abc\",\"org.opencontainers.image.version\":\"v1\"}}}";
    configDigest = QString::fromLatin1(digestOf(config));
    m_content.insert("/v2/acme/api/blobs/" + digestOf(config), {"application/octet-stream", config});
    const QByteArray amd = manifestOf(config);
    const QByteArray arm = manifestOf("{\"os\":\"linux\",\"architecture\":\"arm64\",\"config\":{}}");
    amdDigest = QString::fromLatin1(digestOf(amd));
    const auto entry = [](const QByteArray &digest, const QByteArray &architecture) {
        return "{\"digest\":\"" + digest + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"" +
               architecture + "\"}}";
    };
    const QByteArray index =
        "{\"schemaVersion\":2,\"mediaType\":\"" + QByteArray(indexType) + "\",\"manifests\":[" +
        entry(digestOf("attestation"), "unknown") + ',' + entry(digestOf(arm), "arm64") + ',' +
        entry(digestOf(amd), "amd64") +
        "],\"annotations\":{\"org.opencontainers.image.source\":\"from index\",\"only.index\":\"yes\"}}";
    indexDigest = QString::fromLatin1(digestOf(index));
    add(amd, manifestType);
    add(arm, manifestType);
    add(index, indexType, QStringLiteral("v1"));
}

void FakeRegistry::add(const QByteArray &content, const QByteArray &type, const QString &tag)
{
    m_content.insert("/v2/acme/api/manifests/" + digestOf(content), {type, content});
    if (!tag.isEmpty())
        m_content.insert("/v2/acme/api/manifests/" + tag.toLatin1(), {type, content});
}

registry::Client FakeRegistry::client(const registry::Credentials &credentials)
{
    return registry::Client(http, server.url(), credentials);
}

bool FakeRegistry::isLetIn(const ReceivedRequest &request) const
{
    const QByteArray sent = request.header("authorization");
    switch (m_access) {
    case Access::Open: return true;
    case Access::Basic: return sent == "Basic " + QByteArray("bo:canary-registry-password").toBase64();
    case Access::Bearer: return tokenGood && sent == "Bearer token-" + QByteArray::number(tokensGiven);
    }
    return false;
}

ScriptedReply FakeRegistry::token(const ReceivedRequest &request)
{
    if (request.header("authorization") == "Basic " + QByteArray("bo:wrong-password-here").toBase64())
        return error(401, "UNAUTHORIZED");
    ScriptedReply reply = jsonReply("{\"token\":\"token-" + QByteArray::number(++tokensGiven) +
                                    "\",\"expires_in\":" + QByteArray::number(tokenSeconds) + "}");
    reply.type = "text/plain"; // as some do
    return reply;
}

ScriptedReply FakeRegistry::tags(const ReceivedRequest &request)
{
    const QUrlQuery query(QString::fromLatin1(request.target.mid(request.path().size() + 1)));
    const int from = query.queryItemValue(QStringLiteral("last")).toInt();
    const QStringList page = tagNames.mid(from, pageSize > 0 ? pageSize : -1);
    const QJsonObject body{
        {QStringLiteral("name"), QStringLiteral("acme/api")},
        {QStringLiteral("tags"), page.isEmpty() ? QJsonValue() : QJsonArray::fromStringList(page)}};
    ScriptedReply reply = jsonReply(QJsonDocument(body).toJson());
    const int next = from + int(page.size());
    if (pageSize > 0 && next < tagNames.size()) {
        // An absolute link to some other place: only its path counts.
        reply.headers = {{"Link", "<https://other.example.com/v2/acme/api/tags/list?n=100&last=" +
                                      QByteArray::number(next) + ">; rel=\"next\""}};
    }
    return reply;
}

ScriptedReply FakeRegistry::answer(const ReceivedRequest &request)
{
    const QByteArray path = request.path();
    if (path == "/token")
        return token(request);
    if (!isLetIn(request)) {
        ScriptedReply refusal = error(401, "UNAUTHORIZED");
        const QByteArray place = realm.isEmpty() ? server.url(QStringLiteral("/token")).toEncoded() : realm;
        refusal.headers = {{"WWW-Authenticate", m_access == Access::Basic
                                                    ? QByteArray("Basic realm=\"Registry\"")
                                                    : "Bearer realm=\"" + place + "\",service=\"fake\""}};
        return refusal;
    }
    if (instead.contains(path))
        return instead.value(path);
    if (path == "/v2/")
        return jsonReply("{}");
    if (path == "/v2/acme/api/tags/list")
        return tags(request);
    if (!m_content.contains(path))
        return error(404, path.contains("/blobs/") ? "BLOB_UNKNOWN" : "MANIFEST_UNKNOWN");
    const Content content = m_content.value(path);
    // docker-registry 2.8 does not show an index to somebody who does not say that he knows them.
    if (content.type == indexType && !request.header("accept").contains(indexType))
        return error(404, "MANIFEST_UNKNOWN");
    ScriptedReply reply = jsonReply(content.bytes);
    reply.type = content.type;
    if (sendDigest)
        reply.headers = {{"Docker-Content-Digest", digestOf(content.bytes)}};
    return reply;
}

} // namespace envdeck::testing
