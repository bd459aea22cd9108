// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/audit.h"

#include "core/journal/audit_list.h"
#include "core/journal/chain.h"
#include "core/journal/stored_json.h"

#include <algorithm>

namespace envdeck::journal {

namespace {

// i: the first row of an operation. l: its newest intent or outcome. p: there while it is open.
constexpr auto joined =
    " LEFT JOIN records l ON l.sequence=(SELECT max(sequence) FROM records WHERE operation=i.operation"
    " AND kind IN ('intent','outcome'))"
    " LEFT JOIN open_operations p ON p.operation=i.operation"
    // The plus keeps SQLite from the index of kinds, by which it would sort all rows for each page: of a
    // million rows that took 1.9 s instead of 3 ms.
    " WHERE +i.kind IN ('intent','seen') AND (i.kind='seen' OR i.sequence=(SELECT min(sequence) FROM records"
    " WHERE operation=i.operation AND kind='intent'))";

constexpr auto noEnd = "running"; // state of an operation whose end is not known
constexpr int exportPage = 1000;
constexpr qsizetype indexed = 3; // letters: a shorter text is in so many rows that reading them is as fast

// Where the rows to look at come from. `match` stands for each question mark.
struct Source {
    QString from = QStringLiteral(" FROM records i");
    QString condition; // begins with AND
    QString order = QStringLiteral("i.sequence");
    QString match;
    int matches = 0;
};

// A text that may be a commit is looked for in the ends of operations too, whose beginnings then count.
constexpr auto byCommit =
    " AND i.sequence IN (SELECT rowid FROM records_text WHERE records_text MATCH ? UNION"
    " SELECT (SELECT min(b.sequence) FROM records b WHERE b.operation=o.operation AND b.kind='intent')"
    " FROM records_text e CROSS JOIN records o ON o.sequence=e.rowid"
    " WHERE e.records_text MATCH ? AND o.kind='outcome')";

bool maybeCommit(const QString &text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) {
        const QChar low = c.toLower();
        return (low >= QLatin1Char('0') && low <= QLatin1Char('9')) ||
               (low >= QLatin1Char('a') && low <= QLatin1Char('f'));
    });
}

// The index holds groups of three; rows that have all of those of a text may hold it.
QString matchOf(const QList<uint> &letters)
{
    QStringList groups;
    for (qsizetype at = 0; at + indexed <= letters.size(); ++at) {
        QString group;
        for (qsizetype each = at; each < at + indexed; ++each)
            group += QString::fromUcs4(reinterpret_cast<const char32_t *>(&letters.at(each)), 1);
        groups.append(QLatin1Char('"') + group.replace(QLatin1Char('"'), QLatin1String("\"\"")) +
                      QLatin1Char('"'));
    }
    groups.removeDuplicates();
    return groups.join(QLatin1String(" AND "));
}

Source sourceOf(const Filter &filter)
{
    Source source;
    const QList<uint> letters = filter.text.toUcs4();
    if (letters.size() < indexed || letters.contains(0U))
        return source;
    source.match = matchOf(letters);
    if (maybeCommit(filter.text)) {
        source.condition = QLatin1String(byCommit);
        source.matches = 2;
        return source;
    }
    // In the order of the index, so that a page is full before all rows were met.
    source.from = QStringLiteral(" FROM records_text t CROSS JOIN records i ON i.sequence=t.rowid");
    source.condition = QStringLiteral(" AND t.records_text MATCH ?");
    source.order = QStringLiteral("t.rowid");
    source.matches = 1;
    return source;
}

QString likePattern(QString text)
{
    for (const char *special : {"\\", "%", "_"})
        text.replace(QLatin1String(special), QLatin1String("\\") + QLatin1String(special));
    return QLatin1Char('%') + text + QLatin1Char('%');
}

class Condition {
public:
    void add(const QString &sql, const QVariant &value)
    {
        m_sql += QStringLiteral(" AND ") + sql;
        m_values.append(value);
    }
    void equal(const char *column, const QString &value)
    {
        if (!value.isEmpty())
            add(QLatin1String(column) + QLatin1String("=?"), value);
    }
    void contains(const QString &text)
    {
        QStringList parts;
        for (const char *column : {"i.subject", "i.detail", "i.reason", "i.actor", "i.action", "i.operation",
                                   "i.commit_sha", "l.commit_sha"}) {
            parts.append(QLatin1String(column) + QLatin1String(" LIKE ? ESCAPE '\\'"));
            m_values.append(likePattern(text));
        }
        m_sql += QStringLiteral(" AND (%1)").arg(parts.join(QLatin1String(" OR ")));
    }
    void inState(const QString &state)
    {
        if (state == QLatin1String(noEnd)) {
            m_sql += QStringLiteral(" AND l.kind='intent'");
            return;
        }
        m_sql += QStringLiteral(" AND ((l.kind='outcome' AND l.state=?) OR (i.kind='seen' AND i.state=?))");
        m_values << state << state;
    }
    void outside(bool only)
    {
        m_sql += only ? QStringLiteral(" AND i.kind='seen'") : QStringLiteral(" AND i.kind='intent'");
    }
    const QString &sql() const { return m_sql; }
    const QVariantList &values() const { return m_values; }

private:
    QString m_sql;
    QVariantList m_values;
};

