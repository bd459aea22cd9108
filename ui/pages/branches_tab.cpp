// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/branches_tab.h"

#include "core/domain/freeze.h"
#include "ui/dialogs/confirm_sheet.h"
#include "ui/pages/branch_sheet.h"
#include "ui/pages/proposal_sheet.h"
#include "ui/shell/job_questions.h"
#include "ui/text/plan_text.h"
#include "ui/text/pull_text.h"
#include "ui/text/time_text.h"
#include "ui/text/variable_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/pull_bar.h"
#include "ui/widgets/toast_host.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace envdeck::ui {

BranchesTab::BranchesTab(Page &page, std::unique_ptr<BranchesPresenter> presenter)
    : InfrastructureTab(page), m_presenter(std::move(presenter)), m_model(new BranchModel(this)),
      m_filtered(new QSortFilterProxyModel(this)), m_summary(new Label({}, Type::BodyStrong)),
      m_age(new Label({}, Type::Small, Tone::Muted)), m_filter(new QLineEdit), m_table(new DataTable),
      m_pull(new PullBar), m_plan(new Banner(Severity::None, {}, {})),
      m_propose(m_plan->addButton(QStringLiteral("\u2026")))
{
    m_plan->setObjectName(QStringLiteral("branches.plan"));
    m_propose->setObjectName(QStringLiteral("branches.propose"));
    auto *planHolder = new QWidget;
    auto *planRow = new QHBoxLayout(planHolder);
    planRow->setContentsMargins(metrics::pageMargin, metrics::space2, metrics::pageMargin, 0);
    planRow->addWidget(m_plan);
    m_faces = new FaceStack(buildAnswer(), {180, 260, 120, 90, 84, 90});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pull);
    column->addWidget(planHolder);
    column->addWidget(m_faces, 1);
    connect(m_presenter.get(), &BranchesPresenter::stateChanged, this, &BranchesTab::render);
    connect(m_presenter.get(), &BranchesPresenter::looked, this, &BranchesTab::openPlanSheet);
    connect(m_presenter.get(), &BranchesPresenter::told, this,
            [this](const QString &sentence) { this->page().toasts()->show(sentence); });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterFixedString(text.trimmed());
        render();
    });
    connect(m_table, &DataTable::actionTriggered, this, &BranchesTab::askPlan);
    connect(m_table, &DataTable::opened, this, &BranchesTab::askPlan);
    connect(m_pull, &PullBar::pageAsked, this, &BranchesTab::openPage);
    connect(m_pull, &PullBar::mergeAsked, this, &BranchesTab::askMerge);
    connect(m_propose, &QPushButton::clicked, this, &BranchesTab::askProposal);
    connect(m_faces, &FaceStack::filterCleared, m_filter, &QLineEdit::clear);
    connect(m_faces, &FaceStack::nextStepChosen, this, &BranchesTab::takeNextStep);
    connect(m_faces, &FaceStack::bannerActionChosen, m_presenter.get(), &BranchesPresenter::refresh);
    retranslate();
}

BranchesTab::~BranchesTab() = default;

QWidget *BranchesTab::buildAnswer()
{
    m_summary->setObjectName(QStringLiteral("branches.summary"));
    m_filter->setObjectName(QStringLiteral("branches.filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(scaled(240));
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterRole(BranchModel::SearchRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("branches.table"));
    m_table->setModel(m_filtered);
    m_table->setRowKind(DataTable::RowKind::LineWithButton);
    m_table->setColumns({{150, false, 0, 300},
                         {160, true},
                         {90, false, 620, 160},
                         {84, false, 0, 130},
                         {84, false, 720},
                         {90, false, 0, 190}});
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_summary);
    words->addWidget(m_age);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space2);
    bar->addLayout(words, 1);
    bar->addWidget(m_filter);
    auto *answer = new QWidget;
    auto *column = new QVBoxLayout(answer);
    column->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    return answer;
}

void BranchesTab::tick()
{
    m_model->setNow(m_presenter->now());
    renderPlan();
}

bool BranchesTab::focusSearch()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    return m_filter->isVisible();
}

QList<Command> BranchesTab::commands() const
{
    auto *self = const_cast<BranchesTab *>(this);
    Command propose;
    propose.id = QStringLiteral("infrastructure.propose");
    propose.title = tr("Open pull request\u2026");
    propose.englishTitle = QStringLiteral("Open pull request");
    propose.icon = QStringLiteral("infrastructure");
    propose.context = m_presenter->environment();
    propose.risk = Risk::R3;
    propose.reason = whyNoProposal();
    propose.enabled = propose.reason.isEmpty();
    propose.trigger = [self] { self->askProposal(); };
    return {propose};
}

void BranchesTab::askPlan(const QModelIndex &index)
{
    const BranchRow *row = m_model->row(m_filtered->mapToSource(index));
    if (!row || m_presenter->isBusy() || page().overlay()->isOpen())
        return;
    m_presenter->look(row->name);
}

void BranchesTab::openPlanSheet(const BranchFacts &facts)
{
    const Environment *environment = m_presenter->environmentInView();
    const bool isInView = environment && environment->name == facts.environment;
    if (!isVisible() || !isInView || page().overlay()->isOpen())
        return;
    auto *sheet =
        new BranchSheet(facts, *environment, m_presenter->workspace().isLocal(), m_presenter->now());
    connect(sheet, &GuardedSheet::accepted, this, [this, sheet, facts] {
        m_presenter->plan(facts, sheet->secrets());
        page().showItem(QStringLiteral("plan")); // its log stands where the plan will
    });
    openSheet(page().overlay(), sheet);
}

