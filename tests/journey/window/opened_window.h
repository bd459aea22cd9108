// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/desktop.h"
#include "tests/journey/sandbox/world.h"
#include "tests/journey/walk/driver.h"
#include "tests/ui/support/look.h"

namespace envdeck::testing {

// Envdeck opened on a sandbox, in this process and in a home of its own that envdeckctl can share.
class OpenedWindow {
public:
    explicit OpenedWindow(World &world);
    ~OpenedWindow();

    void trustHosts(); // the keys that the sandbox's hosts show
    void open();       // shows the window; false facts fail the test
    void close();

    Desktop &desktop() { return *m_desktop; }
    ui::MainWindow &window() { return m_desktop->window(); }
    Driver driver() { return Driver(window(), Hands::Mouse); }
    ui::Appearance &appearance() { return *m_appearance; }
    World &world() { return m_world; }

    // "infrastructure", or "infrastructure/drift" for an item of it.
    void go(const QString &page, const QString &environment, const QString &app = {});
    // Reviews a deployment of `tag` to a place without guard, and accepts it after `before` was done.
    void deploy(const QString &environment, const QString &app, const QString &tag,
                const std::function<void()> &before = {});
    std::optional<JobStatus> newestJob(const QString &subject);
    JobStatus endedJob(const QString &subject); // waits for it
    QStringList visibleTexts();                 // of every label and banner in view
    const health::AppHealth *health(const QString &environment, const QString &app);

    QStringList ctlEnvironment() const; // for a process that shares this home
    QString home() const { return m_home.path(); }

private:
    World &m_world;
    LookGuard m_look;
    QTemporaryDir m_home;
    ui::MemorySettings m_settings;
    std::unique_ptr<ui::Appearance> m_appearance;
    std::unique_ptr<Desktop> m_desktop;
};

} // namespace envdeck::testing
