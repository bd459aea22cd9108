// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/infrastructure_tab.h"
#include "ui/presenters/branches_presenter.h"

#include <memory>

class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;

namespace envdeck::ui {

class Banner;
class BranchModel;
class DataTable;
class FaceStack;
class Label;
class PullBar;

// What is proposed: the other branches of the repository, the plan of one of them, and the pull request that
// is followed.
class BranchesTab final : public InfrastructureTab {
    Q_OBJECT

public:
    BranchesTab(Page &page, std::unique_ptr<BranchesPresenter> presenter);
    ~BranchesTab() override;

    QString id() const override { return QStringLiteral("branches"); }
    QString title() const override { return tr("Pull requests"); }
    void setEnvironment(const EnvironmentId &environment) override { m_presenter->show(environment); }
    void refresh() override { m_presenter->refresh(); }
    void tick() override;
    bool focusSearch() override;
    QList<Command> commands() const override;
    void retranslate() override;

private:
    QWidget *buildAnswer();
    void askPlan(const QModelIndex &index);
    void openPlanSheet(const BranchFacts &facts);
    void askProposal();
    void askMerge();
    void openPage();
    QString whyNoProposal() const; // empty when the plan at hand can be proposed
    void render();
    void renderPlan();
    void renderFaces();

    std::unique_ptr<BranchesPresenter> m_presenter;
    BranchModel *m_model;
    QSortFilterProxyModel *m_filtered;
    Label *m_summary;
    Label *m_age;
    QLineEdit *m_filter;
    DataTable *m_table;
    PullBar *m_pull;
    Banner *m_plan;
    QPushButton *m_propose;
    FaceStack *m_faces = nullptr;
};

} // namespace envdeck::ui
