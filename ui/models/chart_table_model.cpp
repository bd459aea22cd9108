// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/chart_table_model.h"

#include "ui/models/cells.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace envdeck::ui {

void ChartTableModel::setSpec(const ChartSpec &spec)
{
    // A step more or less: the rows are others anyway, and a reset is cheap.
    beginResetModel();
    m_spec = spec;
    endResetModel();
}

int ChartTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_spec.series.isEmpty() ? 0
                                                       : static_cast<int>(m_spec.series.first().times.size());
}

int ChartTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_spec.series.size());
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const std::size_t at = m_spec.series.first().times.size() - 1 - static_cast<std::size_t>(index.row());
    StatusCell cell;
    if (index.column() == 0) {
        const QDateTime time = shownTime(m_spec.series.first().times[at]);
        cell.text = time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + zoneMark();
        return cellData(cell, role);
    }
    const Series &series = m_spec.series.at(index.column() - 1);
    const double value = at < series.values.size() ? series.values[at] : std::nan("");
    cell.kind = StatusCell::Kind::Number;
    cell.text = std::isnan(value) ? absentText() : QLocale().toString(value, 'f', m_spec.decimals);
    if (index.column() == 1 && m_spec.threshold >= 0 && value > m_spec.threshold)
        cell.severity = Severity::Critical;
    return cellData(cell, role);
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section > 0)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    //: Table head: local time
    return section == 0 ? tr("Time")
                        : tr("%1, %2", "series, unit").arg(m_spec.series.at(section - 1).name, m_spec.unit);
}

} // namespace envdeck::ui
