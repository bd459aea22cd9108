// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/procedures.h"
#include "tests/standins/dokploy/rows.h"

#include <algorithm>

namespace envdeck::standins::dokploy {

namespace {

QJsonObject *rowWith(QList<QJsonObject> &rows, const char *key, const QString &id)
{
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const QJsonObject &row) {
        return !id.isEmpty() && textOf(row, key) == id;
    });
    return it == rows.end() ? nullptr : &*it;
}

QJsonObject withoutKeys(QJsonObject destination)
{
    destination.remove(QStringLiteral("accessKey"));
    destination.remove(QStringLiteral("secretAccessKey"));
    return destination;
}

Outcome createDatabase(Parts parts, const char *kind, const QJsonObject &input)
{
    if (parts.store.environment(textOf(input, "environmentId")).isEmpty())
        return notFound(QStringLiteral("Environment not found"));
    QJsonObject row = databaseRow(
        QLatin1String(kind), textOf(input, "name"),
        appNameFor(textOf(input, "appName").isEmpty() ? QLatin1String(kind) : textOf(input, "appName")),
        textOf(input, "environmentId"), parts.clock.now());
    for (auto it = input.begin(); it != input.end(); ++it) {
        if (it.key() != QLatin1String("appName") && row.contains(it.key()))
            row.insert(it.key(), it.value());
    }
    parts.store.state.databases.append(row);
    parts.store.save();
    return QJsonValue(row);
}

// The mount that Dokploy makes with every database.
QJsonObject mountOf(const QJsonObject &row, const char *kind)
{
    QJsonObject mount{{QStringLiteral("mountId"), QStringLiteral("epH2IXzjbLeEL8tTX89NL")},
                      {QStringLiteral("type"), QStringLiteral("volume")},
                      {QStringLiteral("volumeName"), textOf(row, "appName") + QStringLiteral("-data")},
                      {QStringLiteral("serviceType"), QLatin1String(kind)},
                      {QStringLiteral("mountPath"), QLatin1String(kind) == QLatin1String("redis")
                                                        ? QStringLiteral("/data")
                                                        : QStringLiteral("/var/lib/postgresql/data")}};
    for (const char *none : {"hostPath", "filePath", "content", "applicationId", "composeId", "libsqlId",
                             "mariadbId", "mongoId", "mysqlId", "postgresId", "redisId"})
        mount.insert(QLatin1String(none), QJsonValue::Null);
    const QString key = QLatin1String(kind) + QStringLiteral("Id");
    mount.insert(key, row.value(key));
    return mount;
}

Outcome database(Store &store, const char *kind, const QJsonObject &input)
{
    const QByteArray key = QByteArray(kind) + "Id";
    const QJsonObject *row = rowWith(store.state.databases, key.constData(), textOf(input, key.constData()));
    if (!row)
        return notFound(QString::fromLatin1(kind).replace(0, 1, QLatin1Char(char(std::toupper(kind[0])))) +
                        QStringLiteral(" not found"));
    QJsonObject whole = *row;
    QJsonObject environment = store.environment(textOf(*row, "environmentId"));
    environment.insert(QStringLiteral("project"), store.project(textOf(environment, "projectId")));
    whole.insert(QStringLiteral("environment"), environment);
    whole.insert(QStringLiteral("mounts"), QJsonArray{mountOf(*row, kind)});
    whole.insert(QStringLiteral("server"), QJsonValue::Null);
    if (QLatin1String(kind) != QLatin1String("redis"))
        whole.insert(QStringLiteral("backups"), backupsOf(store, QLatin1String(kind) + QStringLiteral("Id"),
                                                          textOf(*row, key.constData())));
    return QJsonValue(whole);
}

// What rclone says where the server of a destination does not answer; with the keys in it, as Dokploy tells
// it.
QString failedCommand(const QJsonObject &destination, const QString &verb)
{
    return QStringLiteral("Command execution failed: Command failed: rclone %1 --s3-provider=%2 "
                          "--s3-access-key-id=%3 --s3-secret-access-key=%4 --s3-region=%5 --s3-endpoint=%6 "
                          ":s3:%7\n")
        .arg(verb, textOf(destination, "provider"), textOf(destination, "accessKey"),
             textOf(destination, "secretAccessKey"), textOf(destination, "region"),
             textOf(destination, "endpoint"), textOf(destination, "bucket"));
}

// Port 9 (discard) is where the recorded session had no S3 either.
bool answers(const QJsonObject &destination)
{
    return !textOf(destination, "endpoint").endsWith(QLatin1String(":9"));
}

