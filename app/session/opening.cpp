// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/opening.h"

#include "app/session/opening_memory.h"
#include "core/base/worker.h"
#include "core/git/program.h"

namespace envdeck {

namespace {

using Disk = std::shared_ptr<Worker>; // lives until the last answer: the lambdas below hold it

Disk makeDisk()
{
    return std::make_shared<Worker>(QStringLiteral("workspace"));
}

OpenResult failed(const Error &error, const QString &file = {},
                  const QList<workspace::Problem> &problems = {})
{
    return {std::nullopt, {error, file, problems}};
}

QString actorOf(const Result<git::Identity> &identity)
{
    if (identity)
        return identity.value().name;
    const QString login = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    return login.isEmpty() ? QStringLiteral("unknown") : login;
}

// What one turn of the disk finds. Without paths nothing is remembered.
struct Found {
    workspace::Loaded loaded;
    std::optional<OpeningMemory> memory;
};

Result<Found> find(const QString &folder, const std::optional<Paths> &paths)
{
    auto loaded = workspace::load(folder);
    if (!loaded)
        return loaded.error();
    Found found{std::move(loaded).value(), {}};
    if (paths)
        found.memory = recall(stateFolderOf(*paths, found.loaded.root));
    return found;
}

OpenResult openedWith(const Workspace &workspace, const Result<git::CheckoutFacts> &facts,
                      const Result<git::Identity> &identity)
{
    if (!facts)
        return failed(facts.error());
    if (facts.value().remote.isEmpty())
        return failed(Error{ErrorCode::BadConfig, workspace.root, QStringLiteral("no-remote"), 0});
    const auto remote = git::Remote::parse(facts.value().remote);
    if (!remote)
        return failed(remote.error());
    return {Opened{workspace, facts.value(), remote.value(), actorOf(identity)}, {}};
}

Async<OpenResult> askGit(const Workspace &workspace, QObject *context)
{
    git::Program program;
    program.identityFolder = workspace.root;
    const auto checkout = std::make_shared<git::Checkout>(workspace.root, program); // lives until it answered
    const auto facts = joined(context, checkout->readFacts(), git::readIdentity(program, context));
    return andThen(facts, context, [checkout, workspace](const auto &answers) {
        const auto &[read, identity] = answers;
        return ready<OpenResult>(openedWith(workspace, read, identity));
    });
}

// What git no longer says is not remembered either: the next start asks again.
Async<OpenResult> askGitAndRemember(const Workspace &workspace, const Paths &paths, const Disk &disk,
                                    QObject *context)
{
    return andThen(askGit(workspace, context), context,
                   [folder = stateFolderOf(paths, workspace.root), disk, context](const OpenResult &result) {
                       const auto kept = disk->run([folder, opened = result.opened]() -> Result<void> {
                           if (opened)
                               remember(folder, {opened->remote, opened->actor});
                           else
                               forget(folder);
                           return {};
                       });
                       return andThen(kept, context,
                                      [disk, result](const auto &) { return ready<OpenResult>(result); });
                   });
}

Async<OpenResult> open(const QString &folder, const std::optional<Paths> &paths, QObject *context)
{
    const Disk disk = makeDisk();
    const auto reading = disk->run([folder, paths] { return find(folder, paths); });
    return andThen(
        joined(context, reading), context, [context, disk, paths](const std::tuple<Result<Found>> &answer) {
            const auto &found = std::get<0>(answer);
            if (!found)
                return ready<OpenResult>(failed(found.error()));
            const auto &[loaded, memory] = found.value();
            const QString file = loaded.root + QLatin1Char('/') + QLatin1String(workspace::fileName);
            if (!loaded.parsed.workspace)
                return ready<OpenResult>(
                    failed(Error{ErrorCode::BadConfig, file, {}, 0}, file, loaded.parsed.problems));
            if (memory)
                return ready<OpenResult>(OpenResult{
                    Opened{*loaded.parsed.workspace, {}, memory->remote, memory->actor, true}, {}});
            return paths ? askGitAndRemember(*loaded.parsed.workspace, *paths, disk, context)
                         : askGit(*loaded.parsed.workspace, context);
        });
}

} // namespace

QString stateFolderOf(const Paths &paths, const QString &workspaceRoot)
{
    return paths.state + QStringLiteral("/workspaces/") + workspaceKey(workspaceRoot);
}

Async<OpenResult> openWorkspace(const QString &folder, QObject *context)
{
    return open(folder, std::nullopt, context);
}

Async<OpenResult> openAsLastTime(const QString &folder, const Paths &paths, QObject *context)
{
    return open(folder, paths, context);
}

Async<OpenResult> readAgain(const Workspace &workspace, const Paths &paths, QObject *context)
{
    return askGitAndRemember(workspace, paths, makeDisk(), context);
}

} // namespace envdeck
