// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/desktop.h"

#include "app/desktop/pages.h"
#include "ui/widgets/toast_host.h"

#include <QFileDialog>
#include <QTimer>

namespace envdeck {

Desktop::Desktop(const Opened &opened, const SessionOptions &options, ui::Appearance &appearance)
    : m_session(opened, options), m_appearance(appearance), m_model(std::make_unique<DesktopModel>(m_session)),
      m_windowSettings(std::make_unique<ui::FileSettings>(m_session.stateFolder() + QStringLiteral("/window.ini"))),
      m_window(std::make_unique<ui::MainWindow>(*m_model, *m_windowSettings))
{
    addPages();
    connect(m_window.get(), &ui::MainWindow::closed, this, &Desktop::closed);
    connect(m_model.get(), &DesktopModel::openWorkspaceAsked, this, &Desktop::openWorkspaceAsked);
    connect(m_model.get(), &DesktopModel::pageAsked, m_window.get(), [this](const QString &page, const QString &environment, const QString &app) {
        m_window->go({page, environment, app, {}});
    });
    connect(m_model.get(), &DesktopModel::chooseWorkspaceAsked, m_window.get(), [this] {
        auto *dialog = new QFileDialog(m_window.get(), tr("Open workspace"), m_session.workspace().root);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::Directory);
        connect(dialog, &QFileDialog::fileSelected, this, &Desktop::openWorkspaceAsked);
        dialog->open();
    });
    connect(m_model.get(), &DesktopModel::logFileAsked, m_window.get(), [this](const QString &path) { m_window->toasts()->show(tr("The log is %1").arg(path)); });
}

Desktop::~Desktop()
{
    m_session.health().stop();
}

void Desktop::addPages()
{
    for (const ui::PageSpec &spec : pageSpecs(m_session, m_appearance))
        m_window->addPage(spec);
}

void Desktop::open()
{
    // The last known world first, dated; the first question goes out after the first paint.
    whenDone(m_session.health().restore(), this, [this](const Result<void> &) {
        m_window->open();
        m_window->show();
        QTimer::singleShot(0, this, [this] {
            m_session.health().start();
            whenDone(m_session.prepare(), this, [](const Result<void> &) {}); // a journal that fails says so with the first change
        });
    });
}

} // namespace envdeck