// Where its files go: "APP/PREFIX/", of a compose "APP_SERVICE/PREFIX/".
QString folderOf(Store &store, const QJsonObject &backup)
{
    QString owner;
    if (const QJsonObject *compose = store.service(QStringLiteral("composeId"), textOf(backup, "composeId")))
        owner = textOf(*compose, "appName") + QLatin1Char('_') + textOf(backup, "serviceName");
    for (const QJsonObject &row : std::as_const(store.state.databases)) {
        const QString key = textOf(backup, "databaseType") + QStringLiteral("Id");
        if (!row.value(key).toString().isEmpty() && row.value(key) == backup.value(key))
            owner = textOf(row, "appName");
    }
    QString prefix = textOf(backup, "prefix");
    while (prefix.startsWith(QLatin1Char('/')))
        prefix.remove(0, 1);
    return owner + QLatin1Char('/') + (prefix.isEmpty() ? QString() : prefix + QLatin1Char('/'));
}

// As large as the one before, and a little more.
qint64 sizeOf(const Store &store, const QString &folder)
{
    qint64 size = 4096;
    for (const QJsonObject &file : store.state.stored) {
        if (textOf(file, "Path").startsWith(folder))
            size = file.value(QLatin1String("Size")).toInteger() + 1024;
    }
    return size;
}

bool isUp(Store &store, const QJsonObject &backup)
{
    if (textOf(backup, "backupType") == QLatin1String("compose"))
        return !store.containersOf(textOf(backup, "composeId")).isEmpty();
    const QByteArray key = textOf(backup, "databaseType").toLatin1() + "Id";
    const QJsonObject *row = rowWith(store.state.databases, key.constData(), textOf(backup, key.constData()));
    return row && textOf(*row, "applicationStatus") == QLatin1String("done");
}

Outcome makeBackup(Parts parts, const QJsonObject &input)
{
    Store &store = parts.store;
    const QJsonObject *backup = rowWith(store.state.backups, "backupId", textOf(input, "backupId"));
    if (!backup)
        return notFound(QStringLiteral("Backup not found"));
    const QJsonObject *to =
        rowWith(store.state.destinations, "destinationId", textOf(*backup, "destinationId"));
    const QDateTime now = parts.clock.now();
    const bool well = to && answers(*to) && isUp(store, *backup);
    DeploymentRecord record;
    record.row = deploymentRow(QStringLiteral("Initializing Backup"), QStringLiteral("Initializing Backup"),
                               QStringLiteral("backupId"), textOf(*backup, "backupId"),
                               textOf(*backup, "appName"), now);
    record.row.insert(QStringLiteral("status"), well ? QStringLiteral("done") : QStringLiteral("error"));
    record.row.insert(QStringLiteral("finishedAt"), isoTime(now));
    store.state.deployments.prepend(record);
    if (well) {
        const QString folder = folderOf(store, *backup);
        store.state.stored.append(
            storedFile(textOf(*to, "destinationId"), folder, now, sizeOf(store, folder)));
    }
    store.save();
    return well ? Outcome(QJsonValue(true))
                : Outcome(badRequest(failedCommand(to ? *to : QJsonObject(), QStringLiteral("rcat"))));
}

Outcome files(Store &store, const QJsonObject &input)
{
    const QJsonObject *from =
        rowWith(store.state.destinations, "destinationId", textOf(input, "destinationId"));
    if (!from)
        return notFound(QStringLiteral("Destination not found"));
    if (!answers(*from))
        return badRequest(failedCommand(*from, QStringLiteral("lsjson")));
    QJsonArray found;
    for (QJsonObject file : std::as_const(store.state.stored)) {
        if (file.take(QLatin1String("destinationId")) == from->value(QLatin1String("destinationId")) &&
            textOf(file, "Path").startsWith(textOf(input, "search")))
            found.append(file);
    }
    return QJsonValue(found);
}

Outcome created(Store &store, QList<QJsonObject> &rows, const QJsonObject &row, const QJsonValue &answer)
{
    rows.append(row);
    store.save();
    return answer;
}

Outcome oneBackup(Store &store, const QJsonObject &input)
{
    const QJsonObject *row = rowWith(store.state.backups, "backupId", textOf(input, "backupId"));
    if (!row)
        return notFound(QStringLiteral("Backup not found"));
    QJsonObject whole = *row;
    for (const char *kind : {"postgres", "mysql", "mariadb", "mongo", "libsql", "compose"}) {
        const QByteArray key = QByteArray(kind) + "Id";
        const QJsonObject *of =
            rowWith(store.state.databases, key.constData(), textOf(*row, key.constData()));
        whole.insert(QLatin1String(kind), of ? QJsonValue(*of) : QJsonValue(QJsonValue::Null));
    }
    const QJsonObject *to = rowWith(store.state.destinations, "destinationId", textOf(*row, "destinationId"));
    whole.insert(QStringLiteral("destination"), to ? QJsonValue(withoutKeys(*to)) : QJsonValue());
    return QJsonValue(whole);
}

} // namespace

