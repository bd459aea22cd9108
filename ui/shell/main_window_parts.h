// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/main_window.h"
#include "ui/shell/page_history.h"
#include "ui/shell/panes.h"

class QTimer;

namespace envdeck::ui {

class SettingsStore;
class Shortcuts;
class WindowFrame;

// What the sources of MainWindow share.
class MainWindow::Parts {
public:
    Parts(ShellModel &shellModel, SettingsStore &store, MainWindow &window);

    ShellModel &model;
    SettingsStore &settings;
    CommandRegistry registry;
    WindowFrame *frame;
    OverlayHost *overlay;
    ToastHost *toasts;
    Shortcuts *shortcuts;
    QTimer *clock; // while a job runs: its time goes on
    Panes panes;
    PageHistory history;
    Destination place;
    EnvironmentId lastOne; // the environment last in view: suggested where a page needs one
    bool quitConfirmed = false;
    QString wanted;   // command to trigger once its page is there and can
    QTimer *patience; // how long it is waited for
};

} // namespace envdeck::ui
