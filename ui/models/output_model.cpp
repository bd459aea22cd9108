// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/output_model.h"

namespace envdeck::ui {

void OutputModel::setOutputs(const QList<terraform::Output> &outputs)
{
    QList<OutputRow> rows;
    for (const terraform::Output &output : outputs)
        rows.append({output.name, output.type, output.text(), output.sensitive});
    setRows(rows);
}

void OutputModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QVariant OutputModel::data(const QModelIndex &index, int role) const
{
    const OutputRow *output = row(index);
    if (!output || (role != StatusCellRole && role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    StatusCell cell;
    switch (index.column()) {
    case NameColumn:
        cell.text = output->name;
        cell.strong = true;
        break;
    case ValueColumn:
        cell.kind = output->sensitive ? StatusCell::Kind::Text : StatusCell::Kind::Code;
        cell.text = output->sensitive ? tr("sensitive, not shown") : output->text;
        break;
    case TypeColumn: cell.text = output->type; break;
    default: break;
    }
    if (role == StatusCellRole)
        return QVariant::fromValue(cell);
    return role == Qt::AccessibleTextRole ? cell.spoken() : cell.text;
}

QVariant OutputModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return tr("Output");
    case ValueColumn: return tr("Value");
    case TypeColumn: return tr("Type");
    default: return {};
    }
}

} // namespace envdeck::ui
