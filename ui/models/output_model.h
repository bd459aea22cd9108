// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/state.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

struct OutputRow {
    QString name;
    QString type;
    QString text; // empty when sensitive
    bool sensitive = false;
    friend bool operator==(const OutputRow &, const OutputRow &) = default;
};

// Root outputs of an environment's state.
class OutputModel final : public RowModel<OutputRow> {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, TypeColumn, ColumnCount };

    using RowModel::RowModel;

    void setOutputs(const QList<terraform::Output> &outputs);
    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const OutputRow &row) const override { return row.name; }
};

} // namespace envdeck::ui
