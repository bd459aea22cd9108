// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/safe_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace envdeck {

namespace {

Error ioError(const QString &path, const char *what)
{
    const int number = errno;
    return Error{
        number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io, path,
        QStringLiteral("%1: %2").arg(QLatin1String(what), QString::fromLocal8Bit(std::strerror(number))), 0};
}

class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int get() const { return m_fd; }
    bool close() { return ::close(std::exchange(m_fd, -1)) == 0; }

private:
    int m_fd;
};

bool writeAll(int fd, const QByteArray &content)
{
    qsizetype done = 0;
    while (done < content.size()) {
        const ssize_t n = ::write(fd, content.constData() + done, static_cast<size_t>(content.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += n;
    }
    return true;
}

bool syncFolder(const QString &folder)
{
    const Descriptor fd(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return fd.get() >= 0 && ::fsync(fd.get()) == 0;
}

} // namespace

Result<void> writeFile(const QString &path, const QByteArray &content, int mode)
{
    bool given = false;
    return writeBlocks(
        path, [&]() -> Result<QByteArray> { return std::exchange(given, true) ? QByteArray() : content; },
        mode);
}

Result<void> writeBlocks(const QString &path, const Blocks &next, int mode)
{
    const QFileInfo link(path);
    const QString target = link.isSymLink() ? link.canonicalFilePath() : path;
    if (target.isEmpty())
        return Error{ErrorCode::Io, path, QStringLiteral("dangling link"), 0};

    struct stat before = {};
    const bool existed = ::stat(QFile::encodeName(target).constData(), &before) == 0;
    const auto wanted = existed ? before.st_mode & 07777 : static_cast<mode_t>(mode);

    QByteArray aside = QFile::encodeName(target) + ".XXXXXX";
    Descriptor file(::mkostemp(aside.data(), O_CLOEXEC)); // 0600
    if (file.get() < 0)
        return ioError(path, "create");
    const auto giveUp = [&](const char *what) {
        const Error error = ioError(path, what);
        ::unlink(aside.constData());
        return error;
    };
    for (;;) {
        const auto block = next();
        if (!block) {
            ::unlink(aside.constData());
            return block.error();
        }
        if (block.value().isEmpty())
            break;
        if (!writeAll(file.get(), block.value()))
            return giveUp("write");
    }
    if (::fchmod(file.get(), wanted) != 0)
        return giveUp("chmod");
    if (::fdatasync(file.get()) != 0)
        return giveUp("sync");
    if (!file.close())
        return giveUp("close");
    if (::rename(aside.constData(), QFile::encodeName(target).constData()) != 0)
        return giveUp("rename");
    if (!syncFolder(QFileInfo(target).absolutePath()))
        return ioError(path, "sync folder");
    return {};
}

Result<QByteArray> readFile(const QString &path, qint64 cap)
{
    const Descriptor fd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (fd.get() < 0)
        return ioError(path, "open");
    struct stat info = {};
    if (::fstat(fd.get(), &info) != 0)
        return ioError(path, "stat");
    if (!S_ISREG(info.st_mode))
        return Error{ErrorCode::Io, path, QStringLiteral("not a regular file"), 0};
    QByteArray content;
    QByteArray buffer(64 * 1024, Qt::Uninitialized);
    for (;;) {
        const ssize_t n = ::read(fd.get(), buffer.data(), static_cast<size_t>(buffer.size()));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return ioError(path, "read");
        if (n == 0)
            return content;
        content.append(buffer.constData(), n);
        if (content.size() > cap)
            return Error{ErrorCode::Io, path, QStringLiteral("longer than %1 bytes").arg(cap), 0};
    }
}

} // namespace envdeck
