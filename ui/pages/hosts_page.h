// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/bootstrap_presenter.h"
#include "ui/presenters/host_actions_presenter.h"
#include "ui/presenters/hosts_presenter.h"
#include "ui/shell/page.h"

class QTimer;

namespace envdeck::ui {

class BootstrapFlow;
class DataTable;
class FaceStack;
class HostDetail;
class HostFlow;
class HostModel;
class PageHeader;

// The servers: what each says of itself, and what runs on it.
class HostsPage final : public Page {
    Q_OBJECT

public:
    HostsPage(std::unique_ptr<HostsPresenter> presenter, std::unique_ptr<HostActionsPresenter> actions,
              std::unique_ptr<BootstrapPresenter> bootstrap, QWidget *parent = nullptr);
    ~HostsPage() override;

    QString id() const override { return QStringLiteral("hosts"); }
    QString title() const override { return tr("Hosts"); }
    void setScope(const Scope &scope) override;
    void showItem(const QString &item) override; // "prod/prod-1"
    void refresh() override;
    void entered() override;
    void left() override;
    void setUnwatched(bool unwatched) override { m_presenter->setUnwatched(unwatched); }
    QList<Command> commands() const override;
    QString helpText() const override;
    void retranslate() override;

private:
    QWidget *buildAnswer();
    void render();
    void renderDetail();
    const hosts::HostStatus *chosen() const; // null for none

    std::unique_ptr<HostsPresenter> m_presenter;
    HostModel *m_model;
    PageHeader *m_header;
    DataTable *m_table;
    HostDetail *m_detail;
    HostFlow *m_flow;
    BootstrapFlow *m_bootstrap;
    FaceStack *m_faces;
    QTimer *m_clock;  // ages grow while nothing happens
    QString m_wanted; // to be chosen once it is there
};

} // namespace envdeck::ui
