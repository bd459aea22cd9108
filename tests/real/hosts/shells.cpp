// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/hosts/shells.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>

namespace envdeck::testing {

QList<QStringList> shells()
{
    QList<QStringList> found;
    for (const QStringList &shell : {QStringList{QStringLiteral("dash")}, QStringList{QStringLiteral("bash")},
                                     QStringList{QStringLiteral("busybox"), QStringLiteral("sh")}}) {
        const QString program = QStandardPaths::findExecutable(shell.first());
        if (!program.isEmpty())
            found.append(QStringList{program} + shell.mid(1));
    }
    return found;
}

Ran runScript(const QStringList &shell, const QByteArray &script, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    QElapsedTimer clock;
    clock.start();
    process.start(shell.first(), shell.mid(1));
    process.write(script);
    process.closeWriteChannel();
    Ran ran;
    if (process.waitForFinished(60'000))
        ran.code = process.exitCode();
    else
        process.kill();
    process.waitForFinished(5000);
    ran.took = clock.elapsed();
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

} // namespace envdeck::testing
