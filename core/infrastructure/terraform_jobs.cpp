// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/terraform_service.h"

#include "core/base/ids.h"
#include "core/infrastructure/apply_permission.h"
#include "core/infrastructure/apply_steps.h"
#include "core/infrastructure/job_step.h"
#include "core/infrastructure/merged_steps.h"
#include "core/infrastructure/plan_steps.h"
#include "core/infrastructure/record_json.h"

namespace envdeck::infrastructure {

namespace {

using namespace std::chrono_literals;

// A plan whose program is at work, or ended when it could still be of use.
bool canBeFollowed(const Places &places, const RunRecord &run, const QDateTime &now)
{
    const QString folder = places.place(run.operation).planRun();
    const auto identity = process::readRunIdentity(folder);
    const auto exit = process::readRunExit(folder);
    if (!identity || run.commit.isEmpty())
        return false;
    return exit ? exit.value().at.addSecs(std::chrono::seconds(planLife).count()) > now
                : process::isAlive(identity.value());
}

// Of another branch than the one that was asked for.
Error planOf(const ReviewedPlan &plan)
{
    return {ErrorCode::Conflict, plan.environment, QStringLiteral("plan-branch ") + plan.branch, 0};
}

} // namespace

jobs::Job TerraformService::planJob(const EnvironmentId &environment, PlanMode mode)
{
    return builtPlan(environment, newOperationId(m_outside.clock.now()), {{}, {}, {}, mode});
}

jobs::Job TerraformService::patientPlanJob(const EnvironmentId &environment)
{
    return builtPlan(environment, newOperationId(m_outside.clock.now()), {{}, 1h});
}

jobs::Job TerraformService::builtPlan(const EnvironmentId &environment, const QString &operation,
                                      const PlanChoices &choices)
{
    const auto steps = std::make_shared<PlanSteps>(*this, environment, operation, choices);
    jobs::Job job;
    job.operation = operation;
    job.kind = QStringLiteral("plan");
    job.environment = environment;
    job.subject = environment + QStringLiteral("/terraform");
    job.detail = choices.branch.isEmpty() ? planModeOption(choices.mode) : choices.branch;
    job.risk = Risk::R0;
    job.payload = {{QStringLiteral("environment"), environment}};
    job.steps = {step("fetch", steps, &PlanSteps::fetch, 2min),
                 step("export", steps, &PlanSteps::exportCommit, 2min),
                 step("init", steps, &PlanSteps::init, 10min),
                 step("validate", steps, &PlanSteps::validate, 5min),
                 step("plan", steps, &PlanSteps::plan, 60min + choices.patience.value_or(0s)),
                 step("show", steps, &PlanSteps::show, 10min)};
    return job;
}

jobs::Job TerraformService::builtApply(const ApplyFacts &facts, bool destroys)
{
    const auto steps = std::make_shared<ApplySteps>(*this, facts);
    const PlanCounts &counts = facts.record.counts;
    jobs::Job job;
    job.operation = facts.operation;
    job.kind = QStringLiteral("apply");
    job.environment = facts.environment;
    job.subject = facts.environment + QStringLiteral("/terraform");
    job.detail = QStringLiteral("%1 +%2 ~%3 -/+%4 -%5")
                     .arg(planModeOption(facts.mode))
                     .arg(counts.create)
                     .arg(counts.update)
                     .arg(counts.replace)
                     .arg(counts.destroy)
                     .trimmed();
    job.risk = destroys ? Risk::R4 : Risk::R3;
    job.payload = {{QStringLiteral("environment"), facts.environment},
                   {QStringLiteral("planOperation"), facts.planOperation},
                   {QStringLiteral("madeAt"), facts.madeAt.toString(Qt::ISODateWithMs)},
                   {QStringLiteral("destroys"), destroys},
                   {QStringLiteral("mode"), planModeOption(facts.mode)},
                   {QStringLiteral("withheld"), facts.withheld},
                   {QStringLiteral("freezeReason"), facts.freezeReason},
                   {QStringLiteral("record"), toJson(facts.record)}};
    // A provider may take hours for a database: the deadline ends our waiting, never the program.
    job.steps = {step("recheck", steps, &ApplySteps::recheck, 5min),
                 step("apply", steps, &ApplySteps::apply, 24h, true),
                 step("outputs", steps, &ApplySteps::outputs, 5min)};
    return job;
}

// A reason counts for the freeze that its writer saw: not for one that begins later.
QString TerraformService::freezeReasonNow(const EnvironmentId &id, const QString &reason) const
{
    const Environment *environment = m_outside.workspace.environment(id);
    const bool frozen = environment && refusedByFreeze(*environment, {}, m_outside.clock.now());
    return frozen ? reason : QString();
}

Result<jobs::Job> TerraformService::applyJob(const EnvironmentId &environment, const QString &reason)
{
    const auto reviewed = plan(environment);
    if (!reviewed)
        return Error{ErrorCode::NotFound, environment, QStringLiteral("no-plan"), 0};
    if (!reviewed->branch.isEmpty())
        return planOf(*reviewed);
    ApplyFacts facts{environment,         newOperationId(m_outside.clock.now()),
                     reviewed->operation, reviewed->record,
                     reviewed->madeAt,    reviewed->mode};
    facts.withheld = reviewed->withheld;
    facts.freezeReason = freezeReasonNow(environment, reason);
    jobs::Job job = builtApply(facts, reviewed->plan.destroys());
    job.reason = reason;
    return job;
}

jobs::Job TerraformService::branchPlanJob(const EnvironmentId &environment, const QString &branch,
                                          SecretsFor secrets, const QString &head)
{
    PlanChoices choices;
    choices.branch = branch;
    choices.head = head;
    choices.secrets = secrets;
    return builtPlan(environment, newOperationId(m_outside.clock.now()), choices);
}

Result<jobs::Job> TerraformService::mergedApplyJob(const EnvironmentId &environment, const QString &branch,
                                                   const QString &title, const QString &body,
                                                   const QString &reason)
{
    const auto reviewed = plan(environment);
    if (!reviewed || branch.isEmpty())
        return Error{ErrorCode::NotFound, environment, QStringLiteral("no-plan"), 0};
    if (reviewed->branch != branch)
        return planOf(*reviewed);
    if (!m_pulls || !m_pulls->isPossible())
        return Error{ErrorCode::Forbidden, environment, QStringLiteral("pull-request"), 0};
    MergedFacts facts;
    facts.environment = environment;
    facts.operation = newOperationId(m_outside.clock.now());
    facts.head = branch;
    facts.base = m_outside.workspace.environment(environment)->branch;
    facts.commit = reviewed->record.commit;
    facts.title = title;
    facts.body = body;
    facts.reason = reason;
    facts.changes = changeSetDigest(reviewed->plan);
    facts.record = reviewed->record;
    facts.destroys = reviewed->plan.destroys();
    facts.hidden = changesHiddenValues(reviewed->plan);
    facts.withheld = reviewed->withheld;
    facts.freezeReason = freezeReasonNow(environment, reason);
    return builtMergedApply(facts);
}

jobs::Job TerraformService::builtMergedApply(const MergedFacts &facts)
{
    const auto steps = std::make_shared<MergedSteps>(*this, *m_pulls, facts);
    const auto planning = [&](const char *id, auto run, std::chrono::milliseconds deadline) {
        return jobs::Step{
            QString::fromLatin1(id), false, deadline,
            [steps, run](const jobs::Context &context) { return (steps->planning()->*run)(context); }};
    };
    jobs::Job job;
    job.operation = facts.operation;
    job.kind = QStringLiteral("apply");
    job.environment = facts.environment;
    job.subject = facts.environment + QStringLiteral("/terraform");
    job.detail = facts.head;
    job.risk = facts.destroys ? Risk::R4 : Risk::R3;
    job.reason = facts.reason;
    job.payload = toJson(facts);
    job.steps = {step("recheck", steps, &MergedSteps::recheck, 5min)};
    for (jobs::Step onRoad : pulls::roadSteps(steps, steps->road())) {
        if (onRoad.id == QLatin1String("merge"))
            onRoad.run = [steps](const jobs::Context &context) { return steps->merge(context); };
        job.steps.append(onRoad);
    }
    job.steps += {planning("fetch", &PlanSteps::fetch, 2min),
                  step("export", steps, &MergedSteps::exportCommit, 2min),
                  planning("init", &PlanSteps::init, 10min),
                  planning("validate", &PlanSteps::validate, 5min),
                  planning("plan", &PlanSteps::plan, 60min),
                  planning("show", &PlanSteps::show, 10min),
                  step("same", steps, &MergedSteps::same, 5min),
                  step("apply", steps, &MergedSteps::apply, 24h, true),
                  step("outputs", steps, &MergedSteps::outputs, 5min)};
    return job;
}

void TerraformService::registerRebuilds(jobs::JobCenter &center)
{
    m_runs.follow(center);
    center.setRebuild(QStringLiteral("apply"), [this](const jobs::OpenJob &open) -> Result<jobs::Job> {
        const QJsonObject payload = open.payload;
        if (payload.contains(QLatin1String("head"))) { // it goes through a pull request
            auto facts = mergedFactsFrom(payload);
            if (!facts)
                return facts.error();
            MergedFacts again = facts.value();
            if (const QString why = open.evidence.value(QLatin1String("mergeReason")).toString();
                !why.isEmpty())
                again.freezeReason = why;
            again.planCommit = open.evidence.value(QLatin1String("planCommit")).toString();
            return m_pulls ? Result<jobs::Job>(builtMergedApply(again))
                           : Error{ErrorCode::Forbidden, open.environment, QStringLiteral("pull-request"), 0};
        }
        const QString planOperation = payload.value(QLatin1String("planOperation")).toString();
        if (!isOperationId(planOperation))
            return Error{ErrorCode::BadInput, QStringLiteral("payload"), QStringLiteral("planOperation"), 0};
        const auto text = [&payload](const char *key) {
            return payload.value(QLatin1String(key)).toString();
        };
        ApplyFacts facts{open.environment,
                         open.operation,
                         planOperation,
                         reviewRecordFrom(payload.value(QLatin1String("record")).toObject()),
                         QDateTime::fromString(text("madeAt"), Qt::ISODateWithMs),
                         planModeFromOption(text("mode"))};
        facts.withheld = payload.value(QLatin1String("withheld")).toBool();
        facts.freezeReason = text("freezeReason");
        jobs::Job job = builtApply(facts, payload.value(QLatin1String("destroys")).toBool());
        job.reason = open.reason;
        return job;
    });
}

void TerraformService::followUnattended(jobs::JobCenter &center)
{
    whenDone(m_runs.unattended(), this, [this, &center](const Result<QList<RunEntry>> &runs) {
        for (const auto &[run, life] : runs ? runs.value() : QList<RunEntry>()) {
            const auto known = center.job(run.operation); // an apply: the journal knows of it
            if (known && known->resumable) {
                // One that was cut off before its program ran would begin now, with nobody asking for it.
                if (life == RunLife::Alone)
                    static_cast<void>(bool(center.resume(run.operation)));
            } else if (known || run.kind != QLatin1String("plan")) {
                continue;
            } else if (canBeFollowed(places(run.environment), run, m_outside.clock.now())) {
                if (run.branch.isEmpty()) // else it would be at hand here as the environment's own
                    static_cast<void>(
                        bool(center.start(builtPlan(run.environment, run.operation,
                                                    {run.commit, {}, {}, planModeFromOption(run.mode)}))));
            } else {
                m_runs.giveUp(run);
            }
        }
    });
}

} // namespace envdeck::infrastructure
