// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/infrastructure_presenter.h"
#include "ui/shell/page.h"
#include "ui/text/code_check_text.h"

class QPushButton;
class QStackedWidget;
class QTabBar;
class QTimer;

namespace envdeck::ui {

class Banner;
class CodeCheckSheet;
class FormatFlow;
class InfrastructureTab;
class PageHeader;
class StateNotice;
class StatePresenter;

// One environment's Terraform: plan the head of its branch and apply exactly that, and the views on what is
// there.
class InfrastructurePage final : public Page {
    Q_OBJECT

public:
    explicit InfrastructurePage(std::unique_ptr<InfrastructurePresenter> presenter,
                                QWidget *parent = nullptr);
    ~InfrastructurePage() override;

    // In the order in which they stand, behind Plan and Outputs. Takes it.
    void addTab(InfrastructureTab *tab);
    // What is wrong with the state stands above all of them. Outlives the page, or is its child.
    void setTrouble(StatePresenter *trouble);

    QString id() const override { return QStringLiteral("infrastructure"); }
    QString title() const override { return tr("Infrastructure"); }
    void setScope(const Scope &scope) override;
    void showItem(const QString &item) override; // the id of a tab: "outputs"
    void refresh() override;
    void entered() override;
    void left() override;
    bool focusSearch() override;
    QString primaryCommand() const override { return QStringLiteral("infrastructure.plan"); }
    QList<Command> commands() const override;
    QString helpText() const override;
    void retranslate() override;

private:
    InfrastructureTab *current() const;
    void turnTo(int index);
    void plan(PlanMode mode = PlanMode::Changes);
    QList<Command> otherRuns() const; // what stands in the menu beside "Run plan"
    void showOtherRuns();
    CodeCheckSheet *showCheck(const CodeCheckText &text); // null when something else is open
    void render();
    void renderJob();

    std::unique_ptr<InfrastructurePresenter> m_presenter;
    std::unique_ptr<FormatFlow> m_format;
    QList<InfrastructureTab *> m_tabs; // children, in the bar's order
    PageHeader *m_header;
    QPushButton *m_plan;
    QPushButton *m_more;
    QTabBar *m_bar;
    QStackedWidget *m_body;
    StatePresenter *m_trouble = nullptr; // borrowed; null before setTrouble()
    StateNotice *m_notice = nullptr;
    Banner *m_job;
    QPushButton *m_cancel;
    QTimer *m_clock;
};

} // namespace envdeck::ui
