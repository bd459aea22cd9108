// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/journal/kill_points.h"

#include <QFile>
#include <QStandardPaths>
#include <algorithm>

namespace envdeck::journal {

namespace {

const QStringList calls{QStringLiteral("pwrite64"),  QStringLiteral("fdatasync"), QStringLiteral("fsync"),
                        QStringLiteral("ftruncate"), QStringLiteral("mknod"),     QStringLiteral("mknodat")};

QStringList writeArguments(const QString &folder, int rows)
{
    return {QStringLiteral("write"), folder, QString::number(rows), QStringLiteral("prod/api")};
}

QStringList strace(const QString &log, const QString &expression)
{
    return {QStringLiteral("strace"),
            QStringLiteral("-f"),
            QStringLiteral("-qq"),
            QStringLiteral("-o"),
            log,
            QStringLiteral("-e"),
            QStringLiteral("trace=") + calls.join(QLatin1Char(',')),
            QStringLiteral("-e"),
            expression};
}

} // namespace

QList<KillPoint> killPoints(int rows)
{
    if (QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty())
        return {};
    const QTemporaryDir folder;
    const QString log = folder.filePath(QStringLiteral("strace"));
    Child child(writeArguments(folder.filePath(QStringLiteral("state")), rows),
                strace(log, QStringLiteral("signal=none")));
    if (!child.ended() || child.acknowledged() != rows)
        return {};
    QFile file(log);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray traced = file.readAll();
    QList<KillPoint> points;
    for (const QString &call : calls) {
        const auto count = traced.count(' ' + call.toLatin1() + '(');
        for (int nth = 1; nth <= count; ++nth)
            points.append({call, nth});
    }
    return points;
}

::testing::AssertionResult survives(const KillPoint &point, int rows)
{
    const QTemporaryDir folder;
    const QString state = folder.filePath(QStringLiteral("state"));
    Child child(writeArguments(state, rows),
                strace(QStringLiteral("/dev/null"),
                       QStringLiteral("inject=%1:signal=SIGKILL:when=%2").arg(point.call).arg(point.nth)));
    if (!child.ended())
        return ::testing::AssertionFailure() << "the writer does not end";
    const auto held = holds(state, QStringLiteral("prod/api"), child.acknowledged());
    if (!held)
        return ::testing::AssertionFailure()
               << qPrintable(point.call) << " " << point.nth << ": " << held.message();
    Child next({QStringLiteral("write"), state, QStringLiteral("1"),
                QStringLiteral("prod/next")}); // and life goes on
    if (!next.ended() || next.acknowledged() != 1)
        return ::testing::AssertionFailure()
               << qPrintable(point.call) << " " << point.nth << ": no more rows are taken";
    return held;
}

} // namespace envdeck::journal
