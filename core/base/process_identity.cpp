// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process_identity.h"

#include <QFile>
#include <QList>

namespace envdeck {

namespace {

// Files under /proc say that they are empty, so they are read until they end.
QByteArray procFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.read(4096) : QByteArray();
}

} // namespace

std::optional<ProcessIdentity> identityOf(qint64 pid)
{
    if (pid <= 0)
        return {};
    const QByteArray stat = procFile(QStringLiteral("/proc/%1/stat").arg(pid));
    // "42 (name) S 1 ...": the name may hold spaces and brackets, so fields count from the last bracket.
    const qsizetype bracket = stat.lastIndexOf(')');
    const QList<QByteArray> fields = stat.mid(bracket + 2).split(' ');
    constexpr qsizetype stateField = 0, startField = 22 - 3;
    if (bracket < 0 || fields.size() <= startField)
        return {};
    const QByteArray state = fields.at(stateField);
    if (state == "Z" || state == "X")
        return {};
    return ProcessIdentity{pid, fields.at(startField).toLongLong()};
}

QString currentBootId()
{
    return QString::fromLatin1(procFile(QStringLiteral("/proc/sys/kernel/random/boot_id")).trimmed());
}

} // namespace envdeck
