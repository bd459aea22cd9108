// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secret_key.h"
#include "core/secrets/secret_store.h"
#include "tests/support/fixtures.h"

#include <gtest/gtest.h>

namespace envdeck::secrets {
namespace {

QUrl url(const char *text)
{
    return QUrl(QString::fromLatin1(text));
}

QStringList spelled(const QList<SecretKey> &keys)
{
    QStringList list;
    for (const SecretKey &key : keys)
        list.append(key.kind + QStringLiteral(" at ") + key.origin);
    return list;
}

TEST(SecretKeys, NameEachSystemOfTheWorkspaceOnce)
{
    Workspace workspace = testing::sampleWorkspace();
    workspace.git.host = GitHost::GitHub;
    workspace.registries = {{QStringLiteral("ghcr.io"), QStringLiteral("ghcr")},
                            {QStringLiteral("127.0.0.1:5000"), QStringLiteral("oci")}};
    EXPECT_EQ(spelled(secretKeys(workspace)),
              QStringList({QStringLiteral("dokploy/dev at http://127.0.0.1:1"),
                           QStringLiteral("signoz at http://127.0.0.1:1"),
                           QStringLiteral("dokploy/test at http://127.0.0.1:1"),
                           QStringLiteral("dokploy/prod at http://127.0.0.1:1"),
                           QStringLiteral("registry/127.0.0.1:5000 at http://127.0.0.1:5000"),
                           QStringLiteral("registry/ghcr.io at https://ghcr.io:443"),
                           QStringLiteral("github at https://github.com:443")}));
    for (const SecretKey &key : secretKeys(workspace))
        EXPECT_EQ(key.workspace, workspace.name);
}

TEST(SecretKeys, SigNozAtSeveralOriginsHasAKeyForEachEnvironment)
{
    Workspace workspace = testing::sampleWorkspace();
    workspace.environments[2].signoz->url = url("https://signoz.example.com/sub");
    EXPECT_EQ(signozKey(workspace, workspace.environments.at(0)).kind, QStringLiteral("signoz/dev"));
    EXPECT_EQ(signozKey(workspace, workspace.environments.at(2)),
              (SecretKey{QStringLiteral("acme"), QStringLiteral("signoz/prod"),
                         QStringLiteral("https://signoz.example.com:443")}));
}

TEST(SecretKeys, AnEnterpriseHostHasItsOwnOrigin)
{
    Workspace workspace = testing::sampleWorkspace();
    workspace.git = GitSpec{GitHost::GitHubEnterprise, url("https://git.example.com:8443"),
                            QStringLiteral("acme/infra"), QStringLiteral("main")};
    EXPECT_EQ(githubKey(workspace).origin, QStringLiteral("https://git.example.com:8443"));
    EXPECT_EQ(gitKey(workspace, url("https://me@git.example.com/acme/infra.git")).origin,
              QStringLiteral("https://git.example.com:443"));
}

TEST(SecretKeys, OfAWorkspaceWithNothingAreNone)
{
    EXPECT_TRUE(secretKeys(Workspace()).isEmpty());
}

TEST(SecretKeys, ARepositoryIsOneOriginHoweverItsRemoteIsWritten)
{
    const auto spelt = [](const char *remote) { return repositoryOrigin(QString::fromLatin1(remote)); };
    const QString ssh = QStringLiteral("ssh://github.com:22/acme/infra");
    EXPECT_EQ(spelt("git@github.com:acme/infra.git"), ssh);
    EXPECT_EQ(spelt("github.com:/acme/infra/"), ssh);
    EXPECT_EQ(spelt("ssh://git@GitHub.com/acme/infra.git"), ssh);
    EXPECT_EQ(spelt(qPrintable(ssh)), ssh);
    EXPECT_EQ(spelt("https://github.com/acme/infra.git/"),
              QStringLiteral("https://github.com:443/acme/infra"));
    EXPECT_NE(spelt("https://github.com/acme/infra"), spelt("https://github.com/evil/infra"));
    EXPECT_NE(spelt("https://github.com/acme/infra"), spelt("https://github.com/acme/../evil/infra"));
    EXPECT_EQ(spelt("/srv/git/infra.git/"), QStringLiteral("/srv/git/infra.git"));
    EXPECT_EQ(spelt("file:///srv/git/infra.git"), QStringLiteral("/srv/git/infra.git"));
}

TEST(SecretKeys, OneOfTerraformIsReleasedToItsRepositoryAlone)
{
    const Workspace workspace = testing::sampleWorkspace();
    const auto key = [&](const char *remote) {
        return terraformKey(workspace, QStringLiteral("prod"), QStringLiteral("HCLOUD_TOKEN"),
                            QString::fromLatin1(remote));
    };
    const SecretKey mine = key("git@github.com:acme/infra.git");
    EXPECT_EQ(mine.kind, QStringLiteral("terraform/prod/HCLOUD_TOKEN"));
    EXPECT_EQ(environmentIn(mine.kind), QStringLiteral("prod"));
    EXPECT_EQ(variableIn(mine.kind), QStringLiteral("HCLOUD_TOKEN"));
    EXPECT_EQ(variableIn(QStringLiteral("dokploy/prod")), QString());

    // As a person writes it into a secrets file.
    const StoredSecret stored{Secret("value"), QStringLiteral("ssh://github.com/acme/infra.git")};
    EXPECT_TRUE(released(stored, mine));
    for (const char *other : {"git@github.com:acme/infra2.git", "git@github.com:mallory/infra.git",
                              "https://github.com/acme/infra.git", "/srv/git/infra.git"}) {
        const auto refused = released(stored, key(other));
        ASSERT_FALSE(refused) << other;
        EXPECT_EQ(refused.error().code, ErrorCode::OriginMoved) << other;
        EXPECT_EQ(originMoved(refused.error())->from, mine.origin) << other;
    }
}

} // namespace
} // namespace envdeck::secrets
