// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/run_record.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// The runs of terraform in one environment, newest first.
class RunModel final : public RowModel<infrastructure::RunEntry> {
    Q_OBJECT

public:
    enum Column {
        ResultColumn,
        WhenColumn,
        WhatColumn,
        ChangesColumn,
        DurationColumn,
        ActorColumn,
        CommitColumn,
        ReasonColumn,
        ColumnCount
    };
    enum Role { SearchRole = FirstModelRole }; // QString: everything that a filter looks in

    using RowModel::RowModel;

    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const infrastructure::RunEntry &run) const override { return run.record.operation; }

private:
    StatusCell cell(const infrastructure::RunEntry &run, int column) const;
};

} // namespace envdeck::ui
