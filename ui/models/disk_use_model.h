// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hosts/host_status.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// One thing that takes room on a host: a file system, or a part of what Docker keeps.
struct DiskUseLine {
    enum class What { FileSystem, Images, Containers, Volumes, BuildCache, Logs };
    What what = What::FileSystem;
    QString name; // of a file system: its mount point
    qint64 usedBytes = 0;
    std::optional<qint64> freeBytes;        // of a file system
    std::optional<double> usedPercent;      // of a file system
    std::optional<qint64> reclaimableBytes; // of what Docker keeps
    std::optional<int> count;
    friend bool operator==(const DiskUseLine &, const DiskUseLine &) = default;
};
QList<DiskUseLine> diskUseLines(const hosts::HostStatus &host);

class DiskUseModel final : public RowModel<DiskUseLine> {
    Q_OBJECT

public:
    enum Column {
        WhatColumn,
        UsedColumn,
        PercentColumn,
        FreeColumn,
        ReclaimableColumn,
        CountColumn,
        ColumnCount
    };

    explicit DiskUseModel(double limitPercent, QObject *parent = nullptr)
        : RowModel(parent), m_limit(limitPercent)
    {
    }

    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const DiskUseLine &line) const override
    {
        return QString::number(int(line.what)) + line.name;
    }

private:
    StatusCell cell(const DiskUseLine &line, int column) const;

    double m_limit;
};

} // namespace envdeck::ui