Condition conditionOf(const Filter &filter)
{
    Condition condition;
    condition.equal("i.environment", filter.environment);
    condition.equal("i.subject", filter.subject);
    condition.equal("i.actor", filter.actor);
    condition.equal("i.action", filter.action);
    condition.equal("i.operation", filter.operation);
    if (filter.from.isValid())
        condition.add(QStringLiteral("i.at>=?"), filter.from.toMSecsSinceEpoch());
    if (filter.to.isValid())
        condition.add(QStringLiteral("i.at<?"), filter.to.toMSecsSinceEpoch());
    if (filter.before > 0)
        condition.add(QStringLiteral("i.sequence<?"), filter.before);
    if (!filter.state.isEmpty())
        condition.inState(filter.state);
    if (filter.outside)
        condition.outside(*filter.outside);
    if (!filter.text.isEmpty())
        condition.contains(filter.text);
    return condition;
}

// Columns after those of the first row: open, then kind, at, state, error, commit, evidence of the newest
// one.
AuditEntry entryOf(const QSqlQuery &query)
{
    const Record first = recordOf(rawRow(query));
    int column = int(rawColumns().count(QLatin1Char(','))) + 1;
    const auto next = [&] { return query.value(column++); };
    AuditEntry entry;
    entry.sequence = first.sequence;
    entry.operation = first.operation;
    entry.outside = first.kind == Kind::Seen;
    entry.at = first.at;
    entry.actor = first.actor;
    entry.machine = first.machine;
    entry.environment = first.environment;
    entry.action = first.action;
    entry.subject = first.subject;
    entry.detail = first.detail;
    entry.reason = first.reason;
    entry.risk = first.risk;
    entry.commit = first.commit;
    if (entry.outside) {
        entry.state = first.state;
        entry.evidence = first.evidence;
        return entry;
    }
    entry.open = next().toBool();
    const bool over = next().toString() == kindName(Kind::Outcome);
    if (!over) {
        entry.state = QLatin1String(noEnd);
        return entry;
    }
    entry.ended = QDateTime::fromMSecsSinceEpoch(next().toLongLong(), Qt::UTC);
    entry.state = next().toString();
    entry.error = errorOf(next().toString());
    entry.commit = next().toString();
    entry.evidence = objectOf(next().toString());
    return entry;
}

} // namespace

Result<QList<AuditEntry>> auditEntries(Database &database, const Filter &filter)
{
    const Source source = sourceOf(filter);
    const Condition condition = conditionOf(filter);
    const QString sql =
        QStringLiteral("SELECT %1, p.operation IS NOT NULL, l.kind, l.at, l.state, l.error, "
                       "l.commit_sha, l.evidence%2%3%4%5 ORDER BY %6 DESC LIMIT %7")
            .arg(rawColumns(QStringLiteral("i")), source.from, QLatin1String(joined), source.condition,
                 condition.sql(), source.order, QString::number(filter.limit));
    return database.list(sql, QVariantList(source.matches, source.match) + condition.values(), entryOf);
}

Result<AuditNames> auditNames(Database &database)
{
    AuditNames names;
    for (const auto &[column, list] :
         {std::pair("actor", &names.actors), std::pair("action", &names.actions)}) {
        const auto found = database.list(
            QStringLiteral(
                "SELECT DISTINCT %1 FROM records WHERE kind IN ('intent','seen') AND %1<>'' ORDER BY %1")
                .arg(QLatin1String(column)),
            {}, [](const QSqlQuery &query) { return query.value(0).toString(); });
        if (!found)
            return found.error();
        *list = found.value();
    }
    return names;
}

Result<QStringList> knownOperations(Database &database, const QStringList &operations)
{
    QStringList known;
    for (const QString &operation : operations) {
        const auto there =
            database.number(QStringLiteral("SELECT 1 FROM records WHERE operation=? LIMIT 1"), {operation});
        if (!there)
            return there.error();
        if (there.value() > 0)
            known.append(operation);
    }
    return known;
}

Result<QByteArray> exportedAudit(Database &database, Filter filter, QList<AuditEntry> others,
                                 AuditFormat format, const std::stop_token &stop)
{
    AuditExport text(format);
    filter.limit = exportPage;
    filter.before = 0;
    for (bool last = false; !last;) {
        if (stop.stop_requested())
            return Error{ErrorCode::Canceled, {}, {}, 0};
        const auto page = auditEntries(database, filter);
        if (!page)
            return page.error();
        last = page.value().size() < exportPage;
        text.add(interleaved(page.value(), others, last));
        if (!last)
            filter.before = page.value().constLast().sequence;
    }
    return text.finish();
}

} // namespace envdeck::journal
