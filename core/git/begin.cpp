// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/begin.h"

#include "core/git/commit.h"
#include "core/git/run.h"

namespace envdeck::git {

Async<void> beginRepository(const Program &program, const QString &folder, const QString &branch,
                            QObject *context, std::stop_token stop)
{
    if (!isBranchName(branch))
        return ready<void>(Error{ErrorCode::BadInput, branch, {}, 0});
    const auto git = [program, folder, context, stop](const QStringList &arguments) {
        return runGit(Run{checkoutSpec(program, folder, arguments), folder}, context, stop);
    };
    const auto begun = git({QStringLiteral("init"), QStringLiteral("--quiet"), QStringLiteral("--template="),
                            QStringLiteral("--initial-branch=") + branch});
    return andThen(begun, context, [git, context](const QByteArray &) {
        const auto staged = git({QStringLiteral("add"), QStringLiteral("--all")});
        return andThen(staged, context, [](const QByteArray &) { return ready<void>({}); });
    });
}

} // namespace envdeck::git
