// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/change.h"

#include "core/base/ids.h"
#include "core/deployments/change_steps.h"

namespace envdeck::deployments {

namespace {

using Run = Async<void> (ChangeSteps::*)(const jobs::Context &);

jobs::Step step(const char *id, const std::shared_ptr<ChangeSteps> &steps, Run run,
                std::chrono::milliseconds deadline, bool outside = false)
{
    return {QString::fromLatin1(id), outside, deadline,
            [steps, run](const jobs::Context &context) { return (steps.get()->*run)(context); }};
}

QString versions(const ChangeFacts &facts)
{
    return facts.changesImage() ? facts.from.tag + QStringLiteral(" -> ") + facts.to.tag : QString();
}

jobs::Job jobOf(const Outside &outside, const Patience &patience, const ChangeFacts &facts,
                const QString &kind)
{
    using namespace std::chrono_literals;
    const auto steps = std::make_shared<ChangeSteps>(outside, patience, facts);
    const bool onlyWatches = kind == QLatin1String("watch");
    const auto observe = std::chrono::milliseconds(steps->observeFor());

    jobs::Job job;
    job.operation = facts.operation;
    job.kind = kind;
    job.environment = facts.target.environment;
    job.subject = facts.target.text();
    job.detail = versions(facts);
    job.risk = onlyWatches ? Risk::R0 : Risk::R2;
    job.reason = facts.reason;
    job.payload = toJson(facts);
    if (kind == QLatin1String("trigger") || onlyWatches) {
        job.steps.append(step("recheck", steps, &ChangeSteps::readWanted, 2min));
    } else {
        job.steps.append(step("recheck", steps, &ChangeSteps::recheck, 2min));
        job.steps.append(step("commit", steps, &ChangeSteps::commit, 1min));
        job.steps.append(step("push", steps, &ChangeSteps::push, 3min, true));
        if (pulls::Road *road = steps->road())
            job.steps.append(pulls::roadSteps(steps, road));
    }
    if (onlyWatches) {
        job.steps.append(step("observe", steps, &ChangeSteps::observe, patience.start + observe + 2min));
        job.steps.append(step("record", steps, &ChangeSteps::record, 1min));
    }
    if (facts.changesImage() || kind == QLatin1String("trigger")) {
        job.steps.append(step("accepted", steps, &ChangeSteps::accepted,
                              patience.webhook + patience.accepted + 1min, true));
        job.steps.append(step("pulled", steps, &ChangeSteps::pulled, patience.finished + 1min));
        job.steps.append(step("replaced", steps, &ChangeSteps::replaced, patience.start + 1min));
        job.steps.append(step("observe", steps, &ChangeSteps::observe,
                              patience.start + 2 * observe + 2 * patience.check + 2min));
        job.steps.append(step("record", steps, &ChangeSteps::record, 1min));
    }
    return job;
}

ChangeFacts factsFor(const Outside &outside, Action action, const Target &target)
{
    ChangeFacts facts;
    facts.operation = newOperationId(outside.clock.now());
    facts.action = action;
    facts.target = target;
    if (const Environment *environment = outside.workspace.environment(target.environment))
        facts.branch = environment->branch;
    facts.file = outside.workspace.composeFile(target.environment, target.app);
    return facts;
}

} // namespace

jobs::Job changeJob(const Outside &outside, const Patience &patience, const QString &actor,
                    const Review &review, const Decision &decision)
{
    ChangeFacts facts = factsFor(outside, review.request.action, review.request.target);
    const bool byPolicy = review.path == ChangePath::PullRequest;
    facts.path = byPolicy ? ChangePath::PullRequest : decision.path.value_or(review.path);
    facts.from = review.from;
    facts.to = review.to;
    facts.reason = decision.freezeOverride.isEmpty() ? decision.reason
                   : decision.reason.isEmpty()
                       ? decision.freezeOverride
                       : decision.reason + QStringLiteral("; ") + decision.freezeOverride;
    if (decision.hold && review.holdOffer) {
        facts.hold = review.holdOffer;
        facts.hold->by = actor;
        facts.hold->reason = decision.reason;
    }
    return jobOf(outside, patience, facts, actionName(facts.action));
}

jobs::Job platformTriggerJob(const Outside &outside, const Patience &patience, const Target &target)
{
    return jobOf(outside, patience, factsFor(outside, Action::Deploy, target), QStringLiteral("trigger"));
}

jobs::Job watchingJob(const Outside &outside, const Patience &patience, const Target &target,
                      std::chrono::seconds time)
{
    ChangeFacts facts = factsFor(outside, Action::Deploy, target);
    facts.watch = time;
    return jobOf(outside, patience, facts, QStringLiteral("watch"));
}

jobs::Job holdingJob(const Outside &outside, const Patience &patience, const Target &target, const Hold &hold)
{
    ChangeFacts facts = factsFor(outside, Action::Hold, target);
    facts.hold = hold;
    facts.reason = hold.reason;
    if (const Environment *environment = outside.workspace.environment(target.environment))
        facts.path = environment->policy.deploy;
    jobs::Job job = jobOf(outside, patience, facts, QStringLiteral("hold"));
    job.detail = hold.version;
    return job;
}

jobs::Job holdReleaseJob(const Outside &outside, const Patience &patience, const Target &target,
                         const QString &reason)
{
    ChangeFacts facts = factsFor(outside, Action::Hold, target);
    facts.releasesHold = true;
    if (const Environment *environment = outside.workspace.environment(target.environment))
        facts.path = environment->policy.deploy;
    facts.reason = reason;
    return jobOf(outside, patience, facts, QStringLiteral("hold"));
}

QStringList rebuiltKinds()
{
    return {QStringLiteral("deploy"), QStringLiteral("promote"), QStringLiteral("rollback"),
            QStringLiteral("hold"), QStringLiteral("trigger")};
}

Result<jobs::Job> rebuiltJob(const Outside &outside, const Patience &patience, const jobs::OpenJob &open)
{
    auto facts = changeFactsFrom(open.payload);
    if (!facts)
        return facts.error();
    ChangeFacts again = facts.value();
    again.asked = open.evidence.value(QLatin1String("asked")).toBool();
    again.rowsBefore = open.evidence.value(QLatin1String("rowsBefore")).toVariant().toStringList();
    again.pushed = pulls::pushedBy(open);
    return jobOf(outside, patience, again, open.kind);
}

QString platformStateName(platform::PlatformState state)
{
    switch (state) {
    case platform::PlatformState::Idle: return QStringLiteral("idle");
    case platform::PlatformState::Running: return QStringLiteral("running");
    case platform::PlatformState::Done: return QStringLiteral("done");
    case platform::PlatformState::Error: return QStringLiteral("error");
    }
    Q_UNREACHABLE();
}

} // namespace envdeck::deployments
