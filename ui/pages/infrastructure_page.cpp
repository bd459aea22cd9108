// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/infrastructure_page.h"

#include "ui/dialogs/confirm_sheet.h"
#include "ui/models/output_model.h"
#include "ui/models/plan_model.h"
#include "ui/text/job_text.h"
#include "ui/text/plan_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/label.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/plan_delegate.h"
#include "ui/widgets/toast_host.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

namespace envdeck::ui {

namespace {

QHBoxLayout *inMargins(QHBoxLayout *row, int vertical)
{
    row->setContentsMargins(metrics::pageMargin, vertical, metrics::pageMargin, vertical);
    row->setSpacing(metrics::space2);
    return row;
}

} // namespace

InfrastructurePage::InfrastructurePage(std::unique_ptr<InfrastructurePresenter> presenter, QWidget *parent)
    : Page(parent), m_presenter(std::move(presenter)), m_model(new PlanModel(this)), m_filtered(new QSortFilterProxyModel(this)),
      m_outputs(new OutputModel(this)), m_header(new PageHeader), m_tabs(new QTabBar), m_body(new QStackedWidget), m_clock(new QTimer(this))
{
    setObjectName(QStringLiteral("infrastructure.page"));
    m_plan = m_header->addAction({}, QStringLiteral("infrastructure"));
    m_plan->setObjectName(QStringLiteral("infrastructure.plan"));
    m_header->setPrimary(m_plan);
    connect(m_plan, &QPushButton::clicked, m_presenter.get(), &InfrastructurePresenter::plan);
    connect(m_header, &PageHeader::refreshAsked, this, &InfrastructurePage::refresh);
    m_tabs->setObjectName(QStringLiteral("infrastructure.tabs"));
    m_tabs->addTab({});
    m_tabs->addTab({});
    m_tabs->setExpanding(false);
    connect(m_tabs, &QTabBar::currentChanged, m_body, &QStackedWidget::setCurrentIndex);

    m_job = new Banner(Severity::Running, {}, {});
    m_job->setObjectName(QStringLiteral("infrastructure.job"));
    m_cancel = m_job->addButton(QStringLiteral("\u2026"));
    m_cancel->setObjectName(QStringLiteral("infrastructure.cancel"));
    connect(m_cancel, &QPushButton::clicked, m_presenter.get(), &InfrastructurePresenter::cancel);
    auto *jobHolder = new QWidget;
    auto *jobRow = inMargins(new QHBoxLayout(jobHolder), metrics::space2);
    jobRow->addWidget(m_job);
    m_body->addWidget(buildPlan());
    m_body->addWidget(buildOutputs());

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    auto *tabRow = inMargins(new QHBoxLayout, 0);
    tabRow->addWidget(m_tabs, 1);
    column->addLayout(tabRow);
    column->addWidget(jobHolder);
    column->addWidget(m_body, 1);

    connect(m_presenter.get(), &InfrastructurePresenter::stateChanged, this, &InfrastructurePage::render);
    connect(m_clock, &QTimer::timeout, this, &InfrastructurePage::render); // validity runs out, and planning is silent for long
    m_clock->setInterval(std::chrono::seconds(1));
    retranslate();
}

InfrastructurePage::~InfrastructurePage() = default;

QWidget *InfrastructurePage::buildPlan()
{
    m_summary = new Label({}, Type::BodyStrong);
    m_summary->setObjectName(QStringLiteral("plan.summary"));
    m_validity = new Label({}, Type::Small, Tone::Muted);
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("plan.filter"));
    m_filter->setMaximumWidth(scaled(240));
    m_unchanged = new QCheckBox;
    m_unchanged->setObjectName(QStringLiteral("plan.unchanged"));
    m_copy = new QPushButton;
    m_copy->setObjectName(QStringLiteral("plan.copy"));
    setVariant(m_copy, ButtonVariant::Quiet);
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterRole(PlanModel::AddressRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_tree = new QTreeView;
    m_tree->setObjectName(QStringLiteral("plan.tree"));
    m_tree->setModel(m_filtered);
    m_tree->setItemDelegate(new PlanDelegate(m_tree));
    m_tree->header()->hide();
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setMouseTracking(true);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(m_filter, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_unchanged, &QCheckBox::toggled, this, [this](bool shown) {
        m_model->setUnchangedShown(shown);
        m_tree->expandAll();
    });
    connect(m_copy, &QPushButton::clicked, this, &InfrastructurePage::copyMarkdown);

    m_planView = new QWidget;
    auto *column = new QVBoxLayout(m_planView);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *bar = inMargins(new QHBoxLayout, metrics::space2);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_summary);
    words->addWidget(m_validity);
    bar->addLayout(words, 1);
    bar->addWidget(m_unchanged);
    bar->addWidget(m_filter);
    bar->addWidget(m_copy);
    column->addLayout(bar);
    auto *treeRow = new QHBoxLayout;
    treeRow->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    treeRow->addWidget(m_tree);
    column->addLayout(treeRow, 1);
    column->addWidget(buildFooter());

