// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_model.h"

#include "ui/text/audit_text.h"
#include "ui/text/number_text.h"
#include "ui/text/run_text.h"
#include "ui/text/time_text.h"

namespace envdeck::ui {

void RunModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

StatusCell RunModel::cell(const infrastructure::RunEntry &run, int column) const
{
    using Kind = StatusCell::Kind;
    const infrastructure::RunRecord &record = run.record;
    const QDateTime when = record.began.isValid() ? record.began : record.ended;
    switch (column) {
    case ResultColumn: return {Kind::Status, runStateWord(run), {}, runSeverity(run)};
    case WhenColumn: return {Kind::Text, auditTimeText(when)};
    case WhatColumn: return {Kind::Text, auditActionWord(record.kind), {}, Severity::None, true, true};
    case ChangesColumn: return {Kind::Code, record.counts ? shortCounts(*record.counts) : absentText()};
    case DurationColumn: {
        const auto took = runDuration(record);
        return {Kind::Number, took ? durationText(*took) : absentText()};
    }
    case ActorColumn: return {Kind::Text, record.actor};
    case CommitColumn: return {Kind::Code, record.commit.left(7)};
    case ReasonColumn: return {Kind::Text, record.reason};
    default: return {};
    }
}

QVariant RunModel::data(const QModelIndex &index, int role) const
{
    const infrastructure::RunEntry *run = row(index);
    if (!run)
        return {};
    if (role == SearchRole) {
        const infrastructure::RunRecord &record = run->record;
        return QStringList{runStateWord(*run), auditActionWord(record.kind),
                           record.kind,        record.actor,
                           record.commit,      record.operation,
                           record.reason,      record.program}
            .join(QLatin1Char('\n'));
    }
    if (role == Qt::ToolTipRole && index.column() == ResultColumn)
        return runLifeText(*run);
    if (role == Qt::ToolTipRole && index.column() == CommitColumn)
        return run->record.commit;
    if (role == Qt::TextAlignmentRole && index.column() == DurationColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return cellData(cell(*run, index.column()), role);
}

QVariant RunModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == DurationColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ResultColumn: return tr("Result");
    case WhenColumn: return tr("Time");
    case WhatColumn: return tr("Run");
    case ChangesColumn: return tr("Changes");
    case DurationColumn: return tr("Took");
    case ActorColumn: return tr("Who");
    case CommitColumn: return tr("Commit");
    case ReasonColumn: return tr("Reason");
    default: return {};
    }
}

} // namespace envdeck::ui
