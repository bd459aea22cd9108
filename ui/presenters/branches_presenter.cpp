// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/branches_presenter.h"

#include "core/api/github/address.h"
#include "core/infrastructure/secret_needs.h"
#include "ui/text/pull_text.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr qsizetype branchesShown = 50;

QString terraformOf(const EnvironmentId &environment)
{
    return environment + QStringLiteral("/terraform");
}

QStringList namesOf(const configuration::EnvironmentSide &side)
{
    QStringList names;
    for (const auto &need : infrastructure::secretNeeds(side.side.configuration, side.side.variables))
        names.append(need.name);
    return names;
}

} // namespace

BranchesPresenter::BranchesPresenter(const Outside &outside, QObject *parent)
    : QObject(parent), m_outside(outside)
{
    connect(&outside.service, &infrastructure::Service::planChanged, this,
            [this](const QString &environment) {
                if (environment == m_environment)
                    notePlan();
            });
    connect(&outside.jobs, &jobs::JobCenter::jobChanged, this, [this](const JobStatus &status) {
        if (status.environment != m_environment)
            return;
        noteJob();
        Q_EMIT stateChanged();
    });
}

BranchesPresenter::~BranchesPresenter()
{
    m_stop.request_stop();
}

const Environment *BranchesPresenter::environmentInView() const
{
    return m_outside.workspace.environment(m_environment);
}

bool BranchesPresenter::isBusy() const
{
    const QList<JobStatus> all = m_outside.jobs.jobs();
    return std::any_of(all.cbegin(), all.cend(), [this](const JobStatus &job) {
        return job.subject == terraformOf(m_environment) && isAtWork(job);
    });
}

void BranchesPresenter::show(const EnvironmentId &environment)
{
    if (environment == m_environment)
        return;
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_environment = environment;
    m_state = BranchesState();
    noteJob();
    notePlan();
}

void BranchesPresenter::refresh()
{
    if (m_state.reading || !environmentInView())
        return;
    m_state.reading = true;
    Q_EMIT stateChanged();
    const auto stop = m_stop.get_token();
    const auto found = andThen(m_outside.mirror.fetch(stop), this,
                               [this, stop](Done) { return m_outside.mirror.readBranches(stop); });
    whenDone(found, this, [this, environment = m_environment](const Result<QList<git::Branch>> &answer) {
        if (environment == m_environment)
            take(answer);
    });
}

void BranchesPresenter::take(const Result<QList<git::Branch>> &found)
{
    m_state.reading = false;
    m_state.error =
        found ? std::nullopt
              : std::optional<ErrorText>(errorText(
                    found.error(), Attempt::Read,
                    m_state.answered ? TrueNow::LastKnownStays : TrueNow::NothingKnown, m_environment));
    if (found) {
        const Environment *environment = environmentInView();
        m_state.branches.clear();
        m_state.total = 0;
        for (const git::Branch &branch : found.value()) {
            if (environment && branch.name == environment->branch)
                continue;
            if (++m_state.total <= branchesShown)
                m_state.branches.append({branch.name, branch.head, false});
        }
        m_state.answered = true;
        m_state.readAt = now();
    }
    notePlan();
}

void BranchesPresenter::notePlan()
{
    const auto plan = m_outside.service.plan(m_environment);
    m_state.plan = plan && !plan->branch.isEmpty() ? plan : std::nullopt;
    for (BranchRow &row : m_state.branches)
        row.planned = m_state.plan && m_state.plan->branch == row.name;
    Q_EMIT stateChanged();
}

void BranchesPresenter::noteJob()
{
    const QList<JobStatus> all = m_outside.jobs.jobs(); // the newest first
    const auto found = std::find_if(all.cbegin(), all.cend(), [this](const JobStatus &job) {
        const bool terraform =
            job.subject == terraformOf(m_environment) || job.kind == QLatin1String("variable");
        return job.environment == m_environment && terraform && pullOf(job);
    });
    m_state.job = found == all.cend() ? std::nullopt : std::optional(*found);
}

void BranchesPresenter::look(const QString &branch)
{
    const auto stop = m_stop.get_token();
    const auto head =
        andThen(m_outside.mirror.readHead(branch, stop), this, [this, stop](const QString &sha) {
            return m_outside.mirror.readLastChange(sha, {}, {}, stop);
        });
    const auto facts = andThen(head, this, [this, branch, stop](const git::Commit &commit) {
        const auto reading = m_outside.files.read({commit.sha, m_environment}, stop);
        return andThen(
            joined(this, reading), this,
            [this, branch, commit](const std::tuple<Result<QList<configuration::EnvironmentSide>>> &answer) {
                const auto &sides = std::get<0>(answer);
                BranchFacts found{m_environment, branch, commit, {}, {}};
                if (!sides)
                    found.unread = sides.error();
                else if (!sides.value().isEmpty() && sides.value().first().error)
                    found.unread = sides.value().first().error;
                else if (!sides.value().isEmpty())
                    found.secrets = namesOf(sides.value().first());
                return ready<BranchFacts>(found);
            });
    });
    whenDone(facts, this, [this, branch, environment = m_environment](const Result<BranchFacts> &answer) {
        if (environment != m_environment)
            return;
        if (answer)
            Q_EMIT looked(answer.value());
        else
            Q_EMIT told(errorText(answer.error(), Attempt::Read, branch).sentence());
    });
}

void BranchesPresenter::plan(const BranchFacts &facts, infrastructure::SecretsFor secrets)
{
    const auto started = m_outside.jobs.start(
        m_outside.service.branchPlanJob(facts.environment, facts.branch, secrets, facts.head.sha));
    if (!started)
        Q_EMIT told(errorText(started.error(), Attempt::Plan, facts.environment).sentence());
}

QString BranchesPresenter::propose(const infrastructure::ReviewedPlan &reviewed, const QString &title,
                                   const QString &body, const QString &reason)
{
    const auto job =
        m_outside.service.mergedApplyJob(reviewed.environment, reviewed.branch, title, body, reason);
    const Result<QString> started = job ? m_outside.jobs.start(job.value()) : Result<QString>(job.error());
    return started ? QString()
                   : errorText(started.error(), Attempt::Apply, TrueNow::NothingChanged, reviewed.environment)
                         .sentence();
}

void BranchesPresenter::allowMerge(const QString &operation, const QString &reason)
{
    m_outside.pulls.allowMerge(operation, reason);
}

QUrl BranchesPresenter::page(const JobStatus &job) const
{
    const auto pull = pullOf(job);
    const QUrl site = github::siteOf(m_outside.workspace.git);
    return pull && !pull->page.isEmpty() && originOf(pull->page) == originOf(site) ? pull->page : QUrl();
}

} // namespace envdeck::ui
