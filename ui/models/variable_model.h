// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/variables.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// The terraform variables of one environment, with where each value comes from. Values of secret ones are in
// no role.
class VariableModel final : public RowModel<terraform::Variable> {
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        ValueColumn,
        NoteColumn,
        PlaceColumn,
        OverridesColumn,
        TypeColumn,
        DescriptionColumn,
        ColumnCount
    };
    enum Role {
        WordsRole = FirstModelRole, // QString: all that a filter looks at
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
    QString key(const terraform::Variable &row) const override { return row.name; }
};

} // namespace envdeck::ui
