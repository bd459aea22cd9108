// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/app_model.h"

#include "ui/text/deployment_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

namespace envdeck::ui {

AppModel::AppModel(const QStringList &environments, QObject *parent)
    : RowModel(parent), m_environments(environments)
{
}

void AppModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

StatusCell AppModel::cell(const AppRow &row, int column) const
{
    StatusCell cell;
    if (column == AppColumn) {
        cell.text = row.app;
        cell.strong = true;
        return cell;
    }
    if (column == StateColumn) {
        cell.kind = StatusCell::Kind::Status;
        cell.text = deploymentStateWord(row.state);
        cell.severity = row.stateKnown ? deploymentSeverity(row.state) : Severity::Unknown;
        if (row.drift > 0)
            cell.note = tr("%n changed in Dokploy", nullptr, row.drift);
        return cell;
    }
    if (column < columnOf(Replicas)) {
        const QString version = row.versions.value(column - FirstVersion);
        cell.kind = StatusCell::Kind::Version;
        cell.text = version.isEmpty() ? absentText() : version;
        cell.strong = m_environments.at(column - FirstVersion) == m_shown;
        return cell;
    }
    switch (After(column - columnOf(Replicas))) {
    case Replicas: cell.text = row.replicas; break;
    case Updates: cell.text = row.updates; break;
    case Deployed: cell.text = row.deployed.isValid() ? agoText(row.deployed, m_now) : absentText(); break;
    case By: cell.text = row.by.isEmpty() ? absentText() : row.by; break;
    case Routes: cell.text = row.routes; break;
    case File:
        cell.kind = StatusCell::Kind::Code;
        cell.text = row.file;
        break;
    case AfterCount: break;
    }
    return cell;
}

QVariant AppModel::data(const QModelIndex &index, int role) const
{
    const AppRow *app = row(index);
    return app ? cellData(cell(*app, index.column()), role) : QVariant();
}

QVariant AppModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == AppColumn)
        return tr("App");
    if (section == StateColumn)
        return tr("State");
    if (section < columnOf(Replicas))
        return m_environments.value(section - FirstVersion);
    switch (After(section - columnOf(Replicas))) {
    case Replicas: return tr("Replicas");
    case Updates: return tr("Update");
    case Deployed: return tr("Deployed");
    case By: return tr("By");
    case Routes: return tr("Routes");
    case File: return tr("Compose file");
    case AfterCount: break;
    }
    return {};
}

} // namespace envdeck::ui