    m_none = new EmptyState(QStringLiteral("infrastructure"), {}, {});
    m_log = new LogView;
    m_planFaces = new QStackedWidget;
    m_planFaces->addWidget(m_none);
    m_planFaces->addWidget(m_log);
    m_planFaces->addWidget(m_planView);
    return m_planFaces;
}

QWidget *InfrastructurePage::buildFooter()
{
    m_footer = new QWidget;
    auto *row = inMargins(new QHBoxLayout(m_footer), metrics::space3);
    m_discard = new QPushButton;
    m_discard->setObjectName(QStringLiteral("plan.discard"));
    m_apply = new QPushButton;
    m_apply->setObjectName(QStringLiteral("plan.apply"));
    row->addStretch(1);
    row->addWidget(m_discard);
    row->addWidget(m_apply);
    connect(m_discard, &QPushButton::clicked, m_presenter.get(), &InfrastructurePresenter::discard);
    connect(m_apply, &QPushButton::clicked, this, &InfrastructurePage::askApply);
    return m_footer;
}

QWidget *InfrastructurePage::buildOutputs()
{
    auto *holder = new QWidget;
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, 0);
    m_outputNote = new Label({}, Type::Body, Tone::Muted);
    m_outputNote->setContentsMargins(metrics::space3, 0, 0, 0);
    m_outputTable = new DataTable;
    m_outputTable->setObjectName(QStringLiteral("outputs.table"));
    m_outputTable->setModel(m_outputs);
    m_outputTable->setColumns({{240, false, 0}, {320, true, 0}, {140, false, 700}});
    column->addWidget(m_outputNote);
    column->addWidget(m_outputTable, 1);
    return holder;
}

void InfrastructurePage::setScope(const Scope &scope)
{
    const auto &environments = m_presenter->workspace().environments;
    const QString environment = scope.environment.value_or(environments.isEmpty() ? QString() : environments.first().name);
    m_header->setContext(environment);
    m_presenter->show(environment);
}

void InfrastructurePage::refresh()
{
    m_presenter->refresh();
    m_presenter->readState();
}

void InfrastructurePage::entered() { m_clock->start(); }
void InfrastructurePage::left() { m_clock->stop(); }

bool InfrastructurePage::focusSearch()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    return m_filter->isVisible();
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
    plan.trigger = [self] { self->m_presenter->plan(); };
    Command apply = plan;
    apply.id = QStringLiteral("infrastructure.apply");
    apply.title = tr("Apply this plan\u2026");
    apply.englishTitle = QStringLiteral("Apply this plan");
    apply.risk = Risk::R3;
    apply.enabled = m_presenter->state().plan && m_apply->isEnabled();
    apply.reason = apply.enabled ? QString() : tr("there is no plan to apply");
    apply.trigger = [self] { self->askApply(); };
    return {plan, apply};
}

