// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/troubleshooting/report.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// The containers of one app on all hosts, as a search for a cause saw them.
class TroubleContainerModel final : public RowModel<troubleshooting::ContainerRow> {
    Q_OBJECT

public:
    enum Column { NameColumn, HostColumn, StateColumn, ExitColumn, RestartsColumn, ImageColumn, ColumnCount };

    using RowModel::RowModel;

    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const troubleshooting::ContainerRow &row) const override { return row.host + row.id; }

private:
    StatusCell cell(const troubleshooting::ContainerRow &row, int column) const;
};

} // namespace envdeck::ui
