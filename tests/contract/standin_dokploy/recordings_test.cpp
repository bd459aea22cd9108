// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/standin_dokploy/bench.h"
#include "tests/support/fixtures.h"
#include "tests/support/json_shape.h"

#include <QJsonDocument>

namespace envdeck::testing {
namespace {

const QString recordedRegistry = QStringLiteral("127.0.0.1:5000");

// The recorded session, played again: its requests with the ids of this stand-in in place of its own.
class Session {
public:
    Session()
    {
        m_names.insert(recordedRegistry, bench.registry->url().authority());
        for (const char *tag : {"v1", "v2", "v3"})
            bench.image(QStringLiteral("demo/app"), QLatin1String(tag));
        m_names.insert(QStringLiteral("cGlzvgr1SA9pvtNFOFMx6"), bench.projectId);
        m_names.insert(QStringLiteral("gwL8NpS18wEFGPspSHFJv"), bench.environmentId);
    }

    // Sends the recorded request; answers how status and shape differ from the recorded answer.
    QStringList differences(const char *name, const QStringList &open = {})
    {
        const QJsonObject recording =
            QJsonDocument::fromJson(testData(QStringLiteral("dokploy/%1.json").arg(QLatin1String(name))))
                .object();
        const QJsonValue request = recording[QLatin1String("request")];
        const QJsonValue response = recording[QLatin1String("response")];
        const QJsonObject headers = request[QLatin1String("headers")].toObject();
        QList<QNetworkReply::RawHeaderPair> sent;
        for (auto it = headers.begin(); it != headers.end(); ++it)
            sent.append({it.key().toLatin1(),
                         it.key() == QLatin1String("x-api-key") ? key : it.value().toString().toUtf8()});
        const QJsonValue body = request[QLatin1String("body")];
        const QByteArray bytes = body.isString() ? body.toString().toUtf8()
                                 : body.isNull() ? QByteArray()
                                                 : QJsonDocument(body.toObject()).toJson();
        last =
            fetch(request[QLatin1String("method")].toString().toLatin1(),
                  QUrl(bench.dokploy->url().toString() + renamed(request[QLatin1String("path")].toString())),
                  sent, renamed(QString::fromUtf8(bytes)).toUtf8());
        QStringList found;
        if (last.status != response[QLatin1String("status")].toInt())
            found.append(QStringLiteral("status %1").arg(last.status));
        const QJsonValue expected = response[QLatin1String("body")];
        if (expected.isNull() && !last.body.isEmpty() && last.body != "null")
            found.append(QStringLiteral("a body: ") + QString::fromUtf8(last.body));
        return expected.isNull() ? found : found + shapeDifferences(expected, jsonOf(last.body), open);
    }

    void rename(const char *recorded, const QString &own) { m_names.insert(QLatin1String(recorded), own); }
    QString answered(const char *member) const { return jsonOf(last.body)[QLatin1String(member)].toString(); }

