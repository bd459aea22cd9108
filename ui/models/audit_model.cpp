// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/audit_model.h"

#include "ui/text/audit_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

bool isSameOperation(const journal::AuditEntry &a, const journal::AuditEntry &b)
{
    return a.operation == b.operation && a.sequence == b.sequence;
}

} // namespace

const journal::AuditEntry *AuditModel::entry(const QModelIndex &index) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? &m_entries.at(index.row()) : nullptr;
}

int AuditModel::rowOf(const QString &operation) const
{
    const auto found =
        std::find_if(m_entries.cbegin(), m_entries.cend(),
                     [&](const journal::AuditEntry &entry) { return entry.operation == operation; });
    return found == m_entries.cend() ? -1 : int(found - m_entries.cbegin());
}

// How many rows stand on top of what was the first one; -1 when it is gone.
qsizetype AuditModel::offsetOfFirst(const QList<journal::AuditEntry> &entries) const
{
    if (m_entries.isEmpty())
        return -1;
    const auto found = std::find_if(entries.cbegin(), entries.cend(), [&](const journal::AuditEntry &entry) {
        return isSameOperation(entry, m_entries.constFirst());
    });
    return found == entries.cend() ? -1 : found - entries.cbegin();
}

void AuditModel::setEntries(const QList<journal::AuditEntry> &entries)
{
    const qsizetype added = offsetOfFirst(entries);
    if (added < 0) {
        beginResetModel();
        m_entries = entries;
        endResetModel();
        return;
    }
    if (added > 0) {
        beginInsertRows({}, 0, int(added) - 1);
        m_entries = entries.first(added) + m_entries;
        endInsertRows();
    }
    qsizetype same = added;
    while (same < std::min(entries.size(), m_entries.size()) &&
           isSameOperation(entries.at(same), m_entries.at(same)))
        ++same;
    if (same < m_entries.size()) {
        beginRemoveRows({}, int(same), int(m_entries.size()) - 1);
        m_entries.resize(same);
        endRemoveRows();
    }
    for (qsizetype row = added; row < same; ++row) {
        if (m_entries.at(row) == entries.at(row))
            continue;
        m_entries[row] = entries.at(row);
        Q_EMIT dataChanged(index(int(row), 0), index(int(row), ColumnCount - 1));
    }
    append(entries.mid(same));
}

void AuditModel::append(const QList<journal::AuditEntry> &entries)
{
    if (entries.isEmpty())
        return;
    beginInsertRows({}, int(m_entries.size()), int(m_entries.size() + entries.size()) - 1);
    m_entries += entries;
    endInsertRows();
}

void AuditModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

bool AuditModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more;
}

void AuditModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        Q_EMIT moreWanted();
}

StatusCell AuditModel::cell(const journal::AuditEntry &entry, int column) const
{
    using Kind = StatusCell::Kind;
    switch (column) {
    case ResultColumn: return {Kind::Status, auditResultWord(entry), {}, auditSeverity(entry)};
    case TimeColumn: return {Kind::Text, auditTimeText(entry.at)};
    case ActorColumn: return {Kind::Text, entry.actor};
    case EnvironmentColumn: return {Kind::Text, entry.environment};
    case ActionColumn: return {Kind::Text, auditActionWord(entry.action), {}, Severity::None, true, true};
    case ObjectColumn: return {Kind::Text, auditObject(entry)};
    case ChangeColumn: return {Kind::Text, auditChange(entry)};
    case CommitColumn: return {Kind::Code, entry.commit.left(7)};
    case DurationColumn: {
        const auto duration = auditDuration(entry);
        return {Kind::Number, duration ? durationText(*duration) : absentText()};
    }
    case ReasonColumn: return {Kind::Text, entry.reason};
    default: return {};
    }
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    const journal::AuditEntry *row = entry(index);
    if (!row)
        return {};
    if (role == Qt::ToolTipRole && index.column() == TimeColumn)
        return exactTimeText(row->at);
    if (role == Qt::ToolTipRole && index.column() == ResultColumn && !auditOriginText(*row).isEmpty())
        return auditOriginText(*row);
    if (role == Qt::ToolTipRole && index.column() == CommitColumn)
        return row->commit;
    if (role == Qt::TextAlignmentRole && index.column() == DurationColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return cellData(cell(*row, index.column()), role);
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == DurationColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ResultColumn: return tr("Result");
    case TimeColumn: return tr("Time");
    case ActorColumn: return tr("Who");
    case EnvironmentColumn: return tr("Environment");
    case ActionColumn: return tr("Action");
    case ObjectColumn: return tr("Object");
    case ChangeColumn: return tr("Change");
    case CommitColumn: return tr("Commit");
    case DurationColumn: return tr("Took");
    case ReasonColumn: return tr("Reason");
    default: return {};
    }
}

} // namespace envdeck::ui
