// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/base/git_program.h"

#include <QProcess>

namespace envdeck::standins {

namespace {
constexpr int patienceMs = 60000;
}

Result<QByteArray> runGit(const QStringList &arguments, const QByteArray &input)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        if (name.startsWith(QLatin1String("GIT_")))
            environment.remove(name);
    }
    environment.insert(QStringLiteral("GIT_CONFIG_GLOBAL"), QStringLiteral("/dev/null"));
    environment.insert(QStringLiteral("GIT_CONFIG_NOSYSTEM"), QStringLiteral("1"));
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    QProcess git;
    git.setProcessEnvironment(environment);
    git.start(QStringLiteral("git"), arguments);
    if (!git.waitForStarted())
        return Error{ErrorCode::ToolMissing, QStringLiteral("git"), git.errorString(), 0};
    git.write(input);
    git.closeWriteChannel();
    if (!git.waitForFinished(patienceMs) || git.exitStatus() != QProcess::NormalExit || git.exitCode() != 0)
        return Error{ErrorCode::ToolFailed, QStringLiteral("git ") + arguments.value(0),
                     QString::fromUtf8(git.readAllStandardError()).trimmed(), git.exitCode()};
    return git.readAllStandardOutput();
}

} // namespace envdeck::standins