QString InfrastructurePage::helpText() const
{
    return tr("A plan is made of the head of the environment's branch, in a clean copy. What you review is exactly what is applied: when anything moved in between, you are asked to plan again.");
}

void InfrastructurePage::retranslate()
{
    m_header->setTitle(title());
    m_plan->setText(tr("Run plan"));
    m_tabs->setTabText(PlanTab, tr("Plan"));
    m_tabs->setTabText(OutputsTab, tr("Outputs"));
    m_tabs->setAccessibleName(tr("Views"));
    m_filter->setPlaceholderText(tr("Filter resources"));
    m_filter->setAccessibleName(tr("Filter resources"));
    m_copy->setText(tr("Copy as Markdown"));
    m_discard->setText(tr("Discard"));
    m_apply->setText(tr("Apply this plan\u2026"));
    m_tree->setAccessibleName(tr("Planned changes"));
    m_outputTable->setAccessibleName(tr("Outputs"));
    m_model->retranslate();
    m_outputs->retranslate();
    render();
}

void InfrastructurePage::render()
{
    renderJob();
    renderPlan();
    renderOutputs();
    const bool possible = !m_presenter->isBusy() && !m_presenter->state().programMissing;
    if (m_plan->isEnabled() != possible) {
        m_plan->setEnabled(possible);
        Q_EMIT commandsChanged();
    }
}

void InfrastructurePage::renderJob()
{
    const auto &job = m_presenter->state().job;
    m_job->parentWidget()->setVisible(job.has_value());
    if (!job)
        return;
    if (job->state == JobState::Succeeded) {
        const auto took = std::chrono::milliseconds(job->started.msecsTo(job->ended));
        m_job->setWords(Severity::Ok, tr("The plan was applied to %1").arg(job->environment),
                        tr("%1, in %2. Outputs shows what stands now.").arg(agoText(job->ended, m_presenter->now()), durationText(took)));
        m_cancel->hide();
        return;
    }
    if (job->isOver()) {
        const ErrorText failure = jobFailureText(*job);
        m_job->setWords(jobSeverity(*job), failure.title(), failure.now);
        m_cancel->hide();
        return;
    }
    const auto elapsed = std::chrono::milliseconds(job->started.isValid() ? job->started.msecsTo(m_presenter->now()) : 0);
    m_job->setWords(Severity::Running, jobTitle(*job), tr("%1, for %2").arg(jobStepText(*job), elapsedText(elapsed)));
    m_cancel->setText(cancelLabel(*job));
    m_cancel->setVisible(job->cancelable && !cancelLabel(*job).isEmpty());
}

