// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/service.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// The deployments of one app in one environment, newest first, with how each version behaved and whether it
// can be gone back to.
class DeploymentHistoryModel final : public RowModel<Deployment> {
    Q_OBJECT

public:
    enum Column {
        StateColumn,
        VersionColumn,
        ChangeColumn,
        WhenColumn,
        ByColumn,
        LiveColumn,
        ErrorColumn,
        P95Column,
        SourceColumn,
        ActionColumn,
        ColumnCount
    };
    enum Role { FilterRole = FirstModelRole }; // everything a filter looks at, as one text

    using RowModel::RowModel;

    // `busy` is why nothing can be rolled back now; empty when it can.
    void setContext(const Thresholds &thresholds, const QDateTime &now, const QString &busy);
    void retranslate();

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    bool canRollBackTo(const Deployment &deployment) const;

protected:
    QString key(const Deployment &deployment) const override { return deployment.commit; }

private:
    StatusCell cell(const Deployment &deployment, int column) const;

    Thresholds m_thresholds;
    QDateTime m_now;
    QString m_busy;
};

} // namespace envdeck::ui
