// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/guarded_sheet.h"
#include "ui/presenters/apps_presenter.h"
#include "ui/shell/page.h"

namespace envdeck::ui {

// From a wish to change how an app is set up to its job: opens the sheet that says what will be, and starts
// what was confirmed. A value is typed into the sheet and goes from there to the panel, nowhere else.
class AppFlow final : public QObject {
    Q_OBJECT

public:
    AppFlow(Page &page, AppsPresenter &presenter);

    void askSet(const EnvironmentId &environment, const QString &name); // an empty name: a new variable
    void askUnset(const EnvironmentId &environment, const QString &name);
    void askRename(const EnvironmentId &environment, const QString &name);
    void askCopy(const EnvironmentId &from, const EnvironmentId &to, const QString &name);
    void askRunning(bool running);
    void askRedeploy();
    void askRestore(const QList<apps::PanelDrift> &drift);
    void adopt(const apps::PanelDrift &drift);
    void askStack(); // the lines that let a stack roll, as a commit

private:
    bool mayAsk() const;
    GuardedAction action(const EnvironmentId &environment) const;
    bool isFrozen(const EnvironmentId &environment) const;
    QString withFreeze(const QString &text, const EnvironmentId &environment) const;
    void say(const QString &trouble); // empty: nothing

    Page &m_page;
    AppsPresenter &m_presenter;
};

} // namespace envdeck::ui
