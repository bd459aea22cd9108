// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/environment_lock.h"

#include "core/base/worker.h"

#include <QHash>
#include <QObject>
#include <chrono>

namespace envdeck::jobs {

// Who may change which environment next: first come, first served within this process, and the lock file
// among processes. Jobs are named by LockHolder::operation. Signals come from the event loop, never from
// within enter().
class EnvironmentQueue final : public QObject {
    Q_OBJECT

public:
    EnvironmentQueue(const QString &folder, std::shared_ptr<Worker> files, std::chrono::milliseconds poll);
    ~EnvironmentQueue() override; // releases everything

    // Without `wait` the job is refused when somebody else has the environment.
    void enter(const QString &environment, const LockHolder &who, bool wait);
    // Releases the environment, or gives up waiting for it.
    void leave(const QString &environment, const QString &operation);

Q_SIGNALS:
    void granted(const QString &operation);
    void waiting(const QString &operation, const envdeck::jobs::LockHolder &holder);
    void refused(const QString &operation, const envdeck::Error &error);

private:
    struct Ticket {
        LockHolder who;
        bool wait = true;
    };
    struct Line {
        QList<Ticket> tickets; // the first one has the environment, or is next
        std::shared_ptr<EnvironmentLock> lock;
        bool asking = false;  // an attempt is on its way
        bool polling = false; // another one will be made
    };

    void ask(const QString &environment);
    void answer(const QString &environment, const QString &operation, const Result<LockAttempt> &attempt);
    void held(const QString &environment, const LockHolder &holder);
    void askLater(const QString &environment);
    void dropFirst(const QString &environment);
    void release(const std::shared_ptr<EnvironmentLock> &lock);

    const QString m_folder;
    const std::shared_ptr<Worker> m_files;
    const std::chrono::milliseconds m_poll;
    QHash<QString, Line> m_lines;
};

} // namespace envdeck::jobs
