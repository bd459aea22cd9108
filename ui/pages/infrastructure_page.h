// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/infrastructure_presenter.h"
#include "ui/shell/page.h"

class QCheckBox;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTabBar;
class QTimer;
class QTreeView;

namespace envdeck::ui {

class Banner;
class DataTable;
class EmptyState;
class Label;
class LogView;
class OutputModel;
class PageHeader;
class PlanModel;

// Plan the head of the environment's branch, read what it would change, apply exactly that.
class InfrastructurePage final : public Page {
    Q_OBJECT

public:
    explicit InfrastructurePage(std::unique_ptr<InfrastructurePresenter> presenter, QWidget *parent = nullptr);
    ~InfrastructurePage() override;

    QString id() const override { return QStringLiteral("infrastructure"); }
    QString title() const override { return tr("Infrastructure"); }
    void setScope(const Scope &scope) override;
    void refresh() override;
    void entered() override;
    void left() override;
    bool focusSearch() override;
    QString primaryCommand() const override { return QStringLiteral("infrastructure.plan"); }
    QList<Command> commands() const override;
    QString helpText() const override;
    void retranslate() override;

private:
    enum Tab { PlanTab, OutputsTab };
    QWidget *buildPlan();
    QWidget *buildFooter();
    QWidget *buildOutputs();
    void render();
    void renderPlan();
    void renderJob();
    void renderOutputs();
    void askApply();
    void copyMarkdown();

    std::unique_ptr<InfrastructurePresenter> m_presenter;
    PlanModel *m_model;
    QSortFilterProxyModel *m_filtered;
    OutputModel *m_outputs;
    QString m_shownPlan; // operation of the plan in the tree
    PageHeader *m_header;
    QPushButton *m_plan;
    QTabBar *m_tabs;
    QStackedWidget *m_body;
    Banner *m_job;
    QPushButton *m_cancel;
    Label *m_summary;
    Label *m_validity;
    QLineEdit *m_filter;
    QCheckBox *m_unchanged;
    QPushButton *m_copy;
    QTreeView *m_tree;
    QWidget *m_planView;
    EmptyState *m_none;
    LogView *m_log;
    QStackedWidget *m_planFaces;
    QWidget *m_footer;
    QPushButton *m_discard;
    QPushButton *m_apply;
    DataTable *m_outputTable;
    Label *m_outputNote;
    QTimer *m_clock;
};

} // namespace envdeck::ui
