// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/deployments_page.h"

#include "ui/dialogs/confirm_sheet.h"
#include "ui/models/deployment_history_model.h"
#include "ui/pages/version_sheet.h"
#include "ui/shell/shell_model.h"
#include "ui/text/deployment_text.h"
#include "ui/text/job_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
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

DiffLine shown(const deployments::ReviewLine &line)
{
    using Kind = deployments::ReviewLine::Kind;
    const auto kind = line.kind == Kind::Added ? DiffLine::Kind::Added : line.kind == Kind::Removed ? DiffLine::Kind::Removed : DiffLine::Kind::Context;
    return {kind, line.number, line.text};
}

QString effectText(const deployments::Review &review)
{
    const QString app = review.request.target.app;
    if (!review.effect.stopsFirst)
        return DeploymentsPage::tr("%1 is replaced one container after the other, without a gap.").arg(app);
    if (review.effect.medianGap)
        return DeploymentsPage::tr("%1 stops and starts again: gap %2 (median of the last %3).")
            .arg(app, durationText(*review.effect.medianGap)).arg(review.effect.measured);
    return DeploymentsPage::tr("%1 stops and starts again; how long the gap is was not measured yet.").arg(app);
}

QString pullRequestRefusal(GitHost host)
{
    return host == GitHost::None ? DeploymentsPage::tr("No pull request: envdeck.yaml names no code host (git: host is none).")
                                 : DeploymentsPage::tr("No pull request: this version of Envdeck pushes only.");
}

} // namespace

