// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/log.h"
#include "core/git/mirror.h"
#include "core/git/run.h"

// Which branches there are, and what their commits say of themselves.
namespace envdeck::git {

namespace {

QString underTop(const QString &folder, const char *magic)
{
    return QStringLiteral(":(%1literal,top)%2").arg(QLatin1String(magic), folder);
}

} // namespace

Async<QList<Branch>> Mirror::readBranches(std::stop_token stop)
{
    const auto out = read({QStringLiteral("for-each-ref"), QStringLiteral("--sort=-committerdate"),
                           branchFormat, QStringLiteral("refs/heads/")},
                          QStringLiteral("refs/heads"), stop);
    return andThen(out, m_home.get(),
                   [](const QByteArray &refs) { return ready<QList<Branch>>(parseBranches(refs)); });
}

Async<QList<Commit>> Mirror::readLog(const QStringList &which, const QString &folder,
                                     const QStringList &without, std::stop_token stop) const
{
    QStringList command{QStringLiteral("log"), QStringLiteral("-z"), logFormat};
    command += which;
    command.append(QStringLiteral("--"));
    if (!folder.isEmpty())
        command.append(underTop(folder, ""));
    for (const QString &path : without)
        command.append(underTop(path, "exclude,"));
    Run run{spec(command), folder.isEmpty() ? which.last() : folder, objectError};
    run.spec.environment.remove(QStringLiteral("GIT_LITERAL_PATHSPECS"));
    return andThen(runGit(run, m_home.get(), stop), m_home.get(), [](const QByteArray &log) {
        QList<Commit> commits;
        for (const LogEntry &entry : parseLog(log, false))
            commits.append(entry.commit);
        return ready<QList<Commit>>(commits);
    });
}

Async<Commit> Mirror::readLastChange(const QString &commit, const QString &folder, const QStringList &without,
                                     std::stop_token stop)
{
    if (!isSha(commit) || (!folder.isEmpty() && !isRepositoryPath(folder)))
        return ready<Commit>(
            Error{ErrorCode::BadInput, isSha(commit) ? folder : commit, QStringLiteral("bad-name"), 0});
    return andThen(readLog({QStringLiteral("-1"), commit}, folder, without, stop), m_home.get(),
                   [folder](const QList<Commit> &found) {
                       return found.isEmpty() ? ready<Commit>(Error{ErrorCode::NotFound, folder, {}, 0})
                                              : ready<Commit>(found.first());
                   });
}

Async<QList<Commit>> Mirror::readChanges(const QString &commit, const QString &since, const QString &folder,
                                         const QStringList &without, std::stop_token stop)
{
    for (const QString &sha : {commit, since}) {
        if (!isSha(sha))
            return ready<QList<Commit>>(Error{ErrorCode::BadInput, sha, QStringLiteral("bad-name"), 0});
    }
    if (!folder.isEmpty() && !isRepositoryPath(folder))
        return ready<QList<Commit>>(Error{ErrorCode::BadInput, folder, QStringLiteral("bad-name"), 0});
    return readLog({QStringLiteral("--first-parent"), commit, QLatin1Char('^') + since}, folder, without,
                   stop);
}

} // namespace envdeck::git
