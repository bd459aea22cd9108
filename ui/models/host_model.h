// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "core/hosts/host_status.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// The hosts in view, as last seen. States and ages are of setNow().
class HostModel final : public RowModel<hosts::HostStatus> {
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        EnvironmentColumn,
        AddressColumn,
        StateColumn,
        CpuColumn,
        MemoryColumn,
        DiskColumn,
        ContainersColumn,
        LoadColumn,
        UptimeColumn,
        SystemColumn,
        DockerColumn,
        ClockColumn,
        SeenColumn,
        ColumnCount
    };

    HostModel(const Thresholds &limits, std::chrono::milliseconds interval, QObject *parent = nullptr);

    void setNow(const QDateTime &now);
    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const hosts::HostStatus &host) const override { return host.id.path(); }

private:
    StatusCell cell(const hosts::HostStatus &host, int column) const;
    StatusCell percent(std::optional<double> value, double limit) const;
    QString toolTip(const hosts::HostStatus &host, int column) const;

    Thresholds m_limits;
    std::chrono::milliseconds m_interval;
    QDateTime m_now;
};

} // namespace envdeck::ui
