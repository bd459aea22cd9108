// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/dokploy_platform/world.h"

#include "core/secrets/key_reading.h"
#include "core/secrets/memory_store.h"

#include <QFile>

namespace envdeck::testing {

namespace {

http::Options atOnce()
{
    http::Options options;
    options.firstDelay = std::chrono::milliseconds(1);
    return options;
}

} // namespace

PlatformWorld::PlatformWorld() : http(atOnce()), vault(std::make_unique<secrets::MemoryStore>())
{
    apiId =
        bench.makeCompose(QStringLiteral("services:\n  api:\n    image: ") +
                          bench.image(QStringLiteral("acme/api"), QStringLiteral("v1")) + QLatin1Char('\n'));
    const QJsonValue made = bench.post(QStringLiteral("application.create"),
                                       {{QStringLiteral("name"), QStringLiteral("web")},
                                        {QStringLiteral("environmentId"), bench.environmentId}});
    webId = made[QLatin1String("applicationId")].toString();
    bench.post(
        QStringLiteral("application.saveDockerProvider"),
        {{QStringLiteral("applicationId"), webId},
         {QStringLiteral("dockerImage"), bench.image(QStringLiteral("acme/web"), QStringLiteral("v1"))},
         {QStringLiteral("username"), QStringLiteral("ci")},
         {QStringLiteral("password"), QStringLiteral("canary-registry-password")},
         {QStringLiteral("registryUrl"), QStringLiteral("registry.example.com")}});
    bench.image(QStringLiteral("acme/web"), QStringLiteral("v2"));

    const QString project =
        bench.get(QStringLiteral("project.one?projectId=") + bench.projectId)[QLatin1String("name")]
            .toString();
    const QString environmentName = bench
                                        .get(QStringLiteral("environment.one?environmentId=") +
                                             bench.environmentId)[QLatin1String("name")]
                                        .toString();
    workspace.name = QStringLiteral("acme");
    Environment environment;
    environment.name = QStringLiteral("dev");
    environment.dokploy = DokployRef{bench.dokploy->url(), project, environmentName};
    workspace.environments = {environment};
    App api;
    api.name = QStringLiteral("api");
    api.dokployName =
        bench.get(QStringLiteral("compose.one?composeId=") + apiId)[QLatin1String("name")].toString();
    api.services = {QStringLiteral("api")};
    api.environments = {environment.name};
    App web = api;
    web.name = web.dokployName = QStringLiteral("web");
    web.dokployKind = DokployKind::Application;
    workspace.apps = {api, web};
    EXPECT_TRUE(answerOf(vault.write(secrets::dokployKey(workspace, environment), Secret(benchKey))));
    platform = std::make_unique<platform::DokployPlatform>(workspace, http, vault);
}

QJsonValue PlatformWorld::row(const QString &router, const QString &idKey, const QString &id)
{
    return bench.get(QStringLiteral("%1.one?%2=%3").arg(router, idKey, id));
}

void PlatformWorld::upgrade(const QString &version)
{
    const quint16 port = bench.dokploy->port();
    bench.options.version = version;
    bench.dokploy.reset();
    bench.dokploy = std::make_unique<standins::Dokploy>(bench.options, bench.engine, bench.clock);
    EXPECT_TRUE(bench.dokploy->start(port));
    EXPECT_TRUE(bench.dokploy->begin());
}

void PlatformWorld::spoil(const char *fault)
{
    const QString file = bench.folder.path() + QStringLiteral("/fault");
    bench.dokploy->setFaultFile(file);
    QFile written(file);
    EXPECT_TRUE(written.open(QIODevice::WriteOnly | QIODevice::Truncate));
    written.write(fault);
}

} // namespace envdeck::testing
