// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/panel_drift_model.h"

#include "ui/text/app_text.h"

namespace envdeck::ui {

void PanelDriftModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

StatusCell PanelDriftModel::cell(const apps::PanelDrift &row, int column) const
{
    StatusCell cell;
    switch (column) {
    case WhatColumn:
        cell.kind = StatusCell::Kind::Status;
        cell.text = driftText(row);
        cell.severity = Severity::Warning;
        break;
    case SubjectColumn:
        cell.kind = StatusCell::Kind::Code;
        cell.text = row.subject;
        break;
    case DetailColumn: cell.text = driftDetail(row); break;
    case AdoptColumn:
        cell.kind = StatusCell::Kind::Action;
        if (apps::canAdopt(row.kind))
            cell.text = row.kind == apps::DriftKind::ComposeText ? tr("Adopt\u2026") : tr("Adopt");
        break;
    case RestoreColumn:
        cell.kind = StatusCell::Kind::Action;
        if (apps::canRestore(row.kind))
            cell.text = tr("Restore\u2026");
        break;
    default: break;
    }
    return cell;
}

QVariant PanelDriftModel::data(const QModelIndex &index, int role) const
{
    const apps::PanelDrift *drift = row(index);
    return drift ? cellData(cell(*drift, index.column()), role) : QVariant();
}

QVariant PanelDriftModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhatColumn: return tr("In Dokploy's panel");
    case SubjectColumn: return tr("What");
    case DetailColumn: return tr("Difference");
    default: return {};
    }
}

} // namespace envdeck::ui
