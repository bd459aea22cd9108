// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/apply_steps.h"

#include "core/infrastructure/apply_permission.h"
#include "core/infrastructure/plan_claim.h"
#include "core/infrastructure/plan_steps.h"

namespace envdeck::infrastructure {

namespace {

QString fieldName(terraform::ReviewField field)
{
    switch (field) {
    case terraform::ReviewField::PlanFile: return QStringLiteral("plan-file");
    case terraform::ReviewField::LockFile: return QStringLiteral("lock-file");
    case terraform::ReviewField::Variables: return QStringLiteral("variables");
    case terraform::ReviewField::Commit: return QStringLiteral("commit");
    case terraform::ReviewField::Workspace: return QStringLiteral("workspace");
    case terraform::ReviewField::Backend: return QStringLiteral("backend");
    case terraform::ReviewField::Lineage: return QStringLiteral("lineage");
    case terraform::ReviewField::Serial: return QStringLiteral("serial");
    case terraform::ReviewField::Program: return QStringLiteral("program");
    case terraform::ReviewField::Counts: return QStringLiteral("counts");
    }
    Q_UNREACHABLE();
}

} // namespace

ApplySteps::ApplySteps(TerraformService &service, const ApplyFacts &facts)
    : m_service(service), m_facts(facts)
{
}

bool ApplySteps::wasStarted() const
{
    const QString folder = m_service.places(m_facts.environment).place(m_facts.planOperation).applyRun();
    return bool(process::readRunIdentity(folder));
}

Async<void> ApplySteps::recheck(const jobs::Context &context)
{
    const Claim claim =
        claimOf(m_service.places(m_facts.environment), m_facts.planOperation, m_facts.operation);
    if (const auto may = claimRefusal(claim); !may)
        return ready<void>(Error{may.error().code, m_facts.environment, may.error().detail, 0});
    m_service.runs().note(m_facts.environment, m_facts.operation,
                          {m_facts.record.commit,
                           m_facts.record.program,
                           m_facts.planOperation,
                           m_facts.record.counts,
                           {},
                           planModeOption(m_facts.mode)});
    return andThen(m_service.tool(m_facts.environment, m_facts.planOperation, context.stop,
                                  secretsOf(m_facts.withheld ? SecretsFor::Withheld : SecretsFor::Planning,
                                            wasStarted())),
                   this, [this, context](const std::shared_ptr<terraform::Tool> &tool) {
                       m_tool = tool;
                       if (wasStarted())
                           return ready<void>({});
                       if (m_facts.madeAt.addSecs(std::chrono::seconds(planLife).count()) <
                           m_service.outside().clock.now())
                           return ready<void>(Error{ErrorCode::Conflict, m_facts.environment,
                                                    QStringLiteral("plan-expired"), 0});
                       return andThen(m_service.outside().mirror.fetch(context.stop), this,
                                      [this, context](Done) { return permitted(context); });
                   });
}

Async<void> ApplySteps::permitted(const jobs::Context &context)
{
    const Environment *environment = m_service.outside().workspace.environment(m_facts.environment);
    if (const auto frozen =
            refusedByFreeze(*environment, m_facts.freezeReason, m_service.outside().clock.now()))
        return ready<void>(*frozen);
    const auto may = m_facts.merged ? ready<void>({})
                                    : m_service.mayApply(m_facts.environment, m_facts.record.commit,
                                                         m_facts.mode, context.stop);
    return andThen(may, this, [this, context](Done) { return compared(context); });
}

// Everything that the review bound, as it stands now.
Async<void> ApplySteps::compared(const jobs::Context &context)
{
    const QString branch = m_service.outside().workspace.environment(m_facts.environment)->branch;
    const QString file = m_service.places(m_facts.environment).place(m_facts.planOperation).planFile();
    return andThen(m_service.outside().mirror.readHead(branch, context.stop), this,
                   [this, file, context](const QString &head) {
                       return andThen(m_tool->fetchReview(file, head, m_facts.record.counts, context.stop),
                                      this, [this](const ReviewRecord &now) {
                                          const auto moved = terraform::firstDifference(m_facts.record, now);
                                          if (!moved)
                                              return ready<void>({});
                                          return ready<void>(
                                              Error{ErrorCode::Conflict, m_facts.environment,
                                                    QStringLiteral("plan-moved ") + fieldName(*moved), 0});
                                      });
                   });
}

Async<void> ApplySteps::apply(const jobs::Context &context)
{
    const auto claimed = m_service.worker().run(
        [places = m_service.places(m_facts.environment), plan = m_facts.planOperation,
         operation = m_facts.operation] { return claimPlan(places, plan, operation); });
    return andThen(joined(this, claimed), this, [this, context](const std::tuple<Result<void>> &answer) {
        if (const auto &claim = std::get<0>(answer); !claim)
            return ready<void>(Error{claim.error().code, m_facts.environment, claim.error().detail, 0});
        return run(context);
    });
}

Async<void> ApplySteps::run(const jobs::Context &context)
{
    m_run = std::make_shared<terraform::Run>(
        m_tool->target(), m_service.places(m_facts.environment).place(m_facts.planOperation),
        m_service.outside().runner);
    followRun(*m_run, context);
    // Whatever comes of it, this plan is spent. The program may begin when the workspace was closed
    // meanwhile.
    connect(m_run.get(), &terraform::Run::started, &m_service,
            [&service = m_service, environment = m_facts.environment] { service.forget(environment); });
    const auto guard = interruptOnStop(m_run, context);
    if (wasStarted())
        m_run->attachApply();
    else
        m_run->apply(m_facts.record);
    return andThen(joined(this, m_run->done()), this,
                   [this, guard, context, run = m_run](const std::tuple<Result<terraform::RunEnd>> &answer) {
                       const auto &end = std::get<0>(answer);
                       if (!end)
                           return failed(end.error());
                       if (const auto &summary = end.value().summary)
                           context.note(QStringLiteral("+%1 ~%2 -%3")
                                            .arg(summary->add)
                                            .arg(summary->change)
                                            .arg(summary->remove));
                       return ready<void>({});
                   });
}

// Of a plan whose program never ran nothing was applied: it stays at hand, for this or another apply.
Async<void> ApplySteps::failed(const Error &error)
{
    using RunState = process::SupervisedRun::State;
    if (m_run->state() != RunState::Idle && m_run->state() != RunState::Refused) {
        m_service.forget(m_facts.environment);
        return ready<void>(error);
    }
    const auto dropped =
        m_service.worker().run([places = m_service.places(m_facts.environment), plan = m_facts.planOperation,
                                operation = m_facts.operation]() -> Result<void> {
            dropUnusedClaim(places, plan, operation);
            return {};
        });
    return andThen(dropped, this, [error](Done) { return ready<void>(error); });
}

Async<void> ApplySteps::outputs(const jobs::Context &context)
{
    return andThen(
        joined(this, m_tool->fetchOutputs(context.stop)), this,
        [context](const std::tuple<Result<QList<terraform::Output>>> &answer) {
            const auto &outputs = std::get<0>(answer);
            if (!outputs) { // the plan is applied all the same, and a failed job would say that it is not
                context.log->write(QStringLiteral("outputs: %1 %2")
                                       .arg(errorCodeName(outputs.error().code), outputs.error().detail));
                return ready<void>({});
            }
            QJsonObject plain;
            for (const terraform::Output &output : outputs.value()) {
                if (!output.sensitive)
                    plain.insert(output.name, output.text());
            }
            context.evidence(QStringLiteral("outputs"), plain);
            context.note(QString::number(outputs.value().size()));
            return ready<void>({});
        });
}

} // namespace envdeck::infrastructure
