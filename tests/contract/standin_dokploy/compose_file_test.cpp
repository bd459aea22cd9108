// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/compose_file.h"
#include "tests/standins/dokploy/webhook.h"

#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using namespace standins::dokploy;

QString refusal(const QByteArray &yaml)
{
    const auto services = readCompose(yaml, {});
    return services ? QStringLiteral("accepted") : services.error().detail;
}

TEST(ComposeFileOfTheStandin, FillsInVariablesAndDefaults)
{
    const auto services =
        readCompose("services:\n  api:\n    image: x/api:${TAG:-v1}\n  job:\n    image: x/job:$OTHER\n  "
                    "money:\n    image: x/m:$$1\n",
                    QStringLiteral("TAG=v2\nOTHER=v3"));
    ASSERT_TRUE(services);
    EXPECT_EQ(services.value().at(0).image, QStringLiteral("x/api:v2"));
    EXPECT_EQ(services.value().at(1).image, QStringLiteral("x/job:v3"));
    EXPECT_EQ(services.value().at(2).image, QStringLiteral("x/m:$1"));
    EXPECT_EQ(readCompose("services: {api: {image: 'x/api:${TAG:-v1}'}}", {}).value().first().image,
              QStringLiteral("x/api:v1"));
}

TEST(ComposeFileOfTheStandin, NeverPublishesBeyondLoopback)
{
    const auto services = readCompose(
        "services:\n  a: {image: x, ports: ['127.0.0.13:8081:80']}\n  b: {image: x, ports: ['8082:80']}\n"
        "  c: {image: x, ports: ['0.0.0.0:8083:80/tcp']}\n  d: {image: x, ports: [{target: 80, published: "
        "8084}]}\n"
        "  e: {image: x, ports: ['80']}\n",
        {});
    ASSERT_TRUE(services);
    EXPECT_EQ(services.value().at(0).address, QStringLiteral("127.0.0.13"));
    EXPECT_EQ(services.value().at(0).port, 8081);
    for (int i = 1; i < 4; ++i) {
        EXPECT_EQ(services.value().at(i).address, QStringLiteral("127.0.0.1"));
        EXPECT_EQ(services.value().at(i).port, 8081 + i);
    }
    EXPECT_EQ(services.value().at(4).port, 0);
}

TEST(ComposeFileOfTheStandin, RefusesInDockersWords)
{
    EXPECT_EQ(refusal("services:\n  api:\n    image: [\n"),
              QStringLiteral("yaml: line 4: end of sequence flow not found"));
    EXPECT_EQ(refusal("- a\n"), QStringLiteral("Top-level object must be a mapping"));
    EXPECT_EQ(refusal("services: {}\n"), QStringLiteral("no service selected"));
    EXPECT_EQ(
        refusal("servces: {}\n"),
        QStringLiteral("validating docker-compose.yml: (root) Additional property servces is not allowed"));
    EXPECT_EQ(
        refusal("services: {api: {build: .}}\n"),
        QStringLiteral(
            "service \"api\" has neither an image nor a build context specified: invalid compose project"));
    EXPECT_EQ(refusal("services: {api: {image: x}}\nx-envdeck-hold: {}\n"), QStringLiteral("accepted"));
}

TEST(ComposeFileOfTheStandin, AnythingSaidAboutAServiceChangesItsFingerprint)
{
    const auto fingerprint = [](const QByteArray &yaml) {
        return readCompose(yaml, {}).value().first().fingerprint;
    };
    const QByteArray before = "services:\n  api:\n    image: x:v1\n";
    EXPECT_EQ(fingerprint(before), fingerprint("# a comment\n" + before));
    EXPECT_NE(fingerprint(before), fingerprint("services:\n  api:\n    image: x:v2\n"));
    EXPECT_NE(fingerprint(before), fingerprint(before + "    environment: [A=b]\n"));
}

TEST(WatchPaths, MatchAsGlobsDo)
{
    const auto match = [](const char *glob, const char *file) {
        return watchPathsMatch(QJsonArray{QLatin1String(glob)}, {QLatin1String(file)});
    };
    EXPECT_TRUE(watchPathsMatch(QJsonValue::Null, {QStringLiteral("anything")}));
    EXPECT_TRUE(match("deploy-config/prod/apps/api.compose.yml", "deploy-config/prod/apps/api.compose.yml"));
    EXPECT_FALSE(match("deploy-config/prod/apps/api.compose.yml", "deploy-config/test/apps/api.compose.yml"));
    EXPECT_TRUE(match("deploy-config/**", "deploy-config/prod/apps/api.compose.yml"));
    EXPECT_TRUE(match("**/*.yml", "api.yml"));
    EXPECT_FALSE(match("deploy-config/*", "deploy-config/prod/api.yml"));
    EXPECT_FALSE(match("a.yml", "axyml"));
}

} // namespace
} // namespace envdeck::testing
