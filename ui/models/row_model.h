// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QList>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace envdeck::ui {

// A flat model whose rows are values. setRows() compares by key and inserts, removes, moves nothing more than
// needed and updates in place, so that a refresh keeps selection and scroll. Subclasses answer
// columnCount() and data() from row(index), and say which rows are the same thing.
template <typename Row>
class RowModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    const QList<Row> &rows() const { return m_rows; }
    // Borrowed until the next setRows(); null for an index that is not of this model.
    const Row *row(const QModelIndex &index) const
    {
        return checkIndex(index, CheckIndexOption::IndexIsValid) ? &m_rows.at(index.row()) : nullptr;
    }
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    // Keys must be unique within `rows`.
    void setRows(const QList<Row> &rows)
    {
        QStringList wanted;
        wanted.reserve(rows.size());
        for (const Row &row : rows)
            wanted.append(key(row));
        removeAllBut(wanted);
        for (int at = 0; at < rows.size(); ++at)
            place(at, rows.at(at), wanted.at(at));
    }

protected:
    virtual QString key(const Row &row) const = 0;

private:
    void removeAllBut(const QStringList &wanted)
    {
        const QSet<QString> keep(wanted.begin(), wanted.end());
        for (int at = static_cast<int>(m_rows.size()) - 1; at >= 0; --at) {
            if (keep.contains(key(m_rows.at(at))))
                continue;
            beginRemoveRows({}, at, at);
            m_rows.removeAt(at);
            endRemoveRows();
        }
    }

    void place(int at, const Row &row, const QString &rowKey)
    {
        const auto same = [&](const Row &old) { return key(old) == rowKey; };
        const auto found =
            std::find_if(m_rows.begin() + std::min<qsizetype>(at, m_rows.size()), m_rows.end(), same);
        if (found == m_rows.end()) {
            beginInsertRows({}, at, at);
            m_rows.insert(at, row);
            endInsertRows();
            return;
        }
        const int from = static_cast<int>(found - m_rows.begin());
        if (from != at) {
            beginMoveRows({}, from, from, {}, at);
            m_rows.move(from, at);
            endMoveRows();
        }
        if (m_rows.at(at) == row)
            return;
        m_rows[at] = row;
        Q_EMIT dataChanged(index(at, 0), index(at, columnCount() - 1));
    }

    QList<Row> m_rows;
};

} // namespace envdeck::ui
