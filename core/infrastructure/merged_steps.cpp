// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/merged_steps.h"

#include "core/infrastructure/apply_permission.h"
#include "core/infrastructure/record_json.h"

#include <QDir>

namespace envdeck::infrastructure {

namespace {

pulls::Errand errandOf(const MergedFacts &facts)
{
    pulls::Errand errand;
    errand.operation = facts.operation;
    errand.base = facts.base;
    errand.title = facts.title;
    errand.body = facts.body;
    errand.message = QStringLiteral("Envdeck-Operation: %1\nEnvdeck-Environment: %2")
                         .arg(facts.operation, facts.environment);
    errand.head = facts.head;
    errand.commit = facts.commit;
    return errand;
}

// The first thing that two reviewed plans differ in. Plan file and commit have to differ, and with them the
// digest of the variables, which hangs on the plan's: what a variable does is in the changes.
QString differenceOf(const MergedFacts &reviewed, const ReviewedPlan &now)
{
    const ReviewRecord &before = reviewed.record;
    const ReviewRecord &after = now.record;
    if (before.counts != after.counts)
        return QStringLiteral("counts");
    if (reviewed.changes != changeSetDigest(now.plan))
        return QStringLiteral("changes");
    if (reviewed.hidden || changesHiddenValues(now.plan))
        return QStringLiteral("sensitive");
    if (before.lockFileDigest != after.lockFileDigest)
        return QStringLiteral("lock-file");
    if (before.backend != after.backend || before.workspace != after.workspace ||
        before.lineage != after.lineage)
        return QStringLiteral("backend");
    return before.program == after.program ? QString() : QStringLiteral("program");
}

PlanChoices planChoices(const MergedFacts &facts)
{
    PlanChoices choices;
    choices.commit = facts.planCommit;
    choices.secrets = facts.withheld ? SecretsFor::Withheld : SecretsFor::Planning;
    return choices;
}

Error differing(const MergedFacts &facts, const QString &field)
{
    return {ErrorCode::Conflict, facts.environment, QStringLiteral("plan-differs ") + field, 0};
}

} // namespace

QJsonObject toJson(const MergedFacts &facts)
{
    return {{QStringLiteral("environment"), facts.environment},
            {QStringLiteral("operation"), facts.operation},
            {QStringLiteral("head"), facts.head},
            {QStringLiteral("base"), facts.base},
            {QStringLiteral("commit"), facts.commit},
            {QStringLiteral("title"), facts.title},
            {QStringLiteral("body"), facts.body},
            {QStringLiteral("reason"), facts.reason},
            {QStringLiteral("changes"), QString::fromLatin1(facts.changes)},
            {QStringLiteral("record"), toJson(facts.record)},
            {QStringLiteral("destroys"), facts.destroys},
            {QStringLiteral("hidden"), facts.hidden},
            {QStringLiteral("freezeReason"), facts.freezeReason},
            {QStringLiteral("withheld"), facts.withheld}};
}

Result<MergedFacts> mergedFactsFrom(const QJsonObject &json)
{
    for (const char *field : {"environment", "operation", "head", "base", "commit", "changes"}) {
        if (json.value(QLatin1String(field)).toString().isEmpty())
            return Error{ErrorCode::BadInput, QStringLiteral("payload"), QString::fromLatin1(field), 0};
    }
    const auto text = [&json](const char *field) { return json.value(QLatin1String(field)).toString(); };
    MergedFacts facts;
    facts.environment = text("environment");
    facts.operation = text("operation");
    facts.head = text("head");
    facts.base = text("base");
    facts.commit = text("commit");
    facts.title = text("title");
    facts.body = text("body");
    facts.reason = text("reason");
    facts.changes = text("changes").toLatin1();
    facts.record = reviewRecordFrom(json.value(QLatin1String("record")).toObject());
    facts.destroys = json.value(QLatin1String("destroys")).toBool();
    facts.hidden = json.value(QLatin1String("hidden")).toBool();
    facts.freezeReason = text("freezeReason");
    facts.withheld = json.value(QLatin1String("withheld")).toBool();
    return facts;
}

MergedSteps::MergedSteps(TerraformService &service, pulls::Desk &desk, const MergedFacts &facts)
    : m_service(service), m_desk(desk), m_facts(facts), m_road(desk, errandOf(facts)),
      m_plan(service, facts.environment, facts.operation, planChoices(facts))
{
}

bool MergedSteps::wasApplied() const
{
    return bool(
        process::readRunIdentity(m_service.places(m_facts.environment).place(m_facts.operation).applyRun()));
}

Async<void> MergedSteps::recheck(const jobs::Context &context)
{
    return m_road.look(context);
}

// Who wants it merged in a freeze is asked why once more.
QString MergedSteps::freezeReason() const
{
    const QString merging = m_desk.mergeReason(m_facts.operation);
    return merging.isEmpty() ? m_facts.freezeReason : merging;
}

Async<void> MergedSteps::merge(const jobs::Context &context)
{
    const Environment *environment = m_service.outside().workspace.environment(m_facts.environment);
    const auto frozen = refusedByFreeze(*environment, freezeReason(), m_service.outside().clock.now());
    return frozen && !m_road.isMerged() ? ready<void>(*frozen) : m_road.merge(context);
}

Async<void> MergedSteps::exportCommit(const jobs::Context &context)
{
    const auto place = m_service.places(m_facts.environment).place(m_facts.operation);
    const bool planned = bool(process::readRunIdentity(place.planRun()));
    const QString folder = m_service.places(m_facts.environment).exported(m_facts.operation);
    const auto cleared = m_service.worker().run([planned, folder]() -> Result<void> {
        if (!planned) // what an earlier run of this job wrote, and did not use
            QDir(folder).removeRecursively();
        return {};
    });
    return andThen(cleared, this, [this, context](Done) {
        return andThen(m_plan.exportCommit(context), this, [this, context](Done) {
            context.evidence(QStringLiteral("planCommit"), m_plan.commit());
            return ready<void>({});
        });
    });
}

Async<void> MergedSteps::same(const jobs::Context &context)
{
    const auto now = m_service.plan(m_facts.environment);
    if (!now || now->operation != m_facts.operation)
        return ready<void>(Error{ErrorCode::NotFound, m_facts.environment, QStringLiteral("no-plan"), 0});
    ApplyFacts facts{m_facts.environment, m_facts.operation, m_facts.operation, now->record, now->madeAt};
    facts.merged = true;
    facts.withheld = m_facts.withheld;
    facts.freezeReason = freezeReason();
    m_apply = std::make_unique<ApplySteps>(m_service, facts);
    if (wasApplied())
        return m_apply->recheck(context);
    if (const QString differs = differenceOf(m_facts, *now); !differs.isEmpty())
        return ready<void>(differing(m_facts, differs));
    return andThen(sameCode(*now, context), this,
                   [this, context](Done) { return m_apply->recheck(context); });
}

// Values that are known after apply are equal in every plan, and what provisioners and data sources do is in
// none: only the same code does the same.
Async<void> MergedSteps::sameCode(const ReviewedPlan &now, const jobs::Context &context)
{
    git::Mirror &mirror = m_service.outside().mirror;
    const QString folder = m_service.codeFolder(m_facts.environment);
    const auto trees = joined(this, mirror.readTreeId(m_facts.record.commit, folder, context.stop),
                              mirror.readTreeId(now.record.commit, folder, context.stop));
    return andThen(trees, this, [this](const auto &answers) {
        const auto &[reviewed, merged] = answers;
        for (const Result<QString> &tree : {reviewed, merged}) {
            if (!tree && tree.error().code != ErrorCode::NotFound)
                return ready<void>(tree.error());
        }
        const bool same = reviewed && merged && reviewed.value() == merged.value();
        return same ? ready<void>({}) : ready<void>(differing(m_facts, QStringLiteral("code")));
    });
}

Async<void> MergedSteps::apply(const jobs::Context &context)
{
    return m_apply->apply(context);
}

Async<void> MergedSteps::outputs(const jobs::Context &context)
{
    return m_apply->outputs(context);
}

} // namespace envdeck::infrastructure
