// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/infrastructure_page.h"

#include "ui/pages/code_check_sheet.h"
#include "ui/pages/format_flow.h"
#include "ui/pages/outputs_tab.h"
#include "ui/pages/plan_tab.h"
#include "ui/pages/state_notice.h"
#include "ui/text/job_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/toast_host.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace envdeck::ui {

namespace {

QHBoxLayout *inPageMargins(QHBoxLayout *row, int vertical)
{
    row->setContentsMargins(metrics::pageMargin, vertical, metrics::pageMargin, vertical);
    row->setSpacing(metrics::space2);
    return row;
}

} // namespace

InfrastructurePage::InfrastructurePage(std::unique_ptr<InfrastructurePresenter> presenter, QWidget *parent)
    : Page(parent), m_presenter(std::move(presenter)), m_header(new PageHeader), m_bar(new QTabBar),
      m_body(new QStackedWidget), m_clock(new QTimer(this))
{
    setObjectName(QStringLiteral("infrastructure.page"));
    m_format = std::make_unique<FormatFlow>(*m_presenter, *this);
    m_more = m_header->addAction({}, QStringLiteral("more"));
    m_more->setObjectName(QStringLiteral("infrastructure.more"));
    connect(m_more, &QPushButton::clicked, this, &InfrastructurePage::showOtherRuns);
    m_plan = m_header->addAction({}, QStringLiteral("infrastructure"));
    m_plan->setObjectName(QStringLiteral("infrastructure.plan"));
    m_header->setPrimary(m_plan);
    connect(m_plan, &QPushButton::clicked, this, [this] { plan(); });
    connect(m_header, &PageHeader::refreshAsked, this, &InfrastructurePage::refresh);
    m_bar->setObjectName(QStringLiteral("infrastructure.tabs"));
    m_bar->setExpanding(false);
    connect(m_bar, &QTabBar::currentChanged, this, &InfrastructurePage::turnTo);

    m_job = new Banner(Severity::Running, {}, {});
    m_job->setObjectName(QStringLiteral("infrastructure.job"));
    m_cancel = m_job->addButton(QStringLiteral("\u2026"));
    m_cancel->setObjectName(QStringLiteral("infrastructure.cancel"));
    connect(m_cancel, &QPushButton::clicked, m_presenter.get(), &InfrastructurePresenter::cancel);
    auto *jobHolder = new QWidget;
    auto *jobRow = inPageMargins(new QHBoxLayout(jobHolder), metrics::space2);
    jobRow->addWidget(m_job);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    auto *tabRow = inPageMargins(new QHBoxLayout, 0);
    tabRow->addWidget(m_bar, 1);
    column->addLayout(tabRow);
    column->addWidget(jobHolder);
    column->addWidget(m_body, 1);

    connect(m_presenter.get(), &InfrastructurePresenter::stateChanged, this, &InfrastructurePage::render);
    m_clock->setInterval(std::chrono::seconds(1)); // planning is silent for long
    connect(m_clock, &QTimer::timeout, this, [this] {
        renderJob();
        if (InfrastructureTab *tab = current())
            tab->tick();
    });
    connect(m_presenter.get(), &InfrastructurePresenter::formatChecked, this,
            [this](const infrastructure::FormatCheck &check) {
                CodeCheckText text = formatText(check, m_presenter->environment());
                if (!m_presenter->canFormat())
                    text.action.clear();
                if (CodeCheckSheet *sheet = showCheck(text))
                    connect(sheet, &CodeCheckSheet::actionAsked, m_format.get(),
                            [this, check] { m_format->review(check); });
            });
    connect(m_presenter.get(), &InfrastructurePresenter::codeChecked, this,
            [this](const infrastructure::CodeCheck &check) {
                showCheck(validateText(check, m_presenter->environment()));
            });
    connect(m_presenter.get(), &InfrastructurePresenter::checkFailed, this,
            [this](const ErrorText &error) { toasts()->show(error.sentence()); });
    addTab(new PlanTab(*this, *m_presenter));
    addTab(new OutputsTab(*this, *m_presenter));
    retranslate();
}

InfrastructurePage::~InfrastructurePage() = default;

void InfrastructurePage::addTab(InfrastructureTab *tab)
{
    m_tabs.append(tab);
    m_body->addWidget(tab);
    m_bar->addTab(tab->title());
    connect(tab, &InfrastructureTab::commandsChanged, this, &InfrastructurePage::commandsChanged);
}