QJsonArray backupsOf(const Store &store, const QString &idKey, const QString &id)
{
    QJsonArray all;
    for (QJsonObject backup : store.state.backups) {
        if (id.isEmpty() || backup.value(idKey).toString() != id)
            continue;
        for (const QJsonObject &destination : store.state.destinations) {
            if (destination.value(QLatin1String("destinationId")) ==
                backup.value(QLatin1String("destinationId")))
                backup.insert(QStringLiteral("destination"), withoutKeys(destination));
        }
        backup.insert(QStringLiteral("deployments"),
                      deploymentRows(store, QStringLiteral("backupId"), textOf(backup, "backupId")));
        all.append(backup);
    }
    return all;
}

QList<Procedure> databaseProcedures(Parts parts)
{
    Store &store = parts.store;
    const auto list = [](const QList<QJsonObject> DokployState::*rows, Store &from) {
        return [rows, &from](const QJsonObject &) -> Outcome {
            QJsonArray all;
            for (const QJsonObject &row : from.state.*rows)
                all.append(row);
            return QJsonValue(all);
        };
    };
    QList<Procedure> all{
        query("postgres.one", {{"postgresId"}},
              [&store](const QJsonObject &i) { return database(store, "postgres", i); }),
        query("redis.one", {{"redisId"}},
              [&store](const QJsonObject &i) { return database(store, "redis", i); }),
        mutation("postgres.create",
                 {{"name"}, {"databaseName"}, {"databaseUser"}, {"databasePassword"}, {"environmentId"}},
                 [parts](const QJsonObject &i) { return createDatabase(parts, "postgres", i); }),
        mutation("redis.create", {{"name"}, {"databasePassword"}, {"environmentId"}},
                 [parts](const QJsonObject &i) { return createDatabase(parts, "redis", i); }),
        mutation("destination.create",
                 {{"name"}, {"accessKey"}, {"bucket"}, {"region"}, {"endpoint"}, {"secretAccessKey"}},
                 [parts, &store](const QJsonObject &i) {
                     const QJsonObject row = destinationRow(i, store.state.organizationId, parts.clock.now());
                     return created(store, store.state.destinations, row, row);
                 }),
        query("destination.all", {}, list(&DokployState::destinations, store)),
        mutation(
            "backup.create", {{"schedule"}, {"prefix"}, {"destinationId"}, {"database"}, {"databaseType"}},
            [&store](const QJsonObject &i) {
                return created(store, store.state.backups, backupRow(i), QJsonValue(QJsonValue::Undefined));
            }),
        query("backup.one", {{"backupId"}}, [&store](const QJsonObject &i) { return oneBackup(store, i); }),
        query("backup.listBackupFiles", {{"destinationId"}, {"search"}},
              [&store](const QJsonObject &i) { return files(store, i); }),
        query("notification.all", {}, list(&DokployState::notifications, store)),
        query("gitProvider.getAll", {},
              [](const QJsonObject &) -> Outcome { return QJsonValue(QJsonArray()); }),
        query("github.githubProviders", {},
              [](const QJsonObject &) -> Outcome { return QJsonValue(QJsonArray()); }),
        mutation("settings.getUpdateData", {},
                 [](const QJsonObject &) -> Outcome {
                     return QJsonValue(QJsonObject{{QStringLiteral("latestVersion"), QJsonValue::Null},
                                                   {QStringLiteral("updateAvailable"), false}});
                 }),
        mutation("notification.createSlack", {{"name"}, {"webhookUrl"}, {"channel"}},
                 [parts, &store](const QJsonObject &i) {
                     return created(store, store.state.notifications,
                                    notificationRow(i, store.state.organizationId, parts.clock.now()),
                                    QJsonValue(QJsonValue::Undefined));
                 }),
    };
    for (const char *kind : {"Postgres", "MySql", "Mariadb", "Mongo", "Libsql", "Compose"})
        all.append(mutation((QByteArray("backup.manualBackup") + kind).constData(), {{"backupId"}},
                            [parts](const QJsonObject &i) { return makeBackup(parts, i); }));
    return all;
}

} // namespace envdeck::standins::dokploy
