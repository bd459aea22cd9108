// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/standin_dokploy/bench.h"

namespace envdeck::testing {
namespace {

QString fileWith(const QString &image)
{
    return QStringLiteral("services:\n  api:\n    image: %1\n").arg(image);
}

void setFile(Bench &bench, const QString &id, const QString &file)
{
    bench.post(QStringLiteral("compose.update"),
               {{QStringLiteral("composeId"), id}, {QStringLiteral("composeFile"), file}});
}

TEST(DokployDeploy, AMissingImageEndsInErrorAndTheOldContainerKeepsServing)
{
    Bench bench;
    const QString id =
        bench.makeCompose(fileWith(bench.image(QStringLiteral("acme/api"), QStringLiteral("v1"))));
    ASSERT_EQ(bench.deploy(id), QStringLiteral("done"));
    setFile(bench, id, fileWith(bench.reference(QStringLiteral("acme/api"), QStringLiteral("v9"))));
    EXPECT_EQ(bench.deploy(id), QStringLiteral("error"));
    const QJsonValue row = bench.rows(id).first();
    EXPECT_TRUE(row[QLatin1String("errorMessage")].isNull());
    EXPECT_TRUE(bench.log(row).contains(QLatin1String("not found: manifest unknown")));
    EXPECT_EQ(
        bench.get(QStringLiteral("compose.one?composeId=") + id)[QLatin1String("composeStatus")].toString(),
        QStringLiteral("error"));
    EXPECT_EQ(bench.engine.running(),
              QStringList{bench.image(QStringLiteral("acme/api"), QStringLiteral("v1"))});
}

TEST(DokployDeploy, AnImageOnDiskNeedsNoRegistry)
{
    Bench bench;
    const QString image = bench.image(QStringLiteral("acme/api"), QStringLiteral("v1"));
    const QString id = bench.makeCompose(fileWith(image));
    ASSERT_EQ(bench.deploy(id), QStringLiteral("done"));
    bench.registry.reset();
    setFile(bench, id, fileWith(image) + QStringLiteral("    environment: [A=b]\n"));
    EXPECT_EQ(bench.deploy(id), QStringLiteral("done"));
    setFile(bench, id, fileWith(image.chopped(1) + QLatin1Char('2')));
    EXPECT_EQ(bench.deploy(id), QStringLiteral("error"));
    EXPECT_TRUE(bench.log(bench.rows(id).first()).contains(QLatin1String("connection refused")));
}

TEST(DokployDeploy, AWrongRegistryLoginSaysSo)
{
    Bench bench;
    bench.options.logins.clear();
    bench.restart();
    const QString id =
        bench.makeCompose(fileWith(bench.image(QStringLiteral("acme/api"), QStringLiteral("v1"))));
    EXPECT_EQ(bench.deploy(id), QStringLiteral("error"));
    EXPECT_TRUE(bench.log(bench.rows(id).first()).contains(QLatin1String("no basic auth credentials")));
}

TEST(DokployDeploy, KindDockerComposeStopsBeforeItStarts)
{
    Bench bench;
    const QString v1 = bench.image(QStringLiteral("acme/api"), QStringLiteral("v1"));
    const QString v2 = bench.image(QStringLiteral("acme/api"), QStringLiteral("v2"));
    const QString id = bench.makeCompose(fileWith(v1));
    ASSERT_EQ(bench.deploy(id), QStringLiteral("done"));
    setFile(bench, id, fileWith(v2));
    ASSERT_EQ(bench.deploy(id), QStringLiteral("done"));
    EXPECT_EQ(bench.engine.events, (QStringList{QStringLiteral("start ") + v1, QStringLiteral("stop ") + v1,
                                                QStringLiteral("start ") + v2}));
    EXPECT_EQ(bench.containers(id).size(), 1);
}

TEST(DokployDeploy, AContainerThatIgnoresSigtermIsKilledAfterItsGrace)
{
    Bench bench;
    const QString v1 = bench.image(QStringLiteral("acme/api"), QStringLiteral("v1"));
    const QString id = bench.makeCompose(fileWith(v1));
    ASSERT_EQ(bench.deploy(id), QStringLiteral("done"));
    bench.engine.stubborn = true;
    setFile(bench, id, fileWith(bench.image(QStringLiteral("acme/api"), QStringLiteral("v2"))));
    ASSERT_EQ(bench.deploy(id), QStringLiteral("done"));
    EXPECT_TRUE(bench.engine.events.contains(QStringLiteral("kill ") + v1));
}

TEST(DokployDeploy, WhatDidNotChangeIsLeftAloneAndWhatIsNoLongerNamedGoes)
{
    Bench bench;
    const QString v1 = bench.image(QStringLiteral("acme/api"), QStringLiteral("v1"));
    const QString job = QStringLiteral("  job:\n    image: %1\n")
                            .arg(bench.image(QStringLiteral("demo/app"), QStringLiteral("v1")));
    const QString id = bench.makeCompose(fileWith(v1) + job);
    ASSERT_EQ(bench.deploy(id), QStringLiteral("done"));
    const QString before = bench.containers(id).last()[QLatin1String("containerId")].toString();
    setFile(bench, id, fileWith(v1));
    ASSERT_EQ(bench.deploy(id), QStringLiteral("done"));
    ASSERT_EQ(bench.containers(id).size(), 1);
    EXPECT_EQ(bench.containers(id).first()[QLatin1String("containerId")].toString(), before);
    EXPECT_EQ(bench.engine.running(), QStringList{v1});
}

TEST(DokployDeploy, AnotherKindOfServiceFileIsAnErrorInTheLog)
{
    Bench bench;
    const QString id = bench.makeCompose(QStringLiteral("services:\n  api: {build: .}\n"));
    EXPECT_EQ(bench.deploy(id), QStringLiteral("error"));
    EXPECT_TRUE(
        bench.log(bench.rows(id).first()).contains(QLatin1String("neither an image nor a build context")));
}

TEST(DokployDeploy, KeepsTenRows)
{
    Bench bench;
    const QString id =
        bench.makeCompose(fileWith(bench.image(QStringLiteral("acme/api"), QStringLiteral("v1"))));
    for (int i = 0; i < 12; ++i)
        bench.post(QStringLiteral("compose.deploy"),
                   {{QStringLiteral("composeId"), id},
                    {QStringLiteral("title"), QStringLiteral("number %1").arg(i)}});
    EXPECT_TRUE(
        eventually([&] { return bench.get(QStringLiteral("deployment.queueList")).toArray().isEmpty(); }));
    const QJsonArray rows = bench.rows(id);
    ASSERT_EQ(rows.size(), 10);
    EXPECT_EQ(rows.first()[QLatin1String("title")].toString(), QStringLiteral("number 11"));
    EXPECT_EQ(rows.last()[QLatin1String("title")].toString(), QStringLiteral("number 2"));
}

TEST(DokployDeploy, AnApplicationKeepsItsDeadTasksInSight)
{
    Bench bench;
    const QString id =
        bench
            .post(QStringLiteral("application.create"),
                  {{QStringLiteral("name"), QStringLiteral("web")},
                   {QStringLiteral("environmentId"), bench.environmentId}})[QLatin1String("applicationId")]
            .toString();
    const auto roll = [&](const char *tag) {
        bench.post(
            QStringLiteral("application.update"),
            {{QStringLiteral("applicationId"), id},
             {QStringLiteral("sourceType"), QStringLiteral("docker")},
             {QStringLiteral("dockerImage"), bench.image(QStringLiteral("demo/app"), QLatin1String(tag))}});
        bench.post(QStringLiteral("application.deploy"), {{QStringLiteral("applicationId"), id}});
        EXPECT_TRUE(eventually([&] {
            const QJsonValue one = bench.get(QStringLiteral("application.one?applicationId=") + id);
            return one[QLatin1String("applicationStatus")] == QLatin1String("done") &&
                   bench.engine.running() ==
                       QStringList{bench.image(QStringLiteral("demo/app"), QLatin1String(tag))};
        }));
    };
    roll("v1");
    roll("v2");
    const QString appName =
        bench.get(QStringLiteral("application.one?applicationId=") + id)[QLatin1String("appName")].toString();
    const QJsonArray tasks =
        bench.get(QStringLiteral("docker.getServiceContainersByAppName?appName=") + appName).toArray();
    ASSERT_EQ(tasks.size(), 2);
    EXPECT_EQ(tasks.first()[QLatin1String("state")].toString(), QStringLiteral("running"));
    EXPECT_EQ(tasks.last()[QLatin1String("state")].toString(), QStringLiteral("shutdown"));
}

} // namespace
} // namespace envdeck::testing
