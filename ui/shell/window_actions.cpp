// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window_parts.h"

#include "ui/presenters/settings_store.h"
#include "ui/shell/help_overlay.h"
#include "ui/shell/job_questions.h"
#include "ui/shell/page_stack.h"
#include "ui/shell/segment_popover.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/window_commands.h"
#include "ui/shell/window_frame.h"
#include "ui/text/guard_text.h"
#include "ui/widgets/activity_panel.h"
#include "ui/widgets/command_palette.h"
#include "ui/widgets/env_switcher.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/status_strip.h"
#include "ui/widgets/toast_host.h"

#include <QApplication>
#include <QSet>

#include <algorithm>

// What the window's own commands do.
namespace envdeck::ui {

namespace {

const QString windowOwner = QStringLiteral("window");
const QString pageOwner = QStringLiteral("page");
const QString elsewhereOwner = QStringLiteral("elsewhere"); // what pages that are not in view can do
const QString recentKey = QStringLiteral("palette/recent");
constexpr int recentKept = 8;

} // namespace

void MainWindow::applyCommands()
{
    QList<Command> commands = windowCommands(*this, m->frame->pages()->specs(), m->model.environments());
    commands += deploymentCommands(*this, m->model.deployments());
    m->registry.setCommands(windowOwner, commands);
}

void MainWindow::applyPageCommands()
{
    m->registry.setCommands(pageOwner, page() ? page()->commands() : QList<Command>());
    QList<Command> elsewhere;
    for (const PageSpec &spec : m->frame->pages()->specs()) {
        if (page() && page()->id() == spec.id)
            continue;
        for (const PageAction &action : spec.actions) {
            Command command;
            command.id = action.id;
            command.title = action.title();
            command.englishTitle = action.englishTitle;
            command.icon = action.icon;
            command.context = spec.title();
            command.risk = action.risk;
            command.trigger = [this, page = spec.id, id = action.id] { act(page, id); };
            elsewhere.append(command);
        }
    }
    m->registry.setCommands(elsewhereOwner, elsewhere);
    actWhenPossible();
}

bool MainWindow::isReadOnly() const
{
    return m->registry.isReadOnly();
}

void MainWindow::setReadOnly(bool readOnly)
{
    m->registry.setReadOnly(readOnly);
}

void MainWindow::toggleReadOnly()
{
    setReadOnly(!isReadOnly());
    m->toasts->show(isReadOnly() ? tr("Read-only mode is on: nothing can be changed from here.")
                                 : tr("Read-only mode is off."));
}

void MainWindow::openEmptyPalette()
{
    openPalette({});
}

void MainWindow::openPalette(const QString &query)
{
    QList<PaletteEntry> entries;
    QSet<QString> listed{QStringLiteral("palette.open")};
    for (const Command &command : m->registry.commands()) {
        if (listed.contains(command.id)) // a page knows more deployments than the window, and some twice
            continue;
        listed.insert(command.id);
        entries.append({command.id, command.kind, command.icon, command.title, command.englishTitle,
                        command.context, command.shortcut.toString(QKeySequence::NativeText),
                        command.enabled ? QString() : command.reason});
    }
    auto *palette = new CommandPalette;
    palette->setEntries(entries);
    palette->setRecent(m->settings.read(recentKey).toStringList());
    palette->setQuery(query);
    connect(palette, &CommandPalette::chosen, this, [this](const QString &id) {
        QStringList recent = m->settings.read(recentKey).toStringList();
        recent.removeAll(id);
        recent.prepend(id);
        m->settings.write(recentKey, QStringList(recent.mid(0, recentKept)));
        m->overlay->dismiss(); // first: the command may open a sheet of its own
        m->registry.trigger(id);
    });
    m->overlay->open(palette, OverlayHost::Place::Top);
}

void MainWindow::openHelp()
{
    if (!page())
        return;
    QList<Command> ofWindow;
    QList<Command> ofPage = page()->commands();
    for (const Command &command : m->registry.commands()) {
        const bool isOfPage = std::any_of(ofPage.begin(), ofPage.end(),
                                          [&](const Command &own) { return own.id == command.id; });
        if (!isOfPage)
            ofWindow.append(command);
    }
    auto *help = new HelpOverlay(page()->title(), page()->helpText(), ofPage, ofWindow);
    connect(help, &HelpOverlay::closed, m->overlay, &OverlayHost::dismiss);
    m->overlay->open(help, OverlayHost::Place::Center);
}

void MainWindow::openEnvironmentMenu()
{
    m->frame->topBar()->switcher()->openMenu();
}

void MainWindow::refreshPage()
{
    if (page())
        page()->refresh();
}

void MainWindow::reloadWorkspace()
{
    m->model.openWorkspace(m->model.workspacePath());
}

void MainWindow::refreshEverything()
{
    m->model.refreshEverything();
}

void MainWindow::focusSearch()
{
    if (page())
        page()->focusSearch();
}

void MainWindow::toggleActivity()
{
    ActivityPanel *panel = m->frame->activity();
    const bool hadFocus = panel->isAncestorOf(focusWidget());
    panel->setVisible(!panel->isVisible());
    if (hadFocus && page())
        page()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::showJob(const QString &operation)
{
    m->frame->activity()->show();
    m->frame->activity()->showJob(operation);
}

void MainWindow::nextPane()
{
    m->panes.step(true);
}

void MainWindow::previousPane()
{
    m->panes.step(false);
}

void MainWindow::openSegment(const QString &id)
{
    QWidget *anchor = m->frame->strip()->segment(id);
    for (const StripSegment &segment : m->model.segments()) {
        if (segment.id == id && anchor)
            showSegmentPopover(anchor, segment, m->model);
    }
}

void MainWindow::askAbandon(const QString &operation)
{
    if (isReadOnly())
        return m->toasts->show(readOnlyReason());
    for (const JobStatus &job : m->model.jobs()) {
        if (job.operation == operation)
            openAbandonQuestion(m->overlay, job, m->model);
    }
}

void MainWindow::askMerge(const QString &operation)
{
    if (isReadOnly())
        return m->toasts->show(readOnlyReason());
    for (const JobStatus &job : m->model.jobs()) {
        if (job.operation == operation)
            openMergeQuestion(m->overlay, job, m->model);
    }
}

void MainWindow::askNewWindow()
{
    Q_EMIT newWindowAsked(scope().environment.value_or(QString()));
}

void MainWindow::askQuit()
{
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window != this && window->isVisible() && qobject_cast<MainWindow *>(window))
            window->close();
    }
    close(); // the last one asks
}

} // namespace envdeck::ui
