// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/apps_presenter.h"
#include "ui/presenters/deployments_presenter.h"
#include "ui/shell/page.h"

class QPushButton;

namespace envdeck::ui {

class AppDetail;
class AppFlow;
class ChangeFlow;
class DataTable;
class FaceStack;
class PageHeader;

// The apps of an environment: what runs of each where, and everything about the one that is chosen.
class AppsPage final : public Page {
    Q_OBJECT

public:
    // `changes` is what Deploy and Promote go through, as on the Deployments page.
    AppsPage(std::unique_ptr<AppsPresenter> presenter, std::unique_ptr<DeploymentsPresenter> changes,
             QWidget *parent = nullptr);
    ~AppsPage() override;

    QString id() const override { return QStringLiteral("apps"); }
    QString title() const override { return tr("Apps"); }
    void setScope(const Scope &scope) override;
    void showItem(const QString &item) override; // "variables", "domains", "compose", "log", "summary"
    void refresh() override;
    void entered() override;
    void left() override;
    QString primaryCommand() const override { return QStringLiteral("apps.deploy"); }
    QList<Command> commands() const override;
    QString helpText() const override;
    void retranslate() override;

private:
    QWidget *buildAnswer();
    void connectDetail();
    void render();
    void chooseSelected();
    void follow();
    void showMenu(const QPoint &at);
    void deploy();
    void promote(const EnvironmentId &to);
    QList<EnvironmentId> promotable() const;

    std::unique_ptr<AppsPresenter> m_presenter;
    std::unique_ptr<DeploymentsPresenter> m_changes;
    AppModel *m_model;
    PageHeader *m_header;
    QPushButton *m_deploy = nullptr;
    DataTable *m_table;
    AppDetail *m_detail;
    AppFlow *m_flow;
    std::unique_ptr<ChangeFlow> m_change;
    FaceStack *m_faces;
    QString m_wanted; // app to be chosen once it is there
    bool m_inView = false;
};

} // namespace envdeck::ui
