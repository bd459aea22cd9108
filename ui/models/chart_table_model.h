// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/chart_spec.h"

#include <QAbstractTableModel>

namespace envdeck::ui {

// The numbers of a chart as rows, newest first: the time, then each series. For people who cannot see the
// lines or want the values.
class ChartTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setSpec(const ChartSpec &spec);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ChartSpec m_spec;
};

} // namespace envdeck::ui
