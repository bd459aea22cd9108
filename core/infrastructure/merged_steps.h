// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/apply_steps.h"
#include "core/infrastructure/plan_steps.h"
#include "core/pulls/road.h"

namespace envdeck::infrastructure {

// What a person reviewed of a branch, in a form that survives the process and holds no value of the plan.
struct MergedFacts {
    EnvironmentId environment;
    QString operation;
    QString head; // the branch that was planned
    QString base;
    QString commit; // full sha on it
    QString title;  // of the pull request
    QString body;
    QString reason;
    QByteArray changes;  // changeSetDigest() of the reviewed plan
    ReviewRecord record; // of that plan
    bool destroys = false;
    bool hidden = false;       // changes sensitive values, so that two plans cannot be held equal
    QString freezeReason = {}; // why it goes on in a freeze, when it was proposed in one
    bool withheld = false;   // the branch was planned without secrets: the merged commit is given none either
    QString planCommit = {}; // of the plan on the merged commit, once it began
    friend bool operator==(const MergedFacts &, const MergedFacts &) = default;
};

QJsonObject toJson(const MergedFacts &facts);
Result<MergedFacts> mergedFactsFrom(const QJsonObject &json); // BadInput names the field

// The steps of an apply that goes through a pull request: open and follow it, merge, plan the merged commit,
// apply that plan when it would do exactly what was reviewed, by the same code. Else it ends Conflict with
// the detail "plan-differs FIELD", and the new plan is at hand to be reviewed.
class MergedSteps final : public QObject {
public:
    MergedSteps(TerraformService &service, pulls::Desk &desk, const MergedFacts &facts);

    Async<void> recheck(const jobs::Context &context);
    Async<void> merge(const jobs::Context &context); // not in a freeze, unless somebody said why
    Async<void> exportCommit(const jobs::Context &context);
    Async<void> same(const jobs::Context &context);
    Async<void> apply(const jobs::Context &context);
    Async<void> outputs(const jobs::Context &context);

    pulls::Road *road() { return &m_road; }
    PlanSteps *planning() { return &m_plan; }

private:
    Async<void> sameCode(const ReviewedPlan &now, const jobs::Context &context);
    bool wasApplied() const; // the program was started already

    QString freezeReason() const;

    TerraformService &m_service;
    pulls::Desk &m_desk;
    MergedFacts m_facts;
    pulls::Road m_road;
    PlanSteps m_plan;
    std::unique_ptr<ApplySteps> m_apply;
};

} // namespace envdeck::infrastructure
