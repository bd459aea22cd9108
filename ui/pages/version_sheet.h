// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/service.h"
#include "core/domain/workspace.h"

#include <QWidget>

class QLineEdit;
class QSortFilterProxyModel;

namespace envdeck::ui {

class DataTable;
class Label;
class VersionModel;

// Which version to deploy: what the registry has, newest first, with where each runs. Enter or a double click
// takes the selected one to its review.
class VersionSheet final : public QWidget {
    Q_OBJECT

public:
    VersionSheet(const QString &title, EnvironmentKind kind, bool hatched, const QDateTime &now,
                 QWidget *parent = nullptr);

    void setVersions(const QList<deployments::Version> &versions);
    void setFailure(const QString &sentence);
    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const envdeck::deployments::Version &version);
    void canceled();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void filter(const QString &text);
    void choose();

    VersionModel *m_model;
    QSortFilterProxyModel *m_filtered;
    QLineEdit *m_filter;
    DataTable *m_table;
    Label *m_note;
    class QPushButton *m_accept;
};

} // namespace envdeck::ui
