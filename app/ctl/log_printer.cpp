// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/log_printer.h"

#include "core/logs/export.h"

#include <QJsonValue>
#include <algorithm>

namespace envdeck::ctl {

QString levelName(logs::Level level)
{
    switch (level) {
    case logs::Level::Unknown: return {};
    case logs::Level::Trace: return QStringLiteral("trace");
    case logs::Level::Debug: return QStringLiteral("debug");
    case logs::Level::Info: return QStringLiteral("info");
    case logs::Level::Warning: return QStringLiteral("warning");
    case logs::Level::Error: return QStringLiteral("error");
    case logs::Level::Fatal: return QStringLiteral("fatal");
    }
    Q_UNREACHABLE();
}

QString logStateName(hosts::LogState state)
{
    switch (state) {
    case hosts::LogState::Starting: return QStringLiteral("starting");
    case hosts::LogState::Following: return QStringLiteral("following");
    case hosts::LogState::Broken: return QStringLiteral("broken");
    case hosts::LogState::Ended: return QStringLiteral("ended");
    case hosts::LogState::Failed: return QStringLiteral("failed");
    case hosts::LogState::LeftOut: return QStringLiteral("left-out");
    case hosts::LogState::Stopped: return QStringLiteral("stopped");
    }
    Q_UNREACHABLE();
}

namespace {

QString wordsOf(const logs::Snapshot &snapshot, qint64 row, const Redactor &redactor)
{
    return QString::fromUtf8(logs::plainLine(snapshot, row, redactor, {false, false, false}));
}

QString timeOf(const logs::Snapshot &snapshot, qint64 row)
{
    return QDateTime::fromMSecsSinceEpoch(snapshot.time(row), Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace

QJsonObject lineJson(const logs::Snapshot &snapshot, qint64 row, const QHash<int, hosts::LogSource> &sources,
                     const Redactor &redactor)
{
    const logs::Line line = snapshot.line(row);
    const hosts::LogSource source = sources.value(line.source);
    const QString level = levelName(line.level);
    return {{QStringLiteral("event"), QStringLiteral("line")},
            {QStringLiteral("at"), timeOf(snapshot, row)},
            {QStringLiteral("host"), source.host.name},
            {QStringLiteral("container"), source.container},
            {QStringLiteral("level"), level.isEmpty() ? QJsonValue() : QJsonValue(level)},
            {QStringLiteral("text"), wordsOf(snapshot, row, redactor)}};
}

QString lineText(const logs::Snapshot &snapshot, qint64 row, qsizetype sourceWidth, const Redactor &redactor)
{
    const logs::Line line = snapshot.line(row);
    return QStringLiteral("%1  %2  %3  %4")
        .arg(timeOf(snapshot, row), snapshot.sources().value(line.source).leftJustified(sourceWidth),
             levelName(line.level).toUpper().leftJustified(7), wordsOf(snapshot, row, redactor));
}

QList<qint64> NewRows::in(const logs::Snapshot &snapshot)
{
    QList<qint64> late;
    for (const logs::Snapshot::Insert &insert : snapshot.inserts()) {
        if (insert.number <= m_seenInsert || insert.row >= m_next)
            continue;
        for (qint64 &row : late) // pushed down by this one
            row += row >= insert.row;
        late.append(insert.row);
        ++m_next;
    }
    m_seenInsert = snapshot.lastInsert();
    std::sort(late.begin(), late.end());
    for (qint64 row = std::max(m_next, snapshot.firstRow()); row < snapshot.endRow(); ++row)
        late.append(row);
    m_next = snapshot.endRow();
    return late;
}

} // namespace envdeck::ctl
