// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/state_presenter.h"
#include "ui/shell/page.h"

class QPushButton;

namespace envdeck::ui {

class Banner;

// What keeps the state from being used, and the ways out, above every view of the page: who holds its lock,
// and a state that an apply could not save. Takes no room while all is well.
class StateNotice final : public QWidget {
    Q_OBJECT

public:
    // The presenter outlives it; `page` lends its overlay and toasts.
    StateNotice(Page &page, StatePresenter &presenter);

    QList<Command> commands() const;
    void retranslate();

Q_SIGNALS:
    void commandsChanged();

private:
    void render();
    void renderLock();
    void renderErrored();
    void retry();
    void askUnlock();
    void askPush();
    void askSetAside();
    void say(const QString &why); // nothing when it is empty

    Page &m_page;
    StatePresenter &m_presenter;
    Banner *m_lock;
    QPushButton *m_retry;
    QPushButton *m_unlock;
    Banner *m_errored;
    QPushButton *m_push;
    QPushButton *m_setAside;
    Banner *m_job; // of a way out that goes on, or did not work
    bool m_could[3] = {false, false, false};
};

} // namespace envdeck::ui
