// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/registry/registry.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fetch.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

const QByteArray indexType = "application/vnd.oci.image.index.v1+json";
const QByteArray manifestType = "application/vnd.oci.image.manifest.v1+json";
const QList<QNetworkReply::RawHeaderPair> everyType{{"Accept", indexType + ", " + manifestType}};
const QString repository = QStringLiteral("acme/api");

QMap<QString, QString> labels(const QString &revision)
{
    return {{QStringLiteral("org.opencontainers.image.revision"), revision},
            {QStringLiteral("org.opencontainers.image.created"), QStringLiteral("2026-11-01T10:00:00Z")}};
}

QJsonObject jsonOf(const Fetched &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QString codeOf(const Fetched &answer)
{
    return jsonOf(answer)[QLatin1String("errors")][0][QLatin1String("code")].toString();
}

class RegistryStandin : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(m_registry.start()); }

    Fetched get(const QString &path, const QList<QNetworkReply::RawHeaderPair> &headers = everyType)
    {
        return fetch("GET", QUrl(m_registry.url().toString() + path), headers);
    }
    Fetched head(const QString &path)
    {
        return fetch("HEAD", QUrl(m_registry.url().toString() + path), everyType);
    }
    QString publish(const QString &tag, const QString &revision = QStringLiteral("abc"))
    {
        const auto published = m_registry.publish(repository, tag, labels(revision));
        EXPECT_TRUE(published);
        return published ? published.value() : QString();
    }

    QTemporaryDir m_folder;
    FakeClock m_clock;
    standins::Registry m_registry{{m_folder.path() + QStringLiteral("/registry")}, m_clock};
};

TEST_F(RegistryStandin, ListensOnLoopbackOnlyAndAnswersThePing)
{
    EXPECT_EQ(m_registry.url().host(), QStringLiteral("127.0.0.1"));
    const Fetched ping = get(QStringLiteral("/v2/"));
    EXPECT_EQ(ping.status, 200);
    EXPECT_EQ(ping.header("Docker-Distribution-API-Version"), "registry/2.0");
}

TEST_F(RegistryStandin, WhatIsNotThereIsNamedAsTheSpecificationNamesIt)
{
    publish(QStringLiteral("v1"));
    const Fetched tags = get(QStringLiteral("/v2/acme/other/tags/list"));
    EXPECT_EQ(tags.status, 404);
    EXPECT_EQ(codeOf(tags), QStringLiteral("NAME_UNKNOWN"));
    EXPECT_EQ(codeOf(get(QStringLiteral("/v2/acme/api/manifests/v9"))), QStringLiteral("MANIFEST_UNKNOWN"));
    const QString nowhere = QStringLiteral("sha256:") + QString(64, QLatin1Char('0'));
    EXPECT_EQ(codeOf(get(QStringLiteral("/v2/acme/api/manifests/") + nowhere)),
              QStringLiteral("MANIFEST_UNKNOWN"));
    EXPECT_EQ(codeOf(get(QStringLiteral("/v2/acme/api/blobs/") + nowhere)), QStringLiteral("BLOB_UNKNOWN"));
    EXPECT_EQ(codeOf(get(QStringLiteral("/v2/acme/api/blobs/sha256:x"))), QStringLiteral("DIGEST_INVALID"));
    EXPECT_EQ(codeOf(get(QStringLiteral("/v2/Acme/tags/list"))), QStringLiteral("NAME_INVALID"));
    EXPECT_EQ(get(QStringLiteral("/v1/search")).status, 404);
    const Fetched head404 = head(QStringLiteral("/v2/acme/api/manifests/v9"));
    EXPECT_EQ(head404.status, 404);
    EXPECT_TRUE(head404.body.isEmpty());
}

