// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/desktop_model.h"
#include "core/infrastructure/drift_watch.h"
#include "ui/presenters/settings_store.h"
#include "ui/shell/appearance.h"
#include "ui/shell/main_window.h"

#include <memory>
#include <vector>

namespace envdeck {

// One opened workspace in its windows: the session, what the shell shows of it, and the pages.
class Desktop final : public QObject {
    Q_OBJECT

public:
    // `appearance` outlives it. Shows nothing yet.
    Desktop(const Opened &opened, const SessionOptions &options, ui::Appearance &appearance,
            const QList<ui::RecentWorkspace> &recent = {});
    ~Desktop() override;

    // Shows the window with what is known from earlier runs, then starts to look at the world. What was
    // opened from memory is compared with git first; when git says otherwise, openWorkspaceAsked() is emitted
    // instead.
    void open();

    ui::MainWindow &window() { return *m_windows.front()->window; } // the oldest
    qsizetype windowCount() const { return qsizetype(m_windows.size()); }
    Session &session() { return m_session; }

Q_SIGNALS:
    void closed(); // the last window
    void openWorkspaceAsked(const QString &path);

private:
    struct Opening {
        std::unique_ptr<ui::SettingsStore> settings;
        std::unique_ptr<ui::MainWindow> window;
    };

    void start();
    void checkMemory();
    ui::MainWindow &addWindow(std::unique_ptr<ui::SettingsStore> settings);
    void openAnother(const QString &environment);
    void forget(const ui::MainWindow *window);
    ui::MainWindow &activeWindow();
    void chooseWorkspace();

    Paths m_paths;
    git::Remote m_remote;
    bool m_remembered;
    Session m_session;
    infrastructure::DriftWatch m_driftWatch;
    ui::Appearance &m_appearance;
    std::unique_ptr<DesktopModel> m_model;
    Async<void> m_restored;                          // the last known world, read while the window is made
    std::vector<std::unique_ptr<Opening>> m_windows; // never empty until the last one was closed
};

} // namespace envdeck
