// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/service.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// Versions in the registry, newest first, with where each runs now.
class VersionModel final : public RowModel<deployments::Version> {
    Q_OBJECT

public:
    enum Column { VersionColumn, CreatedColumn, RunsInColumn, ColumnCount };

    using RowModel::RowModel;

    void setNow(const QDateTime &now) { m_now = now; }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const deployments::Version &version) const override { return version.image.tag; }

private:
    QDateTime m_now;
};

} // namespace envdeck::ui
