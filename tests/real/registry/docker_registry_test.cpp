// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The client against Debian's docker-registry (2.8), started by hand on loopback with a folder of its own.
#include "core/api/registry/client.h"
#include "tests/support/event_loop.h"
#include "tests/support/fetch.h"
#include "tests/support/text.h"

#include <QCryptographicHash>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::registry {
namespace {

using namespace testing;

constexpr auto indexType = "application/vnd.oci.image.index.v1+json";
constexpr auto manifestType = "application/vnd.oci.image.manifest.v1+json";

QByteArray digestOf(const QByteArray &bytes)
{
    return "sha256:" + QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

class DockerRegistry : public ::testing::Test {
protected:
    void SetUp() override
    {
        const QString program = QStandardPaths::findExecutable(s("docker-registry"));
        if (program.isEmpty())
            GTEST_SKIP() << "docker-registry is not installed";
        QTcpServer free;
        ASSERT_TRUE(free.listen(QHostAddress::LocalHost));
        base = QUrl(s("http://127.0.0.1:%1/").arg(free.serverPort()));
        free.close();
        write(s("registry.yml"),
              "version: 0.1\nlog: {level: error}\nstorage:\n  filesystem: {rootdirectory: " +
                  folder.filePath(s("data")).toUtf8() +
                  "}\n  delete: {enabled: true}\nhttp: {addr: '127.0.0.1:" + QByteArray::number(base.port()) +
                  "'}\n" + access());
        process.setProgram(program);
        process.setArguments({s("serve"), folder.filePath(s("registry.yml"))});
        process.start();
        ASSERT_TRUE(
            eventually([&] { return fetch("GET", at("/v2/")).status != 0; }, std::chrono::seconds(60)));
        ASSERT_TRUE(http.allow(base));
    }
    void TearDown() override
    {
        process.terminate();
        eventually([&] { return process.state() == QProcess::NotRunning; });
        process.kill();
    }

    virtual QByteArray access() { return {}; }

    void write(const QString &name, const QByteArray &content)
    {
        QFile file(folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QUrl at(const QByteArray &path) const { return base.resolved(QUrl::fromEncoded(path)); }
    Fetched push(const QByteArray &method, const QByteArray &path, const QByteArray &type,
                 const QByteArray &body)
    {
        return fetch(method, at(path), {{"Content-Type", type}}, body);
    }
    void pushBlob(const QByteArray &bytes)
    {
        const Fetched upload = push("POST", "/v2/acme/api/blobs/uploads/", "application/octet-stream", {});
        ASSERT_EQ(upload.status, 202);
        const QByteArray place = upload.header("Location");
        const QByteArray target =
            place + (place.contains('?') ? '&' : '?') + "digest=" + digestOf(bytes).replace(':', "%3A");
        ASSERT_EQ(push("PUT", target, "application/octet-stream", bytes).status, 201);
    }
    // An index with one linux/amd64 image, as a build tool pushes it; answers its digest.
    QByteArray pushImage(const QByteArray &tag, const QByteArray &labels)
    {
        const QByteArray config =
            "{\"os\":\"linux\",\"architecture\":\"amd64\",\"created\":\"2026-11-20T10:00:00Z\",\"rootfs\":"
            "{\"type\":\"layers\",\"diff_ids\":[]},\"config\":{\"Labels\":" +
            labels + "}}";
        pushBlob(config);
        const QByteArray manifest =
            "{\"schemaVersion\":2,\"mediaType\":\"" + QByteArray(manifestType) +
            "\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"" +
            digestOf(config) + "\",\"size\":" + QByteArray::number(config.size()) + "},\"layers\":[]}";
        EXPECT_EQ(push("PUT", "/v2/acme/api/manifests/" + digestOf(manifest), manifestType, manifest).status,
                  201);
        const QByteArray index = "{\"schemaVersion\":2,\"mediaType\":\"" + QByteArray(indexType) +
                                 "\",\"manifests\":[{\"mediaType\":\"" + manifestType + "\",\"digest\":\"" +
                                 digestOf(manifest) + "\",\"size\":" + QByteArray::number(manifest.size()) +
                                 ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}]}";
        EXPECT_EQ(push("PUT", "/v2/acme/api/manifests/" + tag, indexType, index).status, 201);
        return digestOf(index);
    }

    QTemporaryDir folder;
    QUrl base;
    QProcess process;
    http::Client http;
};

TEST_F(DockerRegistry, WhatWasPushedIsFound)
{
    const QByteArray first = pushImage("v1.3.7", "{\"org.opencontainers.image.revision\":\"aaa\"}");
    const QByteArray second =
        pushImage("v1.3.8", "{\"org.opencontainers.image.revision\":\"bbb\",\"envdeck.migration\":\"yes\"}");
    Client client(http, base);
    EXPECT_TRUE(answerOf(client.ping()));
    EXPECT_EQ(answerOf(client.tags(s("acme/api"))).value(), (QStringList{s("v1.3.7"), s("v1.3.8")}));

    const auto manifest = answerOf(client.manifest(s("acme/api"), s("v1.3.8")));
    ASSERT_TRUE(manifest) << qPrintable(manifest.error().detail);
    EXPECT_EQ(manifest.value(), (Manifest{QString::fromLatin1(second), s(indexType), true}));

    const auto image = answerOf(client.image(s("acme/api"), s("v1.3.8")));
    ASSERT_TRUE(image) << qPrintable(image.error().detail);
    EXPECT_EQ(image.value().digest, QString::fromLatin1(second));
    EXPECT_EQ(image.value().revision(), s("bbb"));
    EXPECT_EQ(image.value().labels.value(s("envdeck.migration")), s("yes"));
    EXPECT_EQ(image.value().created, QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::UTC));
    EXPECT_EQ(answerOf(client.image(s("acme/api"), QString::fromLatin1(first))).value().revision(), s("aaa"));
}

