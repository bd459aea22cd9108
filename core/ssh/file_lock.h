// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <memory>

namespace envdeck::ssh {

// The right to change one file, among all threads and processes of this machine. The kernel holds it, so it
// ends with the process however that dies, and no living holder ever looks stale. The lock's own file stays.
// Blocks. Errors: Locked when it was not had in time; Io.
class FileLock {
public:
    static Result<std::shared_ptr<FileLock>> acquire(const QString &path, std::chrono::milliseconds patience);

    explicit FileLock(int fd) : m_fd(fd) {}
    ~FileLock();
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;

private:
    int m_fd;
};

} // namespace envdeck::ssh
