// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Databases and their backups, and what a panel has beside projects: the recordings, and bad days.
#include "core/api/dokploy/databases_parse.h"
#include "tests/contract/dokploy/recordings.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::dokploy {
namespace {

using namespace testing;

const DatabaseRef db{DatabaseKind::Postgres, s("BncktzL7ZrYyp5DJfHmtE")};

Backup recordedBackup()
{
    Backup backup;
    backup.id = s("yP0gZKLtwyH3RM5XqZKig");
    backup.kind = s("postgres");
    backup.database = s("shop");
    backup.schedule = s("0 3 * * *");
    backup.folder = s("shop-db-dtwjza/shop/");
    backup.keep = 30;
    backup.destination = {s("IiXU8tij_I7TnBSxRZOLE"), s("minio"), s("backups"), s("http://127.0.0.1:9")};
    return backup;
}

TEST(Databases, ARecordedOneWithItsBackup)
{
    DokployBench bench({s("postgres-one-with-backup"), s("redis-one")});
    const auto found = answerOf(bench.client.database(db));
    ASSERT_TRUE(found) << qPrintable(found.error().detail);
    EXPECT_EQ(found.value().name, s("db"));
    EXPECT_EQ(found.value().appName, s("shop-db-dtwjza"));
    EXPECT_EQ(found.value().status, ServiceStatus::Idle);
    EXPECT_EQ(found.value().backups, QList<Backup>{recordedBackup()});
    const auto cache = answerOf(bench.client.database({DatabaseKind::Redis, s("Qd_nj2vPIp71MGhvD_jry")}));
    ASSERT_TRUE(cache) << qPrintable(cache.error().detail);
    EXPECT_TRUE(cache.value().backups.isEmpty());
    EXPECT_EQ(answerOf(bench.client.database({DatabaseKind::Mongo, s("$(id)")})).error().code,
              ErrorCode::BadInput);
}

TEST(Databases, RunsOfABackupNewestFirst)
{
    DokployBench bench({s("deployment-allByType-backup")});
    const auto runs = answerOf(bench.client.backupRuns(recordedBackup().id));
    ASSERT_TRUE(runs) << qPrintable(runs.error().detail);
    ASSERT_EQ(runs.value().size(), 1);
    EXPECT_EQ(runs.value().first().status, DeploymentStatus::Error);
    EXPECT_TRUE(runs.value().first().ended.isValid());
}

TEST(Databases, FilesAreDatedByTheirNames)
{
    DokployBench bench;
    bench.answer(
        "GET /api/backup.listBackupFiles",
        {jsonReply("[{\"Path\":\"shop-db-dtwjza/shop/2026-11-22T03-00-00-120Z.sql.gz\",\"Name\":\"x\","
                   "\"Size\":1200,\"ModTime\":\"\",\"IsDir\":false},"
                   "{\"Path\":\"shop-db-dtwjza/shop/2026-11-23T03:00:00.001Z.sql.gz\",\"Name\":\"y\","
                   "\"Size\":0,\"ModTime\":\"\",\"IsDir\":false},"
                   "{\"Path\":\"shop-db-dtwjza/shop/old\",\"Name\":\"old\",\"Size\":-1,\"IsDir\":true},"
                   "{\"Path\":\"shop-db-dtwjza/shop/by-hand.sql\",\"Name\":\"z\",\"Size\":9}]")});
    const auto files = answerOf(bench.client.backupFiles(recordedBackup(), {}));
    ASSERT_TRUE(files) << qPrintable(files.error().detail);
    ASSERT_EQ(files.value().size(), 3);
    EXPECT_EQ(files.value().first().made, QDateTime(QDate(2026, 11, 23), QTime(3, 0, 0, 1), Qt::UTC));
    EXPECT_EQ(files.value().at(1).bytes, 1200);
    EXPECT_TRUE(files.value().last().made.isNull());
    EXPECT_TRUE(bench.server.requests().first().target.contains("search=shop-db-dtwjza/shop/"))
        << bench.server.requests().first().target.constData();
}

// Dokploy tells the command that failed, with the keys of the bucket in it.
TEST(Databases, TheKeysOfADestinationAreInNoError)
{
    for (const char *name : {"backup-listBackupFiles-norclone", "backup-manualBackupPostgres-fail"})
        EXPECT_EQ(recording(s(name)).status, 400) << name;
    const QByteArray words =
        "{\"message\":\"Command execution failed: rclone lsjson --s3-access-key-id=canary-AKIA77 "
        "--s3-secret-access-key=\\\"canary s3cr3t\\\" --s3-region=eu :s3:backups\",\"code\":\"BAD_REQUEST\"}";
    DokployBench bench({s("settings-getDokployVersion")});
    bench.answer("GET /api/backup.listBackupFiles", {jsonReply(words, 400)});
    bench.answer("POST /api/backup.manualBackupPostgres", {jsonReply(words, 400)});
    const auto files = answerOf(bench.client.backupFiles(recordedBackup(), {}));
    const auto made = answerOf(bench.client.runBackup(recordedBackup()));
    for (const Error &error : {files.error(), made.error()}) {
        EXPECT_EQ(error.code, ErrorCode::BadInput);
        EXPECT_TRUE(error.detail.contains(s("rclone"))) << qPrintable(error.detail);
        EXPECT_FALSE(error.detail.contains(s("canary"))) << qPrintable(error.detail);
    }
}

// A long message is cut before it comes to us, perhaps within a key.
TEST(Databases, AKeyThatWasCutIsHiddenToo)
{
    EXPECT_EQ(withoutDestinationKeys(s("rclone --s3-secret-access-key=canar")),
              s("rclone --s3-secret-access-key=******"));
    EXPECT_EQ(withoutDestinationKeys(s("rclone --s3-secret-access-key=\"canary with")),
              s("rclone --s3-secret-access-key=******"));
    EXPECT_EQ(withoutDestinationKeys(s("docker ps --filter x")), s("docker ps --filter x"));
}

TEST(Databases, ABackupIsAskedForOnceByTheNameOfItsKind)
{
    DokployBench bench({s("settings-getDokployVersion")});
    bench.answer("POST /api/backup.manualBackupMySql", {jsonReply("true")});
    bench.answer("POST /api/backup.manualBackupCompose", {jsonReply("true")});
    Backup backup = recordedBackup();
    backup.kind = s("mysql");
    EXPECT_TRUE(answerOf(bench.client.runBackup(backup)));
    backup.ofCompose = true;
    EXPECT_TRUE(answerOf(bench.client.runBackup(backup)));
    EXPECT_EQ(bench.server.requests().size(), 3); // the version first, once
    backup.ofCompose = false;
    backup.kind = s("redis");
    EXPECT_EQ(answerOf(bench.client.runBackup(backup)).error().detail, s("no-backup"));
    EXPECT_EQ(bench.server.requests().size(), 3);
}

TEST(Databases, ALostAnswerOfABackupIsUnknownAndNotRepeated)
{
    DokployBench bench({s("settings-getDokployVersion")});
    ScriptedReply lost;
    lost.dropSilently = true;
    bench.answer("POST /api/backup.manualBackupPostgres", {lost});
    EXPECT_EQ(answerOf(bench.client.runBackup(recordedBackup())).error().code, ErrorCode::OutcomeUnknown);
    EXPECT_EQ(bench.server.requests().size(), 2);
}

TEST(Panel, WhatItHasWithoutItsSecrets)
{
    DokployBench bench({s("registry-all"), s("sshKey-all"), s("gitProvider-getAll"),
                        s("notification-all-one"), s("destination-all"), s("settings-getWebServerSettings"),
                        s("settings-checkInfrastructureHealth"), s("settings-getUpdateData")});
    EXPECT_EQ(answerOf(bench.client.registries()).value(),
              (QList<RegistryRow>{{s("iwQY7kpUPBt031VnhCL3r"), s("127.0.0.1:5000"), s("local")}}));
    EXPECT_TRUE(answerOf(bench.client.sshKeys()).value().isEmpty());
    EXPECT_TRUE(answerOf(bench.client.gitSources()).value().isEmpty());
    const auto notifications = answerOf(bench.client.notifications());
    ASSERT_TRUE(notifications) << qPrintable(notifications.error().detail);
    EXPECT_EQ(notifications.value().first(),
              (Notification{s("r2dGk1AqjspWMHkI-kLZo"),
                            s("ops"),
                            s("slack"),
                            {s("appBuildError"), s("appDeploy"), s("databaseBackup"), s("dokployBackup"),
                             s("dokployRestart")}}));
    EXPECT_EQ(answerOf(bench.client.destinations()).value(),
              QList<Destination>{recordedBackup().destination});
    EXPECT_EQ(answerOf(bench.client.panelDomain()).value(), PanelDomain());
    const auto health = answerOf(bench.client.panelHealth());
    ASSERT_TRUE(health) << qPrintable(health.error().detail);
    EXPECT_EQ(health.value().parts.size(), 2);
    EXPECT_FALSE(health.value().parts.first().healthy);
    EXPECT_TRUE(answerOf(bench.client.newerVersion()).value().isEmpty());
    bench.answer("POST /api/settings.getUpdateData",
                 {jsonReply("{\"latestVersion\":\"v0.31.2\",\"updateAvailable\":true}")});
    EXPECT_EQ(answerOf(bench.client.newerVersion()).value(), s("v0.31.2"));
}

// A recording whose answer holds a field of another type than it had.
TEST(Databases, AFieldOfAnotherTypeIsNamed)
{
    QJsonObject body = recording(s("postgres-one-with-backup")).body.toObject();
    body.insert(s("backups"), QJsonArray{QJsonObject{{s("backupId"), 7}}});
    const auto read = databaseFrom(body, DatabaseKind::Postgres, s("test"));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::BadResponse);
    EXPECT_TRUE(read.error().detail.contains(s("backups[0].backupId"))) << qPrintable(read.error().detail);
}

} // namespace
} // namespace envdeck::dokploy
