// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktop.h"

#include "app/desktop/pages.h"
#include "ui/widgets/toast_host.h"

#include <QFileDialog>
#include <QTimer>
#include <algorithm>

namespace envdeck {

Desktop::Desktop(const Opened &opened, const SessionOptions &options, ui::Appearance &appearance,
                 const QList<ui::RecentWorkspace> &recent)
    : m_paths(options.paths), m_remote(opened.remote), m_remembered(opened.remembered),
      m_session(opened, options),
      m_driftWatch({[this](std::stop_token stop) { return m_session.infrastructure().program(stop); },
                    m_session.drift(), m_session.jobs(), m_session.workspace(), m_session.clock()}),
      m_appearance(appearance), m_model(std::make_unique<DesktopModel>(m_session, recent)),
      m_restored(m_session.health().restore())
{
    connect(m_model.get(), &DesktopModel::openWorkspaceAsked, this, &Desktop::openWorkspaceAsked);
    connect(m_model.get(), &DesktopModel::pageAsked, this,
            [this](const QString &page, const QString &environment, const QString &app) {
                activeWindow().go({page, environment, app, {}});
            });
    connect(m_model.get(), &DesktopModel::settingsAsked, this, [this](const QString &item) {
        activeWindow().go({QStringLiteral("settings"), {}, {}, item});
    });
    connect(m_model.get(), &DesktopModel::chooseWorkspaceAsked, this, &Desktop::chooseWorkspace);
    connect(m_model.get(), &DesktopModel::logFileAsked, this,
            [this](const QString &path) { activeWindow().toasts()->show(tr("The log is %1").arg(path)); });
    connect(m_model.get(), &DesktopModel::told, this,
            [this](const QString &sentence) { activeWindow().toasts()->show(sentence); });
    addWindow(std::make_unique<ui::FileSettings>(m_session.stateFolder() + QStringLiteral("/window.ini")));
}

Desktop::~Desktop()
{
    m_session.health().stop();
}

ui::MainWindow &Desktop::addWindow(std::unique_ptr<ui::SettingsStore> settings)
{
    auto opening = std::make_unique<Opening>();
    opening->settings = std::move(settings);
    opening->window = std::make_unique<ui::MainWindow>(*m_model, *opening->settings);
    ui::MainWindow *window = opening->window.get();
    for (const ui::PageSpec &spec : pageSpecs(m_session, m_appearance))
        window->addPage(spec);
    connect(window, &ui::MainWindow::newWindowAsked, this, &Desktop::openAnother);
    connect(window, &ui::MainWindow::closed, this,
            [this, window] { QTimer::singleShot(0, this, [this, window] { forget(window); }); });
    m_windows.push_back(std::move(opening));
    return *window;
}

// Its place and page are its own and are not remembered: those of the first window are.
void Desktop::openAnother(const QString &environment)
{
    ui::MainWindow &window = addWindow(std::make_unique<ui::MemorySettings>());
    window.open();
    const ui::Destination here = activeWindow().current();
    window.setReadOnly(activeWindow().isReadOnly());
    window.go({here.page, environment, {}, {}});
    window.show();
}

void Desktop::forget(const ui::MainWindow *window)
{
    if (m_windows.size() == 1) {
        Q_EMIT closed();
        return;
    }
    std::erase_if(m_windows, [window](const auto &opening) { return opening->window.get() == window; });
}

ui::MainWindow &Desktop::activeWindow()
{
    const auto active = std::find_if(m_windows.cbegin(), m_windows.cend(),
                                     [](const auto &opening) { return opening->window->isActiveWindow(); });
    return active == m_windows.cend() ? window() : *(*active)->window;
}

void Desktop::chooseWorkspace()
{
    auto *dialog = new QFileDialog(&activeWindow(), tr("Open workspace"), m_session.workspace().root);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, &Desktop::openWorkspaceAsked);
    dialog->open();
}

void Desktop::open()
{
    // The last known world first, dated; the first question goes out after the first paint.
    whenDone(m_restored, this, [this](const Result<void> &) {
        window().open();
        window().show();
        QTimer::singleShot(0, this, m_remembered ? &Desktop::checkMemory : &Desktop::start);
    });
}

void Desktop::start()
{
    m_session.health().start();
    m_model->lookForTerraform();
    m_driftWatch.start();
    whenDone(m_session.prepare(), this, [this](const Result<void> &) {
        // A journal that fails says so with the first change.
        m_session.infrastructure().followUnattended(m_session.jobs());
        m_session.pulls().followAgain(m_session.jobs());
    });
}

void Desktop::checkMemory()
{
    whenDone(readAgain(m_session.workspace(), m_paths, this), this, [this](const Result<OpenResult> &read) {
        const auto opened = read ? read.value().opened : std::nullopt;
        if (!opened || opened->remote != m_remote || opened->actor != m_session.actor()) {
            Q_EMIT openWorkspaceAsked(m_session.workspace().root);
            return;
        }
        m_session.confirm(opened->checkout);
        start();
    });
}

} // namespace envdeck
