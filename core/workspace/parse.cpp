// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/parse.h"

#include "core/workspace/sections.h"
#include "core/workspace/shapes.h"

#include <algorithm>
#include <tuple>

namespace envdeck::workspace {

namespace {

const QString environmentSlot = QStringLiteral("{environment}");
const QString appSlot = QStringLiteral("{app}");
const QString domainSlot = QStringLiteral("{domain}");
const QStringList programs{QStringLiteral("auto"), QStringLiteral("terraform"), QStringLiteral("tofu")};

// False when the file is written for another version: nothing else of it can be judged.
bool isOurVersion(Mapping &root, Problems &problems)
{
    const auto at = root.require(QStringLiteral("envdeck"));
    if (!at)
        return true;
    if (at->node->kind == YamlNode::Kind::Scalar && at->node->text == QLatin1String("1"))
        return true;
    Problem facts;
    facts.value = at->node->text;
    facts.expected = {QStringLiteral("1")};
    problems.add(ProblemCode::UnsupportedVersion, *at, facts);
    return false;
}

QString readPattern(const Place &place, const QStringList &known, Problems &problems)
{
    const auto path = shapedAt(place, isInsideRepository, ProblemCode::BadPath, problems);
    if (path)
        placeholdersAreKnown(place, *path, known, problems);
    return path.value_or(QString());
}

void readLayout(const Place &place, Workspace &workspace, Problems &problems)
{
    Mapping mapping(place, {QStringLiteral("terraform"), QStringLiteral("apps")}, problems);
    if (const auto terraform = mapping.require(QStringLiteral("terraform")))
        workspace.terraformLayout = readPattern(*terraform, {environmentSlot}, problems);
    const auto apps = mapping.require(QStringLiteral("apps"));
    if (!apps)
        return;
    workspace.appsLayout = readPattern(*apps, {environmentSlot, appSlot}, problems);
    if (!workspace.appsLayout.isEmpty() && !workspace.appsLayout.contains(appSlot)) {
        Problem facts;
        facts.value = workspace.appsLayout;
        facts.expected = {appSlot};
        problems.add(ProblemCode::MissingPlaceholder, *apps, facts);
    }
}

// In the flat layout the branch is all that tells two environments apart.
void checkFlatBranches(const QList<EnvironmentPart> &parts, Problems &problems)
{
    QHash<QString, QString> owners; // branch to environment
    for (const EnvironmentPart &part : parts) {
        const Environment &environment = part.environment;
        if (!part.branch) {
            Problem facts;
            facts.path = part.name.path + QStringLiteral(".branch");
            facts.value = environment.name;
            problems.add(ProblemCode::MissingBranch, part.name, facts);
        } else if (!environment.branch.isEmpty() && owners.contains(environment.branch)) {
            Problem facts;
            facts.value = environment.branch;
            facts.detail = owners.value(environment.branch);
            problems.add(ProblemCode::SharedBranch, *part.branch, facts);
        } else {
            owners.insert(environment.branch, environment.name);
        }
    }
}

// One terraform folder on one branch has one state: it cannot be that of two environments.
void checkTerraformFolders(const QList<EnvironmentPart> &parts, const Workspace &workspace,
                           Problems &problems)
{
    QHash<std::pair<QString, QString>, QString> owners; // branch and folder to environment
    for (const EnvironmentPart &part : parts) {
        const QString folder = workspace.terraformFolder(part.environment.name);
        const auto where = std::pair(part.environment.branch, folder);
        if (owners.contains(where)) {
            Problem facts;
            facts.value = folder;
            facts.detail = owners.value(where);
            problems.add(ProblemCode::SharedFolder, part.name, facts);
        }
        owners.insert(where, part.environment.name);
    }
}

void checkBranches(QList<EnvironmentPart> &parts, const Workspace &workspace, Problems &problems)
{
    const bool flat = !workspace.appsLayout.isEmpty() && !workspace.appsLayout.contains(environmentSlot);
    if (flat)
        return checkFlatBranches(parts, problems);
    for (EnvironmentPart &part : parts) {
        if (!part.branch)
            part.environment.branch = workspace.git.branch;
    }
    if (!workspace.terraformLayout.isEmpty())
        checkTerraformFolders(parts, workspace, problems);
}

void checkHealth(const AppPart &part, const Workspace &workspace, Problems &problems)
{
    const App &app = part.app;
    if (app.health.isEmpty() ||
        !placeholdersAreKnown(*part.health, app.health, {domainSlot, environmentSlot, appSlot}, problems))
        return;
    for (const EnvironmentId &id : app.environments) {
        const Environment *environment = workspace.environment(id);
        Problem facts;
        facts.value = id;
        if (environment && environment->domain.isEmpty() && app.health.contains(domainSlot))
            return problems.add(ProblemCode::MissingDomain, *part.health, facts);
        const QUrl url = environment ? workspace.healthUrl(*environment, app) : QUrl();
        const auto wrong = environment ? urlProblem(url) : std::nullopt;
        facts.value = url.toDisplayString(QUrl::RemoveUserInfo);
        if (wrong)
            return problems.add(*wrong, *part.health, facts);
    }
}

void readEnvironmentsAndApps(Mapping &root, Workspace &workspace, Problems &problems)
{
    const auto environments = root.require(QStringLiteral("environments"));
    if (!environments)
        return; // every app would only repeat that
    QList<EnvironmentPart> parts = readEnvironments(*environments, problems);
    checkBranches(parts, workspace, problems);
    std::stable_sort(parts.begin(), parts.end(), [](const EnvironmentPart &a, const EnvironmentPart &b) {
        return std::tie(a.environment.order, a.environment.name) <
               std::tie(b.environment.order, b.environment.name);
    });
    QStringList names;
    for (const EnvironmentPart &part : parts) {
        names.append(part.environment.name);
        workspace.environments.append(part.environment);
    }
    const auto apps = root.find(QStringLiteral("apps"));
    for (AppPart &part : apps ? readApps(*apps, names, problems) : QList<AppPart>()) {
        QStringList &of = part.app.environments;
        std::sort(of.begin(), of.end(),
                  [&](const QString &a, const QString &b) { return names.indexOf(a) < names.indexOf(b); });
        checkHealth(part, workspace, problems);
        workspace.apps.append(part.app);
    }
}

void readSettings(const Mapping &root, Workspace &workspace, Problems &problems)
{
    if (const auto terraform = root.find(QStringLiteral("terraform"))) {
        const Mapping mapping(*terraform, {QStringLiteral("program")}, problems);
        if (const auto program = mapping.find(QStringLiteral("program")))
            workspace.terraformProgram =
                static_cast<TerraformProgram>(choiceAt(*program, programs, problems).value_or(0));
    }
    if (const auto databases = root.find(QStringLiteral("databases")))
        workspace.databases = readDatabases(*databases, problems);
    if (const auto registries = root.find(QStringLiteral("registries")))
        workspace.registries = readRegistries(*registries, problems);
    if (const auto thresholds = root.find(QStringLiteral("thresholds")))
        workspace.thresholds = readThresholds(*thresholds, problems);
    if (const auto schedules = root.find(QStringLiteral("schedules")))
        workspace.schedules = readSchedules(*schedules, problems);
}

} // namespace

Parsed parse(const QByteArray &text, const QString &root)
{
    const auto read = readYaml(text);
    if (const auto *problem = std::get_if<Problem>(&read))
        return {std::nullopt, {*problem}};

    Problems problems;
    Mapping mapping(rootPlace(std::get<YamlPtr>(read)),
                    {QStringLiteral("envdeck"), QStringLiteral("name"), QStringLiteral("git"),
                     QStringLiteral("layout"), QStringLiteral("terraform"), QStringLiteral("environments"),
                     QStringLiteral("apps"), QStringLiteral("databases"), QStringLiteral("registries"),
                     QStringLiteral("thresholds"), QStringLiteral("schedules")},
                    problems);
    Workspace workspace;
    workspace.root = root;
    if (!isOurVersion(mapping, problems))
        return {std::nullopt, problems.sorted()};
    if (const auto name = mapping.require(QStringLiteral("name")))
        workspace.name = shapedAt(*name, isWorkspaceName, ProblemCode::BadName, problems).value_or(QString());
    if (const auto git = mapping.require(QStringLiteral("git")))
        workspace.git = readGit(*git, problems);
    if (const auto layout = mapping.require(QStringLiteral("layout")))
        readLayout(*layout, workspace, problems);
    readEnvironmentsAndApps(mapping, workspace, problems);
    readSettings(mapping, workspace, problems);
    if (!problems.isEmpty())
        return {std::nullopt, problems.sorted()};
    return {workspace, {}};
}

} // namespace envdeck::workspace
