// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/environment_queue.h"

#include "core/base/paths.h"

#include <QTimer>
#include <algorithm>

namespace envdeck::jobs {

EnvironmentQueue::EnvironmentQueue(const QString &folder, std::shared_ptr<Worker> files,
                                   std::chrono::milliseconds poll)
    : m_folder(folder), m_files(std::move(files)), m_poll(poll)
{
    m_files->run([folder] { return makePrivateFolder(folder); });
}

EnvironmentQueue::~EnvironmentQueue() = default;

void EnvironmentQueue::enter(const QString &environment, const LockHolder &who, bool wait)
{
    Line &line = m_lines[environment];
    line.tickets.append({who, wait});
    if (line.tickets.size() == 1)
        return ask(environment);
    QMetaObject::invokeMethod(
        this,
        [this, environment] {
            const Line &now = m_lines[environment];
            if (now.lock)
                held(environment, now.tickets.constFirst().who);
        },
        Qt::QueuedConnection);
}

void EnvironmentQueue::leave(const QString &environment, const QString &operation)
{
    Line &line = m_lines[environment];
    const auto at = std::find_if(line.tickets.begin(), line.tickets.end(),
                                 [&](const Ticket &ticket) { return ticket.who.operation == operation; });
    if (at == line.tickets.end())
        return;
    if (at == line.tickets.begin())
        return dropFirst(environment);
    line.tickets.erase(at);
}

void EnvironmentQueue::ask(const QString &environment)
{
    Line &line = m_lines[environment];
    if (line.asking || line.lock || line.tickets.isEmpty())
        return;
    line.asking = true;
    const LockHolder who = line.tickets.constFirst().who;
    const auto attempt = m_files->run([folder = m_folder, environment, who] {
        return EnvironmentLock::tryAcquire(folder, environment, who);
    });
    whenDone(attempt, this, [this, environment, who](const Result<LockAttempt> &result) {
        answer(environment, who.operation, result);
    });
}

void EnvironmentQueue::answer(const QString &environment, const QString &operation,
                              const Result<LockAttempt> &attempt)
{
    Line &line = m_lines[environment];
    line.asking = false;
    const bool stillFirst = !line.tickets.isEmpty() && line.tickets.constFirst().who.operation == operation;
    if (!stillFirst) { // it was cancelled meanwhile; its name stands in the note
        if (attempt)
            release(attempt.value().lock);
        return ask(environment);
    }
    if (!attempt) {
        const Error error = attempt.error();
        dropFirst(environment);
        Q_EMIT refused(operation, error);
        return;
    }
    if (!attempt.value().lock)
        return held(environment, attempt.value().holder);
    line.lock = attempt.value().lock;
    Q_EMIT granted(operation);
    if (m_lines[environment].tickets.size() > 1)
        held(environment, m_lines[environment].tickets.constFirst().who);
}

// Tells everybody who waits, refuses those who do not want to, and looks again later when the holder is not
// us.
void EnvironmentQueue::held(const QString &environment, const LockHolder &named)
{
    const LockHolder holder = named; // it may lie in the list that is replaced below
    Line &line = m_lines[environment];
    QStringList refusedOnes, waitingOnes;
    QList<Ticket> kept;
    for (const Ticket &ticket : std::as_const(line.tickets)) {
        const bool has = line.lock && ticket.who.operation == line.tickets.constFirst().who.operation;
        if (has || ticket.wait)
            kept.append(ticket);
        if (!has)
            (ticket.wait ? waitingOnes : refusedOnes).append(ticket.who.operation);
    }
    line.tickets = kept;
    if (!line.lock && !kept.isEmpty())
        askLater(environment);
    for (const QString &operation : std::as_const(waitingOnes))
        Q_EMIT waiting(operation, holder);
    for (const QString &operation : std::as_const(refusedOnes))
        Q_EMIT refused(operation, Error{ErrorCode::Locked, environment, holder.actor, 0});
}

void EnvironmentQueue::askLater(const QString &environment)
{
    if (std::exchange(m_lines[environment].polling, true))
        return;
    QTimer::singleShot(m_poll, this, [this, environment] {
        m_lines[environment].polling = false;
        ask(environment);
    });
}

void EnvironmentQueue::dropFirst(const QString &environment)
{
    Line &line = m_lines[environment];
    line.tickets.removeFirst();
    if (line.lock)
        release(std::exchange(line.lock, nullptr));
    ask(environment);
}

// On the worker, like the attempts: in the order that they were asked for.
void EnvironmentQueue::release(const std::shared_ptr<EnvironmentLock> &lock)
{
    if (!lock)
        return;
    m_files->run([lock]() -> Result<void> {
        lock->release();
        return {};
    });
}

} // namespace envdeck::jobs
