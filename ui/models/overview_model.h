// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/overview.h"
#include "ui/models/cells.h"

#include <QAbstractTableModel>

namespace envdeck::ui {

// The Overview matrix: apps and platform facts down, environments across. Rows and columns come from the
// workspace and stay; a new overview changes cells only, so selection and scroll stay too.
class OverviewModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    // Header roles; see EnvHeader.
    enum HeaderRole { KindRole = Qt::UserRole + 1, WorstRole, HealthRole, LettersRole };
    enum Role { TargetEnvironmentRole = FirstModelRole, TargetAppRole, ProblemRole };

    explicit OverviewModel(QObject *parent = nullptr);

    void setOverview(const health::Overview &overview, const Thresholds &thresholds,
                     const health::Intervals &intervals, const QDateTime &now);
    // Words again after a language switch.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    // The app of a row in the column's environment; empty for facts and groups.
    std::optional<Target> target(const QModelIndex &index) const;
    bool isGroup(int row) const;
    bool isApp(int row) const;
    bool hasProblem(int row) const; // something of it is not well

private:
    enum class Kind { Group, App, Alerts, Platform };
    struct Row {
        Kind kind = Kind::Group;
        QString name; // of an app
        friend bool operator==(const Row &, const Row &) = default;
    };

    QString title(const Row &row) const;
    const health::AppHealth *app(const Row &row, int column) const; // null when the app is not there
    AppCell appCell(const health::AppHealth &app) const;
    FactCell factCell(const Row &row, int column) const;

    health::Overview m_overview;
    Thresholds m_thresholds;
    health::Intervals m_intervals;
    QDateTime m_now;
    QList<Row> m_rows;
};

} // namespace envdeck::ui