QString BranchesTab::whyNoProposal() const
{
    const auto &plan = m_presenter->state().plan;
    if (!plan)
        return tr("No branch is planned");
    if (!plan->plan.hasChanges())
        return tr("The plan changes nothing");
    if (m_presenter->now() >= plan->validUntil)
        return tr("Too old to be proposed: plan again");
    if (!m_presenter->canPropose())
        return tr("envdeck.yaml names no code host");
    return m_presenter->isBusy() ? tr("A run is at work") : QString();
}

void BranchesTab::askProposal()
{
    const Environment *environment = m_presenter->environmentInView();
    if (!environment || !whyNoProposal().isEmpty() || page().overlay()->isOpen() || page().refusesChange())
        return;
    const infrastructure::ReviewedPlan reviewed = *m_presenter->state().plan;
    const auto freeze = freezeNow(environment->policy, m_presenter->now());
    auto *sheet = new ProposalSheet(reviewed, *environment, m_presenter->workspace().isLocal(),
                                    freeze ? frozenText(environment->name, *freeze) : QString());
    connect(sheet, &GuardedSheet::accepted, this, [this, sheet, reviewed](const Confirmation &given) {
        const auto &now = m_presenter->state().plan;
        if (!now || now->operation != reviewed.operation)
            return page().toasts()->show(tr("Another plan has taken the place of the one you read. Nothing "
                                            "was changed: read the new one."));
        const QString reason = given.backupReason.isEmpty() ? given.reason : given.backupReason;
        if (const QString why = m_presenter->propose(reviewed, sheet->title(), sheet->body(), reason);
            !why.isEmpty())
            page().toasts()->show(why);
    });
    openSheet(page().overlay(), sheet);
}

void BranchesTab::askMerge()
{
    const auto &job = m_presenter->state().job;
    const Environment *environment = m_presenter->environmentInView();
    if (!job || !environment || page().overlay()->isOpen() || page().refusesChange())
        return;
    const MergePlace place{environment->kind, m_presenter->workspace().isLocal(),
                           freezeNow(environment->policy, m_presenter->now())};
    openMergeQuestion(page().overlay(), *job, place, this,
                      [this, operation = job->operation](const QString &reason) {
                          m_presenter->allowMerge(operation, reason);
                      });
}

void BranchesTab::openPage()
{
    const auto &job = m_presenter->state().job;
    if (const QUrl url = job ? m_presenter->page(*job) : QUrl(); !url.isEmpty())
        QDesktopServices::openUrl(url);
}

void BranchesTab::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter branches"));
    m_filter->setAccessibleName(tr("Filter branches"));
    m_table->setAccessibleName(tr("Branches"));
    m_propose->setText(tr("Open pull request\u2026"));
    m_model->retranslate();
    render();
}

void BranchesTab::render()
{
    const BranchesState &state = m_presenter->state();
    m_model->setNow(m_presenter->now());
    m_model->setHindrance(m_presenter->isBusy() ? tr("A run is at work") : QString());
    m_model->setRows(state.branches);
    const qsizetype shown = state.branches.size();
    m_summary->setText(state.total > shown ? tr("Newest %1 of %2 other branches").arg(shown).arg(state.total)
                                           : tr("%n other branch(es)", nullptr, int(shown)));
    m_age->setText(tr("A plan of one runs its code. %1").arg(updatedText(state.readAt, m_presenter->now())));
    m_pull->setJob(state.job.value_or(JobStatus()));
    renderPlan();
    renderFaces();
    Q_EMIT commandsChanged();
}

void BranchesTab::renderPlan()
{
    const auto &plan = m_presenter->state().plan;
    m_plan->parentWidget()->setVisible(plan.has_value());
    if (!plan)
        return;
    const QString why = whyNoProposal();
    m_plan->setWords(Severity::None,
                     tr("%1 is planned: %2", "a branch, what its plan would do")
                         .arg(plan->branch, planSummaryText(plan->plan.counts)),
                     why.isEmpty()
                         ? tr("Plan at %1, made %2. It is applied by a pull request alone.")
                               .arg(plan->record.commit.left(7), agoText(plan->madeAt, m_presenter->now()))
                         : why);
    m_propose->setEnabled(why.isEmpty());
    m_propose->setToolTip(why);
}

void BranchesTab::renderFaces()
{
    const BranchesState &state = m_presenter->state();
    if (!state.answered)
        return state.error ? m_faces->showError(*state.error) : m_faces->showLoading(QStringLiteral("git"));
    if (state.error)
        m_faces->setBanner(Severity::Stale, state.error->title(), state.error->now,
                           nextStepLabel(NextStep::Retry));
    else
        m_faces->setBanner(Severity::None, {});
    if (state.branches.isEmpty())
        return m_faces->showEmpty(QStringLiteral("infrastructure"), tr("There is no other branch"),
                                  tr("Push a branch with a change of terraform, and its plan and its pull "
                                     "request begin here."));
    m_filtered->rowCount() == 0 ? m_faces->showNoMatch(m_filter->text()) : m_faces->showAnswer();
}

} // namespace envdeck::ui
