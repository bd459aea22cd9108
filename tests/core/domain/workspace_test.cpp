// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/workspace.h"
#include "tests/support/fixtures.h"

#include <gtest/gtest.h>

namespace envdeck {
namespace {

struct Form {
    const char *url;
    bool loopback;
    const char *origin; // empty: not looked at
};

// Forms that stand for this machine, and forms that only look as if.
const std::initializer_list<Form> forms{
    {"http://127.0.0.1", true, "http://127.0.0.1:80"},
    {"http://127.0.0.1:4100/api", true, "http://127.0.0.1:4100"},
    {"http://127.0.0.53", true, ""},
    {"http://127.255.255.254", true, ""},
    {"http://localhost", true, "http://localhost:80"},
    {"http://LOCALHOST:1", true, "http://localhost:1"},
    {"HTTP://localhost", true, "http://localhost:80"},
    {"http://[::1]", true, "http://[::1]:80"},
    {"http://[::1]:4100", true, "http://[::1]:4100"},
    {"http://[0:0:0:0:0:0:0:1]", true, "http://[::1]:80"},
    {"http://[0000::0001]", true, "http://[::1]:80"},
    {"http://[::ffff:127.0.0.1]", true, ""},
    {"http://[::FFFF:127.0.0.1]", true, ""},
    {"http://[::ffff:7f00:1]", true, ""},
    {"http://[::ffff:7f00:0001]:80", true, ""},
    {"http://[::ffff:127.9.9.9]", true, ""},
    {"http://127.1", true, "http://127.0.0.1:80"}, // QUrl reads these as inet_aton does
    {"http://127.0.1", true, ""},
    {"http://0x7f000001", true, "http://127.0.0.1:80"},
    {"http://0x7f.0.0.1", true, ""},
    {"http://2130706433", true, "http://127.0.0.1:80"},
    {"http://0177.0.0.1", true, ""},
    {"http://user@127.0.0.1", true, "http://127.0.0.1:80"},
    {"http://example.com@127.0.0.1", true, "http://127.0.0.1:80"},
    {"ssh://127.0.0.1", true, "ssh://127.0.0.1:22"},
    {"https://127.0.0.1", true, "https://127.0.0.1:443"},

    {"http://127.0.0.1.example.com", false, "http://127.0.0.1.example.com:80"},
    {"http://127.0.0.1@example.com", false, "http://example.com:80"},
    {"http://localhost@example.com", false, "http://example.com:80"},
    {"http://localhost.example.com", false, ""},
    {"http://example.com/127.0.0.1", false, ""},
    {"http://example.com?127.0.0.1", false, ""},
    {"http://example.com#127.0.0.1", false, ""},
    {"http://127.0.0.1evil.com", false, ""},
    {"http://localhost.", false, ""},
    {"http://xlocalhost", false, ""},
    {"http://128.0.0.1", false, ""},
    {"http://126.255.255.255", false, ""},
    {"http://0.0.0.0", false, ""},
    {"http://[::]", false, ""},
    {"http://[::2]", false, ""},
    {"http://[::127.0.0.1]", false, ""},
    {"http://[::ffff:128.0.0.1]", false, ""},
    {"http://[::ffff:0:127.0.0.1]", false, ""},
    {"http://[64:ff9b::7f00:1]", false, ""},
    {"http://[fe80::1]", false, ""},
    {"http://10.0.0.1", false, ""},
    {"http://192.168.0.1", false, ""},
    {"http://169.254.169.254", false, "http://169.254.169.254:80"},
    {"http://metadata.google.internal", false, ""},
    {"http://2852039166", false, "http://169.254.169.254:80"},
    {"http://0xa9fea9fe", false, "http://169.254.169.254:80"},
    {"https://EXAMPLE.com", false, "https://example.com:443"},
    {"https://example.com:443/x?y#z", false, "https://example.com:443"},
    {"https://example.com:8443", false, "https://example.com:8443"},
    {"https://me:secret@example.com", false, "https://example.com:443"},
    {"https://b\u00fccher.example", false, ""},
    {"https://\u24db\u24de\u24d2al.example", false, ""}, // enclosed letters
    {"http:///x", false, ""},
    {"/127.0.0.1", false, ""},
    {"127.0.0.1", false, ""},
    {"", false, ""},
};

TEST(Origins, ALoopbackUrlIsToldByItsAddressNotByItsText)
{
    EXPECT_GE(forms.size(), 60U);
    for (const Form &row : forms)
        EXPECT_EQ(isLoopback(QUrl(QString::fromUtf8(row.url))), row.loopback) << row.url;
}

TEST(Origins, NameSchemeHostAndPortAndNothingElse)
{
    for (const Form &row : forms) {
        if (*row.origin) {
            EXPECT_EQ(originOf(QUrl(QString::fromUtf8(row.url))), QString::fromLatin1(row.origin)) << row.url;
        }
    }
}

TEST(Origins, DifferWhereAnythingOfThemDiffers)
{
    const QStringList different{
        QStringLiteral("https://a.example"),     QStringLiteral("http://a.example"),
        QStringLiteral("https://b.example"),     QStringLiteral("https://a.example:8443"),
        QStringLiteral("https://a.example.org"), QStringLiteral("https://a.example."),
        QStringLiteral("https://xn--a.example")};
    QStringList origins;
    for (const QString &url : different) {
        const QString origin = originOf(QUrl(url));
        EXPECT_FALSE(origins.contains(origin)) << qPrintable(url);
        origins.append(origin);
    }
}

TEST(LocalWorkspace, IsOneThatPointsNowhereElse)
{
    EXPECT_TRUE(testing::sampleWorkspace().isLocal());
}

TEST(LocalWorkspace, OneAddressOutsideIsEnoughNotToBe)
{
    Workspace workspace = testing::sampleWorkspace();
    workspace.environments[2].signoz->url = QUrl(QStringLiteral("https://signoz.example.com"));
    EXPECT_FALSE(workspace.isLocal());
    workspace = testing::sampleWorkspace();
    workspace.environments[0].dokploy->url = QUrl(QStringLiteral("http://127.0.0.1.example.com"));
    EXPECT_FALSE(workspace.isLocal());
    workspace = testing::sampleWorkspace();
    workspace.git.host = GitHost::GitHub;
    EXPECT_FALSE(workspace.isLocal());
    workspace.git.host = GitHost::GitHubEnterprise;
    workspace.git.url = QUrl(QStringLiteral("https://github.example.com"));
    EXPECT_FALSE(workspace.isLocal());
    workspace.git.url = QUrl(QStringLiteral("http://127.0.0.1:26212")); // the sandbox's own
    EXPECT_TRUE(workspace.isLocal());
}

TEST(LocalWorkspace, HostsAppsAndRegistriesElsewhereCountToo)
{
    Workspace workspace = testing::sampleWorkspace();
    workspace.environments[0].hosts = {
        HostSpec{QStringLiteral("h"), QStringLiteral("203.0.113.7"), {}, QStringLiteral("root"), 22, {}}};
    EXPECT_FALSE(workspace.isLocal());
    workspace.environments[0].hosts[0].address = QStringLiteral("127.0.0.1");
    EXPECT_TRUE(workspace.isLocal());
    workspace.environments[0].hosts[0].address = QStringLiteral("::1");
    EXPECT_TRUE(workspace.isLocal());
    workspace.environments[0].hosts[0] =
        HostSpec{QStringLiteral("h"), {}, QStringLiteral("server_ip"), QStringLiteral("root"), 22, {}};
    EXPECT_FALSE(workspace.isLocal()); // wherever that is
    workspace = testing::sampleWorkspace();
    workspace.registries = {{QStringLiteral("127.0.0.1:5000"), QStringLiteral("oci")}};
    EXPECT_TRUE(workspace.isLocal());
    workspace.registries.insert(QStringLiteral("ghcr.io"), QStringLiteral("ghcr"));
    EXPECT_FALSE(workspace.isLocal());
    workspace = testing::sampleWorkspace();
    workspace.apps[0].health = QStringLiteral("https://api.{domain}/health");
    EXPECT_FALSE(workspace.isLocal());
}

TEST(LocalWorkspace, OneThatPointsAtNothingIsNotTakenForASandbox)
{
    Workspace workspace = testing::sampleWorkspace();
    for (Environment &environment : workspace.environments) {
        environment.dokploy.reset();
        environment.signoz.reset();
    }
    for (App &app : workspace.apps)
        app.health.clear();
    EXPECT_FALSE(workspace.isLocal());
}

TEST(WorkspaceLayout, FillsItsPatterns)
{
    Workspace workspace = testing::sampleWorkspace();
    EXPECT_EQ(workspace.terraformFolder(QStringLiteral("dev")), QStringLiteral("terraform/environments/dev"));
    EXPECT_EQ(workspace.composeFile(QStringLiteral("prod"), QStringLiteral("api")),
              QStringLiteral("deploy-config/prod/apps/api.compose.yml"));
    workspace.apps[0].health = QStringLiteral("https://{app}.{domain}/health?of={environment}");
    EXPECT_EQ(workspace.healthUrl(workspace.environments.at(2), workspace.apps.at(0)),
              QUrl(QStringLiteral("https://api.prod.example.com/health?of=prod")));
    workspace.apps[0].health.clear();
    EXPECT_TRUE(workspace.healthUrl(workspace.environments.at(2), workspace.apps.at(0)).isEmpty());
}

TEST(WorkspaceLayout, FindsByName)
{
    Workspace workspace = testing::sampleWorkspace();
    workspace.apps[1].environments = {QStringLiteral("dev")};
    EXPECT_EQ(workspace.environment(QStringLiteral("nowhere")), nullptr);
    EXPECT_EQ(workspace.app(QStringLiteral("nothing")), nullptr);
    EXPECT_EQ(workspace.app(QStringLiteral("web"))->name, QStringLiteral("web"));
    EXPECT_EQ(workspace.appsOf(QStringLiteral("prod")).size(), 1);
    EXPECT_EQ(workspace.appsOf(QStringLiteral("dev")).size(), 2);
}

} // namespace
} // namespace envdeck