DeploymentsPage::DeploymentsPage(std::unique_ptr<DeploymentsPresenter> presenter, QWidget *parent)
    : Page(parent), m_presenter(std::move(presenter)), m_clock(new QTimer(this)), m_reread(new QTimer(this)), m_preparing(new QTimer(this)), m_model(new DeploymentHistoryModel(this)), m_filtered(new QSortFilterProxyModel(this)),
      m_header(new PageHeader), m_table(new DataTable)
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
    m_table->setColumns({{90, false, 0, 200}, {90, false, 0, 220}, {220, true, 860}, {60, false, 0, 140}, {60, false, 1000, 160}, {60, false, 0, 160},
                         {60, false, 0, 140}, {60, false, 0, 140}, {60, false, 1200, 140}, {60, false, 0, 160}});
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
    connect(m_faces, &FaceStack::nextStepChosen, this, [this](NextStep step) { takeNextStep(step, QStringLiteral("git")); });
    connect(m_faces, &FaceStack::bannerActionChosen, this,
            [this] { takeNextStep(m_refusedKey.isEmpty() ? NextStep::Retry : NextStep::ReplaceKey, m_refusedKey); });
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
    m_preparing->setSingleShot(true);
    m_preparing->setInterval(std::chrono::milliseconds(600));
    connect(m_preparing, &QTimer::timeout, this, [this] { toasts()->show(tr("Preparing the review\u2026")); });
    connect(m_presenter.get(), &DeploymentsPresenter::reviewReady, this, &DeploymentsPage::openReview);
    connect(m_presenter.get(), &DeploymentsPresenter::reviewFailed, this, [this](const ErrorText &error) {
        m_preparing->stop();
        if (m_versions)
            m_versions->setFailure(error.sentence());
        else
            toasts()->show(error.sentence());
    });
    connect(m_presenter.get(), &DeploymentsPresenter::versionsReady, this, [this](const QList<deployments::Version> &versions) {
        if (m_versions)
            m_versions->setVersions(versions);
    });
    connect(m_presenter.get(), &DeploymentsPresenter::truthReady, this, [this](const deployments::Truth &truth) {
        const auto image = [](const std::optional<ImageRef> &ref) { return ref ? ref->tag : tr("unknown"); };
        toasts()->show(tr("Git says %1, Dokploy says %2, hosts run %3.").arg(image(truth.git), truth.platform.value_or(tr("unknown")), image(truth.hosts)));
    });
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
    const QString wanted = scope.environment.value_or(m_presenter->target().environment.isEmpty() && !environments.isEmpty() ? environments.last().name
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
    m_header->setContext(target.app.isEmpty() ? target.environment : target.environment + QStringLiteral(" / ") + target.app);
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

void DeploymentsPage::refresh() { m_presenter->refresh(); }

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

QString DeploymentsPage::whyNot() const { return m_presenter->state().busy; }

QList<Command> DeploymentsPage::commands() const
{
    const QString context = m_presenter->target().environment;
    const auto command = [&](const char *id, const QString &title, const char *english, const char *icon, const QKeySequence &keys, auto trigger) {
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
    metrics.trigger = [self] { Q_EMIT self->navigate({QStringLiteral("metrics"), self->m_presenter->target().environment, self->m_presenter->target().app, {}}); };
    return QList<Command>{metrics, command("deployments.deploy", tr("Deploy %1\u2026").arg(m_presenter->target().app), "Deploy", "deployments", QKeySequence(Qt::CTRL | Qt::Key_D),
                    [self] { self->openVersions(); }),
            command("deployments.rollback", tr("Roll back %1\u2026").arg(m_presenter->target().app), "Roll back", "rollback",
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B), [self] { self->rollBackToSafest(); })}
         + rowCommands();
}

// Every version of the history, to be found by tag or commit.
QList<Command> DeploymentsPage::rowCommands() const
{
    QList<Command> commands;
    if (!m_presenter->state().history)
        return commands;
    for (const Deployment &deployment : m_presenter->state().history->deployments) {
        const ShellDeployment named{deployment.target.environment, deployment.target.app, deployment.image.tag, deployment.commit};
        Command command;
        command.id = named.id();
        command.kind = CommandKind::Deployment;
        command.title = QStringLiteral("%1 %2").arg(named.app, named.version);
        command.englishTitle = command.title;
        command.icon = QStringLiteral("deployments");
        command.context = QStringLiteral("%1 %2").arg(named.environment, deployment.commit.left(7));
        command.trigger = [self = const_cast<DeploymentsPage *>(this), commit = deployment.commit] { self->showItem(commit); };
        commands.append(command);
    }
    return commands;
}

QString DeploymentsPage::helpText() const
{
    return tr("Every version that reached this app here, how long it was live and how it behaved. Rolling back is a commit to the infrastructure repository; it is shown before it is made.");
}

void DeploymentsPage::retranslate()
{
    m_header->setTitle(title());
    m_deploy->setText(tr("Deploy\u2026"));
    m_rollback->setText(tr("Roll back\u2026"));
    m_environments->setAccessibleName(tr("Environment"));
    m_apps->setAccessibleName(tr("App"));
    m_filter->setPlaceholderText(tr("Filter by version, person or commit"));
    m_filter->setAccessibleName(tr("Filter"));
    m_table->setAccessibleName(tr("Deployments"));
    m_model->retranslate();
    render();
}

void DeploymentsPage::render()
{
    const DeploymentsState &state = m_presenter->state();
    const bool can = whyNot().isEmpty() && state.history.has_value();
    m_deploy->setEnabled(can);
    m_rollback->setEnabled(can && state.history->deployments.size() > 1);
    m_header->setRefreshing(state.loading && state.history.has_value());
    m_header->setFreshness(m_presenter->freshness());
    renderBanner();
    renderJob();
    Q_EMIT commandsChanged();
    if (m_presenter->target().app.isEmpty()) {
        m_faces->setBanner(Severity::None, {});
        return m_faces->showEmpty(QStringLiteral("deployments"), tr("No app runs in %1").arg(m_presenter->target().environment),
                                  tr("envdeck.yaml names no app for this environment."));
    }
    if (!state.history) {
        state.error ? m_faces->showError(*state.error) : m_faces->showLoading(QStringLiteral("git"));
        return;
    }
    m_model->setContext(m_presenter->workspace().thresholds, m_presenter->now(), state.busy);
    const bool first = m_model->rowCount() == 0;
    m_model->setRows(state.history->deployments);
    m_model->retranslate();
    renderMissing();
    if (state.history->deployments.isEmpty())
        m_faces->showEmpty(QStringLiteral("deployments"), tr("%1 was never deployed to %2").arg(m_presenter->target().app, m_presenter->target().environment),
                           tr("The infrastructure repository has no commit that sets its image here."), tr("Deploy\u2026"));
    else if (m_filtered->rowCount() == 0)
        m_faces->showNoMatch(m_filter->text());
    else
        m_faces->showAnswer();
    if (first)
        selectSafest();
    showWanted();
}

// What the page was opened for, once the history is there.
void DeploymentsPage::showWanted()
{
    if (m_wanted.isEmpty() || m_presenter->state().loading)
        return;
    const QString wanted = std::exchange(m_wanted, QString());
    if (wanted == QLatin1String("rollback"))
        return rollBackToSafest();
    const auto &deployments = m_presenter->state().history->deployments;
    const auto row = std::find_if(deployments.cbegin(), deployments.cend(), [&](const Deployment &d) { return d.commit == wanted; });
    if (row == deployments.cend())
        return;
    const QModelIndex of = m_model->index(int(row - deployments.cbegin()), 0);
    if (!m_filtered->mapFromSource(of).isValid())
        m_filter->clear();
    const QModelIndex index = m_filtered->mapFromSource(of);
    m_table->selectRow(index.row());
    m_table->scrollTo(index);
}

// What could not be read, and the way to mend it.
void DeploymentsPage::renderMissing()
{
    const DeploymentsState &state = m_presenter->state();
    QStringList missing;
    m_refusedKey.clear();
    for (const deployments::MissingSource &source : state.history->missing) {
        missing.append(QStringLiteral("%1 (%2)").arg(source.source, causeText(source.error)));
        if (source.error.code == ErrorCode::Unauthorized)
            m_refusedKey = m_presenter->accountOf(source.source);
    }
    if (state.error)
        missing.append(state.error->title());
    const bool whole = missing.isEmpty();
    m_faces->setBanner(Severity::Stale, whole ? QString() : tr("Not everything could be read: %1.").arg(missing.join(QStringLiteral(", "))),
                       whole ? QString() : tr("Rolling back still works: it is a git commit."),
                       nextStepLabel(m_refusedKey.isEmpty() ? NextStep::Retry : NextStep::ReplaceKey));
}

void DeploymentsPage::renderBanner()
{
    const QString worse = m_presenter->comparison();
    const Deployment *safest = m_presenter->safest();
    m_hint->setVisible(!worse.isEmpty() && whyNot().isEmpty());
    if (worse.isEmpty())
        return;
    m_hint->setWords(Severity::Critical, worse, safest ? tr("Safest way back: %1").arg(recordText(*safest)) : tr("No earlier version is known to be safe; choose one below."));
    m_hintButton->setVisible(safest != nullptr);
    if (safest)
        m_hintButton->setText(tr("Roll back to %1\u2026").arg(safest->image.tag));
}

// The running job, or how the last one failed and what comes next.
void DeploymentsPage::renderJob()
{
    const auto &job = m_presenter->state().job;
    m_job->setVisible(job.has_value());
    m_jobStep = NextStep::None;
    if (!job)
        return;
    if (!job->isOver()) {
        m_job->setWords(Severity::Running, jobTitle(*job), jobStepText(*job));
        m_jobButton->hide();
        return;
    }
    const ErrorText failure = jobFailureText(*job);
    m_job->setWords(jobSeverity(*job), failure.title(), failure.now);
    m_jobStep = job->state == JobState::Unknown ? NextStep::RecheckNow : failure.next;
    m_jobButton->setVisible(m_jobStep != NextStep::None);
    m_jobButton->setText(nextStepLabel(m_jobStep));
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
            toasts()->show(errorText(started.error(), Attempt::Deploy, m_presenter->target().text()).sentence());
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
    const Target target = m_presenter->target();
    const Environment *environment = m_presenter->workspace().environment(target.environment);
    if (!environment || !whyNot().isEmpty() || overlay()->isOpen() || refusesChange())
        return;
    auto *sheet = new VersionSheet(tr("Deploy %1 to %2").arg(target.app, target.environment), environment->kind, m_presenter->workspace().isLocal(), m_presenter->now());
    m_versions = sheet;
    connect(sheet, &VersionSheet::canceled, overlay(), &OverlayHost::dismiss);
    connect(sheet, &VersionSheet::chosen, this, [this](const deployments::Version &version) {
        overlay()->dismiss();
        prepareReview(Action::Deploy, {version.image.repository, version.image.tag, {}});
    });
    overlay()->open(sheet, OverlayHost::Place::Center);
    m_presenter->readVersions();
}

void DeploymentsPage::rollBackTo(const Deployment &deployment)
{
    if (!m_model->canRollBackTo(deployment))
        return toasts()->show(tr("%1 cannot be rolled back to now. Choose another version in the list.").arg(deployment.image.tag));
    if (!refusesChange())
        prepareReview(Action::Rollback, {deployment.image.repository, deployment.image.tag, {}});
}

void DeploymentsPage::rollBackToSafest()
{
    const QModelIndex chosen = m_table->selectionModel() && m_table->selectionModel()->hasSelection() ? m_filtered->index(m_table->selectedRow(), 0) : QModelIndex();
    const Deployment *selected = chosen.isValid() ? deploymentAt(chosen) : nullptr;
    if (selected && sender() == m_rollback && m_model->canRollBackTo(*selected))
        return rollBackTo(*selected);
    if (const Deployment *safest = m_presenter->safest())
        return rollBackTo(*safest);
    toasts()->show(tr("No earlier version is known to be safe. Choose one in the list."));
}

void DeploymentsPage::prepareReview(Action action, const ImageRef &to)
{
    m_preparing->start();
    m_presenter->review(action, to);
}

void DeploymentsPage::openReview(const deployments::Review &review)
{
    m_preparing->stop();
    toasts()->dismiss();
    const Target target = review.request.target;
    const Environment *environment = m_presenter->workspace().environment(target.environment);
    GuardedAction action;
    action.guard = review.guard;
    action.kind = environment->kind;
    action.hatched = m_presenter->workspace().isLocal();
    action.environment = target.environment;
    action.title = actionTitle(review.request.action, target);
    action.accept = actionButton(review.request.action, target);

    Review facts;
    facts.action = review.request.action;
    facts.from = review.from.tag;
    facts.to = review.to.tag;
    facts.file = QStringLiteral("%1:%2").arg(review.file).arg(review.line);
    for (const deployments::ReviewLine &line : review.diff)
        facts.diff.append(shown(line));
    facts.branch = review.branch;
    facts.path = review.path;
    facts.pullRequestPossible = false; // until code hosts are supported
    facts.pullRequestReason = pullRequestRefusal(m_presenter->workspace().git.host);
    facts.holdOffer = review.holdOffer ? holdOffer(target.app, review.to.tag) : QString();
    facts.effect = effectText(review);
    facts.record = review.record ? recordText(*review.record) : QString();
    facts.reasonRequired = review.freeze.has_value();

    const std::shared_ptr<deployments::Preflight> preflight(m_presenter->preflight(review));
    for (const PreflightCheck &check : preflight->checks())
        facts.checks.append(check.id);
    auto *sheet = new ReviewSheet(action, facts);
    if (!review.pathSupported)
        sheet->setBlocked(tr("The policy of %1 asks for a pull request, which this version cannot open yet.").arg(target.environment));
    connect(preflight.get(), &deployments::Preflight::checkChanged, sheet, [sheet, raw = preflight.get()](int index) { sheet->setCheck(raw->checks().at(index)); });
    connect(sheet, &ReviewSheet::confirmed, this, [this, review, preflight](const ReviewChoice &choice) { begin(review, choice); });
    openSheet(overlay(), sheet);
}

void DeploymentsPage::begin(const deployments::Review &review, const ReviewChoice &choice)
{
    if (refusesChange())
        return;
    deployments::Decision decision{choice.confirmation.reason, choice.hold, review.freeze ? choice.confirmation.reason : QString()};
    if (const auto started = m_presenter->start(review, decision); !started)
        toasts()->show(errorText(started.error(), Attempt::Deploy, TrueNow::NothingChanged, review.request.target.text()).sentence());
}

void DeploymentsPage::showMenu(const QModelIndex &index, const QPoint &at)
{
    const Deployment *deployment = deploymentAt(index);
    if (!deployment)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *back = menu->addAction(themedIcon(QStringLiteral("rollback")), tr("Roll back to %1\u2026").arg(deployment->image.tag));
    back->setEnabled(m_model->canRollBackTo(*deployment));
    connect(back, &QAction::triggered, this, [this, copy = *deployment] { rollBackTo(copy); });
    menu->popup(at);
}

} // namespace envdeck::ui
