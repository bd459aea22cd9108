// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/parse.h"
#include "tests/core/workspace/workspace_text.h"
#include "tests/support/fixtures.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::workspace {
namespace {

using testing::s;

using namespace std::chrono_literals;
using testing::edited;
using testing::goodText;
using testing::told;

Environment expectedDev()
{
    Environment dev;
    dev.name = s("dev");
    dev.kind = EnvironmentKind::Dev;
    dev.order = 1;
    dev.branch = s("main");
    dev.domain = s("dev.example.com");
    dev.hosts = {
        HostSpec{s("dev-1"), {}, s("server_ip"), s("root"), 22, {s("apps"), s("database"), s("monitoring")}}};
    dev.ports = {22, 80, 443};
    dev.dokploy = DokployRef{QUrl(s("https://dokploy.dev.example.com")), s("acme"), s("dev")};
    dev.signoz = SignozRef{QUrl(s("https://signoz.example.com")), s("deployment.environment = 'dev'")};
    dev.dns = DnsRef{s("cloudflare"), s("example.com"), false};
    return dev;
}

Workspace expectedExample()
{
    Workspace workspace;
    workspace.root = s("/infra");
    workspace.name = s("acme");
    workspace.git = GitSpec{GitHost::GitHub, {}, s("acme/infra"), s("main")};
    workspace.terraformLayout = s("terraform/environments/{environment}");
    workspace.appsLayout = s("deploy-config/{environment}/apps/{app}.compose.yml");
    workspace.environments = {expectedDev()};
    App api;
    api.name = s("api");
    api.services = {s("api"), s("worker")};
    api.environments = {s("dev")};
    api.health = s("https://api.{domain}/health");
    api.versionHeader = s("X-App-Version");
    api.telemetryService = s("api");
    api.dokployName = s("api");
    workspace.apps = {api};
    workspace.databases = {Database{s("main"), s("postgres"), s("main-db"), s("day"), 30,
                                    s("s3://acme-backups/{environment}/main")}};
    workspace.registries = {{s("ghcr.io"), s("ghcr")}};
    workspace.thresholds.cpuPercent = 80;
    workspace.thresholds.errorRatePercent = 1;
    workspace.thresholds.certificate = std::chrono::days(21);
    workspace.thresholds.observe = 60s;
    workspace.schedules = {{s("drift"), 6h}, {s("verify"), 24h}};
    return workspace;
}

// The design's own example shows one of the three environments that its app names.
TEST(WorkspaceExample, OfTheDesignReadsAsTheDesignMeansIt)
{
    const QByteArray text = testing::testData(s("workspace/example.yaml"));
    EXPECT_EQ(told(parse(text)), QStringList({s("25:25 unknown-environment apps.api.environments[1]"),
                                              s("25:31 unknown-environment apps.api.environments[2]")}));
    const Parsed parsed = parse(edited(text, "[dev, test, prod]", "[dev]"), s("/infra"));
    ASSERT_EQ(told(parsed), QStringList());
    EXPECT_EQ(*parsed.workspace, expectedExample());
}

TEST(WorkspaceExample, FlatLayoutReadsWithItsBranches)
{
    const Parsed parsed = parse(testing::testData(s("workspace/flat.yaml")));
    ASSERT_EQ(told(parsed), QStringList());
    ASSERT_EQ(parsed.workspace->environments.size(), 2);
    EXPECT_EQ(parsed.workspace->environments.at(0).name, s("dev")); // by order, not as written
    EXPECT_EQ(parsed.workspace->environments.at(0).branch, s("develop"));
    EXPECT_EQ(parsed.workspace->composeFile(s("prod"), s("web")), s("deploy-config/apps/web.compose.yml"));
    EXPECT_EQ(parsed.workspace->apps.at(0).environments, QStringList({s("dev"), s("prod")}));
}

TEST(WorkspaceExample, LoopbackMayBePlainHttp)
{
    QByteArray text = goodText();
    text.replace("https://dokploy.example.com", "http://127.0.0.1:4100")
        .replace("https://signoz.example.com", "http://localhost:4200");
    text.replace("https://api.{domain}/health", "http://127.0.0.1:5000/{environment}/health");
    text.replace("{ host: github, repository: acme/infra, branch: main }", "{ host: none, branch: main }");
    text.replace("ghcr.io: { kind: ghcr }", "\"127.0.0.1:5000\": { kind: oci }")
        .replace("address: 10.0.0.1", "address: 127.0.0.1");
    const Parsed parsed = parse(text);
    ASSERT_EQ(told(parsed), QStringList());
    EXPECT_TRUE(parsed.workspace->isLocal());
}

TEST(WorkspaceExample, WhatIsLeftOutHasItsDefault)
{
    const Parsed parsed = parse(goodText());
    ASSERT_TRUE(parsed.workspace.has_value());
    const Environment &dev = parsed.workspace->environments.at(0);
    EXPECT_EQ(dev.order, 1);
    EXPECT_EQ(dev.branch, s("main"));
    EXPECT_EQ(dev.dokploy->environment, s("dev"));
    EXPECT_EQ(dev.policy, Policy());
    EXPECT_EQ(parsed.workspace->thresholds.observe, 60s);
    EXPECT_EQ(parsed.workspace->terraformProgram, TerraformProgram::Auto);
}

TEST(WorkspaceExample, PolicyAndThresholdsAreReadWhole)
{
    QByteArray text = goodText();
    text.replace("    kind: prod\n", "    kind: prod\n    policy: { deploy: pull-request, rollback: push, "
                                     "apply: pull-request, pin: digest,"
                                     " freeze: [{ when: \"fri 16:00-mon 08:00\", reason: weekend }, { when: "
                                     "until 2026-12-24, reason: party }] }\n");
    text.replace("{ cpu: 80 % }", "{ cpu: 70%, memory: 90 %, disk: 75.5 %, error-rate: 0.5 %, p95: 500 ms, "
                                  "certificate: 14 d, observe: 2 min }");
    const Parsed parsed = parse(text);
    ASSERT_EQ(told(parsed), QStringList());
    const Policy expected{ChangePath::PullRequest,
                          ChangePath::Push,
                          ApplyPath::PullRequest,
                          Pin::Digest,
                          {{s("fri 16:00-mon 08:00"), s("weekend")}, {s("until 2026-12-24"), s("party")}}};
    EXPECT_EQ(parsed.workspace->environment(s("prod"))->policy, expected);
    EXPECT_EQ(parsed.workspace->thresholds,
              (Thresholds{70, 90, 75.5, 0.5, 500, std::chrono::days(14), 120s}));
}

TEST(WorkspaceExample, AnAliasIsTheValueThatItNames)
{
    QByteArray text = edited(goodText(), "{ url: https://signoz.example.com }", "*watch");
    text.replace("    kind: dev\n", "    kind: dev\n    signoz: &watch { url: https://watch.example.com }\n");
    const Parsed parsed = parse(text);
    ASSERT_EQ(told(parsed), QStringList());
    EXPECT_EQ(parsed.workspace->environments.at(0).signoz, parsed.workspace->environments.at(1).signoz);
    EXPECT_EQ(parsed.workspace->environments.at(1).signoz->url, QUrl(s("https://watch.example.com")));
}

} // namespace
} // namespace envdeck::workspace
