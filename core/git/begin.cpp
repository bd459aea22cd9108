// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/begin.h"

#include "core/git/commit.h"
#include "core/git/run.h"

#include <QFileInfo>

namespace envdeck::git {

Async<void> checkPlace(const Program &program, const QString &folder, QObject *context, std::stop_token stop)
{
    // A link is where it leads to. What lies beside it is asked: the folder may be the top of a checkout
    // itself.
    const QFileInfo info(folder);
    QFileInfo parent(
        QFileInfo(info.exists() ? info.canonicalFilePath() : info.absoluteFilePath()).absolutePath());
    while (!parent.isDir() && !parent.isRoot())
        parent.setFile(parent.absolutePath());
    const QStringList question{QStringLiteral("rev-parse"), QStringLiteral("--show-toplevel")};
    const Run run{checkoutSpec(program, parent.absoluteFilePath(), question), parent.absoluteFilePath(),
                  objectError};
    return andThen(
        joined(context, runGit(run, context, stop)), context,
        [](const std::tuple<Result<QByteArray>> &answer) {
            const auto &top = std::get<0>(answer);
            if (top)
                return ready<void>(Error{ErrorCode::Conflict, QString::fromUtf8(top.value()).trimmed(),
                                         QStringLiteral("inside-checkout"), 0});
            return top.error().code == ErrorCode::NotFound ? ready<void>({}) : ready<void>(top.error());
        });
}

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
