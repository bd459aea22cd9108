// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/desktop_model.h"
#include "ui/presenters/settings_store.h"
#include "ui/shell/appearance.h"
#include "ui/shell/main_window.h"

#include <memory>

namespace envdeck {

// One opened workspace in its window: the session, what the shell shows of it, and the pages.
class Desktop final : public QObject {
    Q_OBJECT

public:
    // `appearance` outlives it. Shows nothing yet.
    Desktop(const Opened &opened, const SessionOptions &options, ui::Appearance &appearance);
    ~Desktop() override;

    // Shows the window with what is known from earlier runs, then starts to look at the world.
    void open();

    ui::MainWindow &window() { return *m_window; }
    Session &session() { return m_session; }

Q_SIGNALS:
    void closed();
    void openWorkspaceAsked(const QString &path);

private:
    void addPages();

    Session m_session;
    ui::Appearance &m_appearance;
    std::unique_ptr<DesktopModel> m_model;
    std::unique_ptr<ui::FileSettings> m_windowSettings;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace envdeck
