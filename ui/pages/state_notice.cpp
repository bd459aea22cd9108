// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/state_notice.h"

#include "ui/dialogs/confirm_sheet.h"
#include "ui/text/job_text.h"
#include "ui/text/number_text.h"
#include "ui/text/run_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace envdeck::ui {

StateNotice::StateNotice(Page &page, StatePresenter &presenter)
    : m_page(page), m_presenter(presenter), m_lock(new Banner(Severity::Warning, {}, {})),
      m_errored(new Banner(Severity::Critical, {}, {})), m_job(new Banner(Severity::Running, {}, {}))
{
    m_lock->setObjectName(QStringLiteral("state.lock"));
    m_retry = m_lock->addButton(QStringLiteral("\u2026"));
    m_retry->setObjectName(QStringLiteral("state.retry"));
    m_unlock = m_lock->addButton(QStringLiteral("\u2026"));
    m_unlock->setObjectName(QStringLiteral("state.unlock"));
    m_errored->setObjectName(QStringLiteral("state.errored"));
    m_push = m_errored->addButton(QStringLiteral("\u2026"));
    m_push->setObjectName(QStringLiteral("state.push"));
    m_setAside = m_errored->addButton(QStringLiteral("\u2026"));
    m_setAside->setObjectName(QStringLiteral("state.setAside"));
    m_job->setObjectName(QStringLiteral("state.job"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::pageMargin, metrics::space2, metrics::pageMargin, metrics::space2);
    column->setSpacing(metrics::space2);
    for (Banner *banner : {m_errored, m_lock, m_job})
        column->addWidget(banner);
    connect(m_retry, &QPushButton::clicked, this, &StateNotice::retry);
    connect(m_unlock, &QPushButton::clicked, this, &StateNotice::askUnlock);
    connect(m_push, &QPushButton::clicked, this, &StateNotice::askPush);
    connect(m_setAside, &QPushButton::clicked, this, &StateNotice::askSetAside);
    connect(&presenter, &StatePresenter::stateChanged, this, &StateNotice::render);
    retranslate();
}

QList<Command> StateNotice::commands() const
{
    auto *self = const_cast<StateNotice *>(this);
    Command unlock;
    unlock.id = QStringLiteral("infrastructure.unlock");
    unlock.title = tr("Force unlock the state\u2026");
    unlock.englishTitle = QStringLiteral("Force unlock the state");
    unlock.icon = QStringLiteral("infrastructure");
    unlock.context = m_presenter.environment();
    unlock.risk = Risk::R3;
    unlock.enabled = m_could[0];
    unlock.reason = unlock.enabled ? QString() : tr("no run was refused by a lock");
    unlock.trigger = [self] { self->askUnlock(); };
    Command push = unlock;
    push.id = QStringLiteral("infrastructure.pushState");
    push.title = tr("Write the unsaved state back\u2026");
    push.englishTitle = QStringLiteral("Write the unsaved state back");
    push.enabled = m_could[1];
    push.reason = push.enabled ? QString() : tr("there is no unsaved state");
    push.trigger = [self] { self->askPush(); };
    Command aside = unlock;
    aside.id = QStringLiteral("infrastructure.setStateAside");
    aside.title = tr("Set the unsaved state aside\u2026");
    aside.englishTitle = QStringLiteral("Set the unsaved state aside");
    aside.enabled = m_could[2];
    aside.reason = aside.enabled ? QString() : tr("there is no unsaved state");
    aside.trigger = [self] { self->askSetAside(); };
    return {unlock, push, aside};
}

void StateNotice::retranslate()
{
    m_retry->setText(tr("Retry when free"));
    m_unlock->setText(tr("Force unlock\u2026"));
    m_push->setText(tr("Write it back\u2026"));
    m_setAside->setText(tr("Set aside\u2026"));
    render();
}

void StateNotice::render()
{
    const StateTrouble &state = m_presenter.state();
    renderLock();
    renderErrored();
    m_job->setVisible(state.job.has_value());
    if (state.job && state.job->state == JobState::Succeeded) {
        const QString file = state.job->steps.isEmpty() ? QString() : state.job->steps.last().note;
        m_job->setWords(Severity::Ok,
                        tr("The unsaved state of %1 was set aside").arg(m_presenter.environment()),
                        tr("It lies in %1 and is kept there.").arg(file));
    } else if (state.job && state.job->isOver()) {
        const ErrorText failure = jobFailureText(*state.job);
        m_job->setWords(jobSeverity(*state.job), failure.title(), failure.now);
    } else if (state.job) {
        m_job->setWords(Severity::Running, jobTitle(*state.job), jobStepText(*state.job));
    }
    const bool shown = (state.lock && state.backendRead) || state.errored || state.erroredError || state.job;
    setVisible(shown);
    const bool could[3] = {
        state.lock && state.backendRead && !m_presenter.isBusy() && !state.lock->id.isEmpty(),
        state.errored && !m_presenter.isBusy(), !state.erroredDigest.isEmpty() && !m_presenter.isBusy()};
    m_unlock->setEnabled(could[0]);
    m_retry->setEnabled(!m_presenter.isBusy());
    m_push->setEnabled(could[1]);
    m_setAside->setEnabled(could[2]);
    if (!std::equal(std::begin(could), std::end(could), std::begin(m_could))) {
        std::copy(std::begin(could), std::end(could), std::begin(m_could));
        Q_EMIT commandsChanged();
    }
}

void StateNotice::renderLock()
{
    const bool known = m_presenter.state().backendRead;
    const auto &lock = m_presenter.state().lock;
    m_lock->setVisible(lock && known);
    if (!lock || !known)
        return;
    const QString id = lock->id.isEmpty() ? QString() : tr("Lock %1.").arg(lock->id);
    m_lock->setWords(Severity::Warning, tr("The state of %1 is locked").arg(m_presenter.environment()),
                     QStringLiteral("%1 %2").arg(lockHolderText(*lock), id).trimmed());
}

void StateNotice::renderErrored()
{
    const StateTrouble &state = m_presenter.state();
    m_errored->setVisible(state.errored || state.erroredError);
    m_push->setVisible(state.errored.has_value());
    if (state.errored)
        m_errored->setWords(
            Severity::Critical, tr("An apply could not save the state of %1").arg(m_presenter.environment()),
            tr("The only copy (serial %1, %n resource(s)) lies on this machine. Until it is written back, "
               "terraform does not know what was made, and no plan is applied.",
               nullptr, state.errored->resources)
                .arg(state.errored->serial));
    else if (state.erroredError)
        m_errored->setWords(Severity::Critical, state.erroredError->title(), state.erroredError->details);
}

void StateNotice::say(const QString &why)
{
    if (!why.isEmpty())
        m_page.toasts()->show(why);
}

void StateNotice::retry()
{
    say(m_presenter.retryWhenFree());
}

namespace {

GuardedAction actionOf(const StatePresenter &presenter)
{
    GuardedAction action;
    const Environment *environment = presenter.workspace().environment(presenter.environment());
    action.guard = presenter.guard();
    action.kind = environment ? environment->kind : EnvironmentKind::Custom;
    action.hatched = presenter.workspace().isLocal();
    action.environment = presenter.environment();
    return action;
}

} // namespace

void StateNotice::askUnlock()
{
    const auto &lock = m_presenter.state().lock;
    if (!lock || lock->id.isEmpty() || m_page.overlay()->isOpen() || m_page.refusesChange())
        return;
    GuardedAction action = actionOf(m_presenter);
    action.title = tr("Take the lock of the state of %1 away").arg(action.environment);
    action.accept = tr("Force unlock %1").arg(action.environment);
    action.destructive = true;
    action.guard.typed = lock->id; // what is taken away, in every environment
    action.guard.readTick = false;
    auto *sheet = new ConfirmSheet(action, unlockWarning(*lock), {}, true);
    sheet->addFact(tr("Lock"), new Label(lock->id, Type::Code));
    sheet->addFact(tr("Holder"), lockHolderText(*lock));
    if (!m_presenter.state().backend.isEmpty())
        sheet->addFact(tr("State in"), m_presenter.state().backend);
    connect(sheet, &GuardedSheet::accepted, this,
            [this, environment = action.environment, id = lock->id](const Confirmation &confirmation) {
                if (environment == m_presenter.environment())
                    say(m_presenter.unlock(id, confirmation.reason));
            });
    openSheet(m_page.overlay(), sheet);
}

void StateNotice::askPush()
{
    const auto &errored = m_presenter.state().errored;
    if (!errored || m_page.overlay()->isOpen() || m_page.refusesChange())
        return;
    GuardedAction action = actionOf(m_presenter);
    action.title = tr("Write the unsaved state of %1 back").arg(action.environment);
    action.accept = tr("Write back to %1").arg(action.environment);
    auto *sheet = new ConfirmSheet(
        action, tr("Exactly this file is pushed to the backend, which takes it only when it belongs to the "
                   "same state and nobody wrote a newer one. Then the file is deleted."));
    sheet->addFact(tr("Written"), exactTimeText(errored->at));
    sheet->addFact(tr("Serial"), countText(errored->serial));
    sheet->addFact(tr("Lineage"), new Label(errored->lineage, Type::Code));
    sheet->addFact(tr("Resources"), countText(errored->resources));
    if (!m_presenter.state().backend.isEmpty())
        sheet->addFact(tr("State in"), m_presenter.state().backend);
    connect(sheet, &GuardedSheet::accepted, this,
            [this, environment = action.environment, file = *errored](const Confirmation &confirmation) {
                if (environment == m_presenter.environment())
                    say(m_presenter.pushState(file, confirmation.reason));
            });
    openSheet(m_page.overlay(), sheet);
}

void StateNotice::askSetAside()
{
    const StateTrouble &state = m_presenter.state();
    if (state.erroredDigest.isEmpty() || m_page.overlay()->isOpen() || m_page.refusesChange())
        return;
    GuardedAction action = actionOf(m_presenter);
    action.title = tr("Set the unsaved state of %1 aside").arg(action.environment);
    action.accept = tr("Set aside in %1").arg(action.environment);
    action.destructive = true;
    auto *sheet = new ConfirmSheet(
        action,
        tr("For a state that the backend does not take, because it belongs to another one or a newer one was "
           "written. Plans are applied again afterwards, and terraform goes on not knowing what that apply "
           "made: "
           "it may make it a second time. Compare the file with what is there, and import what is missing. "
           "The "
           "file is moved, not deleted, and holds every secret in clear."),
        {}, true);
    if (state.errored) {
        sheet->addFact(tr("Written"), exactTimeText(state.errored->at));
        sheet->addFact(tr("Serial"), countText(state.errored->serial));
        sheet->addFact(tr("Resources"), countText(state.errored->resources));
    }
    connect(sheet, &GuardedSheet::accepted, this,
            [this, environment = action.environment,
             digest = state.erroredDigest](const Confirmation &confirmation) {
                if (environment == m_presenter.environment())
                    say(m_presenter.setAside(digest, confirmation.reason));
            });
    openSheet(m_page.overlay(), sheet);
}

} // namespace envdeck::ui
