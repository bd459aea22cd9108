// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Databases and backups through the platform, on a stand-in.
#include "core/backups/facts.h"
#include "tests/contract/dokploy_platform/world.h"
#include "tests/support/text.h"

namespace envdeck::testing {
namespace {

class DataSetsOf : public ::testing::Test {
protected:
    void SetUp() override
    {
        databaseId = world.bench
                         .post(s("postgres.create"),
                               {{s("name"), s("main")},
                                {s("databaseName"), s("shop")},
                                {s("databaseUser"), s("shop")},
                                {s("databasePassword"), s("canary-database-password")},
                                {s("environmentId"), world.bench.environmentId}})[QLatin1String("postgresId")]
                         .toString();
        world.bench.post(s("redis.create"), {{s("name"), s("cache")},
                                             {s("databasePassword"), s("x")},
                                             {s("environmentId"), world.bench.environmentId}});
    }
    void plan(const QString &endpoint, const QJsonObject &of)
    {
        const QString destination =
            world.bench
                .post(s("destination.create"),
                      {{s("name"), s("nightly")},
                       {s("provider"), s("Minio")},
                       {s("accessKey"), s("canary-access")},
                       {s("secretAccessKey"), s("canary-secret")},
                       {s("bucket"), s("backups")},
                       {s("region"), s("eu")},
                       {s("endpoint"), endpoint},
                       {s("additionalFlags"), QJsonArray()}})[QLatin1String("destinationId")]
                .toString();
        QJsonObject backup{{s("schedule"), s("0 3 * * *")},   {s("prefix"), s("/shop")},
                           {s("destinationId"), destination}, {s("keepLatestCount"), 30},
                           {s("database"), s("shop")},        {s("databaseType"), s("postgres")}};
        for (auto it = of.begin(); it != of.end(); ++it)
            backup.insert(it.key(), it.value());
        world.bench.ask("POST", s("/api/backup.create"), backup);
    }
    QList<platform::DataSet> sets()
    {
        const auto read = answerOf(world.platform->dataSets(s("dev"), {}));
        EXPECT_TRUE(read) << qPrintable(read.error().detail);
        return read.value();
    }
    PlatformWorld world;
    QString databaseId;
};

TEST_F(DataSetsOf, OneWithoutABackupAndOneThatNeedsNone)
{
    const auto all = sets();
    ASSERT_EQ(all.size(), 2);
    EXPECT_EQ(all.first().name, s("main"));
    EXPECT_EQ(all.first().kind, s("postgres"));
    EXPECT_TRUE(all.first().plans.isEmpty());
    EXPECT_FALSE(all.last().canBackUp);
}

TEST_F(DataSetsOf, ABackupIsMadeAndItsFileIsSeen)
{
    plan(s("https://s3.example.com"), {{s("postgresId"), databaseId}});
    const QString planId = sets().first().plans.first().id;
    // Its container does not run: the recorded failure, and a run that failed.
    const auto failed = answerOf(world.platform->backUp(s("dev"), databaseId, planId, {}));
    ASSERT_FALSE(failed);
    EXPECT_FALSE(failed.error().detail.contains(s("canary"))) << qPrintable(failed.error().detail);
    EXPECT_EQ(sets().first().plans.first().runs.first().state, platform::RunState::Failed);
    for (QJsonObject &row : world.bench.dokploy->state().databases)
        row.insert(s("applicationStatus"), s("done"));
    const auto made = answerOf(world.platform->backUp(s("dev"), databaseId, planId, {}));
    ASSERT_TRUE(made) << qPrintable(made.error().detail);
    const auto set = answerOf(world.platform->dataSet(s("dev"), databaseId, {}));
    ASSERT_TRUE(set) << qPrintable(set.error().detail);
    const platform::BackupPlan &now = set.value().plans.first();
    EXPECT_EQ(now.runs.first().state, platform::RunState::Done);
    ASSERT_EQ(now.stored.size(), 1);
    EXPECT_GT(now.stored.first().bytes, 0);
    EXPECT_TRUE(now.stored.first().at.isValid());
    EXPECT_TRUE(now.stored.first().path.startsWith(now.folder));
    EXPECT_EQ(backups::rowsOf({set.value()}, world.bench.clock.now()).first().state, backups::State::Fresh);
}

TEST_F(DataSetsOf, ADestinationThatDoesNotAnswerIsSaidWithoutItsKeys)
{
    plan(s("http://127.0.0.1:9"), {{s("postgresId"), databaseId}});
    const platform::BackupPlan plan = sets().first().plans.first();
    ASSERT_TRUE(plan.storedError);
    EXPECT_FALSE(plan.storedError->detail.contains(s("canary"))) << qPrintable(plan.storedError->detail);
    EXPECT_FALSE(plan.runsError);
}

TEST_F(DataSetsOf, ADatabaseInsideOfAComposeIsOneTooOnceItIsBackedUp)
{
    plan(s("https://s3.example.com"),
         {{s("composeId"), world.apiId}, {s("serviceName"), s("db")}, {s("backupType"), s("compose")}});
    const auto all = sets();
    ASSERT_EQ(all.size(), 3);
    const platform::DataSet &inside = all.last();
    EXPECT_TRUE(inside.name.endsWith(s("/db"))) << qPrintable(inside.name);
    EXPECT_EQ(inside.plans.size(), 1);
    EXPECT_TRUE(answerOf(world.platform->dataSet(s("dev"), inside.id, {})));
    EXPECT_EQ(answerOf(world.platform->dataSet(s("dev"), s("nothing"), {})).error().code,
              ErrorCode::NotFound);
}

TEST_F(DataSetsOf, WhatThePanelHasIsToldWithoutItsSecrets)
{
    plan(s("https://s3.example.com"), {{s("postgresId"), databaseId}});
    const auto inventory = answerOf(world.platform->inventory(s("dev"), {}));
    ASSERT_TRUE(inventory) << qPrintable(inventory.error().detail);
    EXPECT_EQ(inventory.value().version, s("v0.30.2"));
    EXPECT_EQ(inventory.value().support, s("insecure"));
    QStringList parts;
    for (const platform::PanelPart &part : inventory.value().parts) {
        parts.append(part.id);
        EXPECT_FALSE(part.error) << qPrintable(part.id);
        for (const platform::PanelThing &thing : part.things)
            EXPECT_FALSE((thing.name + thing.detail).contains(s("canary"))) << qPrintable(thing.detail);
    }
    EXPECT_EQ(parts, (QStringList{s("registries"), s("git-sources"), s("ssh-keys"), s("notifications"),
                                  s("destinations"), s("health")}));
}

} // namespace
} // namespace envdeck::testing
