// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/process.h"

#include "core/process/child.h"

#include <QPromise>

#include <functional>
#include <memory>

namespace envdeck::process {

namespace {

constexpr qsizetype quotedTail = 4096; // an error holds the last words of a program, not its whole output

// What run() keeps while the program runs.
struct Pending {
    QPromise<Result<Outcome>> promise;
    std::optional<std::stop_callback<std::function<void()>>> onStop;
};

} // namespace

Async<Outcome> run(const Spec &spec, std::stop_token stop)
{
    return run(spec, {}, std::move(stop));
}

Async<Outcome> run(const Spec &spec, std::function<void(QByteArray piece)> onOutput, std::stop_token stop)
{
    auto *child = new Child(spec, Child::Delivery::Whole);
    child->giveOutputTo(std::move(onOutput));
    auto pending = std::make_shared<Pending>();
    pending->promise.start();
    const Async<Outcome> future = pending->promise.future();
    QObject::connect(child, &Child::finished, child, [pending](const Result<Outcome> &result) {
        pending->onStop.reset(); // waits for a stop that is being asked for in another thread
        pending->promise.addResult(result);
        pending->promise.finish();
    });
    child->start();
    // Runs in the asker's thread, so it only posts.
    pending->onStop.emplace(std::move(stop), [child] {
        QMetaObject::invokeMethod(
            child, [child] { child->stop(ErrorCode::Canceled); }, Qt::QueuedConnection);
    });
    return future;
}

Error failureOf(const Outcome &outcome, const QString &subject, const Redactor &redactor)
{
    const QByteArray said = outcome.err.trimmed().isEmpty() ? outcome.out : outcome.err;
    const QString detail = redactor.redacted(QString::fromUtf8(said).trimmed()).right(quotedTail);
    return Error{ErrorCode::ToolFailed, subject, detail, outcome.exitCode};
}

Process::Process(Spec spec, QObject *parent)
    : QObject(parent), m_child(new Child(std::move(spec), Child::Delivery::Lines))
{
    connect(m_child, &Child::outputLine, this, &Process::outputLine);
    connect(m_child, &Child::errorLine, this, &Process::errorLine);
    connect(m_child, &Child::finished, this, [this](const Result<Outcome> &result) {
        m_child = nullptr;
        Q_EMIT finished(result);
    });
}

Process::~Process()
{
    if (!m_child)
        return;
    m_child->disconnect(this);
    if (m_child->pid())
        m_child->stop(ErrorCode::Canceled);
    else
        m_child->deleteLater();
}

void Process::start()
{
    if (m_child)
        m_child->start();
}

void Process::stop()
{
    if (m_child)
        m_child->stop(ErrorCode::Canceled);
}

bool Process::isRunning() const
{
    return pid() != 0;
}

qint64 Process::pid() const
{
    return m_child ? m_child->pid() : 0;
}

} // namespace envdeck::process
