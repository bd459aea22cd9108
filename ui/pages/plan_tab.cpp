// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan_tab.h"

#include "core/domain/freeze.h"
#include "ui/dialogs/confirm_sheet.h"
#include "ui/pages/plan_review.h"
#include "ui/text/cause_words.h"
#include "ui/text/error_text.h"
#include "ui/text/plan_text.h"
#include "ui/text/time_text.h"
#include "ui/text/variable_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/label.h"
#include "ui/widgets/log_view.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
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

PlanTab::PlanTab(Page &page, InfrastructurePresenter &presenter)
    : InfrastructureTab(page), m_presenter(presenter), m_review(new PlanReview)
{
    build();
    connect(&presenter, &InfrastructurePresenter::stateChanged, this, &PlanTab::render);
    retranslate();
}

void PlanTab::build()
{
    m_summary = new Label({}, Type::BodyStrong);
    m_summary->setObjectName(QStringLiteral("plan.summary"));
    m_validity = new Label({}, Type::Small, Tone::Muted);
    connect(m_review, &PlanReview::said, this,
            [this](const QString &text) { this->page().toasts()->show(text); });

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
    column->addLayout(bar);
    column->addWidget(m_review, 1);
    column->addWidget(buildFooter());

    m_none = new EmptyState(QStringLiteral("infrastructure"), {}, {});
    m_log = new LogView;
    m_faces = new QStackedWidget;
    m_faces->addWidget(m_none);
    m_faces->addWidget(m_log);
    m_faces->addWidget(m_planView);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_faces);
}

QWidget *PlanTab::buildFooter()
{
    auto *footer = new QWidget;
    auto *row = inMargins(new QHBoxLayout(footer), metrics::space3);
    m_discard = new QPushButton;
    m_discard->setObjectName(QStringLiteral("plan.discard"));
    m_apply = new QPushButton;
    m_apply->setObjectName(QStringLiteral("plan.apply"));
    row->addStretch(1);
    row->addWidget(m_discard);
    row->addWidget(m_apply);
    connect(m_discard, &QPushButton::clicked, &m_presenter, &InfrastructurePresenter::discard);
    connect(m_apply, &QPushButton::clicked, this, &PlanTab::askApply);
    return footer;
}

bool PlanTab::focusSearch()
{
    return m_review->focusSearch();
}

QList<Command> PlanTab::commands() const
{
    auto *self = const_cast<PlanTab *>(this);
    Command apply;
    apply.id = QStringLiteral("infrastructure.apply");
    apply.title = applyWords();
    apply.englishTitle = QStringLiteral("Apply this plan");
    apply.icon = QStringLiteral("infrastructure");
    apply.context = m_presenter.environment();
    apply.risk = Risk::R3;
    apply.enabled = m_presenter.state().plan && m_apply->isEnabled();
    apply.reason = apply.enabled ? QString() : tr("there is no plan to apply");
    apply.trigger = [self] { self->askApply(); };
    return {apply};
}

void PlanTab::retranslate()
{
    m_discard->setText(tr("Discard"));
    m_apply->setText(tr("Apply this plan\u2026"));
    m_review->retranslate();
    render();
}

void PlanTab::render()
{
    const InfrastructureState &state = m_presenter.state();
    if (m_presenter.isBusy() || (!state.plan && state.job && !state.log.isEmpty())) {
        m_log->setText(state.log.join(QLatin1Char('\n')));
        m_faces->setCurrentWidget(m_log);
        return;
    }
    if (!state.plan)
        return renderNone();
    renderPlan(*state.plan);
}

void PlanTab::renderNone()
{
    const InfrastructureState &state = m_presenter.state();
    const QString title = state.programMissing ? state.programMissing->title() : tr("No plan at hand");
    const QString text =
        state.programMissing ? tr("Install terraform 1.5 or tofu 1.6 and put it into PATH, or run "
                                  "packaging/get-tofu.sh, which downloads a pinned OpenTofu. "
                                  "Everything else works without it.")
        : state.state && !state.state->summary.exists
            ? tr("This environment has no Terraform state yet. A plan shows what would be made; nothing "
                 "changes by it.")
            : tr("A plan shows what would change; nothing changes by it.");
    if (const QString words = title + text; words != m_noneWords) {
        m_noneWords = words;
        m_faces->removeWidget(m_none);
        m_none->deleteLater();
        m_none = new EmptyState(state.programMissing ? QStringLiteral("terminal")
                                                     : QStringLiteral("infrastructure"),
                                title, text);
        m_faces->insertWidget(0, m_none);
    }
    m_faces->setCurrentWidget(m_none);
}

