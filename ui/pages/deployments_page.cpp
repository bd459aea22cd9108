// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/deployments_page.h"

#include "ui/models/deployment_history_model.h"
#include "ui/pages/change_flow.h"
#include "ui/shell/shell_model.h"
#include "ui/text/job_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/toast_host.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace envdeck::ui {

namespace {

constexpr std::chrono::milliseconds gitRhythm = std::chrono::minutes(1);

} // namespace

DeploymentsPage::DeploymentsPage(std::unique_ptr<DeploymentsPresenter> presenter, QWidget *parent)
    : Page(parent), m_presenter(std::move(presenter)), m_clock(new QTimer(this)), m_reread(new QTimer(this)),
      m_change(std::make_unique<ChangeFlow>(*m_presenter, *this)), m_model(new DeploymentHistoryModel(this)),
      m_filtered(new QSortFilterProxyModel(this)), m_header(new PageHeader), m_table(new DataTable)
{
    setObjectName(QStringLiteral("deployments.page"));
    m_deploy = m_header->addAction({}, QStringLiteral("deployments"));
    m_deploy->setObjectName(QStringLiteral("deployments.deploy"));
    m_header->setPrimary(m_deploy);
    connect(m_deploy, &QPushButton::clicked, this, &DeploymentsPage::openVersions);
    connect(m_header, &PageHeader::refreshAsked, this, &DeploymentsPage::refresh);

    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterRole(DeploymentHistoryModel::FilterRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("deployments.table"));
    m_table->setModel(m_filtered);
    m_table->setRowKind(DataTable::RowKind::LineWithButton);
    m_table->setColumns({{90, false, 0, 200},
                         {90, false, 0, 220},
                         {220, true, 860},
                         {60, false, 0, 140},
                         {60, false, 1000, 160},
                         {60, false, 0, 160},
                         {60, false, 0, 140},
                         {60, false, 0, 140},
                         {60, false, 1200, 140},
                         {60, false, 0, 160}});
    connect(m_table, &DataTable::actionTriggered, this, [this](const QModelIndex &index) {
        if (const Deployment *deployment = deploymentAt(index))
            rollBackTo(*deployment);
    });
    connect(m_table, &DataTable::menuAsked, this, &DeploymentsPage::showMenu);

    auto *answer = new QWidget;
    auto *holder = new QVBoxLayout(answer);
    holder->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    holder->addWidget(m_table);
    m_faces = new FaceStack(answer, {164, 150, 220, 92, 92, 92, 98, 92, 120});
    connect(m_faces, &FaceStack::actionChosen, this, &DeploymentsPage::openVersions);
    connect(m_faces, &FaceStack::nextStepChosen, this,
            [this](NextStep step) { takeNextStep(step, QStringLiteral("git")); });
    connect(m_faces, &FaceStack::bannerActionChosen, this, [this] {
        takeNextStep(m_refusedKey.isEmpty() ? NextStep::Retry : NextStep::ReplaceKey, m_refusedKey);
    });
    connect(m_faces, &FaceStack::filterCleared, this, [this] { m_filter->clear(); });

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(buildToolbar());
    column->addWidget(buildBanners());
    column->addWidget(m_faces, 1);

    connect(m_presenter.get(), &DeploymentsPresenter::stateChanged, this, &DeploymentsPage::render);
    m_clock->setInterval(std::chrono::seconds(5)); // ages move
    connect(m_clock, &QTimer::timeout, this, &DeploymentsPage::render);
    m_reread->setInterval(gitRhythm);
    connect(m_reread, &QTimer::timeout, m_presenter.get(), &DeploymentsPresenter::refresh);
    retranslate();
}

DeploymentsPage::~DeploymentsPage() = default;

