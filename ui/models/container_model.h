// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hosts/host_status.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

struct ContainerRow {
    hosts::ContainerFacts facts;
    std::optional<double> cpuPercent; // of one processor
    std::optional<qint64> memoryBytes;
    friend bool operator==(const ContainerRow &, const ContainerRow &) = default;
};

// What runs on one host, and what ended: those in trouble first, then by name.
QList<ContainerRow> containerRows(const hosts::HostStatus &host);

class ContainerModel final : public RowModel<ContainerRow> {
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        StateColumn,
        ImageColumn,
        SinceColumn,
        RestartsColumn,
        ExitColumn,
        CpuColumn,
        MemoryColumn,
        PortsColumn,
        ColumnCount
    };

    using RowModel::RowModel;

    void setNow(const QDateTime &now);
    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const ContainerRow &row) const override { return row.facts.id; }

private:
    StatusCell cell(const ContainerRow &row, int column) const;

    QDateTime m_now;
};

} // namespace envdeck::ui
