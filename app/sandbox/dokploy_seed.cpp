// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/dokploy_seed.h"

#include "tests/standins/dokploy/compose_file.h"
#include "tests/standins/dokploy/git_source.h"
#include "tests/standins/dokploy/rows.h"

#include <QJsonArray>

namespace envdeck::sandbox {

using namespace standins::dokploy;

namespace {

constexpr int keptRows = 10;

QJsonObject composeOf(const QString &app, const QString &environment, const QString &environmentId,
                      const Folder &folder, const Settings &settings)
{
    const QString file = QStringLiteral("deploy-config/%1/apps/%2.compose.yml").arg(environment, app);
    QJsonObject row = composeRow(app, appNameFor(QStringLiteral("acme-") + app), environmentId,
                                 settings.created.addDays(-14));
    row.insert(QStringLiteral("sourceType"), QStringLiteral("git"));
    row.insert(QStringLiteral("customGitUrl"), folder.remote());
    row.insert(QStringLiteral("customGitBranch"), QStringLiteral("main"));
    row.insert(QStringLiteral("customGitSSHKeyId"), newId()); // a path is not cloned without one
    row.insert(QStringLiteral("composePath"), QStringLiteral("./") + file);
    row.insert(QStringLiteral("watchPaths"), QJsonArray{file});
    row.insert(QStringLiteral("refreshToken"), settings.hooks.value(environment + QLatin1Char('/') + app));
    // As operators leave it: chatty in dev, and a switch that never came to prod.
    QString variables =
        QStringLiteral("# set in Dokploy\nLOG_LEVEL=%1\nDATABASE_URL=postgres://acme:%2@main-db:5432/acme\n")
            .arg(environment == QLatin1String("dev") ? QStringLiteral("debug") : QStringLiteral("info"),
                 settings.keys.value(QStringLiteral("database-") + environment));
    if (environment != QLatin1String("prod"))
        variables += QStringLiteral("NEW_CHECKOUT=on\n");
    row.insert(QStringLiteral("env"), variables);
    return row;
}

// Under a name that nobody owns (RFC 2606), so that its certificate cannot be looked at.
QJsonObject domainOf(const QJsonObject &compose, const QString &app, const QString &environment,
                     qsizetype number, const QDateTime &at)
{
    QJsonObject row = domainRow(number, at);
    row.insert(QStringLiteral("composeId"), compose.value(QLatin1String("composeId")));
    row.insert(QStringLiteral("domainType"), QStringLiteral("compose"));
    row.insert(QStringLiteral("serviceName"), app);
    row.insert(QStringLiteral("host"), environment == QLatin1String("prod")
                                           ? app + QStringLiteral(".acme.example")
                                           : QStringLiteral("%1.%2.acme.example").arg(app, environment));
    row.insert(QStringLiteral("https"), true);
    row.insert(QStringLiteral("port"), 8080);
    row.insert(QStringLiteral("certificateType"), QStringLiteral("letsencrypt"));
    return row;
}

DeploymentRecord recordOf(const ToldEvent &told, const QJsonObject &compose, const Settings &settings)
{
    const QString appName = compose.value(QLatin1String("appName")).toString();
    const QDateTime begun = told.event.at.addSecs(2);
    DeploymentRecord record;
    record.row = deploymentRow(told.event.message.trimmed(), QStringLiteral("Commit: ") + told.sha,
                               QStringLiteral("composeId"),
                               compose.value(QLatin1String("composeId")).toString(), appName, begun);
    record.row.insert(QStringLiteral("status"),
                      told.event.imageMissing ? QStringLiteral("error") : QStringLiteral("done"));
    record.row.insert(QStringLiteral("finishedAt"), isoTime(begun.addSecs(6)));
    const QString image =
        told.event.app.isEmpty() ? QString() : settings.image(told.event.app, told.event.tag);
    record.log = QStringLiteral("Initializing deployment\nCloned %1: ✅\n")
                     .arg(compose.value(QLatin1String("customGitUrl")).toString());
    if (told.event.imageMissing)
        record.log +=
            QStringLiteral(" %1 Pulling\nError response from daemon: manifest for %1 not found: manifest "
                           "unknown: manifest unknown\n"
                           "❌ Pulling image failed\n\nError occurred ❌, check the logs for details.\n")
                .arg(image);
    else
        record.log += QStringLiteral(" Container %1-1  Started\nDocker Compose Deployed: ✅\n").arg(appName);
    return record;
}

bool deploys(const ToldEvent &told, const QString &environment, const QString &app)
{
    // A commit that explains every compose file deploys every one of them.
    return told.event.app.isEmpty() ? told.event.change == QLatin1String("compose-comments")
                                    : told.event.environment == environment && told.event.app == app;
}

Result<Container> containerOf(const QJsonObject &compose, const ToldEvent &last)
{
    const auto checkout =
        checkOut(compose.value(QLatin1String("customGitUrl")).toString(), QStringLiteral("main"),
                 compose.value(QLatin1String("composePath")).toString().mid(2));
    if (!checkout)
        return checkout.error();
    const auto services = readCompose(checkout.value().file, compose.value(QLatin1String("env")).toString());
    if (!services)
        return services.error();
    const ComposeService &service = services.value().first();
    Container container;
    container.id = newContainerId();
    container.name =
        QStringLiteral("%1-%2-1").arg(compose.value(QLatin1String("appName")).toString(), service.name);
    container.serviceId = compose.value(QLatin1String("composeId")).toString();
    container.service = service.name;
    container.image = service.image;
    container.address = service.address;
    container.port = service.port;
    container.restart = service.restart;
    container.fingerprint = service.fingerprint;
    container.created = last.event.at.addSecs(7);
    container.started = container.created;
    container.running = true;
    return container;
}

// A database with a file of every night, but in test, where they stopped coming nine days ago and no job says
// so; and a cache, which nobody backs up.
void addDatabases(DokployState &state, const QString &environment, const QString &environmentId,
                  const Settings &settings)
{
    const QDateTime begun = settings.created.addDays(-14);
    QJsonObject main = databaseRow(QStringLiteral("postgres"), QStringLiteral("main"),
                                   appNameFor(QStringLiteral("acme-main")), environmentId, begun);
    main.insert(QStringLiteral("databaseName"), QStringLiteral("acme"));
    main.insert(QStringLiteral("databaseUser"), QStringLiteral("acme"));
    main.insert(QStringLiteral("databasePassword"),
                settings.keys.value(QStringLiteral("database-") + environment));
    main.insert(QStringLiteral("applicationStatus"), QStringLiteral("done"));
    QJsonObject cache = databaseRow(QStringLiteral("redis"), QStringLiteral("cache"),
                                    appNameFor(QStringLiteral("acme-cache")), environmentId, begun);
    cache.insert(QStringLiteral("applicationStatus"), QStringLiteral("done"));
    state.databases = {main, cache};
    const QJsonObject to =
        destinationRow({{QStringLiteral("name"), QStringLiteral("nightly")},
                        {QStringLiteral("provider"), QStringLiteral("Minio")},
                        {QStringLiteral("accessKey"), newId()},
                        {QStringLiteral("secretAccessKey"), newId()},
                        {QStringLiteral("bucket"), QStringLiteral("acme-backups")},
                        {QStringLiteral("region"), QStringLiteral("eu-central")},
                        {QStringLiteral("endpoint"), QStringLiteral("https://s3.acme.example")},
                        {QStringLiteral("additionalFlags"), QJsonArray()}},
                       state.organizationId, begun);
    state.destinations = {to};
    const QJsonObject backup =
        backupRow({{QStringLiteral("schedule"), QStringLiteral("0 2 * * *")},
                   {QStringLiteral("prefix"), environment},
                   {QStringLiteral("destinationId"), to.value(QLatin1String("destinationId"))},
                   {QStringLiteral("keepLatestCount"), 30},
                   {QStringLiteral("database"), QStringLiteral("acme")},
                   {QStringLiteral("databaseType"), QStringLiteral("postgres")},
                   {QStringLiteral("postgresId"), main.value(QLatin1String("postgresId"))}});
    state.backups = {backup};
    const QString folder =
        main.value(QLatin1String("appName")).toString() + QLatin1Char('/') + environment + QLatin1Char('/');
    const int newest = environment == QLatin1String("test") ? 9 : 0;
    QDateTime night(settings.created.date(), QTime(2, 0), Qt::UTC);
    if (night > settings.created)
        night = night.addDays(-1);
    for (int ago = 13; ago >= newest; --ago)
        state.stored.append(storedFile(to.value(QLatin1String("destinationId")).toString(), folder,
                                       night.addDays(-ago).addMSecs(4210), 412000000 - ago * 1300000));
    QJsonObject run =
        deploymentRow(QStringLiteral("Initializing Backup"), QStringLiteral("Initializing Backup"),
                      QStringLiteral("backupId"), backup.value(QLatin1String("backupId")).toString(),
                      backup.value(QLatin1String("appName")).toString(), night.addDays(-newest));
    run.insert(QStringLiteral("status"), QStringLiteral("done"));
    run.insert(QStringLiteral("finishedAt"), isoTime(night.addDays(-newest).addSecs(41)));
    state.deployments.append({run, QStringLiteral("Backup done")});
}

} // namespace

Result<DokployState> dokployAfter(const QList<ToldEvent> &story, const QString &environment,
                                  const Folder &folder, const Settings &settings)
{
    const QDateTime begun = settings.created.addDays(-14);
    DokployState state;
    state.organizationId = newId();
    const QJsonObject project =
        projectRow(QStringLiteral("acme"), QStringLiteral("The sandbox"), state.organizationId, begun);
    const QString projectId = project.value(QLatin1String("projectId")).toString();
    const QJsonObject own = environmentRow(environment, QString(), projectId, begun);
    state.projects = {project};
    state.environments = {environmentRow(QStringLiteral("production"),
                                         QStringLiteral("Production environment"), projectId, begun),
                          own};

    for (const QString &app : apps) {
        QJsonObject compose = composeOf(
            app, environment, own.value(QLatin1String("environmentId")).toString(), folder, settings);
        const ToldEvent *last = nullptr;
        int kept = 0;
        for (auto it = story.crbegin(); it != story.crend(); ++it) {
            if (!deploys(*it, environment, app))
                continue;
            if (!last)
                last = &*it;
            if (kept++ < keptRows)
                state.deployments.append(recordOf(*it, compose, settings));
            if (!it->event.app.isEmpty() && !it->event.imageMissing)
                state.pulledImages.append(settings.image(app, it->event.tag));
        }
        if (!last)
            return Error{ErrorCode::Internal, environment + QLatin1Char('/') + app,
                         QStringLiteral("never deployed"), 0};
        compose.insert(QStringLiteral("composeStatus"), QStringLiteral("done"));
        state.composes.append(compose);
        state.domains.append(domainOf(compose, app, environment, state.domains.size() + 1, begun));
        state.lastClones.insert(compose.value(QLatin1String("composeId")).toString(),
                                {last->event.message.trimmed(), last->sha});
        auto container = containerOf(compose, *last);
        if (!container)
            return container.error();
        state.containers.append(std::move(container).value());
    }
    addDatabases(state, environment, own.value(QLatin1String("environmentId")).toString(), settings);
    std::stable_sort(state.deployments.begin(), state.deployments.end(),
                     [](const DeploymentRecord &a, const DeploymentRecord &b) {
                         return a.row.value(QLatin1String("createdAt")).toString() >
                                b.row.value(QLatin1String("createdAt")).toString();
                     });
    return state;
}

} // namespace envdeck::sandbox