QWidget *DeploymentsPage::buildToolbar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::pageMargin, metrics::space3, metrics::pageMargin, metrics::space3);
    row->setSpacing(metrics::space2);
    m_environments = new QComboBox;
    m_environments->setObjectName(QStringLiteral("deployments.environment"));
    m_apps = new QComboBox;
    m_apps->setObjectName(QStringLiteral("deployments.app"));
    m_apps->setMinimumWidth(scaled(120));
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("deployments.filter"));
    m_filter->setMinimumWidth(scaled(220));
    m_filter->setMaximumWidth(scaled(320));
    m_rollback = new QPushButton;
    m_rollback->setObjectName(QStringLiteral("deployments.rollback"));
    row->addWidget(m_environments);
    row->addWidget(m_apps);
    row->addWidget(m_filter, 1);
    row->addStretch(1);
    row->addWidget(m_rollback);
    connect(m_environments, &QComboBox::currentTextChanged, this, [this] { fillApps(); });
    connect(m_apps, &QComboBox::currentTextChanged, this, [this] { chooseTarget(); });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterFixedString(text);
        render();
    });
    connect(m_rollback, &QPushButton::clicked, this, &DeploymentsPage::rollBackToSafest);
    return bar;
}

QWidget *DeploymentsPage::buildBanners()
{
    auto *holder = new QWidget;
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, 0);
    column->setSpacing(metrics::space2);
    m_job = new Banner(Severity::Running, {}, {});
    m_job->setObjectName(QStringLiteral("deployments.job"));
    m_jobButton = m_job->addButton(QStringLiteral("\u2026"));
    m_jobButton->setObjectName(QStringLiteral("deployments.jobAction"));
    connect(m_jobButton, &QPushButton::clicked, this, &DeploymentsPage::nextStep);
    m_watch = m_job->addButton(QStringLiteral("\u2026"));
    m_watch->setObjectName(QStringLiteral("deployments.watch"));
    connect(m_watch, &QPushButton::clicked, this, [this] {
        if (refusesChange())
            return;
        if (const auto started = m_presenter->watchOn(); !started)
            toasts()->show(
                errorText(started.error(), Attempt::Deploy, m_presenter->target().text()).sentence());
    });
    m_hint = new Banner(Severity::Critical, {}, {});
    m_hint->setObjectName(QStringLiteral("deployments.hint"));
    m_hintButton = m_hint->addButton(QStringLiteral("\u2026"));
    m_hintButton->setObjectName(QStringLiteral("deployments.hintAction"));
    connect(m_hintButton, &QPushButton::clicked, this, &DeploymentsPage::rollBackToSafest);
    column->addWidget(m_job);
    column->addWidget(m_hint);
    return holder;
}

void DeploymentsPage::setScope(const Scope &scope)
{
    m_scope = scope;
    const auto &environments = m_presenter->workspace().environments;
    m_filling = true;
    m_environments->clear();
    for (const Environment &environment : environments)
        m_environments->addItem(environment.name);
    m_environments->setVisible(!scope.environment);
    const QString wanted =
        scope.environment.value_or(m_presenter->target().environment.isEmpty() && !environments.isEmpty()
                                       ? environments.last().name
                                       : m_presenter->target().environment);
    m_environments->setCurrentText(wanted);
    m_filling = false;
    fillApps();
}

void DeploymentsPage::fillApps()
{
    if (m_filling)
        return;
    const QString wanted = m_scope.app.value_or(m_apps->currentText());
    m_filling = true;
    m_apps->clear();
    for (const App &app : m_presenter->workspace().appsOf(m_environments->currentText()))
        m_apps->addItem(app.name);
    m_apps->setCurrentText(wanted);
    m_filling = false;
    chooseTarget();
}

void DeploymentsPage::chooseTarget()
{
    if (m_filling)
        return;
    const Target target{m_environments->currentText(), m_apps->currentText()};
    m_header->setContext(target.app.isEmpty() ? target.environment
                                              : target.environment + QStringLiteral(" / ") + target.app);
    m_apps->setEnabled(!target.app.isEmpty());
    m_presenter->show(target);
}