TEST_F(RegistryStandin, PushingIsRefused)
{
    const Fetched pushed = fetch(
        "PUT", QUrl(m_registry.url().toString() + QStringLiteral("/v2/acme/api/manifests/v1")), {}, "{}");
    EXPECT_EQ(pushed.status, 405);
    EXPECT_EQ(codeOf(pushed), QStringLiteral("UNSUPPORTED"));
}

TEST_F(RegistryStandin, APublishedImageIsReadFromTagToLabels)
{
    const QString digest = publish(QStringLiteral("v1.3.7"), QStringLiteral("0123abc"));
    const Fetched index = get(QStringLiteral("/v2/acme/api/manifests/v1.3.7"));
    ASSERT_EQ(index.status, 200);
    EXPECT_EQ(index.header("Content-Type"), indexType);
    EXPECT_EQ(index.header("Docker-Content-Digest"), digest.toLatin1());
    EXPECT_EQ(index.header("ETag"), '"' + digest.toLatin1() + '"');
    EXPECT_EQ(QString::fromLatin1("sha256:" +
                                  QCryptographicHash::hash(index.body, QCryptographicHash::Sha256).toHex()),
              digest);

    const QJsonValue entry = jsonOf(index)[QLatin1String("manifests")][0];
    EXPECT_EQ(entry[QLatin1String("platform")][QLatin1String("os")].toString(), QStringLiteral("linux"));
    const Fetched manifest =
        get(QStringLiteral("/v2/acme/api/manifests/") + entry[QLatin1String("digest")].toString());
    ASSERT_EQ(manifest.status, 200);
    EXPECT_EQ(manifest.body.size(), entry[QLatin1String("size")].toInteger());

    const QString configDigest =
        jsonOf(manifest)[QLatin1String("config")][QLatin1String("digest")].toString();
    const QJsonObject config = jsonOf(get(QStringLiteral("/v2/acme/api/blobs/") + configDigest));
    EXPECT_EQ(config[QLatin1String("created")].toString(), QStringLiteral("2026-11-01T10:00:00Z"));
    EXPECT_EQ(config[QLatin1String("config")][QLatin1String("Labels")]
                    [QLatin1String("org.opencontainers.image.revision")]
                        .toString(),
              QStringLiteral("0123abc"));
}

