// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/branch_model.h"

#include "ui/text/time_text.h"

namespace envdeck::ui {

void BranchModel::changed()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void BranchModel::setHindrance(const QString &why)
{
    if (std::exchange(m_hindrance, why) != why)
        changed();
}

void BranchModel::setNow(const QDateTime &now)
{
    if (std::exchange(m_now, now) != now)
        changed();
}

void BranchModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    changed();
}

StatusCell BranchModel::cell(const BranchRow &row, int column) const
{
    using Kind = StatusCell::Kind;
    StatusCell cell;
    switch (column) {
    case NameColumn:
        return {Kind::Text, row.name, row.planned ? tr("planned") : QString(), Severity::None, true, true};
    case SubjectColumn: return {Kind::Text, git::subjectOf(row.head)};
    case AuthorColumn: return {Kind::Text, row.head.author};
    case WhenColumn: return {Kind::Text, agoText(row.head.at, m_now)};
    case CommitColumn: return {Kind::Code, row.head.sha.left(7)};
    case ActionColumn:
        cell.kind = Kind::Action;
        cell.text = m_hindrance.isEmpty() ? tr("Plan\u2026") : m_hindrance;
        cell.enabled = m_hindrance.isEmpty();
        return cell;
    default: return cell;
    }
}

QVariant BranchModel::data(const QModelIndex &index, int role) const
{
    const BranchRow *at = row(index);
    if (!at)
        return {};
    if (role == SearchRole)
        return QStringList{at->name, at->head.author, at->head.message, at->head.sha}.join(QLatin1Char('\n'));
    if (role == Qt::ToolTipRole && index.column() == WhenColumn)
        return exactTimeText(at->head.at);
    if (role == Qt::ToolTipRole && index.column() == CommitColumn)
        return at->head.sha;
    return cellData(cell(*at, index.column()), role);
}

QVariant BranchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return tr("Branch");
    case SubjectColumn: return tr("Newest commit");
    case AuthorColumn: return tr("Who");
    case WhenColumn: return tr("When");
    case CommitColumn: return tr("Commit");
    default: return {};
    }
}

} // namespace envdeck::ui
