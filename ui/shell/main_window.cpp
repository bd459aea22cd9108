// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/presenters/settings_store.h"
#include "ui/shell/help_overlay.h"
#include "ui/shell/job_questions.h"
#include "ui/shell/page_history.h"
#include "ui/shell/page_stack.h"
#include "ui/shell/panes.h"
#include "ui/shell/segment_popover.h"
#include "ui/shell/shortcuts.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/window_commands.h"
#include "ui/shell/window_frame.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/activity_panel.h"
#include "ui/widgets/command_palette.h"
#include "ui/widgets/env_band.h"
#include "ui/widgets/env_switcher.h"
#include "ui/widgets/nav_list.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/status_strip.h"
#include "ui/widgets/toast_host.h"

#include <QAccessible>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QSplitter>
#include <QTimer>

#include <algorithm>

namespace envdeck::ui {

namespace {

const QString windowOwner = QStringLiteral("window");
const QString pageOwner = QStringLiteral("page");
const QString geometryKey = QStringLiteral("window/geometry");
const QString splitterKey = QStringLiteral("window/activity");
const QString activityKey = QStringLiteral("window/activityVisible");
const QString pageKey = QStringLiteral("window/page");
const QString environmentKey = QStringLiteral("window/environment");
const QString readOnlyKey = QStringLiteral("window/readOnly");
const QString recentKey = QStringLiteral("palette/recent");
constexpr int recentKept = 8;

} // namespace

class MainWindow::Parts {
public:
    Parts(ShellModel &shellModel, SettingsStore &store, MainWindow &window)
        : model(shellModel), settings(store), registry(&window), frame(new WindowFrame),
          overlay(new OverlayHost(&window)), toasts(new ToastHost(&window)),
          shortcuts(new Shortcuts(registry, &window)), clock(new QTimer(&window))
    {
    }

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
    EnvironmentId lastOne; // the environment last in view, for pages that need one
    bool quitConfirmed = false;
};

MainWindow::MainWindow(ShellModel &model, SettingsStore &settings, QWidget *parent)
    : QMainWindow(parent), m(std::make_unique<Parts>(model, settings, *this))
{
    setObjectName(QStringLiteral("window"));
    setMinimumSize(1024, 680);
    setCentralWidget(m->frame);
    build();
    connectModel();
    connectActivity();
}

MainWindow::~MainWindow()
{
    m->registry.disconnect(this);
}

void MainWindow::build()
{
    PageStack *pages = m->frame->pages();
    pages->setSurroundings(m->overlay, m->toasts);
    connect(pages, &PageStack::navigate, this, &MainWindow::go);
    connect(pages, &PageStack::commandsChanged, this, &MainWindow::applyPageCommands);
    connect(m->frame->navigation(), &NavList::pageChosen, this, [this](const QString &id) {
        go({id, {}, {}, {}});
    });
    connect(m->frame->strip(), &StatusStrip::segmentChosen, this, &MainWindow::openSegment);
    connect(m->overlay, &OverlayHost::opened, this, [this] { m->shortcuts->setPaused(true); });
    connect(m->overlay, &OverlayHost::dismissed, this, [this] { m->shortcuts->setPaused(false); });
    TopBar *bar = m->frame->topBar();
    connect(bar, &TopBar::environmentChosen, this, [this](const QString &name) { go({{}, name, {}, {}}); });
    connect(bar, &TopBar::workspaceChosen, &m->model, &ShellModel::openWorkspace);
    connect(bar, &TopBar::folderAsked, &m->model, &ShellModel::chooseWorkspace);
    connect(bar, &TopBar::paletteAsked, this, &MainWindow::openEmptyPalette);
    connect(bar, &TopBar::activityAsked, this, &MainWindow::toggleActivity);
    connect(bar, &TopBar::notificationsSeen, &m->model, &ShellModel::markNotificationsRead);
    connect(bar, &TopBar::notificationChosen, this, [this](const Notification &notification) {
        const auto environment =
            notification.environment.isEmpty() ? std::nullopt : std::optional(notification.environment);
        go({notification.page, environment, {}, notification.item});
    });
    connect(&m->registry, &CommandRegistry::readOnlyChanged, bar, &TopBar::setReadOnly);
    m->clock->setInterval(1000);
    connect(m->clock, &QTimer::timeout, this, &MainWindow::showJobs);
}

void MainWindow::connectModel()
{
    ShellModel &model = m->model;
    connect(&model, &ShellModel::workspaceChanged, this, &MainWindow::showScope);
    connect(&model, &ShellModel::environmentsChanged, this, [this] {
        applyCommands();
        if (scope().environment && !knows(*scope().environment))
            go({{}, QString(), {}, {}}); // it was taken out of the workspace
        else
            showScope();
    });
    connect(&model, &ShellModel::jobsChanged, this, &MainWindow::showJobs);
    connect(&model, &ShellModel::jobLogChanged, this, [this](const QString &operation) {
        if (m->frame->activity()->shownJob() == operation)
            m->frame->activity()->setLog(operation, m->model.jobLog(operation));
    });
    connect(&model, &ShellModel::segmentsChanged, this, &MainWindow::showStrip);
    connect(&model, &ShellModel::badgesChanged, this, &MainWindow::showNavigation);
    const auto showNotifications = [this] {
        m->frame->topBar()->setNotifications(m->model.notifications(), m->model.now());
    };
    connect(&model, &ShellModel::notificationsChanged, this, showNotifications);
    showNotifications();
}

void MainWindow::connectActivity()
{
    ActivityPanel *panel = m->frame->activity();
    ShellModel &model = m->model;
    connect(panel, &ActivityPanel::jobShown, this, [this](const QString &operation) {
        m->frame->activity()->setLog(operation, m->model.jobLog(operation));
    });
    connect(panel, &ActivityPanel::cancelAsked, &model, &ShellModel::cancelJob);
    connect(panel, &ActivityPanel::resumeAsked, &model, &ShellModel::resumeJob);
    connect(panel, &ActivityPanel::abandonAsked, this, &MainWindow::askAbandon);
    connect(panel, &ActivityPanel::nextStepAsked, &model, &ShellModel::takeNextStep);
    connect(panel, &ActivityPanel::logFileAsked, &model, &ShellModel::openLogFile);
    connect(panel, &ActivityPanel::clearAsked, &model, &ShellModel::clearFinishedJobs);
    connect(panel, &ActivityPanel::hideAsked, this, &MainWindow::toggleActivity);
}

void MainWindow::addPage(const PageSpec &spec)
{
    m->frame->pages()->addSpec(spec);
}

void MainWindow::open()
{
    showNavigation();
    showStrip();
    showJobs();
    m->frame->topBar()->setRecent(m->model.recentWorkspaces());
    applyCommands();
    restore();
}

CommandRegistry &MainWindow::commands()
{
    return m->registry;
}

OverlayHost *MainWindow::overlay()
{
    return m->overlay;
}

ToastHost *MainWindow::toasts()
{
    return m->toasts;
}

Page *MainWindow::page() const
{
    return m->frame->pages()->current();
}

Destination MainWindow::current() const
{
    return m->place;
}

Scope MainWindow::scope() const
{
    const auto named = [](const std::optional<QString> &name) {
        return name && !name->isEmpty() ? name : std::optional<QString>();
    };
    return {named(m->place.environment), named(m->place.app)};
}

// Fills in what the destination leaves open, and an environment where the page cannot do without.
static Destination completed(Destination wanted, const Destination &now, const PageSpec &spec,
                             const EnvironmentId &lastOne)
{
    if (!wanted.environment)
        wanted.environment = now.environment.value_or(QString());
    if (!wanted.app)
        wanted.app = now.app.value_or(QString());
    if (wanted.environment->isEmpty() && !spec.showsAllEnvironments)
        wanted.environment = lastOne;
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
    const PageSpec *spec = pages->spec(wanted.page);
    if (!spec)
        return;
    if (wanted.environment && !wanted.environment->isEmpty() && !knows(*wanted.environment))
        wanted.environment.reset();
    wanted = completed(wanted, m->place, *spec, knows(m->lastOne) ? m->lastOne : firstEnvironment());
    m->history.visit(wanted);
    follow(wanted);
}

bool MainWindow::knows(const EnvironmentId &name) const
{
    const QList<ShellEnvironment> environments = m->model.environments();
    return std::any_of(environments.begin(), environments.end(),
                       [&](const ShellEnvironment &environment) { return environment.name == name; });
}

EnvironmentId MainWindow::firstEnvironment() const
{
    const QList<ShellEnvironment> environments = m->model.environments();
    return environments.isEmpty() ? EnvironmentId() : environments.first().name;
}

void MainWindow::follow(const Destination &destination)
{
    const bool moved = m->place.environment != destination.environment;
    m->place = destination;
    if (destination.environment && !destination.environment->isEmpty())
        m->lastOne = *destination.environment;
    m->frame->pages()->show(destination.page, scope(), destination.item);
    m->frame->navigation()->setCurrent(destination.page);
    m->panes.setPanes({m->frame->topBar(), m->frame->navigation(),
                       page() ? page()->findChild<PageHeader *>() : nullptr, page(), m->frame->activity(),
                       m->frame->strip()});
    showScope();
    if (!moved)
        return;
    QAccessibleEvent spoken(m->frame->topBar()->switcher(), QAccessible::NameChanged);
    QAccessible::updateAccessibility(&spoken);
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

void MainWindow::applyCommands()
{
    m->registry.setCommands(windowOwner,
                            windowCommands(*this, m->frame->pages()->specs(), m->model.environments()));
}

void MainWindow::applyPageCommands()
{
    m->registry.setCommands(pageOwner, page() ? page()->commands() : QList<Command>());
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
    for (const Command &command : m->registry.commands()) {
        if (command.id == QLatin1String("palette.open"))
            continue;
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
    for (const JobStatus &job : m->model.jobs()) {
        if (job.operation == operation)
            openAbandonQuestion(m->overlay, job, m->model);
    }
}

void MainWindow::askNewWindow()
{
    Q_EMIT newWindowAsked(scope().environment.value_or(QString()));
}

void MainWindow::askQuit()
{
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const QList<JobStatus> jobs = m->model.jobs();
    const bool busy =
        std::any_of(jobs.begin(), jobs.end(), [](const JobStatus &job) { return !job.isOver(); });
    if (busy && !m->quitConfirmed) {
        event->ignore();
        openQuitQuestion(m->overlay, jobs, this, [this] {
            m->quitConfirmed = true;
            close();
        });
        return;
    }
    save();
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

void MainWindow::restore()
{
    const SettingsStore &settings = m->settings;
    if (!restoreGeometry(settings.read(geometryKey).toByteArray()))
        resize(1280, 800);
    m->frame->splitter()->restoreState(settings.read(splitterKey).toByteArray());
    const QList<JobStatus> jobs = m->model.jobs();
    const bool unfinished =
        std::any_of(jobs.begin(), jobs.end(), [](const JobStatus &job) { return job.interrupted; });
    m->frame->activity()->setVisible(settings.read(activityKey, false).toBool() || unfinished);
    setReadOnly(settings.read(readOnlyKey, false).toBool());

    const QString remembered = settings.read(environmentKey).toString();
    const QString environment = knows(remembered) ? remembered : QString();
    m->lastOne = environment;
    const QList<PageSpec> &specs = m->frame->pages()->specs();
    const QString pageId = settings.read(pageKey).toString();
    if (m->frame->pages()->spec(pageId))
        go({pageId, environment, QString(), {}});
    else if (!specs.isEmpty())
        go({specs.first().id, environment, QString(), {}});
}

void MainWindow::save()
{
    SettingsStore &settings = m->settings;
    settings.write(geometryKey, saveGeometry());
    settings.write(splitterKey, m->frame->splitter()->saveState());
    settings.write(activityKey, m->frame->activity()->isVisible());
    settings.write(pageKey, m->place.page);
    settings.write(environmentKey, m->place.environment.value_or(QString()));
    settings.write(readOnlyKey, isReadOnly());
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    showNavigation();
    showTitle();
    applyCommands();
    applyPageCommands();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m->overlay->rearrange();
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QMainWindow::keyPressEvent(event);
    if (m->frame->activity()->isAncestorOf(focusWidget()) && m->frame->activity()->goBack())
        return;
    if (page())
        page()->stepBack();
}

} // namespace envdeck::ui
