// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window_parts.h"

#include "ui/shell/page_stack.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/window_frame.h"
#include "ui/widgets/activity_panel.h"
#include "ui/widgets/env_band.h"
#include "ui/widgets/env_switcher.h"
#include "ui/widgets/nav_list.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/status_strip.h"

#include <QAccessible>
#include <QTimer>

#include <algorithm>
#include <utility>

// Where the window is, and what it shows of that.
namespace envdeck::ui {

// Fills in what the destination leaves open.
static Destination completed(Destination wanted, const Destination &now)
{
    if (!wanted.environment)
        wanted.environment = now.environment.value_or(QString());
    if (!wanted.app)
        wanted.app = now.app.value_or(QString());
    return wanted;
}

void MainWindow::go(const Destination &destination)
{
    const PageStack *pages = m->frame->pages();
    Destination wanted = destination;
    if (wanted.page.isEmpty())
        wanted.page = m->place.page;
    // "All environments" on a page that shows one at a time: go where all are shown.
    const bool all = destination.environment && destination.environment->isEmpty();
    if (const PageSpec *spec = pages->spec(wanted.page); spec && all && !spec->showsAllEnvironments) {
        const auto overview = std::find_if(pages->specs().begin(), pages->specs().end(),
                                           [](const PageSpec &other) { return other.showsAllEnvironments; });
        if (overview != pages->specs().end())
            wanted.page = overview->id;
    }
    if (!pages->spec(wanted.page))
        return;
    if (wanted.environment && !wanted.environment->isEmpty() && !knows(*wanted.environment))
        wanted.environment.reset();
    wanted = completed(wanted, m->place);
    m->history.visit(wanted);
    follow(wanted);
}

bool MainWindow::knows(const EnvironmentId &name) const
{
    const QList<ShellEnvironment> environments = m->model.environments();
    return std::any_of(environments.begin(), environments.end(),
                       [&](const ShellEnvironment &environment) { return environment.name == name; });
}

void MainWindow::follow(const Destination &destination)
{
    const bool moved = m->place.environment != destination.environment;
    m->place = destination;
    if (destination.environment && !destination.environment->isEmpty())
        m->lastOne = *destination.environment;
    showPage();
    m->frame->navigation()->setCurrent(destination.page);
    QWidget *content = m->frame->pages()->currentWidget();
    m->panes.setPanes({m->frame->topBar(), m->frame->navigation(),
                       content ? content->findChild<PageHeader *>() : nullptr, content, m->frame->activity(),
                       m->frame->strip()});
    showScope();
    if (!moved)
        return;
    QAccessibleEvent spoken(m->frame->topBar()->switcher(), QAccessible::NameChanged);
    QAccessible::updateAccessibility(&spoken);
}

// A page that shows one environment never picks one by itself.
void MainWindow::showPage()
{
    PageStack *pages = m->frame->pages();
    const PageSpec *spec = pages->spec(m->place.page);
    QStringList names;
    for (const ShellEnvironment &environment : m->model.environments())
        names.append(environment.name);
    if (spec && !spec->showsAllEnvironments && !scope().environment && !names.isEmpty())
        pages->ask(*spec, names, names.contains(m->lastOne) ? m->lastOne : names.first());
    else
        pages->show(m->place.page, scope(), m->place.item);
}

// From the palette, whatever is in view: the page first, then its own command with its own guards.
void MainWindow::act(const QString &page, const QString &command)
{
    go({page, {}, {}, {}});
    m->wanted = command;
    m->patience->start();
    actWhenPossible();
}

void MainWindow::actWhenPossible()
{
    if (m->wanted.isEmpty())
        return;
    const bool asks = !page();
    const auto command = m->registry.find(m->wanted);
    const bool elsewhere = !asks && !m->wanted.startsWith(page()->id() + QLatin1Char('.'));
    if (elsewhere || (m->overlay->isOpen() && !asks)) {
        m->wanted.clear(); // the operator went on
        m->patience->stop();
    } else if (asks) {
        m->patience->start(); // a person chooses
    } else if (command && command->enabled) {
        m->patience->stop();
        QTimer::singleShot(0, this,
                           [this, id = std::exchange(m->wanted, QString())] { m->registry.trigger(id); });
    }
}

void MainWindow::giveUpAct()
{
    const auto command = m->registry.find(std::exchange(m->wanted, QString()));
    if (!command || !page())
        return;
    m->toasts->show(command->reason.isEmpty()
                        ? tr("%1: not possible now").arg(command->title)
                        : QStringLiteral("%1: %2").arg(command->title, command->reason));
}

void MainWindow::goBack()
{
    if (m->history.canGoBack())
        follow(m->history.back());
}

void MainWindow::goForward()
{
    if (m->history.canGoForward())
        follow(m->history.forward());
}

void MainWindow::showScope()
{
    TopBar *bar = m->frame->topBar();
    bar->setWorkspace(m->model.workspaceName(), m->model.workspacePath(), m->model.isLocal());
    bar->setEnvironments(m->model.environments());
    bar->switcher()->setCurrent(m->place.environment.value_or(QString()));
    showBand();
    showTitle();
}

void MainWindow::showBand()
{
    QList<EnvironmentKind> kinds;
    for (const ShellEnvironment &environment : m->model.environments()) {
        if (!scope().environment || environment.name == *scope().environment)
            kinds.append(environment.kind);
    }
    m->frame->band()->setEnvironments(kinds);
    m->frame->band()->setHatched(m->model.isLocal());
}

// The environment comes first so that it survives a task bar that cuts the rest.
void MainWindow::showTitle()
{
    const QString environment = scope().environment.value_or(tr("All environments"));
    const PageSpec *spec = m->frame->pages()->spec(m->place.page);
    const QString workspace =
        m->model.isLocal() ? tr("%1 (Sandbox)").arg(m->model.workspaceName()) : m->model.workspaceName();
    //: Window title: environment, page, workspace
    setWindowTitle(
        tr("%1 - %2 - %3 - Envdeck").arg(environment, spec ? spec->title() : QString(), workspace));
}

void MainWindow::showNavigation()
{
    const QHash<QString, PageBadge> badges = m->model.badges();
    QList<NavEntry> entries;
    int group = 0;
    for (const PageSpec &spec : m->frame->pages()->specs()) {
        if (!entries.isEmpty() && spec.group != group)
            entries.append(NavEntry{});
        group = spec.group;
        const PageBadge badge = badges.value(spec.id);
        entries.append({spec.id, spec.title(), spec.icon, badge.count, badge.severity});
    }
    m->frame->navigation()->setEntries(entries);
    m->frame->navigation()->setCurrent(m->place.page);
}

void MainWindow::showJobs()
{
    const QList<JobStatus> jobs = m->model.jobs();
    m->frame->activity()->setJobs(jobs, m->model.now());
    m->frame->topBar()->setJobs(jobs);
    const bool running =
        std::any_of(jobs.begin(), jobs.end(), [](const JobStatus &job) { return !job.isOver(); });
    running ? m->clock->start() : m->clock->stop();
}

void MainWindow::showStrip()
{
    m->frame->strip()->setSegments(m->model.segments());
}

} // namespace envdeck::ui
