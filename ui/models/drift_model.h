// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/drift.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// One drifted attribute, or a resource that was deleted (attribute -1).
struct DriftRow {
    infrastructure::DriftedResource resource;
    int attribute = -1;
    bool isFirst = false; // of its resource: it carries the name and the button
    friend bool operator==(const DriftRow &, const DriftRow &) = default;
};

// What differs from the last apply, resource by resource.
class DriftModel final : public RowModel<DriftRow> {
    Q_OBJECT

public:
    enum Column {
        ResourceColumn,
        AttributeColumn,
        ExpectedColumn,
        ActualColumn,
        SeenColumn,
        ActionColumn,
        ColumnCount
    };

    using RowModel::RowModel;

    void setReport(const infrastructure::DriftReport &report);
    void setNow(const QDateTime &now); // ages move
    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const DriftRow &row) const override;

private:
    StatusCell cellOf(const DriftRow &row, int column) const;

    QDateTime m_now;
};

} // namespace envdeck::ui
