// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/parse.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::dokploy {
namespace {

using testing::s;

TEST(DokployVersion, ReadsWhatServersCallThemselves)
{
    EXPECT_EQ(Version::parse(s("v0.30.2")), (Version{0, 30, 2}));
    EXPECT_EQ(Version::parse(s("0.31.0-canary.1")), (Version{0, 31, 0}));
    EXPECT_EQ(Version::parse(s("v0.26.1\n")), (Version{0, 26, 1}));
    for (const char *bad : {"", "latest", "v0.30", "v0.30.2.1x.", "1.2.x", "v99999.0.0"})
        EXPECT_EQ(Version::parse(s(bad)), std::nullopt) << bad;
}

TEST(DokployVersion, TheGate)
{
    const QList<std::pair<const char *, Support>> table{
        {"0.19.0", Support::Refused},  {"0.24.12", Support::Refused},   {"0.25.0", Support::TooOld},
        {"0.26.0", Support::TooOld},   {"0.26.1", Support::Insecure},   {"0.30.2", Support::Insecure},
        {"0.31.0", Support::Insecure}, {"0.31.1", Support::Supported},  {"0.32.0", Support::Supported},
        {"1.0.0", Support::Supported}, {"0.100.0", Support::Supported},
    };
    for (const auto &[text, support] : table)
        EXPECT_EQ(supportOf(*Version::parse(s(text))), support) << text;
}

TEST(Dotenv, NamesWithoutTheirValues)
{
    const QString text = s("# comment\nTAG=v1\n export MODE = dev\nEMPTY=\nA.B=1\nnot a line\n=x\n1X=2\n"
                           "KEY=\"-----BEGIN\nINNER=hidden\nEND\"\nQUOTED='one line'\r\nLAST=${{project.X}}");
    EXPECT_EQ(dotenvNames(text),
              (QStringList{s("TAG"), s("MODE"), s("EMPTY"), s("A.B"), s("KEY"), s("QUOTED"), s("LAST")}));
    EXPECT_TRUE(dotenvNames({}).isEmpty());
}

DeploymentRow row(const char *id, DeploymentStatus status, const char *operation, const char *commit = "")
{
    DeploymentRow out;
    out.id = s(id);
    out.status = status;
    out.operation = s(operation);
    out.commit = s(commit);
    out.commitTrusted = status == DeploymentStatus::Done && !out.commit.isEmpty();
    return out;
}

TEST(DeploymentRows, TheRowOfAnOperation)
{
    using enum DeploymentStatus;
    // A clone that failed shows the commit before, with its operation.
    const QList<DeploymentRow> rows{row("3", Error, "op-1", "aaa"), row("2", Done, "op-1", "aaa"),
                                    row("1", Done, "", "bbb")};
    EXPECT_EQ(rowOf(rows, s("op-1"), {})->id, s("2"));
    EXPECT_EQ(rowOf(rows, s("op-2"), s("bbb"))->id, s("1"));
    EXPECT_EQ(rowOf(rows, s("op-2"), s("ccc")), nullptr);
    EXPECT_EQ(rowOf(rows, {}, {}), nullptr);
    const QList<DeploymentRow> failed{row("3", Error, "op-1", "aaa"), row("2", Error, "op-1", "aaa")};
    EXPECT_EQ(rowOf(failed, s("op-1"), {})->id, s("2"));
    EXPECT_EQ(rowOf(failed, {}, s("aaa")), nullptr); // not trusted
    const QList<DeploymentRow> running{row("3", Running, "op-1"), row("2", Error, "op-1")};
    EXPECT_EQ(rowOf(running, s("op-1"), {})->id, s("3"));
}

TEST(DeploymentRows, GitSourcesCarryOperationAndCommitInTheMessage)
{
    const QByteArray json =
        "[{\"deploymentId\":\"x\",\"title\":\"Deploy api v1.3.8\\n\\nEnvdeck-Operation: "
        "0193595e-5c9a-7d1e-8f00-0123456789ab\\nEnvdeck-Action: deploy\",\"description\":\"Commit: "
        "0123456789abcdef0123456789abcdef01234567\",\"status\":\"done\",\"composeId\":\"c\",\"createdAt\":"
        "\"2026-11-23T08:30:06.583Z\"},{\"deploymentId\":\"y\",\"title\":\"t\",\"description\":\"Commit: "
        "0123456789abcdef0123456789abcdef01234567\",\"status\":\"error\",\"composeId\":\"c\",\"createdAt\":"
        "\"2026-11-23T08:31:06.583Z\"},{\"deploymentId\":\"z\",\"title\":\"t\",\"status\":\"paused\","
        "\"createdAt\":\"2026-11-23T08:29:06.583Z\"}]";
    const auto rows = deploymentRows(http::parseJson(json).value(), s("test"));
    ASSERT_TRUE(rows) << qPrintable(rows.error().detail);
    EXPECT_EQ(rows.value().first().id, s("y")); // newest first, whatever the order was
    EXPECT_FALSE(rows.value().first().commitTrusted);
    const DeploymentRow &good = rows.value().at(1);
    EXPECT_EQ(good.operation, s("0193595e-5c9a-7d1e-8f00-0123456789ab"));
    EXPECT_EQ(good.commit, s("0123456789abcdef0123456789abcdef01234567"));
    EXPECT_TRUE(good.commitTrusted);
    EXPECT_EQ(rows.value().last().status, DeploymentStatus::Unknown); // a word of a later version
    EXPECT_TRUE(rows.value().last().service.id.isEmpty());
}

TEST(ServiceNames, TwoOfOneNameAreAConflict)
{
    const EnvironmentServices services{s("p"),
                                       s("e"),
                                       {{{DokployKind::Compose, s("1")}, s("api"), ServiceStatus::Done},
                                        {{DokployKind::Compose, s("2")}, s("api"), ServiceStatus::Done}}};
    EXPECT_EQ(serviceNamed(services, s("api"), DokployKind::Compose).error().code, ErrorCode::Conflict);
    EXPECT_EQ(serviceNamed(services, s("web"), DokployKind::Compose).error().code, ErrorCode::NotFound);
}

TEST(ServiceNames, TwoProjectsOrEnvironmentsOfOneNameAreAConflict)
{
    const auto find = [](const QByteArray &json) {
        return projectEnvironmentId(http::parseJson(json).value(), s("shop"), s("dev"), s("test"));
    };
    const QByteArray one =
        "{\"name\":\"shop\",\"environments\":[{\"name\":\"dev\",\"environmentId\":\"e1\"}]}";
    EXPECT_EQ(find('[' + one + ']').value(), s("e1"));
    EXPECT_EQ(find('[' + one + ',' + one + ']').error().code, ErrorCode::Conflict);
    EXPECT_EQ(find("[{\"name\":\"shop\",\"environments\":[{\"name\":\"dev\",\"environmentId\":\"e1\"},"
                   "{\"name\":\"dev\",\"environmentId\":\"e2\"}]}]")
                  .error()
                  .code,
              ErrorCode::Conflict);
    EXPECT_EQ(find("{\"message\":\"x\"}").error().code, ErrorCode::BadResponse);
    EXPECT_EQ(find("[{\"name\":\"shop\"}]").error().code, ErrorCode::BadResponse);
}

TEST(Service, GitSourcesWithoutTheirCredentials)
{
    const auto service = [](const QByteArray &fields) {
        const QByteArray json =
            "{\"composeId\":\"c\",\"name\":\"api\",\"appName\":\"api-x1\",\"composeStatus\":\"done\","
            "\"composeType\":\"stack\"," +
            fields + "}";
        return serviceFrom(http::parseJson(json).value(), DokployKind::Compose,
                           QUrl(s("https://d.example.com:8443/")), s("test"))
            .value();
    };
    const Service git = service(
        "\"sourceType\":\"git\",\"customGitUrl\":\"https://bot:tok4711@git.example.com/acme/infra.git\","
        "\"customGitBranch\":\"main\",\"watchPaths\":[\"deploy-config/dev/**\"],\"autoDeploy\":true,"
        "\"refreshToken\":\"tok_-1\"");
    EXPECT_EQ(git.gitUrl, s("https://git.example.com/acme/infra.git"));
    EXPECT_EQ(git.branch, s("main"));
    EXPECT_EQ(git.composeType, ComposeType::Stack);
    EXPECT_EQ(git.watchPaths, QStringList{s("deploy-config/dev/**")});
    EXPECT_EQ(git.webhook.reveal(), QByteArrayView("https://d.example.com:8443/api/deploy/compose/tok_-1"));
    const Service github =
        service("\"sourceType\":\"github\",\"owner\":\"acme\",\"repository\":\"infra\",\"branch\":\"prod\"");
    EXPECT_EQ(github.gitUrl, s("acme/infra"));
    EXPECT_EQ(github.branch, s("prod"));
    EXPECT_TRUE(github.webhook.isEmpty());
    EXPECT_FALSE(github.autoDeploy);
}

} // namespace
} // namespace envdeck::dokploy