void DeploymentsPage::showItem(const QString &item)
{
    m_wanted = item;
    if (item == QLatin1String("deploy")) {
        m_wanted.clear();
        openVersions();
    } else if (!m_presenter->state().loading) {
        render();
    }
}

void DeploymentsPage::refresh()
{
    m_presenter->refresh();
}

void DeploymentsPage::entered()
{
    m_clock->start();
    m_reread->start();
}

void DeploymentsPage::left()
{
    m_clock->stop();
    m_reread->stop();
}

void DeploymentsPage::setUnwatched(bool unwatched)
{
    m_reread->setInterval(unwatched ? 4 * gitRhythm : gitRhythm);
}

bool DeploymentsPage::focusSearch()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    return true;
}

QString DeploymentsPage::whyNot() const
{
    return m_presenter->state().busy;
}

QList<Command> DeploymentsPage::commands() const
{
    const QString context = m_presenter->target().environment;
    const auto command = [&](const char *id, const QString &title, const char *english, const char *icon,
                             const QKeySequence &keys, auto trigger) {
        Command c;
        c.id = QString::fromLatin1(id);
        c.title = title;
        c.englishTitle = QString::fromLatin1(english);
        c.icon = QString::fromLatin1(icon);
        c.context = context;
        c.shortcut = keys;
        c.risk = Risk::R2;
        c.reason = whyNot();
        c.enabled = c.reason.isEmpty() && m_presenter->state().history.has_value();
        c.trigger = trigger;
        return c;
    };
    auto *self = const_cast<DeploymentsPage *>(this);
    Command metrics;
    metrics.id = QStringLiteral("deployments.metrics");
    metrics.title = tr("Metrics of %1").arg(m_presenter->target().app);
    metrics.englishTitle = QStringLiteral("Metrics");
    metrics.icon = QStringLiteral("metrics");
    metrics.context = context;
    metrics.shortcut = QKeySequence(Qt::CTRL | Qt::Key_M);
    metrics.trigger = [self] {
        Q_EMIT self->navigate({QStringLiteral("metrics"),
                               self->m_presenter->target().environment,
                               self->m_presenter->target().app,
                               {}});
    };
    return QList<Command>{
               metrics,
               command("deployments.deploy", tr("Deploy %1\u2026").arg(m_presenter->target().app), "Deploy",
                       "deployments", QKeySequence(Qt::CTRL | Qt::Key_D), [self] { self->openVersions(); }),
               command("deployments.rollback", tr("Roll back %1\u2026").arg(m_presenter->target().app),
                       "Roll back", "rollback", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B),
                       [self] { self->rollBackToSafest(); })} +
           rowCommands();
}

// Every version of the history, to be found by tag or commit.
QList<Command> DeploymentsPage::rowCommands() const
{
    QList<Command> commands;
    if (!m_presenter->state().history)
        return commands;
    for (const Deployment &deployment : m_presenter->state().history->deployments) {
        const ShellDeployment named{deployment.target.environment, deployment.target.app,
                                    deployment.image.tag, deployment.commit};
        Command command;
        command.id = named.id();
        command.kind = CommandKind::Deployment;
        command.title = QStringLiteral("%1 %2").arg(named.app, named.version);
        command.englishTitle = command.title;
        command.icon = QStringLiteral("deployments");
        command.context = QStringLiteral("%1 %2").arg(named.environment, deployment.commit.left(7));
        command.trigger = [self = const_cast<DeploymentsPage *>(this), commit = deployment.commit] {
            self->showItem(commit);
        };
        commands.append(command);
    }
    return commands;
}

QString DeploymentsPage::helpText() const
{
    return tr("Every version that reached this app here, how long it was live and how it behaved. Rolling "
              "back is a commit to the infrastructure repository; it is shown before it is made.");
}

