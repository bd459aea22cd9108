// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backups/facts.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// Data sets with what is there of their backups; a row for each schedule.
class BackupModel final : public RowModel<backups::Row> {
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        StateColumn,
        LastGoodColumn,
        SizeColumn,
        ScheduleColumn,
        KeptColumn,
        NextColumn,
        DestinationColumn,
        ColumnCount
    };

    using RowModel::RowModel;

    void setNow(const QDateTime &now) { m_now = now; } // before setRows()
    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const backups::Row &row) const override;

private:
    StatusCell cell(const backups::Row &row, int column) const;

    QDateTime m_now;
};

} // namespace envdeck::ui
