// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/environment_lock.h"

#include "core/base/file_system.h"
#include "core/base/log.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace envdeck::jobs {

namespace {

// Open file description locks (fcntl(2)): unlike POSIX locks they are not dropped when somebody in this
// process closes the same file, and unlike flock(2) they can be asked about without being taken.
bool changeLock(int fd, short type)
{
    struct flock range = {};
    range.l_type = type;
    range.l_whence = SEEK_SET;
    return ::fcntl(fd, F_OFD_SETLK, &range) == 0;
}

bool isLockedByOther(int fd)
{
    struct flock range = {};
    range.l_type = F_WRLCK;
    range.l_whence = SEEK_SET;
    return ::fcntl(fd, F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
}

Error systemError(const QString &path)
{
    return Error{ErrorCode::Io, path, QString::fromLocal8Bit(std::strerror(errno)), 0};
}

QString lockPath(const QString &folder, const QString &environment)
{
    return folder + QLatin1Char('/') + QString::fromLatin1(QUrl::toPercentEncoding(environment)) +
           QStringLiteral(".lock");
}

QByteArray noteOf(const LockHolder &holder)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("actor"), holder.actor},
                                     {QStringLiteral("machine"), holder.machine},
                                     {QStringLiteral("operation"), holder.operation},
                                     {QStringLiteral("since"), holder.since.toMSecsSinceEpoch()},
                                     {QStringLiteral("pid"), holder.owner.process.pid},
                                     {QStringLiteral("startTicks"), holder.owner.process.startTicks},
                                     {QStringLiteral("bootId"), holder.owner.bootId}})
        .toJson(QJsonDocument::Compact);
}

LockHolder holderIn(int fd)
{
    QByteArray note(4096, '\0');
    const ssize_t length = ::pread(fd, note.data(), size_t(note.size()), 0);
    const QJsonObject object = QJsonDocument::fromJson(note.left(std::max<ssize_t>(length, 0))).object();
    if (object.isEmpty())
        return {};
    const auto text = [&object](const char *key) { return object.value(QLatin1String(key)).toString(); };
    const auto number = [&object](const char *key) { return object.value(QLatin1String(key)).toInteger(); };
    return LockHolder{text("actor"), text("machine"), text("operation"),
                      QDateTime::fromMSecsSinceEpoch(number("since"), Qt::UTC),
                      journal::Owner{{number("pid"), number("startTicks")}, text("bootId")}};
}

// A note without a kernel lock: somebody's file system forgot it. Not ours to take while that process lives.
bool isNamedHolderAlive(const LockHolder &holder)
{
    return holder.owner != journal::thisOwner() && journal::isAlive(holder.owner);
}

bool isStillThere(int fd, const QByteArray &path)
{
    struct stat ours = {}, named = {};
    return ::fstat(fd, &ours) == 0 && ::stat(path.constData(), &named) == 0 && ours.st_ino == named.st_ino &&
           ours.st_dev == named.st_dev;
}

bool writeNote(int fd, const QByteArray &note)
{
    return ::ftruncate(fd, 0) == 0 && ::pwrite(fd, note.constData(), size_t(note.size()), 0) == note.size();
}

} // namespace

Result<LockAttempt> EnvironmentLock::tryAcquire(const QString &folder, const QString &environment,
                                                const LockHolder &who)
{
    if (isOnNetwork(folder))
        return Error{ErrorCode::Forbidden, folder, QStringLiteral("network file system"), 0};
    const QString path = lockPath(folder, environment);
    const QByteArray name = QFile::encodeName(path);
    for (;;) {
        const int fd = ::open(name.constData(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (fd < 0)
            return systemError(path);
        const std::shared_ptr<EnvironmentLock> lock(new EnvironmentLock(fd));
        if (!changeLock(fd, F_WRLCK)) {
            if (errno != EAGAIN && errno != EACCES)
                return systemError(path);
            return LockAttempt{nullptr, holderIn(fd)};
        }
        if (!isStillThere(fd, name)) // removed between open and lock: this one guards nothing
            continue;
        if (const LockHolder holder = holderIn(fd); isNamedHolderAlive(holder))
            return LockAttempt{nullptr, holder};
        lock->m_held = true;
        if (!writeNote(fd, noteOf(who)))
            return systemError(path);
        return LockAttempt{lock, {}};
    }
}

Result<std::optional<LockHolder>> EnvironmentLock::holder(const QString &folder, const QString &environment)
{
    const QString path = lockPath(folder, environment);
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT ? Result<std::optional<LockHolder>>(std::nullopt) : systemError(path);
    const EnvironmentLock opened(fd);
    const LockHolder holder = holderIn(fd);
    if (isLockedByOther(fd) || isNamedHolderAlive(holder))
        return std::optional(holder);
    return std::optional<LockHolder>();
}

void EnvironmentLock::release()
{
    if (m_fd < 0)
        return;
    // Else the note of a process that lives on looks like a holder to others.
    if (m_held && ::ftruncate(m_fd, 0) != 0)
        qCWarning(lcJobs) << "lock note not cleared:" << qt_error_string();
    changeLock(m_fd, F_UNLCK); // a child between fork and exec still has the file open
    ::close(std::exchange(m_fd, -1));
}

} // namespace envdeck::jobs
