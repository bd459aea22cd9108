// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/opening.h"

#include "core/base/worker.h"
#include "core/git/program.h"

namespace envdeck {

namespace {

OpenResult failed(const Error &error, const QString &file = {}, const QList<workspace::Problem> &problems = {})
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

} // namespace

Async<OpenResult> openWorkspace(const QString &folder, QObject *context)
{
    // Both live until the last answer: the lambdas below hold them.
    const auto disk = std::make_shared<Worker>(QStringLiteral("workspace"));
    const auto reading = disk->run([folder]() -> Result<workspace::Loaded> { return workspace::load(folder); });
    return andThen(joined(context, reading), context, [context, disk](const std::tuple<Result<workspace::Loaded>> &answer) {
        const auto &loaded = std::get<0>(answer);
        if (!loaded)
            return ready<OpenResult>(failed(loaded.error()));
        const QString root = loaded.value().root;
        const QString file = root + QLatin1Char('/') + QLatin1String(workspace::fileName);
        if (!loaded.value().parsed.workspace)
            return ready<OpenResult>(failed(Error{ErrorCode::BadConfig, file, {}, 0}, file, loaded.value().parsed.problems));

        git::Program program;
        program.identityFolder = root;
        const auto checkout = std::make_shared<git::Checkout>(root, program);
        const auto facts = joined(context, checkout->readFacts(), git::readIdentity(program, context));
        return andThen(facts, context, [checkout, workspace = *loaded.value().parsed.workspace, file](const auto &answers) {
            const auto &[read, identity] = answers;
            if (!read)
                return ready<OpenResult>(failed(read.error()));
            if (read.value().remote.isEmpty())
                return ready<OpenResult>(failed(Error{ErrorCode::BadConfig, workspace.root, QStringLiteral("no-remote"), 0}));
            const auto remote = git::Remote::parse(read.value().remote);
            if (!remote)
                return ready<OpenResult>(failed(remote.error()));
            return ready<OpenResult>(OpenResult{Opened{workspace, read.value(), remote.value(), actorOf(identity)}, {}});
        });
    });
}

} // namespace envdeck
