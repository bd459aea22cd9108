// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/client.h"

#include "core/api/dokploy/databases_parse.h"
#include "core/api/dokploy/parse.h"
#include "core/api/dokploy/patterns.h"

// Databases and their backups.
namespace envdeck::dokploy {

namespace {

using namespace std::chrono_literals;

constexpr auto longestBackup = 2h; // Dokploy answers when it is made

QString procedureFor(const Backup &backup)
{
    static const QHash<QString, QString> names{{QStringLiteral("postgres"), QStringLiteral("Postgres")},
                                               {QStringLiteral("mysql"), QStringLiteral("MySql")},
                                               {QStringLiteral("mariadb"), QStringLiteral("Mariadb")},
                                               {QStringLiteral("mongo"), QStringLiteral("Mongo")},
                                               {QStringLiteral("libsql"), QStringLiteral("Libsql")}};
    const QString name = backup.ofCompose ? QStringLiteral("Compose") : names.value(backup.kind);
    return name.isEmpty() ? QString() : QStringLiteral("backup.manualBackup") + name;
}

// An answer whose error does not repeat the keys of a destination.
template <typename T>
Async<T> withoutKeys(QObject *context, const Async<T> &asked)
{
    return andThen(joined(context, asked), context, [](const std::tuple<Result<T>> &answer) {
        const auto &result = std::get<0>(answer);
        if (result)
            return ready<T>(result.value());
        Error error = result.error();
        error.detail = withoutDestinationKeys(error.detail);
        return ready<T>(error);
    });
}

} // namespace

Async<Database> Client::database(const DatabaseRef &ref, std::stop_token stop)
{
    const QString kind = databaseKindName(ref.kind);
    const QString field = kind + QStringLiteral("Id");
    if (const auto fine = checkedId(field, ref.id); !fine)
        return ready<Database>(fine.error());
    const QString procedure = kind + QStringLiteral(".one");
    return andThen(read(procedure, {{field, ref.id}}, std::move(stop)), this,
                   [kind = ref.kind, subject = subjectOf(procedure)](const QJsonValue &json) {
                       return ready<Database>(databaseFrom(json, kind, subject));
                   });
}

Async<QList<Backup>> Client::composeBackups(const QString &composeId, std::stop_token stop)
{
    return andThen(one({DokployKind::Compose, composeId}, std::move(stop)), this,
                   [subject = subjectOf(QStringLiteral("compose.one"))](const QJsonValue &json) {
                       return ready<QList<Backup>>(composeBackupsFrom(json, subject));
                   });
}

Async<QList<BackupRun>> Client::backupRuns(const QString &backupId, std::stop_token stop)
{
    if (const auto fine = checkedId(QStringLiteral("backupId"), backupId); !fine)
        return ready<QList<BackupRun>>(fine.error());
    const QString procedure = QStringLiteral("deployment.allByType");
    return andThen(
        read(procedure,
             {{QStringLiteral("id"), backupId}, {QStringLiteral("type"), QStringLiteral("backup")}},
             std::move(stop)),
        this, [subject = subjectOf(procedure)](const QJsonValue &json) {
            return ready<QList<BackupRun>>(backupRunsFrom(json, subject));
        });
}

Async<QList<BackupFile>> Client::backupFiles(const Backup &backup, const QString &serverId,
                                             std::stop_token stop)
{
    for (const auto &fine : {checkedId(QStringLiteral("destinationId"), backup.destination.id),
                             checkedBackupFolder(backup.folder)}) {
        if (!fine)
            return ready<QList<BackupFile>>(fine.error());
    }
    Query query{{QStringLiteral("destinationId"), backup.destination.id},
                {QStringLiteral("search"), backup.folder}};
    if (!serverId.isEmpty()) {
        if (const auto fine = checkedId(QStringLiteral("serverId"), serverId); !fine)
            return ready<QList<BackupFile>>(fine.error());
        query.append({QStringLiteral("serverId"), serverId});
    }
    const QString procedure = QStringLiteral("backup.listBackupFiles");
    return withoutKeys<QList<BackupFile>>(
        this, andThen(read(procedure, query, std::move(stop)), this,
                      [subject = subjectOf(procedure)](const QJsonValue &json) {
                          return ready<QList<BackupFile>>(backupFilesFrom(json, subject));
                      }));
}

Async<QList<Destination>> Client::destinations(std::stop_token stop)
{
    const QString procedure = QStringLiteral("destination.all");
    return andThen(read(procedure, {}, std::move(stop)), this,
                   [subject = subjectOf(procedure)](const QJsonValue &json) {
                       return ready<QList<Destination>>(destinationsFrom(json, subject));
                   });
}

Async<void> Client::runBackup(const Backup &backup, std::stop_token stop)
{
    const QString procedure = procedureFor(backup);
    if (procedure.isEmpty())
        return ready<void>(
            Error{ErrorCode::BadInput, QStringLiteral("databaseType"), QStringLiteral("no-backup"), 0});
    if (const auto fine = checkedId(QStringLiteral("backupId"), backup.id); !fine)
        return ready<void>(fine.error());
    return withoutKeys<void>(this, andThen(change(procedure, {{QStringLiteral("backupId"), backup.id}},
                                                  std::move(stop), longestBackup),
                                           this, [subject = subjectOf(procedure)](const QJsonValue &json) {
                                               return ready<void>(acceptedChange(json, subject));
                                           }));
}

} // namespace envdeck::dokploy
