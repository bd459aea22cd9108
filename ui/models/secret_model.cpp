// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/secret_model.h"

namespace envdeck::ui {

void SecretModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

StatusCell SecretModel::cell(const SecretRow &row, int column) const
{
    StatusCell cell;
    switch (column) {
    case NameColumn:
        cell.text = row.name;
        cell.strong = true;
        break;
    case StatusColumn:
        cell.kind = StatusCell::Kind::Status;
        cell.text = row.status;
        cell.severity = row.severity;
        break;
    case UsedByColumn: cell.text = row.usedBy; break;
    case DescriptionColumn: cell.text = row.description; break;
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

QVariant SecretModel::data(const QModelIndex &index, int role) const
{
    const SecretRow *secret = row(index);
    return secret ? cellData(cell(*secret, index.column()), role) : QVariant();
}

QVariant SecretModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return tr("Secret");
    case StatusColumn: return tr("Status");
    case UsedByColumn: return tr("Used by");
    case DescriptionColumn: return tr("Description");
    default: return {};
    }
}

} // namespace envdeck::ui
