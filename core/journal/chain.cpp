// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/chain.h"

#include "core/journal/stored_json.h"

#include <QCryptographicHash>
#include <QHash>
#include <QtEndian>
#include <algorithm>

namespace envdeck::journal {

namespace {

constexpr auto columns =
    "sequence,at,since_boot,kind,operation,action,environment,subject,detail,actor,machine,"
    "reason,risk,blocks,closes,step,state,error,commit_sha,evidence,payload,pid,start_ticks,"
    "boot_id,hash";

class FieldHash {
public:
    void add(const QByteArray &bytes)
    {
        add(bytes.size());
        m_hash.addData(bytes);
    }
    void add(const QString &text) { add(text.toUtf8()); }
    void add(qint64 number)
    {
        const qint64 big = qToBigEndian(number);
        m_hash.addData(QByteArrayView(reinterpret_cast<const char *>(&big), sizeof big));
    }
    QByteArray result() const { return m_hash.result(); }

private:
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

// What open_operations must hold: operation to its newest intent.
void follow(const RawRow &row, QHash<QString, qint64> &open)
{
    if (row.kind == kindName(Kind::Intent))
        open.insert(row.operation, row.sequence);
    else if (row.kind == kindName(Kind::Outcome) && row.closes != 0)
        open.remove(row.operation);
}

Result<ChainReport> withOpenOperations(Database &database, ChainReport report,
                                       QHash<QString, qint64> expected)
{
    const auto kept = database.list(
        QStringLiteral("SELECT operation, intent FROM open_operations"), {}, [](const QSqlQuery &query) {
            return std::pair(query.value(0).toString(), query.value(1).toLongLong());
        });
    if (!kept)
        return kept.error();
    qint64 first = 0;
    const auto wrong = [&first](qint64 intent) { first = first == 0 ? intent : std::min(first, intent); };
    for (const auto &[operation, intent] : kept.value()) {
        if (expected.take(operation) != intent)
            wrong(std::max<qint64>(intent, 1));
    }
    for (const qint64 missing : expected)
        wrong(missing);
    report.firstBroken = first;
    report.why = first == 0 ? QString() : QStringLiteral("open");
    return report;
}

} // namespace

QString rawColumns(const QString &table)
{
    QStringList names = QString::fromLatin1(columns).split(QLatin1Char(','));
    if (!table.isEmpty()) {
        for (QString &name : names)
            name.prepend(table + QLatin1Char('.'));
    }
    return names.join(QLatin1Char(','));
}

RawRow rawRow(const QSqlQuery &query)
{
    RawRow row;
    int column = 0;
    const auto read = [&](auto &field) {
        using Field = std::remove_reference_t<decltype(field)>;
        field = query.value(column++).value<Field>();
    };
    const auto readAll = [&](auto &...fields) { (read(fields), ...); };
    readAll(row.sequence, row.at, row.sinceBoot, row.kind, row.operation, row.action, row.environment,
            row.subject, row.detail, row.actor, row.machine, row.reason, row.risk, row.blocks, row.closes,
            row.step, row.state, row.error, row.commit, row.evidence, row.payload, row.pid, row.startTicks,
            row.bootId, row.hash);
    return row;
}

QVariantList valuesOf(const RawRow &row)
{
    return {row.sequence, row.at,          row.sinceBoot,  row.kind,   row.operation,
            row.action,   row.environment, row.subject,    row.detail, row.actor,
            row.machine,  row.reason,      row.risk,       row.blocks, row.closes,
            row.step,     row.state,       row.error,      row.commit, row.evidence,
            row.payload,  row.pid,         row.startTicks, row.bootId, row.hash};
}

Record recordOf(const RawRow &row)
{
    Record record;
    record.kind = kindFromName(row.kind).value_or(Kind::Seen);
    record.operation = row.operation;
    record.action = row.action;
    record.environment = row.environment;
    record.subject = row.subject;
    record.detail = row.detail;
    record.actor = row.actor;
    record.reason = row.reason;
    record.risk = riskOf(row.risk);
    record.blocks = row.blocks != 0;
    record.closes = row.closes != 0;
    record.step = row.step;
    record.state = row.state;
    record.error = errorOf(row.error);
    record.commit = row.commit;
    record.evidence = objectOf(row.evidence);
    record.payload = objectOf(row.payload);
    record.sequence = row.sequence;
    record.at = QDateTime::fromMSecsSinceEpoch(row.at, Qt::UTC);
    record.sinceBootMs = row.sinceBoot;
    record.machine = row.machine;
    record.owner = Owner{{row.pid, row.startTicks}, row.bootId};
    record.hash = row.hash;
    return record;
}

QByteArray hashOf(const RawRow &row, const QByteArray &previous)
{
    FieldHash hash;
    const auto addAll = [&](const auto &...fields) { (hash.add(fields), ...); };
    addAll(previous, row.sequence, row.at, row.sinceBoot, row.kind, row.operation, row.action,
           row.environment, row.subject, row.detail, row.actor, row.machine, row.reason, row.risk, row.blocks,
           row.closes, row.step, row.state, row.error, row.commit, row.evidence, row.payload, row.pid,
           row.startTicks, row.bootId);
    return hash.result();
}

Result<ChainReport> verify(Database &database, const std::stop_token &stop)
{
    ChainReport report;
    const auto broken = [&](qint64 sequence, const char *why) {
        report.firstBroken = sequence;
        report.why = QLatin1String(why);
        return report;
    };
    auto rows = database.run(QStringLiteral("SELECT %1 FROM records ORDER BY sequence").arg(rawColumns()));
    if (!rows)
        return rows.error();
    QSqlQuery query = std::move(rows).value();
    QByteArray previous;
    QHash<QString, qint64> open;
    while (query.next()) {
        if (stop.stop_requested())
            return Error{ErrorCode::Canceled, {}, {}, 0};
        const RawRow row = rawRow(query);
        if (row.sequence != report.records + 1)
            return broken(report.records + 1, "gap");
        if (hashOf(row, previous) != row.hash)
            return broken(row.sequence, "hash");
        previous = row.hash;
        ++report.records;
        follow(row, open);
    }
    if (!database.endOf(query))
        return broken(report.records + 1, "damaged");
    query.finish();

    const auto highest =
        database.number(QStringLiteral("SELECT seq FROM sqlite_sequence WHERE name='records'"));
    if (!highest)
        return highest.error();
    if (highest.value() > report.records)
        return broken(report.records + 1, "tail");
    return withOpenOperations(database, report, open);
}

} // namespace envdeck::journal
