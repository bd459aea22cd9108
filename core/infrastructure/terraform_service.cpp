// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/terraform_service.h"

#include "core/base/paths.h"
#include "core/infrastructure/plan_claim.h"

#include <QDir>
#include <QFileInfo>
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

// What the code wants to be run with.
struct CodeNeeds {
    QList<SecretNeed> secrets;
    QString workspace;  // of Terraform Cloud, which refuses any other; empty for the usual one
    QString encryption; // the secret variable that encrypts state and plan (OpenTofu); empty for none
};

// Code that is not understood here names nothing: terraform says itself what is wrong with it.
CodeNeeds needsOf(const QString &root, const QString &folder)
{
    const auto configuration = terraform::readConfiguration(root, folder);
    if (!configuration)
        return {};
    const auto variables = terraform::readVariables(configuration.value(), folder, {});
    CodeNeeds needs{
        secretNeeds(configuration.value(), variables ? variables.value() : QList<terraform::Variable>()),
        configuration.value().cloudWorkspace,
        {}};
    for (const SecretNeed &need : std::as_const(needs.secrets)) {
        if (configuration.value().encryptionVariables.contains(need.variable))
            needs.encryption = need.variable;
    }
    return needs;
}

QDateTime validUntil(const journal::PlanReview &review)
{
    return review.at.addSecs(std::chrono::seconds(planLife).count());
}

QStringList environmentNames(const Workspace &workspace)
{
    QStringList names;
    for (const Environment &environment : workspace.environments)
        names.append(environment.name);
    return names;
}

} // namespace

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
                                            std::stop_token stop, const QString &branch,
                                            const QString &expected)
{
    return exportTo(id, places(id).exported(operation), stop, branch, expected);
}

Async<QString> TerraformService::exportTo(const EnvironmentId &id, const QString &into, std::stop_token stop,
                                          const QString &branch, const QString &expected)
{
    const Environment *environment = m_outside.workspace.environment(id);
    if (!environment)
        return ready<QString>(Error{ErrorCode::BadInput, id, QStringLiteral("unknown-environment"), 0});
    const QString folder = exportedFolder(m_outside.workspace.terraformFolder(id));
    return andThen(
        m_outside.mirror.readHead(branch.isEmpty() ? environment->branch : branch, stop), this,
        [=, this](const QString &head) {
            if (!expected.isEmpty() && head != expected)
                return ready<QString>(
                    Error{ErrorCode::Conflict, id, QStringLiteral("head-moved before-plan"), 0});
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
    return toolOn(id, places(id).exported(operation), places(id).work(), stop, purpose);
}

Async<std::shared_ptr<terraform::Tool>> TerraformService::toolOn(const EnvironmentId &id,
                                                                 const QString &exported, const QString &work,
                                                                 std::stop_token stop, SecretsFor purpose)
{
    return andThen(program(stop), this, [=, this](const terraform::Program &found) {
        const QString folder = m_outside.workspace.terraformFolder(id);
        terraform::Target target;
        target.program = found;
        target.configuration = exported + folder.mid(exportedFolder(folder).size());
        target.work = work;
        if (work == places(id).reading())
            target.deadline = {}; // its turn lasts until the program has ended: see terraform_reads.cpp
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
        // A plan is read without secrets, and could not be read at all.
        if (!found.encryption.isEmpty())
            return ready<Answer>(
                Error{ErrorCode::BadConfig, found.encryption, QStringLiteral("encryption-secret"), 0});
        terraform::Target complete = target;
        if (!found.workspace.isEmpty())
            complete.workspace = found.workspace;
        if (!m_secrets)
            return ready<Answer>(std::make_shared<terraform::Tool>(complete, m_worker));
        return andThen(m_secrets->read(id, found.secrets, purpose), this,
                       [this, complete](const SecretsGiven &given) mutable {
                           complete.secrets = given.secrets;
                           complete.hidden = given.hidden;
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
        newestReview(id, branch), this, [this, id, stop](const std::optional<journal::PlanReview> &found) {
            if (!found)
                return ready<Answer>(Answer());
            // Nobody confirmed anything yet: the program is given none, whatever the plan was made with.
            return andThen(tool(id, found->operation, stop, SecretsFor::Withheld), this,
                           [this, id, review = *found, stop](const std::shared_ptr<terraform::Tool> &tool) {
                               const QString file = places(id).place(review.operation).planFile();
                               return andThen(
                                   tool->fetchPlan(file, stop), this,
                                   [this, id, review, tool](const Plan &plan) {
                                       const bool isAccepting = review.mode == PlanMode::RefreshOnly;
                                       const ReviewedPlan reviewed{id,
                                                                   review.operation,
                                                                   isAccepting ? acceptedPlan(plan) : plan,
                                                                   review.record,
                                                                   review.at,
                                                                   validUntil(review),
                                                                   review.branch,
                                                                   review.mode,
                                                                   review.withheld};
                                       hold(reviewed);
                                       return ready<Answer>(Answer(reviewed));
                                   });
                           });
        });
}

Async<std::optional<journal::PlanReview>> TerraformService::newestReview(const EnvironmentId &id,
                                                                         const QString &branch)
{
    using Answer = std::optional<journal::PlanReview>;
    return andThen(
        m_outside.journal.reviews(id), this, [this, id, branch](const QList<journal::PlanReview> &reviews) {
            const auto newest =
                std::find_if(reviews.cbegin(), reviews.cend(),
                             [&branch](const journal::PlanReview &made) { return made.branch == branch; });
            if (newest == reviews.cend() || validUntil(*newest) < m_outside.clock.now() ||
                !QFileInfo::exists(places(id).place(newest->operation).planFile()) ||
                isClaimed(places(id), newest->operation)) // its apply began
                return ready<Answer>(Answer());
            return ready<Answer>(Answer(*newest));
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

} // namespace envdeck::infrastructure
