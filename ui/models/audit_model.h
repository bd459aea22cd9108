// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/record.h"
#include "ui/models/cells.h"

#include <QAbstractTableModel>

namespace envdeck::ui {

// What was done, newest first, read page by page: whoever scrolls to the end makes the view ask for more.
// Adding a page costs what the page costs, however much is there already.
class AuditModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        ResultColumn,
        TimeColumn,
        ActorColumn,
        EnvironmentColumn,
        ActionColumn,
        ObjectColumn,
        ChangeColumn,
        CommitColumn,
        DurationColumn,
        ReasonColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    const QList<journal::AuditEntry> &entries() const { return m_entries; }
    // Borrowed until the next change; null for an index that is not of this model.
    const journal::AuditEntry *entry(const QModelIndex &index) const;
    int rowOf(const QString &operation) const; // -1 when it is not there

    // Keeps the rows that are in both lists, and with them selection and scroll, when new ones came on top or
    // some changed; a list that has nothing to do with the one before resets the model.
    void setEntries(const QList<journal::AuditEntry> &entries);
    void append(const QList<journal::AuditEntry> &entries);
    void setMoreToCome(bool more) { m_more = more; }
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override; // emits moreWanted()

Q_SIGNALS:
    void moreWanted();

private:
    qsizetype offsetOfFirst(const QList<journal::AuditEntry> &entries) const;
    StatusCell cell(const journal::AuditEntry &entry, int column) const;

    QList<journal::AuditEntry> m_entries;
    bool m_more = false;
};

} // namespace envdeck::ui
