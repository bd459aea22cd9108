// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/app_variable_model.h"

#include "ui/text/app_text.h"

namespace envdeck::ui {

namespace {

// The first value of a row is "a": letters tell values apart without saying what they are.
QString valueMark(const apps::VariableRow &row, const apps::VariableCell &cell)
{
    if (!row.differs || cell.group < 1)
        return {};
    return QString(QChar(u'a' + char16_t((cell.group - 1) % 26)));
}

} // namespace

void AppVariableModel::setEnvironments(const QStringList &environments)
{
    if (environments == m_environments)
        return;
    beginResetModel();
    m_environments = environments;
    endResetModel();
}

void AppVariableModel::reveal(const QString &environment, const QString &name, const QString &value)
{
    m_revealedIn = environment;
    m_revealedName = name;
    m_revealed = value;
    retranslate();
}

void AppVariableModel::hideRevealed()
{
    if (!m_revealedName.isEmpty())
        reveal({}, {}, {});
}

void AppVariableModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

StatusCell AppVariableModel::cell(const apps::VariableRow &row, int column) const
{
    StatusCell cell;
    if (column == NameColumn) {
        cell.kind = StatusCell::Kind::Code;
        cell.text = row.name;
        cell.strong = true;
        return cell;
    }
    if (column == NoteColumn) {
        cell.kind = StatusCell::Kind::Status;
        cell.text = variableNote(row);
        cell.severity = row.differs ? Severity::Warning : Severity::None;
        return cell;
    }
    const int at = column - FirstEnvironment;
    if (at >= row.cells.size())
        return cell;
    const apps::VariableCell &variable = row.cells.at(at);
    if (variable.environment == m_revealedIn && row.name == m_revealedName) {
        cell.kind = StatusCell::Kind::Code;
        cell.text = m_revealed;
        return cell;
    }
    cell.kind = StatusCell::Kind::Status;
    cell.text = variableText(variable);
    cell.severity = variableSeverity(variable);
    cell.note = variable.reference.isEmpty() ? valueMark(row, variable)
                                             : QStringLiteral("${{%1}}").arg(variable.reference);
    return cell;
}

QVariant AppVariableModel::data(const QModelIndex &index, int role) const
{
    const apps::VariableRow *variable = row(index);
    return variable ? cellData(cell(*variable, index.column()), role) : QVariant();
}

QVariant AppVariableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == NameColumn)
        return tr("Variable");
    return section == NoteColumn ? tr("Between them")
                                 : QVariant(m_environments.value(section - FirstEnvironment));
}

} // namespace envdeck::ui
