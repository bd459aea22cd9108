// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secret_key.h"
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

} // namespace
} // namespace envdeck::secrets
