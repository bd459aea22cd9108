// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/shell/command.h"
#include "ui/text/error_text.h"

#include <QWidget>
#include <functional>
#include <optional>

namespace envdeck::ui {

class OverlayHost;
class ToastHost;

// What a page is looking at. Nothing for the environment means all of them.
struct Scope {
    std::optional<EnvironmentId> environment;
    std::optional<QString> app;
    friend bool operator==(const Scope &, const Scope &) = default;
};

// Somewhere to go. Fields that hold nothing stay as they are in view.
struct Destination {
    QString page;                             // id: "deployments"; empty stays on the page
    std::optional<EnvironmentId> environment; // "" is all environments
    std::optional<QString> app;               // "" is all apps
    QString item; // the page's own key: a commit, an operation id, a resource address
    friend bool operator==(const Destination &, const Destination &) = default;
};

// One page of the window. Made once, on the first visit, and kept; shown again by the shell. A page builds
// its widgets, forwards to its presenter and renders its state in all four faces (FaceStack); it opens sheets
// on overlay() and says what was done on toasts(). Both are set before the first setScope() and outlive the
// page.
class Page : public QWidget {
    Q_OBJECT

public:
    explicit Page(QWidget *parent = nullptr);

    virtual QString id() const = 0;    // stable, the spec's: "deployments"
    virtual QString title() const = 0; // tr(), in the language in force

    // Called on arrival and when the switcher changes while in view: keeps time range and filter, drops the
    // selection. Never called for a sheet that is open: that keeps its environment.
    virtual void setScope(const Scope &scope) = 0;
    // Shows and selects one thing; the key comes from Destination::item. Unknown keys do nothing.
    virtual void showItem(const QString &item);
    // F5. Must not move focus, selection or scroll.
    virtual void refresh() = 0;
    // Came into view, left it: start and stop polling here.
    virtual void entered();
    virtual void left();
    // The window came out of view, or back: what polls does so four times slower meanwhile.
    virtual void setUnwatched(bool unwatched);

    // Ctrl+F or "/": the filter field takes the focus. False when the page has none.
    virtual bool focusSearch();
    // The most important thing to do here, one of commands(); empty for none.
    virtual QString primaryCommand() const;
    // What the page adds to palette, menus and shortcuts while it is in view; emit commandsChanged() when it
    // differs.
    virtual QList<Command> commands() const;
    // What this page is for, in one or two plain sentences: head of the F1 overlay, above the shortcuts of
    // commands().
    virtual QString helpText() const = 0;
    // Esc, when no sheet is open: one step back inside the page (zoom, details). False when there is nothing
    // to undo.
    virtual bool stepBack();
    // Words again after a language switch; called by changeEvent(). Call it at the end of the constructor
    // too.
    virtual void retranslate() = 0;

    void setSurroundings(OverlayHost *overlay, ToastHost *toasts);
    // True, and said, while the window is read-only: asked by everything that would begin a change.
    bool refusesChange() const;
    OverlayHost *overlay() const { return m_overlay; }
    ToastHost *toasts() const { return m_toasts; }

Q_SIGNALS:
    void navigate(const envdeck::ui::Destination &destination);
    void commandsChanged();

protected:
    void changeEvent(QEvent *event) override;
    // What the button of an error face says: the settings of `account` ("dokploy/prod") for a refused key,
    // another try for all else that a page can do by itself.
    void takeNextStep(NextStep step, const QString &account);

private:
    OverlayHost *m_overlay = nullptr; // borrowed, the window's
    ToastHost *m_toasts = nullptr;    // borrowed, the window's
};

// Something that a page can do, said before the page exists: the palette offers it from everywhere, goes to
// the page and then triggers the command of that id, with its guards.
struct PageAction {
    QString id; // one of the page's commands(): "deployments.rollback"
    std::function<QString()> title;
    QString englishTitle;
    QString icon;
    Risk risk = Risk::R0;
};

// A page before it exists: enough for navigation and palette. Only pages that work are registered.
struct PageSpec {
    QString id;
    std::function<QString()> title; // tr() at call time: [] { return OverviewPage::tr("Overview"); }
    QString englishTitle;
    QString icon;
    int group = 0; // a gap in the navigation stands between groups
    // False: needs one environment; going there from "all environments" asks which.
    bool showsAllEnvironments = false;
    std::function<Page *(QWidget *parent)> make;
    QList<PageAction> actions = {};
};

} // namespace envdeck::ui

Q_DECLARE_METATYPE(envdeck::ui::Destination)