TEST_F(DockerRegistry, WhatIsGoneIsNotFound)
{
    const QByteArray digest = pushImage("v1", "{}");
    Client client(http, base);
    EXPECT_EQ(answerOf(client.tags(s("acme/other"))).error().code, ErrorCode::NotFound);
    EXPECT_EQ(answerOf(client.manifest(s("acme/api"), s("v2"))).error().code, ErrorCode::NotFound);
    ASSERT_EQ(fetch("DELETE", at("/v2/acme/api/manifests/" + digest)).status, 202);
    EXPECT_EQ(answerOf(client.manifest(s("acme/api"), QString::fromLatin1(digest))).error().code,
              ErrorCode::NotFound);
    EXPECT_EQ(answerOf(client.tags(s("acme/api"))).value(), QStringList()); // "tags": null
}

TEST_F(DockerRegistry, AMovedTagIsSeenByItsDigest)
{
    pushImage("latest", "{\"org.opencontainers.image.revision\":\"aaa\"}");
    Client client(http, base);
    const QString before = answerOf(client.manifest(s("acme/api"), s("latest"))).value().digest;
    pushImage("latest", "{\"org.opencontainers.image.revision\":\"bbb\"}");
    EXPECT_NE(answerOf(client.manifest(s("acme/api"), s("latest"))).value().digest, before);
    EXPECT_EQ(answerOf(client.manifest(s("acme/api"), before)).value().digest, before);
}

class PrivateDockerRegistry : public DockerRegistry {
protected:
    QByteArray access() override
    {
        // bcrypt of the password below
        write(s("htpasswd"), R"(bo:$2b$04$W6dah6c5kyWvd99bxx0at.holj2.R6y0vy4eqfMPZVqOtnsDkLxyW)"
                             "\n");
        return "auth: {htpasswd: {realm: acme, path: '" + folder.filePath(s("htpasswd")).toUtf8() + "'}}\n";
    }
};

TEST_F(PrivateDockerRegistry, TakesTheRightPasswordOnly)
{
    Client right(http, base, {s("bo"), Secret("canary-registry-password")});
    EXPECT_TRUE(answerOf(right.ping()));
    Client wrong(http, base, {s("bo"), Secret("another-password")});
    EXPECT_EQ(answerOf(wrong.ping()).error().code, ErrorCode::Unauthorized);
    Client nobody(http, base);
    EXPECT_EQ(answerOf(nobody.ping()).error().code, ErrorCode::Unauthorized);
}

} // namespace
} // namespace envdeck::registry