TEST_F(RegistryStandin, HeadTellsWhatGetWouldWithoutTheBody)
{
    const QString digest = publish(QStringLiteral("v1"));
    const Fetched full = get(QStringLiteral("/v2/acme/api/manifests/v1"));
    const Fetched answer = head(QStringLiteral("/v2/acme/api/manifests/v1"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(answer.body.isEmpty());
    EXPECT_EQ(answer.header("Docker-Content-Digest"), digest.toLatin1());
    EXPECT_EQ(answer.header("Content-Length").toInt(), full.body.size());
    EXPECT_EQ(head(QStringLiteral("/v2/acme/api/manifests/") + digest).status, 200);
}

TEST_F(RegistryStandin, AnAcceptThatKnowsNoIndexIsAnsweredAsByDockerRegistry)
{
    publish(QStringLiteral("v1"));
    const Fetched answer = get(QStringLiteral("/v2/acme/api/manifests/v1"), {{"Accept", manifestType}});
    EXPECT_EQ(answer.status, 404);
    EXPECT_TRUE(answer.body.contains("OCI index found, but accept header does not support OCI indexes"));
}

TEST_F(RegistryStandin, TagsArePagedByLink)
{
    for (const auto &tag : {"v1.10", "v1.2", "v1.9", "latest", "v2"})
        publish(QLatin1String(tag));
    QStringList seen;
    QString next = QStringLiteral("/v2/acme/api/tags/list?n=2");
    int pages = 0;
    while (!next.isEmpty() && ++pages < 10) {
        const Fetched page = get(next);
        for (const QJsonValue &tag : jsonOf(page)[QLatin1String("tags")].toArray())
            seen.append(tag.toString());
        const QString link = QString::fromLatin1(page.header("Link"));
        EXPECT_TRUE(link.isEmpty() || link.endsWith(QStringLiteral("; rel=\"next\"")));
        next = link.section(QLatin1Char('<'), 1).section(QLatin1Char('>'), 0, 0);
    }
    EXPECT_EQ(pages, 3);
    EXPECT_EQ(seen, QStringList({QStringLiteral("latest"), QStringLiteral("v1.10"), QStringLiteral("v1.2"),
                                 QStringLiteral("v1.9"), QStringLiteral("v2")}));
    EXPECT_EQ(get(QStringLiteral("/v2/acme/api/tags/list?n=x")).status, 400);
    EXPECT_TRUE(
        jsonOf(get(QStringLiteral("/v2/acme/api/tags/list?n=0")))[QLatin1String("tags")].toArray().isEmpty());
}

TEST_F(RegistryStandin, ARemovedImageIsGoneByTagAndByDigest)
{
    const QString digest = publish(QStringLiteral("v1"));
    EXPECT_TRUE(m_registry.remove(repository, QStringLiteral("v1")));
    EXPECT_EQ(get(QStringLiteral("/v2/acme/api/manifests/v1")).status, 404);
    EXPECT_EQ(get(QStringLiteral("/v2/acme/api/manifests/") + digest).status, 404);
    EXPECT_TRUE(jsonOf(get(QStringLiteral("/v2/acme/api/tags/list")))[QLatin1String("tags")].isNull());
    const auto again = m_registry.remove(repository, QStringLiteral("v1"));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::NotFound);
}

TEST_F(RegistryStandin, AMovedTagLeavesTheOldImageReadableByDigest)
{
    const QString before = publish(QStringLiteral("latest"), QStringLiteral("one"));
    const QString after = publish(QStringLiteral("latest"), QStringLiteral("two"));
    EXPECT_NE(before, after);
    EXPECT_EQ(head(QStringLiteral("/v2/acme/api/manifests/latest")).header("Docker-Content-Digest"),
              after.toLatin1());
    EXPECT_EQ(head(QStringLiteral("/v2/acme/api/manifests/") + before).status, 200);
}

TEST_F(RegistryStandin, ARestartAndAnotherProcessSeeTheSameFolder)
{
    const QString digest = publish(QStringLiteral("v1"));
    standins::Registry other({m_folder.path() + QStringLiteral("/registry")}, m_clock);
    ASSERT_TRUE(other.start());
    const QUrl url(other.url().toString() + QStringLiteral("/v2/acme/api/manifests/v1"));
    EXPECT_EQ(fetch("HEAD", url, everyType).header("Docker-Content-Digest"), digest.toLatin1());
    EXPECT_TRUE(m_registry.remove(repository, QStringLiteral("v1")));
    EXPECT_EQ(fetch("HEAD", url, everyType).status, 404);
    const auto same = other.publish(repository, QStringLiteral("v1"), labels(QStringLiteral("abc")));
    ASSERT_TRUE(same);
    EXPECT_EQ(same.value(), digest);
}

TEST_F(RegistryStandin, PublishRefusesWhatTheSpecificationRefuses)
{
    for (const auto &[name, tag] :
         {std::pair{"Acme/api", "v1"}, {"acme/../api", "v1"}, {"acme/api", "-v1"}, {"acme/api", "v 1"}}) {
        const auto published = m_registry.publish(QLatin1String(name), QLatin1String(tag), {});
        ASSERT_FALSE(published) << name << ':' << tag;
        EXPECT_EQ(published.error().code, ErrorCode::BadInput);
    }
}

TEST_F(RegistryStandin, AFolderThatRefusesIsAnIoError)
{
    standins::Registry broken({QStringLiteral("/proc/nowhere")}, m_clock);
    const auto published = broken.publish(repository, QStringLiteral("v1"), {});
    ASSERT_FALSE(published);
    EXPECT_EQ(published.error().code, ErrorCode::Io);
}

} // namespace
} // namespace envdeck::testing
