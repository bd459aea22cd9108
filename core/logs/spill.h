// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/chunk.h"

#include <QString>

namespace envdeck::logs {

// A file of mode 0600 that has no name: it is gone with its last user, whatever ends the program.
class SpillFile : public std::enable_shared_from_this<SpillFile> {
public:
    // Null where the folder takes none.
    static std::shared_ptr<SpillFile> inFolder(const QString &folder);
    ~SpillFile();
    SpillFile(const SpillFile &) = delete;
    SpillFile &operator=(const SpillFile &) = delete;

    // The same bytes, mapped. Null when the disk takes no more; nothing is lost then. Blocks. Thread: any,
    // one at a time. The room of a text goes back to the disk with its last user.
    std::shared_ptr<const Text> moved(QByteArrayView bytes);

private:
    explicit SpillFile(int fd) : m_fd(fd) {}

    int m_fd;
    qint64 m_end = 0;
};

// Tells the kernel that the pages of a mapped text are not needed for now, so that a walk over all of it does
// not fill the memory. Does nothing for one in memory.
void release(const Chunk &chunk);

} // namespace envdeck::logs
