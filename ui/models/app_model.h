// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// One app, seen from one environment.
struct AppRow {
    QString app;
    QString file;
    DeploymentState state = DeploymentState::Unknown;
    bool stateKnown = false;
    QStringList versions; // by the model's environments; empty where it does not run
    QString replicas;     // "2/2"
    QString routes;
    QString updates; // "Gap 6 s"
    QDateTime deployed;
    QString by;
    int drift = 0; // changes in the platform's own panel
    friend bool operator==(const AppRow &, const AppRow &) = default;
};

// The apps of an environment, with the version of each in every environment.
class AppModel final : public RowModel<AppRow> {
    Q_OBJECT

public:
    // Versions stand between StateColumn and those behind them: column FirstVersion + n.
    enum Column { AppColumn, StateColumn, FirstVersion };
    enum After { Replicas, Updates, Deployed, By, Routes, File, AfterCount };

    explicit AppModel(const QStringList &environments, QObject *parent = nullptr);

    int columnOf(After column) const { return FirstVersion + int(m_environments.size()) + column; }
    void setNow(const QDateTime &now) { m_now = now; }
    void setShown(const QString &environment) { m_shown = environment; } // its version stands out
    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : columnOf(AfterCount);
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const AppRow &row) const override { return row.app; }

private:
    StatusCell cell(const AppRow &row, int column) const;

    QStringList m_environments;
    QString m_shown;
    QDateTime m_now;
};

} // namespace envdeck::ui
