// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/terraform_service.h"

#include "core/base/ids.h"
#include "core/base/paths.h"
#include "core/infrastructure/apply_steps.h"
#include "core/infrastructure/merged_steps.h"
#include "core/infrastructure/plan_steps.h"
#include "core/infrastructure/record_json.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QVersionNumber>

namespace envdeck::infrastructure {

namespace {

using namespace std::chrono_literals;

// A folder's top part: modules stand beside the environments, so the whole of terraform/ is exported.
QString exportedFolder(const QString &terraformFolder)
{
    return terraformFolder.section(QLatin1Char('/'), 0, 0);
}

terraform::WantedProgram wanted(TerraformProgram program)
{
    switch (program) {
    case TerraformProgram::Auto: return terraform::WantedProgram::Auto;
    case TerraformProgram::Terraform: return terraform::WantedProgram::Terraform;
    case TerraformProgram::Tofu: return terraform::WantedProgram::OpenTofu;
    }
    Q_UNREACHABLE();
}

// Folders named after versions; by name 1.9.0 would come before 1.10.1.
QStringList newestFirst(QStringList versions)
{
    std::sort(versions.begin(), versions.end(), [](const QString &a, const QString &b) {
        return QVersionNumber::fromString(a) > QVersionNumber::fromString(b);
    });
    return versions;
}

template <typename Steps>
jobs::Step step(const char *id, const std::shared_ptr<Steps> &steps,
                Async<void> (Steps::*run)(const jobs::Context &), std::chrono::milliseconds deadline,
                bool outside = false)
{
    return {QString::fromLatin1(id), outside, deadline,
            [steps, run](const jobs::Context &context) { return (steps.get()->*run)(context); }};
}

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

// Outputs that cannot be read are none: what the state holds is worth showing.
Result<State> stateOf(const Result<terraform::StateDetails> &details,
                      const Result<QList<terraform::Output>> &outputs, const terraform::Backend &backend)
{
    if (!details)
        return details.error();
    return State{details.value().summary, outputs ? outputs.value() : QList<terraform::Output>(),
                 details.value().instances, backend};
}

// What the code wants to be run with.
struct CodeNeeds {
    QList<SecretNeed> secrets;
    QString workspace; // of Terraform Cloud, which refuses any other; empty for the usual one
};

// Code that is not understood here names nothing: terraform says itself what is wrong with it.
CodeNeeds needsOf(const QString &root, const QString &folder)
{
    const auto configuration = terraform::readConfiguration(root, folder);
    if (!configuration)
        return {};
    const auto variables = terraform::readVariables(configuration.value(), folder, {});
    return {secretNeeds(configuration.value(), variables ? variables.value() : QList<terraform::Variable>()),
            configuration.value().cloudWorkspace};
}

// Of another branch than the one that was asked for.
Error planOf(const ReviewedPlan &plan)
{
    return {ErrorCode::Conflict, plan.environment, QStringLiteral("plan-branch ") + plan.branch, 0};
}

QStringList environmentNames(const Workspace &workspace)
{
    QStringList names;
    for (const Environment &environment : workspace.environments)
        names.append(environment.name);
    return names;
}

} // namespace

QString destroyedObject(const Plan &plan)
{
    static const QRegularExpression key(QStringLiteral("\\[\"([^\"]+)\"\\]\\z"));
    for (const ResourceChange &resource : plan.resources) {
        if (!isDestructive(resource.action))
            continue;
        const auto match = key.match(resource.address);
        return match.hasMatch() ? match.captured(1) : resource.name;
    }
    return {};
}

TerraformService::TerraformService(const Outside &outside, QObject *parent)
    : Service(parent), m_outside(outside),
      m_runs({environmentNames(outside.workspace), [this](const EnvironmentId &id) { return places(id); },
              outside.journal, outside.clock, planLife})
{
}

TerraformService::~TerraformService() = default;

QString TerraformService::codeFolder(const EnvironmentId &environment) const
{
    return exportedFolder(m_outside.workspace.terraformFolder(environment));
}

Places TerraformService::places(const EnvironmentId &environment) const
{
    return {QStringLiteral("%1/infrastructure/%2/%3")
                .arg(m_outside.dataFolder, workspaceKey(m_outside.workspace.root), environment)};
}

void TerraformService::setProgramPath(const QString &path)
{
    m_outside.programPath = path;
    Q_EMIT programChanged();
}

Async<terraform::Program> TerraformService::programAt(const QString &personal, std::stop_token stop)
{
    const auto found = terraform::findProgram(wanted(m_outside.workspace.terraformProgram), personal, stop);
    return andThen(joined(this, found), this,
                   [this, stop, personal](const std::tuple<Result<terraform::Program>> &answer) {
                       const auto &program = std::get<0>(answer);
                       const bool missing = !program && program.error().code == ErrorCode::ToolMissing;
                       if (!missing || !personal.isEmpty() ||
                           m_outside.workspace.terraformProgram == TerraformProgram::Terraform)
                           return ready<terraform::Program>(program);
                       for (const QString &version : newestFirst(
                                QDir(m_outside.toolsFolder).entryList(QDir::Dirs | QDir::NoDotAndDotDot))) {
                           const QString path =
                               m_outside.toolsFolder + QLatin1Char('/') + version + QStringLiteral("/tofu");
                           if (QFileInfo(path).isExecutable())
                               return terraform::findProgram(terraform::WantedProgram::OpenTofu, path, stop);
                       }
                       return ready<terraform::Program>(program);
                   });
}

Async<QString> TerraformService::exportHead(const EnvironmentId &id, const QString &operation,
                                            std::stop_token stop, const QString &branch)
{
    const Environment *environment = m_outside.workspace.environment(id);
    if (!environment)
        return ready<QString>(Error{ErrorCode::BadInput, id, QStringLiteral("unknown-environment"), 0});
    const QString folder = exportedFolder(m_outside.workspace.terraformFolder(id));
    const QString into = places(id).exported(operation);
    return andThen(
        m_outside.mirror.readHead(branch.isEmpty() ? environment->branch : branch, stop), this,
        [=, this](const QString &head) {
            return andThen(m_outside.mirror.exportFolder(head, folder, into, stop), this, [=](int files) {
                return ready<QString>(files > 0
                                          ? Result<QString>(head)
                                          : Result<QString>(Error{ErrorCode::NotFound, folder,
                                                                  QStringLiteral("no-terraform-folder"), 0}));
            });
        });
}

Async<std::shared_ptr<terraform::Tool>> TerraformService::tool(const EnvironmentId &id,
                                                               const QString &operation, std::stop_token stop,
                                                               SecretsFor purpose)
{
    return andThen(program(stop), this, [this, id, operation, purpose](const terraform::Program &found) {
        const QString folder = m_outside.workspace.terraformFolder(id);
        terraform::Target target;
        target.program = found;
        target.configuration = places(id).exported(operation) + folder.mid(exportedFolder(folder).size());
        target.work = places(id).work();
        return withSecrets(id, target, purpose);
    });
}

Async<std::shared_ptr<terraform::Tool>>
TerraformService::withSecrets(const EnvironmentId &id, const terraform::Target &target, SecretsFor purpose)
{
    using Answer = std::shared_ptr<terraform::Tool>;
    const QString folder = target.configuration;
    const QString modules = exportedFolder(m_outside.workspace.terraformFolder(id));
    const QString root = folder.chopped(m_outside.workspace.terraformFolder(id).size() - modules.size());
    const auto needs = m_worker.run([root, folder]() -> Result<CodeNeeds> { return needsOf(root, folder); });
    return andThen(needs, this, [this, id, target, purpose](const CodeNeeds &found) {
        terraform::Target complete = target;
        if (!found.workspace.isEmpty())
            complete.workspace = found.workspace;
        if (!m_secrets)
            return ready<Answer>(std::make_shared<terraform::Tool>(complete, m_worker));
        return andThen(m_secrets->read(id, found.secrets, purpose), this,
                       [this, complete](const SecretsGiven &given) mutable {
                           complete.secrets = given.secrets;
                           complete.secretSources = given.sources;
                           return ready<Answer>(std::make_shared<terraform::Tool>(complete, m_worker));
                       });
    });
}

std::optional<ReviewedPlan> TerraformService::plan(const EnvironmentId &environment) const
{
    const auto it = m_plans.find(environment);
    return it == m_plans.end() ? std::nullopt : std::optional<ReviewedPlan>(it->second);
}

Async<std::optional<ReviewedPlan>> TerraformService::restore(const EnvironmentId &id, std::stop_token stop)
{
    return restoreBranch(id, {}, stop);
}

Async<std::optional<ReviewedPlan>>
TerraformService::restoreBranch(const EnvironmentId &id, const QString &branch, std::stop_token stop)
{
    using Answer = std::optional<ReviewedPlan>;
    if (auto held = plan(id); held && held->branch == branch)
        return ready<Answer>(held);
    return andThen(
        m_outside.journal.reviews(id), this,
        [this, id, branch, stop](const QList<journal::PlanReview> &reviews) {
            const auto newest =
                std::find_if(reviews.cbegin(), reviews.cend(),
                             [&branch](const journal::PlanReview &made) { return made.branch == branch; });
            if (newest == reviews.cend())
                return ready<Answer>(Answer());
            const journal::PlanReview review = *newest;
            const QString file = places(id).place(review.operation).planFile();
            const QDateTime until = review.at.addSecs(std::chrono::seconds(planLife).count());
            if (!QFileInfo::exists(file) || until < m_outside.clock.now())
                return ready<Answer>(Answer());
            return andThen(
                tool(id, review.operation, stop, SecretsFor::Following), this,
                [this, id, review, file, until, stop](const std::shared_ptr<terraform::Tool> &tool) {
                    return andThen(
                        tool->fetchPlan(file, stop), this, [this, id, review, until, tool](const Plan &plan) {
                            const ReviewedPlan reviewed{
                                id, review.operation, plan, review.record, review.at, until, review.branch};
                            hold(reviewed);
                            return ready<Answer>(Answer(reviewed));
                        });
                });
        });
}

void TerraformService::hold(const ReviewedPlan &plan)
{
    if (const auto before = this->plan(plan.environment); before && before->operation != plan.operation)
        discard(plan.environment); // the file of the same one is still needed
    m_plans.insert_or_assign(plan.environment, plan);
    Q_EMIT planChanged(plan.environment);
}

void TerraformService::forget(const EnvironmentId &environment)
{
    if (m_plans.erase(environment) > 0)
        Q_EMIT planChanged(environment);
}

void TerraformService::discard(const EnvironmentId &environment)
{
    const auto it = m_plans.find(environment);
    if (it == m_plans.end())
        return;
    const auto place = places(environment).place(it->second.operation);
    m_worker.run([place] { return terraform::discardPlan(place); });
    forget(environment);
}

jobs::Job TerraformService::planJob(const EnvironmentId &environment)
{
    return builtPlan(environment, newOperationId(m_outside.clock.now()), {});
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

jobs::Job TerraformService::builtApply(const EnvironmentId &environment, const QString &planOperation,
                                       const ReviewRecord &record, const QDateTime &madeAt, bool destroys,
                                       const QString &operation)
{
    const auto steps = std::make_shared<ApplySteps>(
        *this, ApplyFacts{environment, operation, planOperation, record, madeAt});
    jobs::Job job;
    job.operation = operation;
    job.kind = QStringLiteral("apply");
    job.environment = environment;
    job.subject = environment + QStringLiteral("/terraform");
    job.detail = QStringLiteral("+%1 ~%2 -/+%3 -%4")
                     .arg(record.counts.create)
                     .arg(record.counts.update)
                     .arg(record.counts.replace)
                     .arg(record.counts.destroy);
    job.risk = destroys ? Risk::R4 : Risk::R3;
    job.payload = {{QStringLiteral("environment"), environment},
                   {QStringLiteral("planOperation"), planOperation},
                   {QStringLiteral("madeAt"), madeAt.toString(Qt::ISODateWithMs)},
                   {QStringLiteral("destroys"), destroys},
                   {QStringLiteral("record"), toJson(record)}};
    // A provider may take hours for a database: the deadline ends our waiting, never the program.
    job.steps = {step("recheck", steps, &ApplySteps::recheck, 5min),
                 step("apply", steps, &ApplySteps::apply, 24h, true),
                 step("outputs", steps, &ApplySteps::outputs, 5min)};
    return job;
}

Result<jobs::Job> TerraformService::applyJob(const EnvironmentId &environment, const QString &reason)
{
    const auto reviewed = plan(environment);
    if (!reviewed)
        return Error{ErrorCode::NotFound, environment, QStringLiteral("no-plan"), 0};
    if (!reviewed->branch.isEmpty())
        return planOf(*reviewed);
    jobs::Job job = builtApply(environment, reviewed->operation, reviewed->record, reviewed->madeAt,
                               reviewed->plan.destroys(), newOperationId(m_outside.clock.now()));
    job.reason = reason;
    return job;
}

jobs::Job TerraformService::branchPlanJob(const EnvironmentId &environment, const QString &branch)
{
    jobs::Job job = builtPlan(environment, newOperationId(m_outside.clock.now()), {{}, {}, branch});
    job.detail = branch;
    return job;
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
    job.steps += pulls::roadSteps(steps, steps->road());
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
            again.planCommit = open.evidence.value(QLatin1String("planCommit")).toString();
            return m_pulls ? Result<jobs::Job>(builtMergedApply(again))
                           : Error{ErrorCode::Forbidden, open.environment, QStringLiteral("pull-request"), 0};
        }
        const QString planOperation = payload.value(QLatin1String("planOperation")).toString();
        if (!isOperationId(planOperation))
            return Error{ErrorCode::BadInput, QStringLiteral("payload"), QStringLiteral("planOperation"), 0};
        jobs::Job job = builtApply(
            open.environment, planOperation,
            reviewRecordFrom(payload.value(QLatin1String("record")).toObject()),
            QDateTime::fromString(payload.value(QLatin1String("madeAt")).toString(), Qt::ISODateWithMs),
            payload.value(QLatin1String("destroys")).toBool(), open.operation);
        job.reason = open.reason;
        return job;
    });
    center.setRebuild(QStringLiteral("plan"), [this](const jobs::OpenJob &open) -> Result<jobs::Job> {
        return planJob(open.environment);
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
                        bool(center.start(builtPlan(run.environment, run.operation, {run.commit, {}}))));
            } else {
                m_runs.giveUp(run);
            }
        }
    });
}

Async<State> TerraformService::state(const EnvironmentId &id, std::stop_token stop)
{
    const QString operation = QStringLiteral("state"); // one export that each reading replaces
    const QString folder = places(id).run(operation);
    const auto cleared = m_worker.run([folder]() -> Result<void> {
        QDir(folder).removeRecursively();
        return {};
    });
    return andThen(cleared, this, [=, this](Done) {
        return andThen(exportHead(id, operation, stop), this, [=, this](const QString &) {
            return andThen(
                tool(id, operation, stop), this, [=, this](const std::shared_ptr<terraform::Tool> &tool) {
                    return andThen(
                        tool->init(stop), this, [=, this](const terraform::Tool::Initialised &initialised) {
                            return andThen(
                                joined(this, tool->fetchStateDetails(stop), tool->fetchOutputs(stop)), this,
                                [tool, backend = initialised.backend](const auto &answers) {
                                    const auto &[details, outputs] = answers;
                                    return ready<State>(stateOf(details, outputs, backend));
                                });
                        });
                });
        });
    });
}

} // namespace envdeck::infrastructure
