// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"
#include "ui/shell/shell_model.h"

#include <QMainWindow>
#include <memory>

namespace envdeck::ui {

class OverlayHost;
class SettingsStore;
class ToastHost;

// The window of one workspace: band, top bar, navigation, the page in view, activity, status strip, palette.
// Knows pages only by their specs and the world only by the ShellModel.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    // Both outlive the window. `settings` is the workspace's own: geometry, activity, page and environment
    // are restored from it and written back on close.
    MainWindow(ShellModel &model, SettingsStore &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    // In the order of the navigation. Call before open(); ids are unique.
    void addPage(const PageSpec &spec);
    // Shows the page and environment last in view, or the first page with all environments.
    void open();

    void go(const Destination &destination); // remembered in the history
    Destination current() const;
    Page *page() const; // in view; null before open()
    Scope scope() const;

    CommandRegistry &commands();
    OverlayHost *overlay();
    ToastHost *toasts();
    bool isReadOnly() const;
    // Reads envdeck.yaml of the checkout anew, in windows of its own that replace these.
    void reloadWorkspace();
    void setReadOnly(bool readOnly);
    void openPalette(const QString &query);
    void showJob(const QString &operation); // opens the activity panel on it

    // What the window's own commands do.
    void openEmptyPalette();
    void openHelp();
    void openEnvironmentMenu();
    void goBack();
    void goForward();
    void refreshPage();
    void refreshEverything();
    void focusSearch();
    void toggleActivity();
    void toggleReadOnly();
    void nextPane();
    void previousPane();
    void askNewWindow();
    void askQuit(); // asks first while jobs run

Q_SIGNALS:
    void closed(); // after the questions were answered: the composition root ends the program
    void newWindowAsked(const QString &environment);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Parts;

    void build();
    void connectModel();
    void connectActivity();
    void follow(const Destination &destination);
    bool knows(const EnvironmentId &name) const;
    void showPage();
    void act(const QString &page, const QString &command);
    void actWhenPossible();
    void giveUpAct();
    void noteHidden();
    void showScope();
    void showTitle();
    void showNavigation();
    void showJobs();
    void showStrip();
    void showBand();
    void applyCommands();
    void applyPageCommands();
    void openSegment(const QString &id);
    void askAbandon(const QString &operation);
    void askMerge(const QString &operation);
    void restore();
    void save();

    std::unique_ptr<Parts> m;
};

} // namespace envdeck::ui