void InfrastructurePage::setTrouble(StatePresenter *trouble)
{
    m_trouble = trouble;
    m_notice = new StateNotice(*this, *trouble);
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    column->insertWidget(column->indexOf(m_body), m_notice);
    connect(m_notice, &StateNotice::commandsChanged, this, &InfrastructurePage::commandsChanged);
    connect(trouble, &StatePresenter::stateChanged, this, &InfrastructurePage::renderJob);
    connect(trouble, &StatePresenter::stateFreed, m_presenter.get(), &InfrastructurePresenter::readState);
    connect(m_presenter.get(), &InfrastructurePresenter::stateChanged, trouble,
            [this, trouble] { trouble->noteRead(m_presenter->state().stateLocked); });
}

InfrastructureTab *InfrastructurePage::current() const
{
    return m_tabs.value(m_bar->currentIndex());
}

void InfrastructurePage::turnTo(int index)
{
    if (InfrastructureTab *before = m_tabs.value(m_body->currentIndex()); before && isVisible())
        before->left();
    m_body->setCurrentIndex(index);
    if (isVisible() && current())
        current()->refresh();
    Q_EMIT commandsChanged();
}

void InfrastructurePage::setScope(const Scope &scope)
{
    const auto &environments = m_presenter->workspace().environments;
    const QString environment =
        scope.environment.value_or(environments.isEmpty() ? QString() : environments.first().name);
    m_header->setContext(environment);
    m_presenter->show(environment);
    if (m_trouble)
        m_trouble->show(environment);
    for (InfrastructureTab *tab : std::as_const(m_tabs))
        tab->setEnvironment(environment);
    if (current() && isVisible())
        current()->refresh();
}

void InfrastructurePage::showItem(const QString &item)
{
    const auto wanted = std::find_if(m_tabs.cbegin(), m_tabs.cend(),
                                     [&](const InfrastructureTab *tab) { return tab->id() == item; });
    if (wanted != m_tabs.cend())
        m_bar->setCurrentIndex(int(wanted - m_tabs.cbegin()));
}

void InfrastructurePage::refresh()
{
    m_presenter->refresh();
    if (m_trouble)
        m_trouble->refresh();
    if (InfrastructureTab *tab = current())
        tab->refresh();
}

void InfrastructurePage::entered()
{
    m_clock->start();
    if (InfrastructureTab *tab = current())
        tab->refresh();
}

void InfrastructurePage::left()
{
    m_clock->stop();
    if (InfrastructureTab *tab = current())
        tab->left();
}

bool InfrastructurePage::focusSearch()
{
    return current() && current()->focusSearch();
}

// The log of a plan stands where the plan will.
void InfrastructurePage::plan(PlanMode mode)
{
    m_presenter->planTo(mode);
    showItem(QStringLiteral("plan"));
}

// Plans change nothing and are reviewed like any other: the guard stands before their apply.
QList<Command> InfrastructurePage::otherRuns() const
{
    auto *self = const_cast<InfrastructurePage *>(this);
    const auto command = [this](const char *id, const QString &title, const char *english, bool enabled) {
        Command made;
        made.id = QStringLiteral("infrastructure.") + QLatin1String(id);
        made.title = title;
        made.englishTitle = QLatin1String(english);
        made.icon = QStringLiteral("infrastructure");
        made.context = m_presenter->environment();
        made.enabled = enabled;
        made.reason = enabled ? QString() : tr("not possible now");
        return made;
    };
    const bool canPlan = m_plan->isEnabled();
    const bool canCheck = !m_presenter->state().programMissing && !m_presenter->isChecking();
    Command refresh =
        command("plan-refresh", tr("Plan to accept what is there"), "Plan refresh only", canPlan);
    refresh.trigger = [self] { self->plan(PlanMode::RefreshOnly); };
    Command destroy = command("plan-destroy", tr("Plan to destroy everything"), "Plan to destroy", canPlan);
    destroy.trigger = [self] { self->plan(PlanMode::Destroy); };
    Command format = command("format", tr("Check the layout of the code"), "Format check fmt", canCheck);
    format.trigger = [this] { m_presenter->checkFormat(); };
    Command validate = command("validate", tr("Check whether the code is valid"), "Validate", canCheck);
    validate.trigger = [this] { m_presenter->checkCode(); };
    return {refresh, destroy, format, validate};
}

void InfrastructurePage::showOtherRuns()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("infrastructure.others"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Command &command : otherRuns()) {
        QAction *action = menu->addAction(command.title);
        action->setObjectName(command.id);
        action->setEnabled(command.enabled);
        connect(action, &QAction::triggered, this, command.trigger);
    }
    menu->insertSeparator(menu->actions().at(2)); // plans, and what only looks
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