void InfrastructurePage::renderPlan()
{
    const InfrastructureState &state = m_presenter->state();
    if (m_presenter->isBusy() || (!state.plan && state.job && !state.log.isEmpty())) {
        m_log->setText(state.log.join(QLatin1Char('\n')));
        m_planFaces->setCurrentWidget(m_log);
        return;
    }
    if (!state.plan) {
        auto *none = state.programMissing
            ? new EmptyState(QStringLiteral("terminal"), state.programMissing->title(),
                             tr("Install terraform 1.5 or tofu 1.6 and put it into PATH, or run packaging/get-tofu.sh, which downloads a pinned OpenTofu. Everything else works without it."))
            : new EmptyState(QStringLiteral("infrastructure"), tr("No plan at hand"),
                             state.state && !state.state->summary.exists ? tr("This environment has no Terraform state yet. A plan shows what would be made; nothing changes by it.")
                                                                       : tr("A plan shows what would change; nothing changes by it."));
        m_planFaces->removeWidget(m_none);
        m_none->deleteLater();
        m_none = none;
        m_planFaces->insertWidget(0, m_none);
        m_planFaces->setCurrentWidget(m_none);
        return;
    }
    if (m_shownPlan != state.plan->operation) {
        m_shownPlan = state.plan->operation;
        m_model->setPlan(state.plan->plan);
        m_tree->expandAll();
        Q_EMIT commandsChanged();
    }
    const bool valid = m_presenter->now() < state.plan->validUntil;
    m_summary->setText(state.plan->plan.hasChanges() ? planSummaryText(state.plan->plan.counts) : tr("No changes: what is there is what the code says"));
    m_validity->setText(valid ? tr("Plan at %1, state serial %2, made %3; valid for %4")
                                    .arg(state.plan->record.commit.first(7)).arg(state.plan->record.serial)
                                    .arg(agoText(state.plan->madeAt, m_presenter->now()), durationText(std::chrono::milliseconds(m_presenter->now().msecsTo(state.plan->validUntil))))
                              : tr("Too old to be applied: plan again"));
    m_unchanged->setText(tr("Show %n unchanged", nullptr, m_model->unchangedCount()));
    m_unchanged->setVisible(m_model->unchangedCount() > 0);
    m_apply->setEnabled(valid && state.plan->plan.hasChanges() && !m_presenter->isBusy());
    setVariant(m_apply, state.plan->plan.destroys() ? ButtonVariant::Danger : ButtonVariant::Secondary);
    m_planFaces->setCurrentWidget(m_planView);
}

void InfrastructurePage::renderOutputs()
{
    const InfrastructureState &state = m_presenter->state();
    if (state.state)
        m_outputs->setOutputs(state.state->outputs);
    m_outputNote->setText(state.stateError    ? state.stateError->sentence()
                          : !state.state      ? tr("Reading the state\u2026")
                          : !state.state->summary.exists ? tr("This environment has no Terraform state yet.")
                                              : tr("%n resource(s), serial %1, written by %2", nullptr, int(state.state->summary.resources.size()))
                                                    .arg(state.state->summary.serial).arg(state.state->summary.writtenBy));
}

void InfrastructurePage::askApply()
{
    const InfrastructureState &state = m_presenter->state();
    const Environment *environment = m_presenter->workspace().environment(m_presenter->environment());
    if (!state.plan || !environment || overlay()->isOpen() || refusesChange())
        return;
    GuardedAction action;
    action.guard = m_presenter->guard();
    action.kind = environment->kind;
    action.hatched = m_presenter->workspace().isLocal();
    action.environment = environment->name;
    action.title = tr("Apply the plan to %1").arg(environment->name);
    action.accept = tr("Apply to %1").arg(environment->name);
    action.destructive = state.plan->plan.destroys();
    QStringList losses;
    for (const ResourceChange &change : state.plan->plan.resources) {
        if (isDestructive(change.action))
            losses.append(changeActionWord(change.action) + QStringLiteral("  ") + change.address);
    }
    auto *sheet = new ConfirmSheet(action, tr("%1. Exactly this plan is applied; when anything moved since, nothing is.").arg(planSummaryText(state.plan->plan.counts)),
                                   losses.join(QLatin1Char('\n')));
    connect(sheet, &GuardedSheet::accepted, this, [this, reviewed = state.plan->operation](const Confirmation &confirmation) {
        const auto &now = m_presenter->state().plan;
        if (!now || now->operation != reviewed)
            return toasts()->show(tr("Another plan has taken the place of the one you read. Nothing was changed: read the new one."));
        const QString reason = confirmation.backupReason.isEmpty() ? confirmation.reason : confirmation.backupReason;
        if (const QString why = m_presenter->apply(reason); !why.isEmpty())
            toasts()->show(why);
    });
    openSheet(overlay(), sheet);
}

void InfrastructurePage::copyMarkdown()
{
    if (const auto &plan = m_presenter->state().plan) {
        QGuiApplication::clipboard()->setText(planMarkdown(plan->plan, m_presenter->environment()));
        toasts()->show(tr("Copied the plan as Markdown"));
    }
}

} // namespace envdeck::ui
