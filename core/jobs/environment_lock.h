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

// The right to change one environment, among all processes of this user on this machine. The kernel holds it,
// so it ends with the process however that dies, and no age, clock or reused pid makes a living holder look
// stale (QLockFile compares a pid and a program's name). What stands in the file only tells others who it is;
// where no lock comes with it, it counts while the very process that it names lives.
// Blocks for file access: use it on a worker. Errors: Io; Forbidden for a folder on network storage, where
// one machine's kernel does not know what another one locked.
class EnvironmentLock {
public:
    static Result<LockAttempt> tryAcquire(const QString &folder, const QString &environment,
                                          const LockHolder &who);
    // Nothing when it is free.
    static Result<std::optional<LockHolder>> holder(const QString &folder, const QString &environment);

    ~EnvironmentLock() { release(); }
    void release(); // whoever still holds the value
    EnvironmentLock(const EnvironmentLock &) = delete;
    EnvironmentLock &operator=(const EnvironmentLock &) = delete;

private:
    explicit EnvironmentLock(int fd) : m_fd(fd) {}
    int m_fd; // < 0 when it was released
    bool m_held = false;
};

} // namespace envdeck::jobs
