// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runner/run_files.h"

#include "core/base/paths.h"
#include "core/base/safe_file.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace envdeck::runner {

namespace {

QString now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
}

Error systemError(const QString &path)
{
    return Error{ErrorCode::Io, path, QString::fromLocal8Bit(std::strerror(errno)), 0};
}

// A new folder is only there for good once its parent is on disk.
Result<void> syncFolder(const QString &path)
{
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return systemError(path);
    const Result<void> synced = ::fsync(folder) == 0 ? Result<void>() : Result<void>(systemError(path));
    ::close(folder);
    return synced;
}

} // namespace

Result<void> RunFiles::makeFolder() const
{
    const Result<void> made = makePrivateFolder(m_folder);
    if (!made)
        return made;
    const QDir folder(m_folder);
    if (!folder.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return Error{ErrorCode::Io, m_folder, QStringLiteral("not empty"), 0};
    return syncFolder(QFileInfo(m_folder).absolutePath());
}

Result<int> RunFiles::openStream(const QString &name) const
{
    const QString path = m_folder + u'/' + name;
    const int descriptor = ::open(QFile::encodeName(path).constData(),
                                  O_CREAT | O_EXCL | O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return systemError(path);
    return descriptor;
}

Result<void> RunFiles::writeStart(const Start &start) const
{
    const QJsonObject object{
        {QStringLiteral("argv"), QJsonArray::fromStringList(start.argv)},
        {QStringLiteral("workingFolder"), QDir::currentPath()},
        {QStringLiteral("pid"), start.runner.pid},
        {QStringLiteral("startTicks"), start.runner.startTicks},
        {QStringLiteral("programPid"), start.program.pid},
        {QStringLiteral("programStartTicks"), start.program.startTicks},
        {QStringLiteral("bootId"), currentBootId()},
        {QStringLiteral("startedAt"), now()},
    };
    return writeFile(m_folder + QStringLiteral("/run.json"), QJsonDocument(object).toJson());
}

Result<void> RunFiles::writeEnd(const End &end) const
{
    QJsonObject object{
        {QStringLiteral("exitCode"), end.exitCode},
        {QStringLiteral("signal"), end.signal},
        {QStringLiteral("interrupted"), end.interrupted},
        {QStringLiteral("at"), now()},
    };
    if (!end.startError.isEmpty())
        object.insert(QStringLiteral("startError"), end.startError);
    return writeFile(m_folder + QStringLiteral("/exit.json"), QJsonDocument(object).toJson());
}

} // namespace envdeck::runner
