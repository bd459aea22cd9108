// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/parity_model.h"

#include "ui/text/parity_text.h"

namespace envdeck::ui {

namespace {

using terraform::ParityCell;
using terraform::ParityConcern;
using terraform::ParityRow;

// The words that core has for what holds no value.
bool isNotSet(const ParityCell &cell)
{
    return cell.text == QLatin1String("(not set)");
}

StatusCell missingCell(const ParityRow &row)
{
    StatusCell cell;
    if (row.concern == ParityConcern::OnlySome) {
        cell.kind = StatusCell::Kind::Status;
        cell.severity = Severity::Warning;
        cell.text = ParityModel::tr("missing");
    } else {
        cell.note = ParityModel::tr("not there");
    }
    return cell;
}

StatusCell valueCell(const ParityCell &value)
{
    StatusCell cell;
    if (value.secret) {
        cell.note = isNotSet(value) ? ParityModel::tr("secret, not in the repository")
                                    : ParityModel::tr("secret, set");
        return cell;
    }
    if (isNotSet(value)) {
        cell.kind = StatusCell::Kind::Status;
        cell.severity = Severity::Warning;
        cell.text = ParityModel::tr("not set");
        return cell;
    }
    cell.kind = StatusCell::Kind::Code;
    cell.text = value.text;
    if (value.text.isEmpty()) // of a backend that names no place
        cell.note = ParityModel::tr("in its own folder");
    if (value.unread) {
        cell.text = value.text.left(value.text.lastIndexOf(QLatin1String("(unread)"))).trimmed();
        cell.note = ParityModel::tr("not read");
    }
    return cell;
}

} // namespace

void ParityModel::setParity(const terraform::Parity &parity)
{
    if (parity.environments != m_environments) {
        setRows({}); // their cells are of other columns
        beginResetModel();
        m_environments = parity.environments;
        endResetModel();
    }
    setRows(parity.rows);
}

void ParityModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

QVariant ParityModel::data(const QModelIndex &index, int role) const
{
    const ParityRow *what = row(index);
    if (!what)
        return {};
    if (role == DiffersRole)
        return !what->same || what->concern != ParityConcern::None;
    if (role == WordsRole)
        return words(*what);
    StatusCell cell;
    switch (index.column()) {
    case KindColumn: cell.text = parityKindWord(what->kind); break;
    case NameColumn:
        cell.text = what->name;
        cell.strong = true;
        break;
    case NoteColumn:
        if (role == Qt::ToolTipRole)
            return paritySentence(*what, m_environments);
        if (what->concern != ParityConcern::None) {
            cell.kind = StatusCell::Kind::Status;
            cell.text = parityWord(*what);
            cell.severity = paritySeverity(*what);
        } else if (m_environments.size() > 1) {
            cell.note = parityWord(*what);
        }
        break;
    default: return environmentData(*what, index.column() - FirstEnvironmentColumn, role);
    }
    return cellData(cell, role);
}

// A value once when it is the same everywhere: what differs is what the eye looks for.
QVariant ParityModel::environmentData(const ParityRow &row, int environment, int role) const
{
    const auto &value = row.cells.value(environment);
    const bool repeats = row.same && environment > 0;
    if (repeats && role != Qt::ToolTipRole) {
        StatusCell same;
        same.note = QStringLiteral("=");
        return role == Qt::AccessibleTextRole ? QVariant(tr("the same as in %1").arg(m_environments.first()))
                                              : cellData(same, role);
    }
    return cellData(value ? valueCell(*value) : missingCell(row), role);
}

QString ParityModel::words(const ParityRow &row) const
{
    QStringList words{parityKindWord(row.kind), row.name, parityWord(row)};
    for (const auto &cell : row.cells) {
        if (cell)
            words.append(valueCell(*cell).spoken());
    }
    return words.join(QLatin1Char('\n'));
}

QVariant ParityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case KindColumn: return tr("What");
    case NameColumn: return tr("Name");
    case NoteColumn: return tr("Comparison");
    default: return m_environments.value(section - FirstEnvironmentColumn);
    }
}

} // namespace envdeck::ui
