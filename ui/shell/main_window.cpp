// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/presenters/settings_store.h"
#include "ui/shell/job_questions.h"
#include "ui/shell/main_window_parts.h"
#include "ui/shell/page_stack.h"
#include "ui/shell/shortcuts.h"
#include "ui/shell/top_bar.h"
#include "ui/shell/window_frame.h"
#include "ui/text/guard_text.h"
#include "ui/widgets/activity_panel.h"
#include "ui/widgets/nav_list.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/status_strip.h"
#include "ui/widgets/toast_host.h"

#include <QApplication>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QSplitter>
#include <QTimer>

#include <algorithm>

namespace envdeck::ui {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString splitterKey = QStringLiteral("window/activity");
const QString activityKey = QStringLiteral("window/activityVisible");
const QString pageKey = QStringLiteral("window/page");
const QString environmentKey = QStringLiteral("window/environment");
const QString readOnlyKey = QStringLiteral("window/readOnly");

} // namespace

MainWindow::Parts::Parts(ShellModel &shellModel, SettingsStore &store, MainWindow &window)
    : model(shellModel), settings(store), registry(&window), frame(new WindowFrame),
      overlay(new OverlayHost(&window)), toasts(new ToastHost(&window)),
      shortcuts(new Shortcuts(registry, &window)), clock(new QTimer(&window)), patience(new QTimer(&window))
{
}

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
    m->toasts->setGround({m->frame->activity(), m->frame->strip()});
    PageStack *pages = m->frame->pages();
    pages->setSurroundings(m->overlay, m->toasts);
    connect(pages, &PageStack::navigate, this, &MainWindow::go);
    connect(pages, &PageStack::commandsChanged, this, &MainWindow::applyPageCommands);
    connect(pages, &PageStack::environmentChosen, this, [this](const QString &name) {
        go({{}, name, {}, m->place.item});
    });
    connect(pages, &PageStack::environmentMenuAsked, this, &MainWindow::openEnvironmentMenu);
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
    m->patience->setSingleShot(true);
    m->patience->setInterval(std::chrono::seconds(10));
    connect(m->patience, &QTimer::timeout, this, &MainWindow::giveUpAct);
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
    connect(panel, &ActivityPanel::resumeAsked, this, [this](const QString &operation) {
        isReadOnly() ? m->toasts->show(readOnlyReason()) : m->model.resumeJob(operation);
    });
    connect(panel, &ActivityPanel::abandonAsked, this, &MainWindow::askAbandon);
    connect(panel, &ActivityPanel::mergeAsked, this, &MainWindow::askMerge);
    connect(panel, &ActivityPanel::pullPageAsked, &model, &ShellModel::openPullRequest);
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

void MainWindow::closeEvent(QCloseEvent *event)
{
    const QList<JobStatus> jobs = m->model.jobs();
    const bool busy =
        std::any_of(jobs.begin(), jobs.end(), [](const JobStatus &job) { return !job.isOver(); });
    const auto windows = QApplication::topLevelWidgets();
    const bool isLast = std::none_of(windows.begin(), windows.end(), [this](const QWidget *window) {
        return window != this && window->isVisible() && qobject_cast<const MainWindow *>(window);
    });
    if (busy && isLast && !m->quitConfirmed) {
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

// Nobody looks at a window that is minimised or closed to a tray: what it shows is asked for less often.
void MainWindow::noteHidden()
{
    const auto inView = [](const QWidget *window) { return window->isVisible() && !window->isMinimized(); };
    m->frame->pages()->setWindowHidden(!inView(this));
    const auto windows = QApplication::topLevelWidgets();
    m->model.setHidden(std::none_of(windows.begin(), windows.end(), [&](const QWidget *window) {
        return qobject_cast<const MainWindow *>(window) && inView(window);
    }));
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    noteHidden();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    noteHidden();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        noteHidden();
    if (event->type() != QEvent::LanguageChange)
        return;
    showNavigation();
    showTitle();
    showStrip();
    showJobs();
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
