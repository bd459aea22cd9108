// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/deployments_presenter.h"
#include "ui/shell/page.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTimer;

namespace envdeck::ui {

class Banner;
class ChangeFlow;
class DataTable;
class DeploymentHistoryModel;
class FaceStack;
class PageHeader;

// History of one app in one environment, and the way to its next or an earlier version.
class DeploymentsPage final : public Page {
    Q_OBJECT

public:
    explicit DeploymentsPage(std::unique_ptr<DeploymentsPresenter> presenter, QWidget *parent = nullptr);
    ~DeploymentsPage() override;

    QString id() const override { return QStringLiteral("deployments"); }
    QString title() const override { return tr("Deployments"); }
    void setScope(const Scope &scope) override;
    void showItem(const QString &item) override; // a commit, "deploy" or "rollback"
    void refresh() override;
    void entered() override;
    void left() override;
    void setUnwatched(bool unwatched) override;
    bool focusSearch() override;
    QString primaryCommand() const override { return QStringLiteral("deployments.deploy"); }
    QList<Command> commands() const override;
    QString helpText() const override;
    void retranslate() override;

private:
    QWidget *buildToolbar();
    QWidget *buildBanners();
    QList<Command> rowCommands() const;
    void showWanted();
    void fillApps();
    void chooseTarget();
    void render();
    void renderMissing();
    bool jobTellsOfCurrent() const;
    void renderBanner();
    void renderJob();
    QString truthText() const; // empty while it is not read
    void selectSafest();
    void openVersions();
    void rollBackTo(const Deployment &deployment);
    void rollBackToSafest();
    void nextStep();
    void showMenu(const QModelIndex &index, const QPoint &at);
    const Deployment *deploymentAt(const QModelIndex &proxyIndex) const;
    QString whyNot() const; // why nothing can be changed; empty when it can

    std::unique_ptr<DeploymentsPresenter> m_presenter;
    QTimer *m_clock;  // while in view
    QTimer *m_reread; // while in view
    std::unique_ptr<ChangeFlow> m_change;
    Scope m_scope;
    DeploymentHistoryModel *m_model;
    QSortFilterProxyModel *m_filtered;
    PageHeader *m_header;
    QPushButton *m_deploy;
    QComboBox *m_environments;
    QComboBox *m_apps;
    QLineEdit *m_filter;
    QPushButton *m_rollback;
    Banner *m_hint;
    QPushButton *m_hintButton;
    Banner *m_job;
    QPushButton *m_jobButton;
    QPushButton *m_watch; // keep what is not well, and look at it for longer
    NextStep m_jobStep = NextStep::None;
    DataTable *m_table;
    FaceStack *m_faces;
    QString m_refusedKey; // account whose key the panel refused; empty for none
    QString m_wanted;     // item to show once the history is there
    bool m_filling = false;
};

} // namespace envdeck::ui
