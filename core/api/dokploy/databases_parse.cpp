// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/databases_parse.h"

#include "core/api/dokploy/parse.h"

#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

namespace envdeck::dokploy {

using http::JsonReader;

namespace {

constexpr DatabaseKind kinds[]{DatabaseKind::Postgres, DatabaseKind::MySql, DatabaseKind::MariaDb,
                               DatabaseKind::Mongo,    DatabaseKind::Redis, DatabaseKind::LibSql};

QString idFieldOf(DatabaseKind kind)
{
    return databaseKindName(kind) + QStringLiteral("Id");
}

Destination destinationOf(const JsonReader &json)
{
    QUrl endpoint(json.optionalString(u"endpoint").value_or(QString()));
    endpoint.setUserInfo({});
    return {json.string(u"destinationId"), json.string(u"name"),
            json.optionalString(u"bucket").value_or(QString()), endpoint.toString()};
}

// Dokploy files under "APP-NAME/PREFIX/" (of a compose "APP-NAME_SERVICE/PREFIX/"), whatever slashes the
// prefix has around it.
QString folderOf(const QString &appName, const QString &prefix)
{
    QString inner = prefix;
    while (inner.startsWith(QLatin1Char('/')))
        inner.remove(0, 1);
    while (inner.endsWith(QLatin1Char('/')))
        inner.chop(1);
    return appName + QLatin1Char('/') + (inner.isEmpty() ? QString() : inner + QLatin1Char('/'));
}

Backup backupOf(const JsonReader &json, const QString &appName)
{
    Backup backup;
    backup.id = json.string(u"backupId");
    backup.kind = json.string(u"databaseType");
    backup.database = json.string(u"database");
    backup.service = json.optionalString(u"serviceName").value_or(QString());
    backup.schedule = json.string(u"schedule");
    backup.enabled = json.optionalBoolean(u"enabled").value_or(false);
    backup.folder = folderOf(backup.service.isEmpty() ? appName : appName + QLatin1Char('_') + backup.service,
                             json.string(u"prefix"));
    if (const auto keep = json.optionalInteger(u"keepLatestCount"); keep && *keep > 0)
        backup.keep = int(*keep);
    backup.ofCompose = json.optionalString(u"backupType") == QLatin1String("compose");
    if (const auto destination = json.optionalObject(u"destination"))
        backup.destination = destinationOf(*destination);
    else
        backup.destination.id = json.string(u"destinationId");
    return backup;
}

// "2026-11-23T08-30-21-008Z.sql.gz"
QDateTime timeInName(const QString &path)
{
    static const QRegularExpression shape(
        QStringLiteral("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d)[-:](\\d\\d)[-:](\\d\\d)(?:[-.](\\d{3}))?Z"));
    const auto match = shape.match(path);
    if (!match.hasMatch())
        return {};
    const QDate day = QDate::fromString(match.captured(1), Qt::ISODate);
    const QTime time(match.captured(2).toInt(), match.captured(3).toInt(), match.captured(4).toInt(),
                     match.captured(5).toInt());
    return day.isValid() && time.isValid() ? QDateTime(day, time, Qt::UTC) : QDateTime();
}

} // namespace

QString databaseKindName(DatabaseKind kind)
{
    switch (kind) {
    case DatabaseKind::Postgres: return QStringLiteral("postgres");
    case DatabaseKind::MySql: return QStringLiteral("mysql");
    case DatabaseKind::MariaDb: return QStringLiteral("mariadb");
    case DatabaseKind::Mongo: return QStringLiteral("mongo");
    case DatabaseKind::Redis: return QStringLiteral("redis");
    case DatabaseKind::LibSql: return QStringLiteral("libsql");
    }
    Q_UNREACHABLE();
}

QList<DatabaseSummary> databaseSummaries(const JsonReader &environment)
{
    QList<DatabaseSummary> all;
    for (const DatabaseKind kind : kinds) {
        for (const JsonReader &row : environment.optionalArray(databaseKindName(kind))) // libsql: since 0.29
            all.append({{kind, row.string(idFieldOf(kind))},
                        row.string(u"name"),
                        serviceStatusOf(row.string(u"applicationStatus"))});
    }
    return all;
}

Result<Database> databaseFrom(const QJsonValue &value, DatabaseKind kind, const QString &subject)
{
    const JsonReader json(value, subject);
    Database database;
    database.ref = {kind, json.string(idFieldOf(kind))};
    database.name = json.string(u"name");
    database.appName = json.string(u"appName");
    database.image = json.optionalString(u"dockerImage").value_or(QString());
    database.serverId = json.optionalString(u"serverId").value_or(QString());
    database.status = serviceStatusOf(json.string(u"applicationStatus"));
    for (const JsonReader &row : json.optionalArray(u"backups"))
        database.backups.append(backupOf(row, database.appName));
    return json.done(std::move(database));
}

Result<QList<Backup>> composeBackupsFrom(const QJsonValue &value, const QString &subject)
{
    const JsonReader json(value, subject);
    const QString appName = json.string(u"appName");
    QList<Backup> backups;
    for (const JsonReader &row : json.optionalArray(u"backups"))
        backups.append(backupOf(row, appName));
    return json.done(std::move(backups));
}

Result<QList<BackupRun>> backupRunsFrom(const QJsonValue &value, const QString &subject)
{
    const auto rows = deploymentRows(value, subject);
    if (!rows)
        return rows.error();
    QList<BackupRun> runs;
    for (const DeploymentRow &row : rows.value())
        runs.append({row.id, row.status, row.created, row.finished});
    return runs;
}

Result<QList<BackupFile>> backupFilesFrom(const QJsonValue &value, const QString &subject)
{
    const JsonReader json(value, subject);
    QList<BackupFile> files;
    for (const JsonReader &row : json.asArray()) {
        const QString path = row.string(u"Path");
        if (!row.optionalBoolean(u"IsDir").value_or(false))
            files.append({path, row.integer(u"Size"), timeInName(path)});
    }
    std::stable_sort(files.begin(), files.end(),
                     [](const BackupFile &a, const BackupFile &b) { return a.made > b.made; });
    return json.done(std::move(files));
}

Result<QList<Destination>> destinationsFrom(const QJsonValue &value, const QString &subject)
{
    const JsonReader json(value, subject);
    QList<Destination> all;
    for (const JsonReader &row : json.asArray())
        all.append(destinationOf(row));
    return json.done(std::move(all));
}

QString withoutDestinationKeys(const QString &text)
{
    static const QRegularExpression keys(QStringLiteral(
        "(--[a-z0-9-]*(?:access-key|secret|password|pass|token)[a-z0-9-]*[= ])(\"[^\"]*\"?|'[^']*'?|\\S+)"));
    return QString(text).replace(keys, QStringLiteral("\\1******"));
}

} // namespace envdeck::dokploy
