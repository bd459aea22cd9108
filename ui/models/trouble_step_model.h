// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/troubleshooting/report.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// The four steps of a search for a cause.
class TroubleStepModel final : public RowModel<troubleshooting::StepReport> {
    Q_OBJECT

public:
    enum Column { StepColumn, VerdictColumn, FoundColumn, ConfidenceColumn, TookColumn, ColumnCount };

    using RowModel::RowModel;

    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const troubleshooting::StepReport &step) const override;

private:
    StatusCell cell(const troubleshooting::StepReport &step, int column) const;
};

} // namespace envdeck::ui