void DeploymentsPage::retranslate()
{
    m_header->setTitle(title());
    m_deploy->setText(tr("Deploy\u2026"));
    m_rollback->setText(tr("Roll back\u2026"));
    m_watch->setText(tr("Keep and watch 10 min"));
    m_environments->setAccessibleName(tr("Environment"));
    m_apps->setAccessibleName(tr("App"));
    m_filter->setPlaceholderText(tr("Filter by version, person or commit"));
    m_filter->setAccessibleName(tr("Filter"));
    m_table->setAccessibleName(tr("Deployments"));
    m_model->retranslate();
    render();
}

void DeploymentsPage::nextStep()
{
    switch (m_jobStep) {
    case NextStep::RollBackNow:
    case NextStep::RevertCommit: return rollBackToSafest();
    case NextStep::RetryTrigger:
        if (refusesChange())
            return;
        if (const auto started = m_presenter->triggerAgain(); !started)
            toasts()->show(
                errorText(started.error(), Attempt::Deploy, m_presenter->target().text()).sentence());
        return;
    case NextStep::RecheckNow:
        m_presenter->readTruth();
        m_presenter->refresh();
        return;
    case NextStep::ReviewAgain: return openVersions();
    default: return m_presenter->refresh();
    }
}

void DeploymentsPage::selectSafest()
{
    const auto &history = m_presenter->state().history;
    const int row = history && history->safest >= 0 ? history->safest : 0;
    const QModelIndex index = m_filtered->mapFromSource(m_model->index(row, 0));
    if (index.isValid())
        m_table->selectRow(index.row());
}

const Deployment *DeploymentsPage::deploymentAt(const QModelIndex &proxyIndex) const
{
    return m_model->row(m_filtered->mapToSource(proxyIndex));
}

void DeploymentsPage::openVersions()
{
    if (whyNot().isEmpty())
        m_change->chooseVersion();
}

void DeploymentsPage::rollBackTo(const Deployment &deployment)
{
    if (!m_model->canRollBackTo(deployment))
        return toasts()->show(tr("%1 cannot be rolled back to now. Choose another version in the list.")
                                  .arg(deployment.image.tag));
    if (!refusesChange())
        m_change->review(Action::Rollback, {deployment.image.repository, deployment.image.tag, {}});
}

void DeploymentsPage::rollBackToSafest()
{
    const QModelIndex chosen = m_table->selectionModel() && m_table->selectionModel()->hasSelection()
                                   ? m_filtered->index(m_table->selectedRow(), 0)
                                   : QModelIndex();
    const Deployment *selected = chosen.isValid() ? deploymentAt(chosen) : nullptr;
    if (selected && sender() == m_rollback && m_model->canRollBackTo(*selected))
        return rollBackTo(*selected);
    if (const Deployment *safest = m_presenter->safest())
        return rollBackTo(*safest);
    toasts()->show(tr("No earlier version is known to be safe. Choose one in the list."));
}

void DeploymentsPage::showMenu(const QModelIndex &index, const QPoint &at)
{
    const Deployment *deployment = deploymentAt(index);
    if (!deployment)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *back = menu->addAction(themedIcon(QStringLiteral("rollback")),
                                    tr("Roll back to %1\u2026").arg(deployment->image.tag));
    back->setEnabled(m_model->canRollBackTo(*deployment));
    connect(back, &QAction::triggered, this, [this, copy = *deployment] { rollBackTo(copy); });
    if (deployment->current) {
        const bool isHeld = deployment->held || !deployment->brokenHold.isEmpty();
        QAction *hold = menu->addAction(isHeld ? tr("Release the hold\u2026")
                                               : tr("Hold at %1\u2026").arg(deployment->image.tag));
        hold->setEnabled(whyNot().isEmpty());
        connect(hold, &QAction::triggered, this, [this, isHeld, copy = *deployment] {
            isHeld ? m_change->askRelease() : m_change->askHold(copy);
        });
    }
    menu->popup(at);
}

} // namespace envdeck::ui
