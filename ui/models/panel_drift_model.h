// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/apps/facts.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// What was changed in the platform's own panel, with what can be done about each.
class PanelDriftModel final : public RowModel<apps::PanelDrift> {
    Q_OBJECT

public:
    enum Column { WhatColumn, SubjectColumn, DetailColumn, AdoptColumn, RestoreColumn, ColumnCount };

    using RowModel::RowModel;

    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const apps::PanelDrift &row) const override
    {
        return apps::driftName(row.kind) + row.subject;
    }

private:
    StatusCell cell(const apps::PanelDrift &row, int column) const;
};

} // namespace envdeck::ui
