// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/spill.h"

#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace envdeck::logs {

namespace {

class MappedText final : public Text {
public:
    MappedText(std::shared_ptr<SpillFile> file, int fd, qint64 at, char *data, std::size_t size)
        : m_file(std::move(file)), m_fd(fd), m_at(at), m_data(data), m_size(size)
    {
    }
    ~MappedText() override
    {
        ::munmap(m_data, m_size);
        ::fallocate(m_fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, m_at,
                    qint64(m_size)); // or stays: harmless
    }
    const char *data() const override { return m_data; }
    bool isSpilled() const override { return true; }
    void release() const { ::madvise(m_data, m_size, MADV_DONTNEED); }

private:
    std::shared_ptr<SpillFile> m_file; // keeps m_fd open
    int m_fd;
    qint64 m_at;
    char *m_data;
    std::size_t m_size;
};

} // namespace

std::shared_ptr<SpillFile> SpillFile::inFolder(const QString &folder)
{
    QByteArray path = QFile::encodeName(folder) + "/envdeck-logs-XXXXXX";
    const int fd = ::mkostemp(path.data(), O_CLOEXEC); // 0600
    if (fd < 0)
        return nullptr;
    ::unlink(path.constData());
    return std::shared_ptr<SpillFile>(new SpillFile(fd));
}

SpillFile::~SpillFile()
{
    ::close(m_fd);
}

std::shared_ptr<const Text> SpillFile::moved(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return nullptr;
    const qint64 page = ::sysconf(_SC_PAGESIZE);
    const qint64 at = m_end;
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::pwrite(m_fd, bytes.data() + done, std::size_t(bytes.size() - done), at + done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            if (::ftruncate(m_fd, at) != 0) // what was half written would only take room
                return nullptr;
            return nullptr;
        }
        done += n;
    }
    void *data = ::mmap(nullptr, std::size_t(bytes.size()), PROT_READ, MAP_SHARED, m_fd, at);
    if (data == MAP_FAILED)
        return nullptr;
    m_end = (at + bytes.size() + page - 1) / page * page;
    return std::make_shared<MappedText>(shared_from_this(), m_fd, at, static_cast<char *>(data),
                                        std::size_t(bytes.size()));
}

void release(const Chunk &chunk)
{
    if (const auto *mapped = dynamic_cast<const MappedText *>(chunk.text.get()))
        mapped->release();
}

} // namespace envdeck::logs
