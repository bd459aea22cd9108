// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/registry/registry.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fetch.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using standins::RegistryAccess;
using HeaderList = QList<QNetworkReply::RawHeaderPair>;

HeaderList basic(const QByteArray &password = "hunter2hunter2")
{
    return {{"Authorization", "Basic " + ("robot:" + password).toBase64()}};
}

class Guarded {
public:
    explicit Guarded(RegistryAccess access)
        : m_registry({m_folder.path(), access, QStringLiteral("robot"), QStringLiteral("hunter2hunter2")},
                     m_clock)
    {
        EXPECT_TRUE(m_registry.publish(QStringLiteral("acme/api"), QStringLiteral("v1"), {}));
        EXPECT_TRUE(m_registry.start());
    }

    Fetched get(const QString &path, const HeaderList &headers = {})
    {
        return fetch("GET", QUrl(m_registry.url().toString() + path), headers);
    }
    Fetched tags(const HeaderList &headers) { return get(QStringLiteral("/v2/acme/api/tags/list"), headers); }
    HeaderList bearer(const QString &scope)
    {
        const Fetched answer = get(QStringLiteral("/token?service=s&scope=") + scope, basic());
        const QJsonObject token = QJsonDocument::fromJson(answer.body).object();
        EXPECT_EQ(token[QLatin1String("token")], token[QLatin1String("access_token")]);
        EXPECT_EQ(token[QLatin1String("expires_in")].toInt(), 300);
        return {{"Authorization", "Bearer " + token[QLatin1String("token")].toString().toLatin1()}};
    }

    QTemporaryDir m_folder;
    FakeClock m_clock;
    standins::Registry m_registry;
};

TEST(RegistryStandinAccess, BasicAsksForAndTakesThePassword)
{
    Guarded guarded(RegistryAccess::Basic);
    const Fetched refused = guarded.tags({});
    EXPECT_EQ(refused.status, 401);
    EXPECT_TRUE(refused.header("WWW-Authenticate").startsWith("Basic realm="));
    EXPECT_TRUE(refused.body.contains("UNAUTHORIZED"));
    EXPECT_EQ(guarded.tags(basic("wrong")).status, 401);
    EXPECT_EQ(guarded.tags(basic()).status, 200);
    EXPECT_EQ(guarded.get(QStringLiteral("/v2/")).status, 401);
}

TEST(RegistryStandinAccess, BearerChallengesWithRealmServiceAndScope)
{
    Guarded guarded(RegistryAccess::Bearer);
    const QByteArray self = guarded.m_registry.url().toEncoded();
    const QByteArray challenge = guarded.tags({}).header("WWW-Authenticate");
    EXPECT_TRUE(challenge.startsWith("Bearer realm=\"" + self + "/token\",service=\"127.0.0.1:"))
        << challenge.constData();
    EXPECT_TRUE(challenge.endsWith(",scope=\"repository:acme/api:pull\"")) << challenge.constData();
    EXPECT_FALSE(guarded.get(QStringLiteral("/v2/")).header("WWW-Authenticate").contains("scope"));
    EXPECT_EQ(guarded.tags(basic()).status, 401); // the password itself opens nothing
}

TEST(RegistryStandinAccess, ATokenOpensItsRepositoryOnlyAndOnlyForAWhile)
{
    Guarded guarded(RegistryAccess::Bearer);
    EXPECT_EQ(guarded.get(QStringLiteral("/token?service=s"), basic("wrong")).status, 401);
    const HeaderList mine = guarded.bearer(QStringLiteral("repository:acme/api:pull,push"));
    EXPECT_EQ(guarded.tags(mine).status, 200);
    const HeaderList other = guarded.bearer(QStringLiteral("repository:acme/web:pull"));
    const Fetched tooNarrow = guarded.tags(other);
    EXPECT_EQ(tooNarrow.status, 401);
    EXPECT_TRUE(tooNarrow.header("WWW-Authenticate").contains("error=\"insufficient_scope\""));
    guarded.m_clock.advance(std::chrono::seconds(300));
    EXPECT_TRUE(guarded.tags(mine).header("WWW-Authenticate").contains("error=\"invalid_token\""));
}

TEST(RegistryStandinAccess, WithoutAPasswordNobodyIsTheOwner)
{
    QTemporaryDir folder;
    FakeClock clock;
    standins::Registry registry({folder.path(), RegistryAccess::Basic, QStringLiteral("robot"), {}}, clock);
    ASSERT_TRUE(registry.start());
    EXPECT_EQ(fetch("GET", QUrl(registry.url().toString() + QStringLiteral("/v2/")),
                    {{"Authorization", "Basic " + QByteArray("robot:").toBase64()}})
                  .status,
              401);
}

} // namespace
} // namespace envdeck::testing
