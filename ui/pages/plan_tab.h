// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/infrastructure_tab.h"
#include "ui/presenters/infrastructure_presenter.h"

class QPushButton;
class QStackedWidget;

namespace envdeck::ui {

class EmptyState;
class Label;
class LogView;
class PlanReview;

// The plan at hand, the log while one is made or applied, and the way to apply exactly what was read. The
// presenter outlives it.
class PlanTab final : public InfrastructureTab {
    Q_OBJECT

public:
    PlanTab(Page &page, InfrastructurePresenter &presenter);

    QString id() const override { return QStringLiteral("plan"); }
    QString title() const override { return tr("Plan"); }
    void tick() override { render(); } // validity runs out
    bool focusSearch() override;
    QList<Command> commands() const override;
    void retranslate() override;

private:
    void build();
    QWidget *buildFooter();
    void render();
    void renderNone();
    void renderPlan(const infrastructure::ReviewedPlan &plan);
    void askApply();
    QString applyWords() const; // of the plan at hand
    QString effectWords(const infrastructure::ReviewedPlan &plan) const;

    InfrastructurePresenter &m_presenter;
    PlanReview *m_review;
    QString m_shownPlan; // operation of the plan in the tree
    Label *m_summary;
    Label *m_validity;
    QWidget *m_planView;
    EmptyState *m_none;
    QString m_noneWords; // what it says; a new one is made for other words only
    LogView *m_log;
    QStackedWidget *m_faces;
    QPushButton *m_discard;
    QPushButton *m_apply;
};

} // namespace envdeck::ui
