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

Async<QStringList> Mirror::readBranches(std::stop_token stop)
{
    const auto out = read({QStringLiteral("for-each-ref"), QStringLiteral("--sort=-committerdate"),
                           QStringLiteral("--format=%(refname:lstrip=2)"), QStringLiteral("refs/heads/")},
                          QStringLiteral("refs/heads"), stop);
    return andThen(out, m_home.get(), [](const QByteArray &names) {
        return ready<QStringList>(QString::fromUtf8(names).split(QLatin1Char('\n'), Qt::SkipEmptyParts));
    });
}

Async<Commit> Mirror::readLastChange(const QString &commit, const QString &folder, const QStringList &without,
                                     std::stop_token stop)
{
    if (!isSha(commit) || (!folder.isEmpty() && !isRepositoryPath(folder)))
        return ready<Commit>(
            Error{ErrorCode::BadInput, isSha(commit) ? folder : commit, QStringLiteral("bad-name"), 0});
    QStringList command{QStringLiteral("log"), QStringLiteral("-z"), QStringLiteral("-1"), logFormat, commit,
                        QStringLiteral("--")};
    if (!folder.isEmpty())
        command.append(underTop(folder, ""));
    for (const QString &path : without)
        command.append(underTop(path, "exclude,"));
    Run run{spec(command), folder.isEmpty() ? commit : folder, objectError};
    run.spec.environment.remove(QStringLiteral("GIT_LITERAL_PATHSPECS"));
    return andThen(runGit(run, m_home.get(), stop), m_home.get(), [folder](const QByteArray &log) {
        const auto entries = parseLog(log, false);
        return entries.isEmpty() ? ready<Commit>(Error{ErrorCode::NotFound, folder, {}, 0})
                                 : ready<Commit>(entries.first().commit);
    });
}

} // namespace envdeck::git
