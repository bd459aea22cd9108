// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/host_actions_presenter.h"
#include "ui/presenters/trouble_presenter.h"
#include "ui/shell/page.h"

class QComboBox;
class QPushButton;

namespace envdeck::ui {

class Banner;
class FaceStack;
class HostFlow;
class PageHeader;
class TroubleDetail;
class TroubleStepModel;
class DataTable;

// Why an app is not well: containers, logs, traces and network looked at together, the most likely cause and
// what to do about it.
class TroublePage final : public Page {
    Q_OBJECT

public:
    TroublePage(std::unique_ptr<TroublePresenter> presenter, std::unique_ptr<HostActionsPresenter> actions,
                QWidget *parent = nullptr);
    ~TroublePage() override;

    QString id() const override { return QStringLiteral("trouble"); }
    QString title() const override { return tr("Troubleshoot"); }
    void setScope(const Scope &scope) override;
    void showItem(const QString &item) override; // a complaint's name: looks at once
    void refresh() override { run(); }
    void entered() override;
    void left() override;
    bool focusSearch() override;
    QString primaryCommand() const override { return QStringLiteral("trouble.run"); }
    QList<Command> commands() const override;
    QString helpText() const override;
    void retranslate() override;

private:
    QWidget *buildToolbar();
    QWidget *buildAnswer();
    void chooseApp();
    void run();
    void runOrCancel();
    void render();
    void renderSummary(const troubleshooting::Report &report);
    void renderDetail();
    void copyReport();
    void act(NextAction action, const Finding &about);
    void copyDraft(const Finding &about);
    void restart(const Finding &about);

    std::unique_ptr<TroublePresenter> m_presenter;
    EnvironmentId m_environment;
    TroubleStepModel *m_steps;
    PageHeader *m_header;
    QComboBox *m_apps;
    QComboBox *m_complaints;
    QPushButton *m_run;
    QPushButton *m_copy;
    Banner *m_summary;
    QList<QPushButton *> m_offers;
    DataTable *m_table;
    TroubleDetail *m_detail;
    HostFlow *m_flow;
    FaceStack *m_faces;
    QTimer *m_clock;     // ages grow while nothing happens
    int m_followed = -1; // step that is shown as the one of the likely cause
    bool m_filling = false;
};

} // namespace envdeck::ui
