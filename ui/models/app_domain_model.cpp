// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/app_domain_model.h"

namespace envdeck::ui {

void AppDomainModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

StatusCell AppDomainModel::cell(const AppDomainRow &row, int column) const
{
    StatusCell cell;
    switch (column) {
    case RouteColumn:
        cell.text = row.route;
        cell.strong = true;
        break;
    case TargetColumn:
        cell.kind = StatusCell::Kind::Code;
        cell.text = row.target;
        break;
    case AskedColumn: cell.text = row.asked; break;
    case CertificateColumn:
        cell.kind = StatusCell::Kind::Status;
        cell.text = row.certificate;
        cell.severity = row.severity;
        break;
    default: break;
    }
    return cell;
}

QVariant AppDomainModel::data(const QModelIndex &index, int role) const
{
    const AppDomainRow *domain = row(index);
    return domain ? cellData(cell(*domain, index.column()), role) : QVariant();
}

QVariant AppDomainModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case RouteColumn: return tr("Route");
    case TargetColumn: return tr("Leads to");
    case AskedColumn: return tr("Asked for");
    case CertificateColumn: return tr("Certificate");
    default: return {};
    }
}

} // namespace envdeck::ui
