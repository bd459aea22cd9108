// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the page shows of its presenter's state; deployments_page.cpp has the rest of it.
#include "ui/pages/deployments_page.h"

#include "ui/models/deployment_history_model.h"
#include "ui/text/deployment_text.h"
#include "ui/text/job_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/page_header.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>

#include <algorithm>
#include <utility>

namespace envdeck::ui {

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
        return m_faces->showEmpty(QStringLiteral("deployments"),
                                  tr("No app runs in %1").arg(m_presenter->target().environment),
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
        m_faces->showEmpty(QStringLiteral("deployments"),
                           tr("%1 was never deployed to %2")
                               .arg(m_presenter->target().app, m_presenter->target().environment),
                           tr("The infrastructure repository has no commit that sets its image here."),
                           tr("Deploy\u2026"));
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
    const auto row = std::find_if(deployments.cbegin(), deployments.cend(),
                                  [&](const Deployment &d) { return d.commit == wanted; });
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
    m_faces->setBanner(
        Severity::Stale,
        whole ? QString() : tr("Not everything could be read: %1.").arg(missing.join(QStringLiteral(", "))),
        whole ? QString() : tr("Rolling back still works: it is a git commit."),
        nextStepLabel(m_refusedKey.isEmpty() ? NextStep::Retry : NextStep::ReplaceKey));
}

void DeploymentsPage::renderBanner()
{
    const QString worse = m_presenter->comparison();
    const Deployment *safest = m_presenter->safest();
    m_hint->setVisible(!worse.isEmpty() && whyNot().isEmpty() && !jobTellsOfCurrent());
    if (worse.isEmpty())
        return;
    m_hint->setWords(Severity::Critical, worse,
                     safest ? tr("Safest way back: %1").arg(recordText(*safest))
                            : tr("No earlier version is known to be safe; choose one below."));
    m_hintButton->setVisible(safest != nullptr);
    if (safest)
        m_hintButton->setText(tr("Roll back to %1\u2026").arg(safest->image.tag));
}

// The job that failed brought the version that runs: one bar says what both would.
bool DeploymentsPage::jobTellsOfCurrent() const
{
    const DeploymentsState &state = m_presenter->state();
    if (!state.job || state.job->state != JobState::Failed || !state.job->error || !state.history ||
        state.history->deployments.isEmpty())
        return false;
    const ErrorCode code = state.job->error->code;
    const Deployment &current = state.history->deployments.first();
    const bool isItsCommit = state.job->commit == current.commit && !current.commit.isEmpty();
    return (code == ErrorCode::Unhealthy || code == ErrorCode::ToolFailed) &&
           (isItsCommit || state.job->detail.endsWith(QStringLiteral("-> ") + current.image.tag));
}

// Where the three witnesses stand after something went wrong.
QString DeploymentsPage::truthText() const
{
    const auto &truth = m_presenter->state().truth;
    if (!truth)
        return {};
    const auto image = [](const std::optional<ImageRef> &ref) { return ref ? ref->tag : tr("unknown"); };
    const QString hosts = truth->hostsAsked && !truth->hosts ? tr("nothing") : image(truth->hosts);
    return tr("Git says %1, Dokploy says %2, hosts run %3.")
        .arg(image(truth->git), truth->platform.value_or(tr("unknown")), hosts);
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
        m_watch->hide();
        return;
    }
    const ErrorText failure = jobFailureText(*job);
    const QString truth = truthText();
    QStringList said{truth.isEmpty() ? failure.now : tr("%1. %2").arg(failure.now, truth)};
    const bool whole = jobTellsOfCurrent();
    const Deployment *safest = whole ? m_presenter->safest() : nullptr;
    if (whole && m_presenter->state().history->deployments.first().state == DeploymentState::Degraded)
        said.append(m_presenter->comparison());
    if (safest)
        said.append(tr("Safest way back: %1").arg(recordText(*safest)));
    m_job->setWords(jobSeverity(*job), failure.title(), said.join(QLatin1Char('\n')));
    m_watch->setVisible(job->state == JobState::Failed && job->error &&
                        job->error->code == ErrorCode::Unhealthy && whyNot().isEmpty());
    m_jobStep = job->state == JobState::Unknown ? NextStep::RecheckNow : failure.next;
    m_jobButton->setVisible(m_jobStep != NextStep::None);
    const bool goesBack = m_jobStep == NextStep::RollBackNow || m_jobStep == NextStep::RevertCommit;
    m_jobButton->setText(goesBack && safest ? tr("Roll back to %1\u2026").arg(safest->image.tag)
                                            : nextStepLabel(m_jobStep));
}

} // namespace envdeck::ui
