// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

namespace envdeck::ui {

// One view of the Infrastructure page. Reads only once it is in view.
class InfrastructureTab : public QWidget {
    Q_OBJECT

public:
    // `page` owns it, once added, and lends its overlay and toasts.
    explicit InfrastructureTab(Page &page) : m_page(page) {}

    virtual QString id() const = 0;    // stable, what Destination::item names: "outputs"
    virtual QString title() const = 0; // tr(), in the language in force
    // The environment in view; called before anything is read.
    virtual void setEnvironment(const EnvironmentId &) {}
    // Came into view, another environment while in view, and F5: read again what may have changed. Must not
    // move focus, selection or scroll.
    virtual void refresh() {}
    virtual void left() {}
    // Once a second while in view: ages move.
    virtual void tick() {}
    virtual bool focusSearch() { return false; }
    // What it adds to the page's, while in view; emit commandsChanged() when it differs.
    virtual QList<Command> commands() const { return {}; }
    virtual void retranslate() = 0;

Q_SIGNALS:
    void commandsChanged();

protected:
    Page &page() const { return m_page; }
    // What the button of an error face says: the key of the repository's remote for a refused one, another
    // try for all else.
    void takeNextStep(NextStep step)
    {
        if (step == NextStep::ReplaceKey)
            Q_EMIT m_page.navigate({QStringLiteral("settings"), {}, {}, QStringLiteral("accounts/git")});
        else
            tryAgain();
    }
    virtual void tryAgain() { refresh(); }

private:
    Page &m_page;
};

} // namespace envdeck::ui
