// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/standin_dokploy/bench.h"

#include <QJsonDocument>

namespace envdeck::testing {
namespace {

class Hooked {
public:
    Hooked()
    {
        id = bench.makeCompose({});
        bench.post(QStringLiteral("compose.update"),
                   {{QStringLiteral("composeId"), id},
                    {QStringLiteral("sourceType"), QStringLiteral("git")},
                    {QStringLiteral("customGitUrl"), QStringLiteral("/nonexistent")},
                    {QStringLiteral("customGitBranch"), QStringLiteral("main")},
                    {QStringLiteral("watchPaths"), QJsonArray{QStringLiteral("deploy-config/prod/**")}}});
        token = bench.get(QStringLiteral("compose.one?composeId=") + id)[QLatin1String("refreshToken")]
                    .toString();
    }

    Fetched push(const QString &branch, const QString &file, const QByteArray &event = "push")
    {
        const QJsonObject commit{{QStringLiteral("id"), QStringLiteral("abc")},
                                 {QStringLiteral("message"), QStringLiteral("Deploy api v2")},
                                 {QStringLiteral("modified"), QJsonArray{file}},
                                 {QStringLiteral("added"), QJsonArray()},
                                 {QStringLiteral("removed"), QJsonArray()}};
        const QJsonObject payload{{QStringLiteral("ref"), QStringLiteral("refs/heads/") + branch},
                                  {QStringLiteral("commits"), QJsonArray{commit}},
                                  {QStringLiteral("head_commit"), commit}};
        return bench.askWithoutKey("POST", QStringLiteral("/api/deploy/compose/") + token,
                                   QJsonDocument(payload).toJson(), {{"X-GitHub-Event", event}});
    }

    Bench bench;
    QString id;
    QString token;
};

TEST(DokployWebhook, IgnoresOtherFilesAndBranchesWithABare301)
{
    Hooked hooked;
    const Fetched file = hooked.push(QStringLiteral("main"), QStringLiteral("deploy-config/test/api.yml"));
    EXPECT_EQ(file.status, 301);
    EXPECT_EQ(file.body, "{\"message\":\"Watch Paths Not Match\"}");
    EXPECT_TRUE(file.header("Location").isEmpty());
    EXPECT_EQ(hooked.push(QStringLiteral("dev"), QStringLiteral("deploy-config/prod/api.yml")).body,
              "{\"message\":\"Branch Not Match\"}");
    EXPECT_TRUE(hooked.bench.rows(hooked.id).isEmpty());
}

TEST(DokployWebhook, QueuesADeploymentThatIsCalledLikeTheCommit)
{
    Hooked hooked;
    const Fetched answer =
        hooked.push(QStringLiteral("main"), QStringLiteral("deploy-config/prod/apps/api.yml"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "{\"message\":\"Compose deployed successfully\"}");
    EXPECT_EQ(hooked.bench.awaitEnd(hooked.id, 1), QStringLiteral("error"));
    EXPECT_EQ(hooked.bench.rows(hooked.id).first()[QLatin1String("title")].toString(),
              QStringLiteral("Deploy api v2"));
    EXPECT_EQ(hooked.bench.rows(hooked.id).first()[QLatin1String("description")].toString(),
              QStringLiteral("Hash: abc"));
}

TEST(DokployWebhook, RefusesUnknownTokensAndDisabledServices)
{
    Hooked hooked;
    EXPECT_EQ(hooked.bench.askWithoutKey("POST", QStringLiteral("/api/deploy/compose/nobody")).body,
              "{\"message\":\"Compose Not Found\"}");
    EXPECT_EQ(hooked.bench.askWithoutKey("POST", QStringLiteral("/api/deploy/nobody")).status, 404);
    EXPECT_EQ(hooked.push(QStringLiteral("main"), {}, "ping").status, 200);
    hooked.bench.post(QStringLiteral("compose.update"),
                      {{QStringLiteral("composeId"), hooked.id}, {QStringLiteral("autoDeploy"), false}});
    const Fetched off = hooked.push(QStringLiteral("main"), QStringLiteral("deploy-config/prod/api.yml"));
    EXPECT_EQ(off.status, 400);
    EXPECT_EQ(off.body, "{\"message\":\"Automatic deployments are disabled for this compose\"}");
}

TEST(DokployWebhook, ANewTokenEndsTheOldOne)
{
    Hooked hooked;
    EXPECT_EQ(
        hooked.bench.post(QStringLiteral("compose.refreshToken"), {{QStringLiteral("composeId"), hooked.id}}),
        QJsonValue(true));
    EXPECT_EQ(hooked.push(QStringLiteral("main"), QStringLiteral("deploy-config/prod/api.yml")).status, 404);
}

} // namespace
} // namespace envdeck::testing
