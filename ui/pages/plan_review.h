// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker.h"
#include "core/domain/plan.h"
#include "core/domain/plan_mode.h"

#include <QWidget>

#include <stop_token>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace envdeck::ui {

class Label;
class PlanModel;

// What a plan would do, as a tree to read: filter, unchanged ones on demand, the cost where it is known, copy
// and export as Markdown.
class PlanReview final : public QWidget {
    Q_OBJECT

public:
    explicit PlanReview(QWidget *parent = nullptr);
    ~PlanReview() override;

    void setPlan(const Plan &plan, const QString &environment, PlanMode mode = PlanMode::Changes);
    bool focusSearch();
    void retranslate();

Q_SIGNALS:
    void said(const QString &sentence); // of what was copied or exported, or why not

private:
    QWidget *buildTools();
    void build();
    void filter();
    void readNames();
    void expand();
    void render();
    void copy();
    void askExport();
    void exportTo(const QString &path);

    PlanModel *m_model;
    QString m_environment;
    Label *m_cost;
    QLineEdit *m_filter;
    QCheckBox *m_unchanged;
    QPushButton *m_expand;
    QPushButton *m_copy;
    QPushButton *m_export;
    QTreeView *m_tree;
    QWidget *m_nothing; // matches the filter
    Label *m_nothingWords;
    QPushButton *m_clear;
    QStackedWidget *m_faces;
    std::stop_source m_stop; // of reading the names
    bool m_readsNames = false;
    Worker m_worker; // writes the file, reads the names
};

} // namespace envdeck::ui
