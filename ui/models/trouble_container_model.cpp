// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/trouble_container_model.h"

#include "ui/text/number_text.h"

namespace envdeck::ui {

namespace {

Severity severityOf(const troubleshooting::ContainerRow &row)
{
    if (row.state == QLatin1String("running"))
        return row.health == QLatin1String("unhealthy") ? Severity::Critical : Severity::Ok;
    if (row.state == QLatin1String("restarting") || row.state == QLatin1String("dead"))
        return Severity::Critical;
    return row.exitCode.value_or(0) == 0 ? Severity::Unknown : Severity::Warning;
}

} // namespace

void TroubleContainerModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

StatusCell TroubleContainerModel::cell(const troubleshooting::ContainerRow &row, int column) const
{
    using Kind = StatusCell::Kind;
    switch (column) {
    case NameColumn: return {Kind::Text, row.name, {}, Severity::None, true, true};
    case HostColumn: return {Kind::Text, row.host};
    case StateColumn: // Docker's own words, as `docker ps -a` has them
        return {Kind::Status,
                row.health.isEmpty() ? row.state : row.state + QStringLiteral(", ") + row.health,
                {},
                severityOf(row)};
    case ExitColumn:
        return {Kind::Number, row.exitCode && row.state != QLatin1String("running")
                                  ? QString::number(*row.exitCode)
                                  : absentText()};
    case RestartsColumn: return {Kind::Number, countText(row.restarts)};
    case ImageColumn: return {Kind::Code, row.image};
    default: return {};
    }
}

QVariant TroubleContainerModel::data(const QModelIndex &index, int role) const
{
    const troubleshooting::ContainerRow *found = row(index);
    return found ? cellData(cell(*found, index.column()), role) : QVariant();
}

QVariant TroubleContainerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber = section == ExitColumn || section == RestartsColumn;
        return int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return tr("Container");
    case HostColumn: return tr("Host");
    case StateColumn: return tr("State");
    case ExitColumn: return tr("Exit");
    case RestartsColumn: return tr("Restarts");
    default: return tr("Image");
    }
}

} // namespace envdeck::ui
