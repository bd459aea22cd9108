// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// The environments as envdeck.yaml sets them up: order, kind, policy, freeze.
class EnvironmentModel final : public RowModel<Environment> {
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        KindColumn,
        BranchColumn,
        DeployColumn,
        RollbackColumn,
        ApplyColumn,
        PinColumn,
        FreezeColumn,
        ColumnCount
    };

    using RowModel::RowModel;

    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const Environment &row) const override { return row.name; }
};

} // namespace envdeck::ui