    Bench bench;
    QByteArray key = benchKey;
    Fetched last;

private:
    QString renamed(QString text) const
    {
        for (auto it = m_names.begin(); it != m_names.end(); ++it)
            text.replace(it.key(), it.value());
        return text;
    }
    QMap<QString, QString> m_names;
};

::testing::AssertionResult noneOf(const QStringList &differences)
{
    if (differences.isEmpty())
        return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << qPrintable(differences.join(QLatin1Char('\n')));
}

void expectSame(Session &session, const QList<const char *> &names)
{
    for (const char *name : names)
        EXPECT_TRUE(noneOf(session.differences(name))) << name;
}

// The session's compose service, made and deployed once; its id.
QString playStack(Session &session)
{
    expectSame(session, {"compose-create"});
    const QString id = session.answered("composeId");
    session.rename("txQkR3fCA7BlmyR7z4hSB", id);
    session.rename("shop-stack-yfqdz1", session.answered("appName"));
    session.rename("YwVSjp6LfdcdXgkqQh0MC", session.answered("refreshToken"));
    expectSame(session, {"compose-update", "compose-saveEnvironment", "compose-deploy"});
    EXPECT_EQ(session.bench.awaitEnd(id, 1), QStringLiteral("done"));
    session.rename("qnc3rRLZ3fkJFdmosoTFY",
                   session.bench.rows(id).first()[QLatin1String("deploymentId")].toString());
    return id;
}

QString playWeb(Session &session)
{
    expectSame(session, {"application-create"});
    const QString id = session.answered("applicationId");
    session.rename("TTpIDnksSIEOpj9g-gHpM", id);
    session.rename("shop-web-llxndw", session.answered("appName"));
    expectSame(session,
               {"application-saveDockerProvider", "application-saveEnvironment", "application-deploy"});
    const auto status = [&] {
        const QJsonValue row =
            session.bench.get(QStringLiteral("deployment.all?applicationId=") + id).toArray().first();
        return row[QLatin1String("status")].toString();
    };
    EXPECT_TRUE(eventually([&] { return status() == QLatin1String("done"); }));
    return id;
}

TEST(DokployRecordings, AServerAnswersWithoutAnyService)
{
    Session session;
    expectSame(session, {"health", "settings-health", "settings-getDokployVersion", "settings-getReleaseTag",
                         "settings-isCloud", "settings-getIp", "settings-checkInfrastructureHealth",
                         "trpc-settings-health", "trpc-settings-getDokployVersion", "trpc-batch-get",
                         "user-session-nokey-trpc", "docker-getConfig-unknown"});
}

TEST(DokployRecordings, RefusalsCarryTheRecordedBodies)
{
    Session session;
    expectSame(session,
               {"err-400-zod-body", "err-400-missing-query", "err-400-malformed-json", "err-401-nokey",
                "err-404-application", "err-404-deploy-unknown-app", "err-404-unknown-procedure",
                "err-415-form", "err-method-mismatch-get", "err-method-mismatch-post", "err-readlogs-unknown",
                "err-400-environment-create-unknown-project", "environment-create-production-name",
                "project-one-removed", "rest-settings-health-nokey", "trpc-error"});
    session.key = "another key";
    expectSame(session, {"err-401-badkey", "err-rate-limited"});
}

TEST(DokployRecordings, ProjectsAndEnvironmentsLookAsRecorded)
{
    Session session;
    expectSame(session, {"project-create", "environment-create-duplicate", "project-all", "project-one",
                         "environment-one", "environment-byProjectId"});
    playStack(session);
    playWeb(session);
    expectSame(session,
               {"postgres-create", "redis-create", "environment-one-with-services", "rest-not-lowercase"});
}

TEST(DokployRecordings, DatabasesAndTheirBackupsLookAsRecorded)
{
    Session session;
    expectSame(session, {"postgres-create"});
    session.rename("BncktzL7ZrYyp5DJfHmtE", session.answered("postgresId"));
    expectSame(session, {"redis-create"});
    session.rename("Qd_nj2vPIp71MGhvD_jry", session.answered("redisId"));
    expectSame(session, {"redis-one", "destination-create", "destination-all"});
    const QJsonArray destinations = session.bench.get(QStringLiteral("destination.all")).toArray();
    session.rename("IiXU8tij_I7TnBSxRZOLE", destinations.first()[QLatin1String("destinationId")].toString());
    expectSame(session, {"backup-create", "postgres-one-with-backup"});
    session.rename(
        "yP0gZKLtwyH3RM5XqZKig",
        jsonOf(session.last.body)[QLatin1String("backups")][0][QLatin1String("backupId")].toString());
    expectSame(session, {"backup-one", "backup-listBackupFiles-norclone", "backup-manualBackupPostgres-fail",
                         "deployment-allByType-backup"});
}

TEST(DokployRecordings, WhatAPanelHasBesideLooksAsRecorded)
{
    Session session;
    expectSame(session, {"notification-all", "notification-createSlack", "notification-all-one",
                         "gitProvider-getAll", "github-githubProviders", "settings-getUpdateData"});
}

TEST(DokployRecordings, AComposeServiceLooksAsRecorded)
{
    Session session;
    const QString id = playStack(session);
    expectSame(session,
               {"compose-one", "compose-search", "compose-deployment-readLogs",
                "deployment-allByCompose-after-webhook", "deployment-allCentralized",
                "compose-loadServices-fetch", "compose-loadServices-cache", "compose-getDefaultCommand",
                "docker-getContainersByAppNameMatch", "docker-getContainers", "compose-redeploy",
                "compose-stop", "compose-start", "webhook-compose-raw"});
    // By then the recorded deployments had ended; the redeploy and the webhook were the second and the third.
    session.bench.awaitEnd(id, 3);
    expectSame(session, {"domain-create-compose", "domain-byComposeId", "compose-one-stopped"});
}

TEST(DokployRecordings, AnApplicationLooksAsRecorded)
{
    Session session;
    playWeb(session);
    const QJsonValue never =
        session.bench.post(QStringLiteral("application.create"),
                           {{QStringLiteral("name"), QStringLiteral("never")},
                            {QStringLiteral("environmentId"), session.bench.environmentId}});
    session.rename("Q3osdvUXtuDBhSACLtTb-", never[QLatin1String("applicationId")].toString());
    expectSame(session,
               {"application-one-done", "application-search", "deployment-all-three", "trpc-input-get",
                "application-update-image-v3", "application-update-appname-ignored",
                "docker-getContainersByAppLabel", "docker-getServiceContainersByAppName",
                "application-stop-never-deployed", "application-refreshToken"});
    // Nor is a registry for rollbacks.
    QStringList started = session.differences("application-start");
    started.removeIf([](const QString &line) { return line.startsWith(QLatin1String("rollbackRegistry")); });
    EXPECT_TRUE(noneOf(started));
}

TEST(DokployRecordings, DomainsAndMountsOfAnApplicationLookAsRecorded)
{
    Session session;
    playWeb(session);
    expectSame(session, {"domain-create"});
    session.rename("abEizJC3pG-GGCvA7jE1u", session.answered("domainId"));
    expectSame(session, {"domain-byApplicationId", "domain-update", "domain-create-invalid",
                         "domain-generateDomain", "domain-validateDomain", "mounts-create"});
}

TEST(DokployRecordings, AnApplicationsWebhookAnswersAsRecorded)
{
    Session session;
    const QString id = playWeb(session);
    session.rename("0tncdMeB8FyYrdflnTux3", session.bench
                                                .get(QStringLiteral("application.one?applicationId=") +
                                                     id)[QLatin1String("refreshToken")]
                                                .toString());
    expectSame(session, {"webhook-ping", "webhook-deploy-docker", "webhook-dockerhub-image-mismatch"});
    session.bench.post(QStringLiteral("application.update"),
                       {{QStringLiteral("applicationId"), id}, {QStringLiteral("autoDeploy"), false}});
    expectSame(session, {"webhook-autodeploy-off"});
}

TEST(DokployRecordings, AWaitingQueueLooksAsRecorded)
{
    Session session;
    session.bench.options.timing.clone = std::chrono::seconds(30);
    session.bench.restart();
    expectSame(session, {"application-create"});
    const QString id = session.answered("applicationId");
    session.rename("TTpIDnksSIEOpj9g-gHpM", id);
    for (const char *title : {"q1", "q2", "q3"})
        session.bench.post(
            QStringLiteral("application.deploy"),
            {{QStringLiteral("applicationId"), id}, {QStringLiteral("title"), QLatin1String(title)}});
    expectSame(session, {"deployment-queueList-busy", "deployment-all-running"});
    const QJsonArray queue = session.bench.get(QStringLiteral("deployment.queueList")).toArray();
    ASSERT_EQ(queue.size(), 3);
    EXPECT_EQ(queue.first()[QLatin1String("data")][QLatin1String("titleLog")].toString(),
              QStringLiteral("q3"));
    EXPECT_EQ(queue.last()[QLatin1String("state")].toString(), QStringLiteral("active"));
}

// Before there is a key: as a real one answered the same requests.
TEST(Recordings, TheFirstDays)
{
    Session session;
    auto &setup = session.bench.dokploy->setup();
    expectSame(session, {"auth-signup-admin", "auth-signup-second", "auth-signin", "auth-signout"});
    EXPECT_EQ(setup.mail, QStringLiteral("admin@envdeck.test"));
    setup.password = QStringLiteral("another");
    expectSame(session, {"auth-signin-badpw", "user-createApiKey-badorg", "sshKey-all", "registry-create"});
    setup.password = QStringLiteral("<scrubbed>");
    expectSame(session, {"auth-signin"});
    const QByteArray cookie = session.last.header("set-cookie");
    ASSERT_TRUE(cookie.startsWith("better-auth.session_token="));
    const QString url = session.bench.dokploy->url().toString() + QStringLiteral("/api/organization.all");
    const Fetched all = fetch("GET", QUrl(url), {{"Cookie", cookie.left(cookie.indexOf(';'))}});
    const QJsonObject recorded =
        QJsonDocument::fromJson(testData(QStringLiteral("dokploy/organization-all.json"))).object();
    EXPECT_EQ(all.status, 200);
    EXPECT_TRUE(noneOf(
        shapeDifferences(recorded[QLatin1String("response")][QLatin1String("body")], jsonOf(all.body), {})));
}

} // namespace
} // namespace envdeck::testing
