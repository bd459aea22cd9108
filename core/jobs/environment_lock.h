// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/journal/owner.h"

#include <QDateTime>
#include <memory>
#include <optional>

namespace envdeck::jobs {

// Who holds an environment; readable by everybody who may read the lock's folder.
struct LockHolder {
    QString actor;
    QString machine;
    QString operation;
    QDateTime since; // UTC
    journal::Owner owner;
    friend bool operator==(const LockHolder &, const LockHolder &) = default;
};

class EnvironmentLock;

// Either the lock, or who has it.
struct LockAttempt {
    std::shared_ptr<EnvironmentLock> lock; // null when somebody else has it
    LockHolder holder;                     // of the other one; empty fields when its note cannot be read yet
};

// The right to change one environment, among all processes of this user on this machine. The kernel holds it
// (flock), so it ends with the process however that dies, and no age, clock or reused pid can make a living
// holder look stale; the file's content only tells others who it is. A file that was left behind counts as
// held only while the very process it names lives.
// Blocks for file access: use it on a worker. Errors: Io; Forbidden for a folder on network storage, where
// the kernel of one machine does not know what another one locked.
class EnvironmentLock {
public:
    static Result<LockAttempt> tryAcquire(const QString &folder, const QString &environment, const LockHolder &who);
    // Nothing when it is free.
    static Result<std::optional<LockHolder>> holder(const QString &folder, const QString &environment);

    ~EnvironmentLock(); // releases
    EnvironmentLock(const EnvironmentLock &) = delete;
    EnvironmentLock &operator=(const EnvironmentLock &) = delete;

private:
    explicit EnvironmentLock(int fd) : m_fd(fd) {}
    int m_fd;
};

} // namespace envdeck::jobs
