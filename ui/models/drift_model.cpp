// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/drift_model.h"

#include "ui/text/drift_text.h"
#include "ui/text/time_text.h"

namespace envdeck::ui {

void DriftModel::setReport(const infrastructure::DriftReport &report)
{
    QList<DriftRow> rows;
    for (const infrastructure::DriftedResource &resource : report.resources) {
        if (resource.deleted)
            rows.append({resource, -1, true});
        for (int i = 0; i < int(resource.attributes.size()); ++i)
            rows.append({resource, i, i == 0 && !resource.deleted});
    }
    setRows(rows);
}

void DriftModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, SeenColumn), index(rowCount() - 1, SeenColumn));
}

void DriftModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString DriftModel::key(const DriftRow &row) const
{
    return row.resource.address + QLatin1Char('\n') +
           (row.attribute < 0 ? QString() : row.resource.attributes.at(row.attribute).path);
}

StatusCell DriftModel::cellOf(const DriftRow &row, int column) const
{
    const infrastructure::DriftedAttribute *attribute =
        row.attribute < 0 ? nullptr : &row.resource.attributes.at(row.attribute);
    StatusCell cell;
    switch (column) {
    case ResourceColumn:
        cell.kind = StatusCell::Kind::Code;
        cell.text = row.resource.address;
        cell.strong = row.isFirst;
        break;
    case AttributeColumn:
        cell.kind = attribute ? StatusCell::Kind::Code : StatusCell::Kind::Text;
        cell.text = attribute ? attribute->path : tr("the whole resource");
        break;
    case ExpectedColumn:
        cell.kind = attribute && !attribute->sensitive && attribute->hasExpected ? StatusCell::Kind::Code
                                                                                 : StatusCell::Kind::Text;
        cell.text = attribute ? driftExpectedText(*attribute) : tr("is there");
        break;
    case ActualColumn:
        cell.kind = StatusCell::Kind::Status;
        cell.severity = Severity::Warning;
        cell.text = attribute ? driftActualText(*attribute) : driftGoneText();
        break;
    case SeenColumn:
        cell.text = agoText(attribute ? attribute->firstSeen : row.resource.firstSeen, m_now);
        break;
    case ActionColumn:
        cell.kind = StatusCell::Kind::Action;
        cell.text = row.isFirst ? tr("Adopt into code\u2026") : QString();
        cell.enabled = row.isFirst;
        break;
    default: break;
    }
    return cell;
}

QVariant DriftModel::data(const QModelIndex &index, int role) const
{
    const DriftRow *at = row(index);
    if (!at)
        return {};
    if (role == Qt::ToolTipRole && index.column() == SeenColumn)
        return exactTimeText(at->attribute < 0 ? at->resource.firstSeen
                                               : at->resource.attributes.at(at->attribute).firstSeen);
    return cellData(cellOf(*at, index.column()), role);
}

QVariant DriftModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ResourceColumn: return tr("Resource");
    case AttributeColumn: return tr("Attribute");
    case ExpectedColumn: return tr("Expected", "what the last apply left");
    case ActualColumn: return tr("Actual", "what is there now");
    case SeenColumn: return tr("First seen");
    default: return {};
    }
}

} // namespace envdeck::ui
