// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every recorded answer of a real Dokploy goes through the reader of its procedure: what is good is read,
// what was refused is an error, and nothing is left out unnoticed.
#include "core/api/dokploy/databases_parse.h"
#include "core/api/dokploy/panel_parts.h"
#include "core/api/dokploy/parse.h"
#include "core/api/dokploy/setup_parse.h"
#include "tests/contract/dokploy/recordings.h"
#include "tests/support/text.h"

#include <QDir>
#include <QFileInfo>
#include <functional>
#include <gtest/gtest.h>

namespace envdeck::dokploy {
namespace {

using namespace testing;

const Secret everyDigestKey("key-of-this-test");
using Reader = std::function<std::optional<Error>(const QJsonValue &)>;

template <typename Fn>
Reader reader(Fn parse)
{
    return [parse](const QJsonValue &json) -> std::optional<Error> {
        const auto result = parse(json);
        return result ? std::nullopt : std::optional<Error>(result.error());
    };
}

Reader serviceReader(DokployKind kind)
{
    return reader([kind](const QJsonValue &json) -> Result<Setup> {
        const auto service = serviceFrom(json, kind, QUrl(s("http://127.0.0.1")), s("test"));
        if (!service)
            return service.error();
        return setupFrom(json, kind, QUrl(s("http://127.0.0.1")), everyDigestKey, s("test"));
    });
}

Reader changeReader()
{
    return reader([](const QJsonValue &json) { return acceptedChange(json, s("test")); });
}

// By procedure; a good answer of any other is one that no operator's client asks for.
const QHash<QString, Reader> &readers()
{
    static const auto rows = reader([](const QJsonValue &j) { return deploymentRows(j, s("test")); });
    static const auto change = changeReader();
    static const auto text = reader([](const QJsonValue &j) {
        const http::JsonReader json(j, s("test"));
        return json.done(json.asString());
    });
    static const auto database = [](DatabaseKind kind) {
        return reader([kind](const QJsonValue &j) { return databaseFrom(j, kind, s("test")); });
    };
    static const auto projects = reader([](const QJsonValue &j) { return projectsFrom(j, s("test")); });
    static const auto domain = reader([](const QJsonValue &j) { return domainFrom(j, s("test")); });
    static const auto domains = reader([](const QJsonValue &j) { return domainsFrom(j, s("test")); });
    static const QHash<QString, Reader> all{
        {s("compose.one"), serviceReader(DokployKind::Compose)},
        {s("application.one"), serviceReader(DokployKind::Application)},
        {s("compose.deploy"), change},
        {s("compose.redeploy"), change},
        {s("compose.start"), change},
        {s("compose.stop"), change},
        {s("compose.saveEnvironment"), change},
        {s("compose.delete"), change},
        {s("application.deploy"), change},
        {s("application.redeploy"), change},
        {s("application.reload"), change},
        {s("application.update"), change},
        {s("application.refreshToken"), change},
        {s("application.saveEnvironment"), change},
        {s("application.saveDockerProvider"), change},
        {s("application.saveGitProvider"), change},
        {s("backup.create"), change},
        {s("rollback.rollback"), change},
        {s("deployment.all"), rows},
        {s("deployment.allByCompose"), rows},
        {s("deployment.allCentralized"), rows},
        {s("deployment.allByType"), reader([](const QJsonValue &j) { return backupRunsFrom(j, s("test")); })},
        {s("deployment.queueList"),
         reader([](const QJsonValue &j) { return queuedDeployments(j, s("test")); })},
        {s("deployment.readLogs"), text},
        {s("application.readLogs"), text},
        {s("domain.create"), domain},
        {s("domain.update"), domain},
        {s("domain.byApplicationId"), domains},
        {s("domain.byComposeId"), domains},
        {s("domain.validateDomain"),
         reader([](const QJsonValue &j) { return domainCheckFrom(j, s("test")); })},
        {s("domain.generateDomain"), text},
        {s("mounts.create"), reader([](const QJsonValue &j) { return mountFrom(j, s("test")); })},
        {s("project.all"), projects},
        {s("environment.one"), reader([](const QJsonValue &j) { return environmentServices(j, s("test")); })},
        {s("docker.getContainersByAppNameMatch"),
         reader([](const QJsonValue &j) { return listedContainers(j, s("shop-stack-yfqdz1"), s("test")); })},
        {s("docker.getServiceContainersByAppName"), reader([](const QJsonValue &j) {
             return swarmTasks(j, QJsonArray(), s("shop-web-llxndw"), s("test"));
         })},
        {s("docker.getConfig"),
         reader([](const QJsonValue &j) { return inspected(ContainerInfo(), j, s("test")); })},
        {s("docker.getContainers"), reader([](const QJsonValue &j) {
             return swarmTasks(QJsonArray(), j, s("shop-web-llxndw"), s("test"));
         })},
        {s("postgres.one"), database(DatabaseKind::Postgres)},
        {s("postgres.create"), database(DatabaseKind::Postgres)},
        {s("postgres.deploy"), database(DatabaseKind::Postgres)},
        {s("postgres.stop"), database(DatabaseKind::Postgres)},
        {s("redis.one"), database(DatabaseKind::Redis)},
        {s("redis.create"), database(DatabaseKind::Redis)},
        {s("destination.all"), reader([](const QJsonValue &j) { return destinationsFrom(j, s("test")); })},
        {s("registry.all"), reader([](const QJsonValue &j) { return registriesFrom(j, s("test")); })},
        {s("sshKey.all"), reader([](const QJsonValue &j) { return sshKeysFrom(j, s("test")); })},
        {s("gitProvider.getAll"), reader([](const QJsonValue &j) { return gitSourcesFrom(j, s("test")); })},
        {s("notification.all"), reader([](const QJsonValue &j) { return notificationsFrom(j, s("test")); })},
        {s("settings.getDokployVersion"), text},
        {s("settings.getUpdateData"),
         reader([](const QJsonValue &j) { return newerVersionFrom(j, s("test")); })},
        {s("settings.getWebServerSettings"),
         reader([](const QJsonValue &j) { return panelDomainFrom(j, s("test")); })},
        {s("settings.checkInfrastructureHealth"),
         reader([](const QJsonValue &j) { return panelHealthFrom(j, s("test")); })},
    };
    return all;
}

QStringList recordings()
{
    QStringList names;
    for (const QFileInfo &file :
         QDir(QStringLiteral(ENVDECK_TEST_DATA "/dokploy")).entryInfoList({s("*.json")}))
        names.append(file.completeBaseName());
    return names;
}

TEST(EveryRecording, IsReadByTheReaderOfItsProcedure)
{
    int read = 0;
    const QStringList names = recordings();
    EXPECT_GE(names.size(), 170);
    for (const QString &name : names) {
        if (name.startsWith(s("ws-")) || name.startsWith(s("trpc-"))) // nothing of ours speaks tRPC
            continue;
        const Recording recorded = recording(name);
        const QString procedure = QString::fromLatin1(recorded.target)
                                      .section(QLatin1Char('?'), 0, 0)
                                      .section(QLatin1Char('/'), -1);
        const auto reader = readers().constFind(procedure);
        if (recorded.status != 200 || reader == readers().cend())
            continue;
        const auto error = (*reader)(recorded.body);
        EXPECT_FALSE(error) << qPrintable(name) << ": " << (error ? qPrintable(error->detail) : "");
        ++read;
    }
    EXPECT_GE(read, 75);
}

// What was refused comes to the caller as an error, whatever its body looks like.
TEST(EveryRecording, ThatWasRefusedIsAnError)
{
    int refused = 0;
    for (const QString &name : recordings()) {
        if (name.startsWith(s("ws-")))
            continue;
        const Recording recorded = recording(name);
        if (recorded.status < 300)
            continue;
        DokployBench bench;
        bench.answer("GET /api/settings.getDokployVersion", {recorded.reply()});
        const auto answer = answerOf(bench.client.server());
        ASSERT_FALSE(answer) << qPrintable(name);
        EXPECT_FALSE(answer.error().detail.contains(s("canary"))) << qPrintable(name);
        ++refused;
    }
    EXPECT_GE(refused, 25);
}

} // namespace
} // namespace envdeck::dokploy
