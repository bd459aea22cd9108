// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/support/fake_shell_model.h"
#include "tests/ui/support/look.h"
#include "ui/pages/settings_page.h"
#include "ui/presenters/settings_store.h"
#include "ui/shell/appearance.h"
#include "ui/shell/main_window.h"

namespace envdeck::testing {

// The Settings page in a window, with the sections that a test gives it.
class SettingsWindow {
public:
    SettingsWindow();
    ~SettingsWindow();

    void open(const QList<std::function<ui::SettingsSection *(ui::Page &)>> &sections,
              const QSize &size = {1280, 800});
    ui::SettingsPage *page() const { return static_cast<ui::SettingsPage *>(window->page()); }
    template <typename W>
    W *part(const char *name) const
    {
        return window->findChild<W *>(QString::fromLatin1(name));
    }
    // Every word that any widget below the window holds or says.
    QString allWords() const;
    // Takes its picture, and finds words that are cut off and controls without a name.
    void look(const char *name);

    ui::MemorySettings personal;
    ui::MemorySettings windowState;
    std::unique_ptr<ui::Appearance> appearance;
    FakeShellModel model;
    std::unique_ptr<ui::MainWindow> window;
};

} // namespace envdeck::testing