void PlanTab::renderPlan(const infrastructure::ReviewedPlan &plan)
{
    if (m_shownPlan != plan.operation) {
        m_shownPlan = plan.operation;
        m_review->setPlan(plan.plan, m_presenter.environment(), plan.mode);
        Q_EMIT commandsChanged();
    }
    const bool valid = m_presenter.now() < plan.validUntil;
    m_summary->setText(effectWords(plan));
    m_validity->setText(
        valid ? tr("Plan at %1, state serial %2, made %3; valid for %4")
                    .arg(plan.record.commit.first(7))
                    .arg(plan.record.serial)
                    .arg(agoText(plan.madeAt, m_presenter.now()),
                         durationText(std::chrono::milliseconds(m_presenter.now().msecsTo(plan.validUntil))))
              : tr("Too old to be applied: plan again"));
    const bool isProposal = !plan.branch.isEmpty();
    const auto &refused = m_presenter.state().applyRefused;
    m_apply->setText(isProposal ? tr("Open pull request\u2026") : applyWords());
    m_apply->setEnabled(valid && plan.plan.hasChanges() && !m_presenter.isBusy() && !refused);
    m_apply->setToolTip(refused ? knownCause(*refused) : QString());
    if (valid && isProposal)
        m_validity->setText(tr("Plan of the branch %1 at %2: it is applied by a pull request alone")
                                .arg(plan.branch, plan.record.commit.first(7)));
    else if (valid && refused && plan.plan.hasChanges())
        m_validity->setText(tr("Not to be applied: %1").arg(causeText(*refused)));
    setVariant(m_apply, plan.plan.destroys() ? ButtonVariant::Danger : ButtonVariant::Secondary);
    m_faces->setCurrentWidget(m_planView);
}

QString PlanTab::applyWords() const
{
    const auto &plan = m_presenter.state().plan;
    switch (plan ? plan->mode : PlanMode::Changes) {
    case PlanMode::Changes: return tr("Apply this plan\u2026");
    case PlanMode::RefreshOnly: return tr("Accept into the state\u2026");
    case PlanMode::Destroy: return tr("Destroy everything\u2026");
    }
    Q_UNREACHABLE();
}

QString PlanTab::effectWords(const infrastructure::ReviewedPlan &plan) const
{
    const QString counts = planSummaryText(plan.plan.counts);
    switch (plan.mode) {
    case PlanMode::Changes:
        return plan.plan.hasChanges() ? counts : tr("No changes: what is there is what the code says");
    case PlanMode::RefreshOnly:
        return plan.plan.hasChanges() ? tr("In the state alone: %1 to change, %2 to forget")
                                            .arg(plan.plan.counts.update)
                                            .arg(plan.plan.counts.forgotten)
                                      : tr("No changes: what is there is what the state says");
    case PlanMode::Destroy:
        return plan.plan.hasChanges() ? tr("Destroys all of %1: %2").arg(plan.environment, counts)
                                      : tr("Nothing to destroy: the state holds nothing");
    }
    Q_UNREACHABLE();
}

void PlanTab::askApply()
{
    if (const auto &plan = m_presenter.state().plan; plan && !plan->branch.isEmpty())
        return page().showItem(QStringLiteral("branches")); // where it is proposed
    const InfrastructureState &state = m_presenter.state();
    const Environment *environment = m_presenter.workspace().environment(m_presenter.environment());
    if (!state.plan || !environment || page().overlay()->isOpen() || page().refusesChange())
        return;
    GuardedAction action;
    action.guard = m_presenter.guard();
    action.kind = environment->kind;
    action.hatched = m_presenter.workspace().isLocal();
    action.environment = environment->name;
    const PlanMode mode = state.plan->mode;
    action.title = mode == PlanMode::Destroy       ? tr("Destroy everything in %1").arg(environment->name)
                   : mode == PlanMode::RefreshOnly ? tr("Accept what is there in %1").arg(environment->name)
                                                   : tr("Apply the plan to %1").arg(environment->name);
    action.accept = mode == PlanMode::Destroy       ? tr("Destroy %1").arg(environment->name)
                    : mode == PlanMode::RefreshOnly ? tr("Accept in %1").arg(environment->name)
                                                    : tr("Apply to %1").arg(environment->name);
    action.destructive = state.plan->plan.destroys();
    QStringList losses;
    for (const ResourceChange &change : state.plan->plan.resources) {
        if (isDestructive(change.action))
            losses.append(changeActionWord(change.action) + QStringLiteral("  ") + change.address);
    }
    QString text = tr("%1. Exactly this plan is applied; when anything moved since, nothing is.")
                       .arg(effectWords(*state.plan));
    const auto freeze = freezeNow(environment->policy, m_presenter.now());
    if (freeze)
        text = frozenText(environment->name, *freeze) + QLatin1Char('\n') + text;
    auto *sheet = new ConfirmSheet(action, text, losses.join(QLatin1Char('\n')), freeze.has_value());
    connect(sheet, &GuardedSheet::accepted, this,
            [this, reviewed = state.plan->operation](const Confirmation &confirmation) {
                const auto &now = m_presenter.state().plan;
                if (!now || now->operation != reviewed)
                    return page().toasts()->show(
                        tr("Another plan has taken the place of the one you read. Nothing "
                           "was changed: read the new one."));
                const QString reason =
                    confirmation.backupReason.isEmpty() ? confirmation.reason : confirmation.backupReason;
                if (const QString why = m_presenter.apply(reason); !why.isEmpty())
                    page().toasts()->show(why);
            });
    openSheet(page().overlay(), sheet);
}

} // namespace envdeck::ui
