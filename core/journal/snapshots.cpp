// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/snapshots.h"

#include "core/base/log.h"
#include "core/journal/stored_json.h"

namespace envdeck::journal {

Result<std::unique_ptr<Database>> openSnapshots(const Database::Options &options)
{
    auto database = Database::open(options);
    if (database || troubleOf(database.error()) != Trouble::Damaged)
        return database;
    qCWarning(lcJournal) << "threw away damaged snapshots file=" << options.path;
    removeDatabase(options.path);
    return Database::open(options);
}

Result<void> putSnapshot(Database &database, const QString &key, const Snapshot &snapshot)
{
    const auto put =
        database.run(QStringLiteral("INSERT OR REPLACE INTO snapshots(key, at, value) VALUES(?,?,?)"),
                     {key, snapshot.at.toMSecsSinceEpoch(), textOf(snapshot.value)});
    return put ? Result<void>() : put.error();
}

Result<Snapshot> readSnapshot(Database &database, const QString &key)
{
    const auto found = database.list(
        QStringLiteral("SELECT at, value FROM snapshots WHERE key=?"), {key}, [](const QSqlQuery &query) {
            return Snapshot{objectOf(query.value(1).toString()),
                            QDateTime::fromMSecsSinceEpoch(query.value(0).toLongLong(), Qt::UTC)};
        });
    if (!found)
        return found.error();
    if (found.value().isEmpty())
        return Error{ErrorCode::NotFound, key, {}, 0};
    return found.value().constFirst();
}

} // namespace envdeck::journal
