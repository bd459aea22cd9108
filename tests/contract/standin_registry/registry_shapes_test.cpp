// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of the stand-in against the examples of the OCI distribution description.
#include "tests/standins/registry/registry.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fetch.h"
#include "tests/support/fixtures.h"
#include "tests/support/json_shape.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using standins::RegistryAccess;
using HeaderList = QList<QNetworkReply::RawHeaderPair>;

const QByteArray indexMedia = "application/vnd.oci.image.index.v1+json";
const QByteArray manifestMedia = "application/vnd.oci.image.manifest.v1+json";
const QByteArray json = "application/json";
const QByteArray owner = "Basic " + QByteArray("robot:hunter2hunter2").toBase64();

// One answer of the description: its example by media type, and the headers it names.
class Described {
public:
    Described(const char *path, int status)
    {
        const QJsonValue paths = QJsonDocument::fromJson(
            testData(QStringLiteral("registry/oci-distribution.json")))[QLatin1String("paths")];
        m_answer = paths[QLatin1String(path)][QLatin1String("get")][QLatin1String("responses")]
                        [QString::number(status)]
                            .toObject();
        EXPECT_FALSE(m_answer.isEmpty()) << path << ' ' << status;
    }
    QJsonObject example(const QByteArray &type) const
    {
        return m_answer.value(QLatin1String("content"))[QLatin1String(type)][QLatin1String("example")]
            .toObject();
    }
    QStringList headers() const { return m_answer.value(QLatin1String("headers")).toObject().keys(); }

private:
    QJsonObject m_answer;
};

class RegistryShapes : public ::testing::Test {
protected:
    RegistryShapes()
    {
        for (const auto &tag : {"v1.2.1", "v1.2.2", "v1.2.3"})
            EXPECT_TRUE(m_registry.publish(
                QStringLiteral("acme/api"), QLatin1String(tag),
                {{QStringLiteral("org.opencontainers.image.revision"), QStringLiteral("0123abc")}}));
        EXPECT_TRUE(m_registry.start());
    }
    Fetched get(const QString &path, const QByteArray &accept = json)
    {
        const auto pull = [this](const QByteArray &authorization) {
            const QUrl token(
                m_registry.url().toString() +
                QStringLiteral("/token?service=s&scope=repository:acme/api:pull repository:acme/none:pull"));
            return fetch("GET", token, {{"Authorization", authorization}});
        };
        const QString token = QJsonDocument::fromJson(pull(owner).body)[QLatin1String("token")].toString();
        return fetch("GET", QUrl(m_registry.url().toString() + path),
                     {{"Authorization", "Bearer " + token.toLatin1()}, {"Accept", accept}});
    }
    static void expectLike(const Described &described, const QJsonObject &example, const Fetched &answer)
    {
        EXPECT_FALSE(example.isEmpty());
        const QJsonObject body = QJsonDocument::fromJson(answer.body).object();
        EXPECT_EQ(shapeDifferences(example, body, {QStringLiteral("config.Labels")})
                      .join(QLatin1Char('\n'))
                      .toStdString(),
                  "");
        EXPECT_EQ(body.value(QLatin1String("errors"))[0][QLatin1String("code")],
                  example.value(QLatin1String("errors"))[0][QLatin1String("code")]);
        for (const QString &name : described.headers())
            EXPECT_FALSE(answer.header(name.toLatin1()).isEmpty()) << name.toStdString();
    }

    QTemporaryDir m_folder;
    FakeClock m_clock;
    standins::Registry m_registry{
        {m_folder.path(), RegistryAccess::Bearer, QStringLiteral("robot"), QStringLiteral("hunter2hunter2")},
        m_clock};
};

TEST_F(RegistryShapes, Tags)
{
    const Described described("/v2/{namespace}/{repository}/tags/list", 200);
    expectLike(described, described.example(json), get(QStringLiteral("/v2/acme/api/tags/list?n=2")));
    const Described missing("/v2/{namespace}/{repository}/tags/list", 404);
    expectLike(missing, missing.example(json), get(QStringLiteral("/v2/acme/none/tags/list")));
}

TEST_F(RegistryShapes, IndexManifestAndConfig)
{
    const Described manifests("/v2/{namespace}/{repository}/manifests/{reference}", 200);
    const Fetched top = get(QStringLiteral("/v2/acme/api/manifests/v1.2.3"), indexMedia);
    expectLike(manifests, manifests.example(indexMedia), top);
    const QString digest =
        QJsonDocument::fromJson(top.body)[QLatin1String("manifests")][0][QLatin1String("digest")].toString();
    const Fetched image = get(QStringLiteral("/v2/acme/api/manifests/") + digest, manifestMedia);
    QJsonObject example = manifests.example(manifestMedia);
    example.remove(QStringLiteral("annotations")); // optional, and most build tools write none
    expectLike(manifests, example, image);
    const Described blobs("/v2/{namespace}/{repository}/blobs/{digest}", 200);
    const QString config =
        QJsonDocument::fromJson(image.body)[QLatin1String("config")][QLatin1String("digest")].toString();
    expectLike(blobs, blobs.example("application/vnd.oci.image.config.v1+json"),
               get(QStringLiteral("/v2/acme/api/blobs/") + config));
}

TEST_F(RegistryShapes, WhatIsNotThere)
{
    const Described manifests("/v2/{namespace}/{repository}/manifests/{reference}", 404);
    expectLike(manifests, manifests.example(json),
               get(QStringLiteral("/v2/acme/api/manifests/v9"), indexMedia));
    const Described blobs("/v2/{namespace}/{repository}/blobs/{digest}", 404);
    expectLike(blobs, blobs.example(json),
               get(QStringLiteral("/v2/acme/api/blobs/sha256:") + QString(64, QLatin1Char('0'))));
}

TEST_F(RegistryShapes, AccessAndTokens)
{
    const Described refused("/v2/", 401);
    expectLike(refused, refused.example(json),
               fetch("GET", QUrl(m_registry.url().toString() + QStringLiteral("/v2/"))));
    const Described granted("/token", 200);
    const QUrl token(m_registry.url().toString() + QStringLiteral("/token?service=s"));
    expectLike(granted, granted.example(json), fetch("GET", token, {{"Authorization", owner}}));
    const Described wrong("/token", 401);
    expectLike(wrong, wrong.example(json), fetch("GET", token, HeaderList{{"Authorization", "Basic eDp5"}}));
}

} // namespace
} // namespace envdeck::testing
