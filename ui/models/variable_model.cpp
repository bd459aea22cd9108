// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/variable_model.h"

#include "ui/text/variable_text.h"

namespace envdeck::ui {

namespace {

using terraform::Variable;

StatusCell valueCell(const Variable &variable)
{
    StatusCell cell;
    cell.text = valueText(variable);
    if (!cell.text.isEmpty())
        cell.kind = StatusCell::Kind::Code;
    else
        cell.note = valueNote(variable);
    return cell;
}

StatusCell noteCell(const Variable &variable)
{
    StatusCell cell;
    cell.text = variableProblemWord(variable);
    if (!cell.text.isEmpty()) {
        cell.kind = StatusCell::Kind::Status;
        cell.severity = Severity::Warning;
    }
    return cell;
}

StatusCell cellOf(const Variable &variable, int column)
{
    StatusCell cell;
    switch (column) {
    case VariableModel::NameColumn:
        cell.text = variable.name;
        cell.strong = true;
        break;
    case VariableModel::ValueColumn: return valueCell(variable);
    case VariableModel::NoteColumn: return noteCell(variable);
    case VariableModel::PlaceColumn:
        if (const auto *value = variable.effective())
            cell.text = valuePlaceText(*value);
        break;
    case VariableModel::OverridesColumn: cell.text = overriddenText(variable); break;
    case VariableModel::TypeColumn:
        cell.kind = StatusCell::Kind::Code;
        if (variable.declaration)
            cell.text = variable.declaration->type;
        if (cell.text.isEmpty()) {
            cell.kind = StatusCell::Kind::Text;
            cell.note = variable.declaration ? VariableModel::tr("any", "a variable of any type") : QString();
        }
        break;
    case VariableModel::DescriptionColumn:
        if (variable.declaration)
            cell.text = variable.declaration->description.simplified();
        break;
    default: break;
    }
    return cell;
}

// Longer values as they are written, over several lines.
QVariant toolTip(const Variable &variable, int column)
{
    if (column == VariableModel::NoteColumn)
        return variableProblemText(variable);
    const auto *value = variable.effective();
    if (column == VariableModel::ValueColumn && value && isValueShown(variable, *value))
        return QString::fromUtf8(value->expression);
    return cellData(cellOf(variable, column), Qt::ToolTipRole);
}

} // namespace

void VariableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QVariant VariableModel::data(const QModelIndex &index, int role) const
{
    const Variable *variable = row(index);
    if (!variable)
        return {};
    if (role == Qt::ToolTipRole)
        return toolTip(*variable, index.column());
    if (role != WordsRole)
        return cellData(cellOf(*variable, index.column()), role);
    QStringList words;
    for (int column = 0; column < ColumnCount; ++column)
        words.append(cellOf(*variable, column).spoken());
    return words.join(QLatin1Char('\n'));
}

QVariant VariableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return tr("Variable");
    case ValueColumn: return tr("Value");
    case NoteColumn: return tr("Note");
    case PlaceColumn: return tr("Set in");
    case OverridesColumn: return tr("Overrides");
    case TypeColumn: return tr("Type");
    case DescriptionColumn: return tr("Description");
    default: return {};
    }
}

} // namespace envdeck::ui
