// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/backup_model.h"

#include "ui/text/backup_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

namespace envdeck::ui {

QString BackupModel::key(const backups::Row &row) const
{
    return row.set.id + QLatin1Char(' ') + (row.plan ? row.plan->id : QString());
}

void BackupModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

StatusCell BackupModel::cell(const backups::Row &row, int column) const
{
    StatusCell cell;
    switch (column) {
    case NameColumn:
        cell.text = row.set.name;
        cell.note = row.set.kind;
        cell.strong = true;
        break;
    case StateColumn:
        cell.kind = StatusCell::Kind::Status;
        cell.text = backupStateText(row, m_now);
        cell.severity = backupSeverity(row.state);
        break;
    case LastGoodColumn:
        cell.text = row.lastGood.isNull() ? absentText() : agoText(row.lastGood, m_now);
        break;
    case SizeColumn:
        cell.kind = StatusCell::Kind::Number;
        cell.text = row.seen ? sizeText(row.bytes) : absentText();
        break;
    case ScheduleColumn:
        cell.kind = StatusCell::Kind::Code;
        cell.text = row.plan ? row.plan->schedule : absentText();
        break;
    case KeptColumn:
        cell.kind = StatusCell::Kind::Number;
        cell.text = keptText(row);
        break;
    case NextColumn: cell.text = row.next.isNull() ? absentText() : agoText(row.next, m_now); break;
    case DestinationColumn: cell.text = row.plan ? row.plan->destination : absentText(); break;
    default: break;
    }
    return cell;
}

QVariant BackupModel::data(const QModelIndex &index, int role) const
{
    const backups::Row *of = row(index);
    return of ? cellData(cell(*of, index.column()), role) : QVariant();
}

QVariant BackupModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return tr("Data set");
    case StateColumn: return tr("Backup");
    case LastGoodColumn: return tr("Last good");
    case SizeColumn: return tr("Size");
    case ScheduleColumn: return tr("Schedule");
    case KeptColumn: return tr("Kept");
    case NextColumn: return tr("Next");
    case DestinationColumn: return tr("Destination");
    default: return {};
    }
}

} // namespace envdeck::ui
