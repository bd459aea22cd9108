// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/git/commit.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

#include <QDateTime>

namespace envdeck::ui {

// A branch at the remote, as of the last look.
struct BranchRow {
    QString name;
    git::Commit head;
    bool planned = false; // the plan at hand is of it
    friend bool operator==(const BranchRow &, const BranchRow &) = default;
};

// The branches whose terraform may be planned, newest first.
class BranchModel final : public RowModel<BranchRow> {
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        SubjectColumn,
        AuthorColumn,
        WhenColumn,
        CommitColumn,
        ActionColumn,
        ColumnCount
    };
    enum Role { SearchRole = FirstModelRole }; // QString: everything that a filter looks in

    using RowModel::RowModel;

    // Empty when one may be planned, else why not, briefly.
    void setHindrance(const QString &why);
    void setNow(const QDateTime &now);
    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const BranchRow &row) const override { return row.name; }

private:
    StatusCell cell(const BranchRow &row, int column) const;
    void changed();

    QString m_hindrance;
    QDateTime m_now;
};

} // namespace envdeck::ui
