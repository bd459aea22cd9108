// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/record_table.h"

#include "core/journal/chain.h"
#include "core/journal/stored_json.h"

namespace envdeck::journal {

namespace {

Result<QList<Record>> select(Database &database, const QString &condition, const QVariantList &values)
{
    return database.list(
        QStringLiteral("SELECT %1 FROM records r WHERE %2").arg(rawColumns(QStringLiteral("r")), condition),
        values, [](const QSqlQuery &query) { return recordOf(rawRow(query)); });
}

// "?,?,?" for as many values.
QString places(qsizetype count)
{
    return QStringList(count, QStringLiteral("?")).join(QLatin1Char(','));
}

RawRow rowOf(const Entry &entry, const Stamp &stamp)
{
    RawRow row;
    row.at = stamp.at.toMSecsSinceEpoch();
    row.sinceBoot = stamp.sinceBootMs;
    row.kind = kindName(entry.kind);
    row.operation = entry.operation;
    row.action = entry.action;
    row.environment = entry.environment;
    row.subject = entry.subject;
    row.detail = entry.detail;
    row.actor = entry.actor;
    row.machine = stamp.machine;
    row.reason = entry.reason;
    row.risk = qint64(entry.risk);
    row.blocks = entry.blocks;
    row.closes = entry.closes;
    row.step = entry.step;
    row.state = entry.state;
    row.error = textOf(entry.error);
    row.commit = entry.commit;
    row.evidence = textOf(entry.evidence);
    row.payload = textOf(entry.payload);
    row.pid = stamp.owner.process.pid;
    row.startTicks = stamp.owner.process.startTicks;
    row.bootId = stamp.owner.bootId;
    return row;
}

Result<void> demandTargetFree(Database &database, const Entry &entry)
{
    const auto blockers = database.list(
        QStringLiteral(
            "SELECT operation FROM open_operations WHERE blocks<>0 AND environment=? AND subject=? AND "
            "operation<>? LIMIT 1"),
        {entry.environment, entry.subject, entry.operation},
        [](const QSqlQuery &query) { return query.value(0).toString(); });
    if (!blockers)
        return blockers.error();
    if (blockers.value().isEmpty())
        return {};
    return Error{ErrorCode::Conflict, entry.subject, blockers.value().constFirst(), 0};
}

Result<void> demandOrphaned(Database &database, const Entry &entry)
{
    const auto open = database.number(
        QStringLiteral("SELECT count(*) FROM open_operations WHERE operation=?"), {entry.operation});
    if (!open)
        return open.error();
    if (open.value() == 0)
        return Error{ErrorCode::NotFound, entry.operation, {}, 0};
    const auto latest = select(database,
                               QStringLiteral("r.operation=? AND r.kind IN ('intent','outcome') "
                                              "ORDER BY r.sequence DESC LIMIT 1"),
                               {entry.operation});
    if (!latest)
        return latest.error();
    const Record last = latest.value().value(0);
    if (last.kind == Kind::Intent && last.owner != thisOwner() && isAlive(last.owner))
        return Error{ErrorCode::Locked, entry.subject, last.actor, 0};
    return {};
}

Result<void> demand(Database &database, Require require, const Entry &entry)
{
    switch (require) {
    case Require::Nothing: return {};
    case Require::TargetFree: return demandTargetFree(database, entry);
    case Require::Orphaned: return demandOrphaned(database, entry);
    }
    Q_UNREACHABLE();
}

Result<void> followOpen(Database &database, const RawRow &row, const Entry &entry)
{
    if (entry.kind == Kind::Intent) {
        const auto noted =
            database.run(QStringLiteral("INSERT OR REPLACE INTO open_operations VALUES(?,?,?,?,?)"),
                         {row.operation, row.environment, row.subject, row.blocks, row.sequence});
        return noted ? Result<void>() : noted.error();
    }
    if (entry.kind == Kind::Outcome && entry.closes) {
        const auto removed =
            database.run(QStringLiteral("DELETE FROM open_operations WHERE operation=?"), {row.operation});
        return removed ? Result<void>() : removed.error();
    }
    return {};
}

// The end of the chain: the highest number ever given, and the hash of the last row.
Result<RawRow> head(Database &database)
{
    const auto highest =
        database.number(QStringLiteral("SELECT seq FROM sqlite_sequence WHERE name='records'"));
    if (!highest)
        return highest.error();
    const auto hashes =
        database.list(QStringLiteral("SELECT hash FROM records ORDER BY sequence DESC LIMIT 1"), {},
                      [](const QSqlQuery &query) { return query.value(0).toByteArray(); });
    if (!hashes)
        return hashes.error();
    RawRow row;
    row.sequence = highest.value();
    row.hash = hashes.value().value(0);
    return row;
}

Result<qint64> insert(Database &database, const QList<Entry> &entries, const Stamp &stamp)
{
    const auto last = head(database);
    if (!last)
        return last.error();
    qint64 sequence = last.value().sequence;
    QByteArray previous = last.value().hash;
    for (const Entry &entry : entries) {
        RawRow row = rowOf(entry, stamp);
        row.sequence = ++sequence;
        row.hash = hashOf(row, previous);
        previous = row.hash;
        const QVariantList values = valuesOf(row);
        const auto written = database.run(
            QStringLiteral("INSERT INTO records(%1) VALUES(%2)").arg(rawColumns(), places(values.size())),
            values);
        if (!written)
            return written.error();
        if (const auto followed = followOpen(database, row, entry); !followed)
            return followed.error();
    }
    return sequence;
}

} // namespace

Result<qint64> appendRecords(Database &database, const QList<Entry> &entries, Require require,
                             const Stamp &stamp)
{
    if (entries.isEmpty())
        return 0;
    return database.transaction([&]() -> Result<qint64> {
        if (const auto allowed = demand(database, require, entries.constFirst()); !allowed)
            return allowed.error();
        return insert(database, entries, stamp);
    });
}

Result<qint64> appendNews(Database &database, const Entry &entry, const Stamp &stamp)
{
    return database.transaction([&]() -> Result<qint64> {
        const auto before =
            select(database,
                   QStringLiteral("r.kind=? AND r.environment=? AND r.subject=? AND r.commit_sha=? AND "
                                  "r.operation=? ORDER BY r.sequence DESC LIMIT 1"),
                   {kindName(entry.kind), entry.environment, entry.subject, entry.commit, entry.operation});
        if (!before)
            return before.error();
        const bool known = !before.value().isEmpty() &&
                           before.value().constFirst().payload == entry.payload &&
                           before.value().constFirst().state == entry.state;
        return known ? Result<qint64>(0) : insert(database, {entry}, stamp);
    });
}

Result<QList<OpenOperation>> openOperations(Database &database)
{
    const auto open =
        select(database,
               QStringLiteral("r.sequence IN (SELECT intent FROM open_operations) ORDER BY r.sequence"), {});
    if (!open)
        return open.error();
    QList<OpenOperation> operations;
    for (const Record &intent : open.value()) {
        const auto later =
            select(database, QStringLiteral("r.operation=? AND r.sequence>? ORDER BY r.sequence"),
                   {intent.operation, intent.sequence});
        if (!later)
            return later.error();
        OpenOperation operation{intent, {}, {}};
        for (const Record &record : later.value()) {
            if (record.kind == Kind::Step)
                operation.steps.append(record);
            else if (record.kind == Kind::Outcome)
                operation.outcome = record;
        }
        if (!operation.outcome || !operation.outcome->closes) // it may have ended between the two questions
            operations.append(operation);
    }
    return operations;
}

Result<QList<Record>> recordsOf(Database &database, const QString &operation)
{
    return select(database, QStringLiteral("r.operation=? ORDER BY r.sequence"), {operation});
}

Result<QList<Record>> newestPerCommit(Database &database, Kind kind, const EnvironmentId &environment,
                                      const QString &subject)
{
    return select(
        database,
        QStringLiteral("r.sequence IN (SELECT max(sequence) FROM records WHERE kind=? AND environment=? AND "
                       "subject=? GROUP BY commit_sha) ORDER BY r.sequence DESC"),
        {kindName(kind), environment, subject});
}

Result<QList<Record>> newest(Database &database, Kind kind, const EnvironmentId &environment, int limit)
{
    return select(database, QStringLiteral("r.kind=? AND r.environment=? ORDER BY r.sequence DESC LIMIT ?"),
                  {kindName(kind), environment, limit});
}

} // namespace envdeck::journal