CodeCheckSheet *InfrastructurePage::showCheck(const CodeCheckText &text)
{
    if (!isVisible() || overlay()->isOpen())
        return nullptr;
    const Environment *environment = m_presenter->workspace().environment(m_presenter->environment());
    auto *sheet = new CodeCheckSheet(text, environment ? environment->kind : EnvironmentKind::Custom,
                                     m_presenter->workspace().isLocal());
    connect(sheet, &CodeCheckSheet::closed, overlay(), &OverlayHost::dismiss);
    connect(sheet, &CodeCheckSheet::copyAsked, this, [this](const QString &lines) {
        QGuiApplication::clipboard()->setText(lines);
        toasts()->show(tr("Copied"));
    });
    overlay()->open(sheet, OverlayHost::Place::Center);
    return sheet;
}

QList<Command> InfrastructurePage::commands() const
{
    auto *self = const_cast<InfrastructurePage *>(this);
    Command plan;
    plan.id = QStringLiteral("infrastructure.plan");
    plan.title = tr("Plan %1").arg(m_presenter->environment());
    plan.englishTitle = QStringLiteral("Plan");
    plan.icon = QStringLiteral("infrastructure");
    plan.context = m_presenter->environment();
    plan.enabled = m_plan->isEnabled();
    plan.reason = plan.enabled ? QString() : tr("not possible now");
    plan.trigger = [self] { self->plan(); };
    QList<Command> all{plan};
    all += otherRuns();
    for (const InfrastructureTab *tab : m_tabs) {
        Command turn;
        turn.id = QStringLiteral("infrastructure.tab.") + tab->id();
        turn.title = QStringLiteral("%1: %2").arg(title(), tab->title());
        turn.englishTitle = QStringLiteral("Infrastructure: ") + tab->id();
        turn.icon = plan.icon;
        turn.context = plan.context;
        turn.trigger = [self, id = tab->id()] { self->showItem(id); };
        all.append(turn);
    }
    for (const InfrastructureTab *tab : m_tabs)
        all += tab->commands();
    if (m_notice)
        all += m_notice->commands();
    return all;
}

QString InfrastructurePage::helpText() const
{
    return tr("A plan is made of the head of the environment's branch, in a clean copy. What you review is "
              "exactly what is applied: when anything moved in between, you are asked to plan again.");
}

void InfrastructurePage::retranslate()
{
    m_header->setTitle(title());
    m_plan->setText(tr("Run plan"));
    m_more->setText(tr("More"));
    m_more->setAccessibleName(tr("More runs of terraform"));
    m_bar->setAccessibleName(tr("Views"));
    for (int i = 0; i < m_tabs.size(); ++i) {
        m_bar->setTabText(i, m_tabs.at(i)->title());
        m_tabs.at(i)->retranslate();
    }
    if (m_notice)
        m_notice->retranslate();
    render();
}

void InfrastructurePage::render()
{
    renderJob();
    m_header->setRefreshing(m_presenter->isChecking());
    const bool possible = !m_presenter->isBusy() && !m_presenter->state().programMissing;
    if (m_plan->isEnabled() != possible) {
        m_plan->setEnabled(possible);
        Q_EMIT commandsChanged();
    }
}

void InfrastructurePage::renderJob()
{
    const auto &job = m_presenter->state().job;
    const bool isTold =
        m_trouble && job && job->isOver() && (m_trouble->state().lock || m_trouble->state().errored);
    m_job->parentWidget()->setVisible(job && !isTold);
    if (!job || isTold)
        return;
    if (job->state == JobState::Succeeded) {
        const auto took = std::chrono::milliseconds(job->started.msecsTo(job->ended));
        m_job->setWords(Severity::Ok, tr("The plan was applied to %1").arg(job->environment),
                        tr("%1, in %2. Outputs shows what stands now.")
                            .arg(agoText(job->ended, m_presenter->now()), durationText(took)));
        m_cancel->hide();
        return;
    }
    if (job->isOver()) {
        const ErrorText failure = jobFailureText(*job);
        m_job->setWords(jobSeverity(*job), failure.title(), failure.now);
        m_cancel->hide();
        return;
    }
    const auto elapsed =
        std::chrono::milliseconds(job->started.isValid() ? job->started.msecsTo(m_presenter->now()) : 0);
    m_job->setWords(Severity::Running, jobTitle(*job),
                    tr("%1, for %2").arg(jobStepText(*job), elapsedText(elapsed)));
    m_cancel->setText(cancelLabel(*job));
    m_cancel->setVisible(job->cancelable && !cancelLabel(*job).isEmpty());
}

} // namespace envdeck::ui
