// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/account_model.h"

namespace envdeck::ui {

void AccountModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

StatusCell AccountModel::cell(const AccountRow &row, int column) const
{
    StatusCell cell;
    switch (column) {
    case NameColumn:
        cell.text = row.name;
        cell.note = row.purpose;
        cell.strong = true;
        break;
    case OriginColumn:
        cell.kind = StatusCell::Kind::Code;
        cell.text = row.origin;
        break;
    case WhereColumn: cell.text = row.where; break;
    case StatusColumn:
        cell.kind = StatusCell::Kind::Status;
        cell.text = row.status;
        cell.severity = row.severity;
        cell.note = row.where; // for where its own column has left
        break;
    case TestColumn:
        cell.kind = StatusCell::Kind::Action;
        cell.text = row.testable ? tr("Test") : QString();
        break;
    case RemoveColumn:
        cell.kind = StatusCell::Kind::Action;
        cell.text = row.present ? tr("Remove\u2026") : QString();
        break;
    case SetColumn:
        cell.kind = StatusCell::Kind::Action;
        cell.text = row.present ? tr("Replace\u2026") : tr("Set\u2026");
        break;
    default: break;
    }
    return cell;
}

QVariant AccountModel::data(const QModelIndex &index, int role) const
{
    const AccountRow *account = row(index);
    return account ? cellData(cell(*account, index.column()), role) : QVariant();
}

QVariant AccountModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return tr("Account");
    case OriginColumn: return tr("Entered for");
    case WhereColumn: return tr("Kept in");
    case StatusColumn: return tr("Status");
    default: return {};
    }
}

} // namespace envdeck::ui
