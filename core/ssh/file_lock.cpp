// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/file_lock.h"

#include <QElapsedTimer>
#include <QFile>
#include <QThread>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace envdeck::ssh {

namespace {

constexpr unsigned long pauseMs = 10;

} // namespace

Result<std::shared_ptr<FileLock>> FileLock::acquire(const QString &path, std::chrono::milliseconds patience)
{
    const auto failed = [&path] {
        return Error{ErrorCode::Io, path, QString::fromLocal8Bit(std::strerror(errno)), 0};
    };
    const int fd =
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return failed();
    auto lock = std::make_shared<FileLock>(fd);
    // Open file description locks (fcntl(2)) hold between threads too, and no close elsewhere drops them.
    struct flock range = {};
    range.l_type = F_WRLCK;
    range.l_whence = SEEK_SET;
    QElapsedTimer timer;
    timer.start();
    while (::fcntl(fd, F_OFD_SETLK, &range) != 0) {
        if (errno != EAGAIN && errno != EACCES && errno != EINTR)
            return failed();
        if (timer.hasExpired(patience.count()))
            return Error{ErrorCode::Locked, path, {}, 0};
        QThread::msleep(pauseMs);
    }
    return lock;
}

FileLock::~FileLock()
{
    ::close(m_fd);
}

} // namespace envdeck::ssh
