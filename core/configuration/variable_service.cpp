// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/variable_service.h"

#include "core/base/ids.h"
#include "core/configuration/variable_steps.h"
#include "core/domain/freeze.h"
#include "core/terraform/hcl_document.h"
#include "core/terraform/tfvars_edit.h"

#include <algorithm>

namespace envdeck::configuration {

namespace {

const QString variableKind = QStringLiteral("variable");

jobs::Job variableJob(git::Mirror &mirror, const VariableFacts &facts, pulls::Desk *pulls)
{
    auto job = pulls::editJob<VariableSteps>(variableKind, mirror, facts, pulls);
    job.environment = facts.environment;
    job.subject = facts.file;
    job.detail = variableChange(facts);
    return job;
}

QString typeOf(const QList<terraform::Variable> &variables, const QString &name)
{
    const auto found = std::find_if(variables.cbegin(), variables.cend(),
                                    [&](const terraform::Variable &v) { return v.name == name; });
    return found == variables.cend() || !found->declaration ? QString() : found->declaration->type;
}

Result<VariableReview> reviewOf(VariableReview review, const QByteArray &expression)
{
    const auto document = terraform::readHcl(review.before);
    if (!document)
        return Error{ErrorCode::BadConfig, review.file + QLatin1Char(':') + document.error().subject, {}, 0};
    const auto *now = document.value().attribute(review.name);
    const auto after = terraform::withAssignment(review.before, review.name, expression);
    if (!after)
        return after.error();
    review.from = now ? now->expression : QByteArray();
    review.to = expression;
    review.after = after.value();
    if (review.after == review.before)
        return Error{ErrorCode::BadInput, review.name, QStringLiteral("nothing-changed"), 0};
    return review;
}

} // namespace

VariableService::VariableService(const Workspace &workspace, git::Mirror &mirror, const Clock &clock,
                                 QObject *parent)
    : QObject(parent), m_workspace(workspace), m_mirror(mirror), m_clock(clock), m_files(workspace, mirror)
{
}

Async<VariableReview> VariableService::review(const EnvironmentId &environment, const QString &name,
                                              const QString &typed, std::stop_token stop)
{
    const Environment *found = m_workspace.environment(environment);
    if (!found)
        return ready<VariableReview>(
            Error{ErrorCode::BadInput, environment, QStringLiteral("unknown-environment"), 0});
    if (found->policy.apply == ApplyPath::PullRequest && !canOpenPullRequests())
        return ready<VariableReview>(
            Error{ErrorCode::Forbidden, environment, QStringLiteral("pull-request"), 0});
    return andThen(m_files.read({{}, environment}, stop), this,
                   [this, name, typed, stop](const QList<EnvironmentSide> &sides) {
                       const EnvironmentSide &side = sides.first();
                       return side.error ? ready<VariableReview>(*side.error)
                                         : reviewed(side, name, typed, stop);
                   });
}

Async<VariableReview> VariableService::reviewed(const EnvironmentSide &side, const QString &name,
                                                const QString &typed, std::stop_token stop)
{
    const auto file = terraform::fileForEdit(side.side.variables, name);
    if (!file)
        return ready<VariableReview>(file.error());
    const auto expression = terraform::expressionFor(typeOf(side.side.variables, name), typed);
    if (!expression)
        return ready<VariableReview>(expression.error());
    const Environment &environment = *m_workspace.environment(side.environment);
    const VariableReview facts{
        environment.name,
        environment.branch,
        side.commit,
        m_workspace.terraformFolder(environment.name) + QLatin1Char('/') + file.value(),
        name,
        {},
        {},
        {},
        {},
        guardFor(Risk::R2, environment),
        freezeNow(environment.policy, m_clock.now()),
        environment.policy.apply == ApplyPath::PullRequest ? ChangePath::PullRequest : ChangePath::Push};
    const auto reading = joined(this, m_mirror.readFile(side.commit, facts.file, stop));
    return andThen(reading, this, [facts, expression](const std::tuple<Result<QByteArray>> &answer) {
        const auto &text = std::get<0>(answer);
        if (!text && text.error().code != ErrorCode::NotFound)
            return ready<VariableReview>(text.error());
        VariableReview review = facts;
        review.before = text ? text.value() : QByteArray();
        return ready<VariableReview>(reviewOf(review, expression.value()));
    });
}

jobs::Job VariableService::job(const VariableReview &review, const QString &reason) const
{
    return variableJob(m_mirror,
                       {newOperationId(m_clock.now()), review.environment, review.branch, review.file,
                        review.name, review.from, review.to, reason, review.path},
                       m_pulls);
}

void VariableService::registerRebuild(jobs::JobCenter &center)
{
    center.setRebuild(variableKind, [this](const jobs::OpenJob &open) -> Result<jobs::Job> {
        auto facts = variableFactsFrom(open.payload);
        if (!facts)
            return facts.error();
        VariableFacts again = facts.value();
        again.pushed = pulls::pushedBy(open);
        return variableJob(m_mirror, again, m_pulls);
    });
}

} // namespace envdeck::configuration
