// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QThread>

namespace envdeck {

// One thread with one owner of blocking state (a libssh session, a SQLite connection).
// Jobs run in order. Destroying it waits for the running job; a job still queued runs or reads as Canceled.
class Worker {
public:
    explicit Worker(const QString &name)
    {
        m_thread.setObjectName(name);
        m_home->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_home, &QObject::deleteLater);
        m_thread.start();
    }
    ~Worker()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    // fn returns Result<T> and may block; it must capture values, never widgets or presenters.
    template <typename Fn>
    auto run(Fn fn) -> QFuture<std::invoke_result_t<Fn>>
    {
        auto promise = std::make_shared<QPromise<std::invoke_result_t<Fn>>>();
        promise->start();
        QMetaObject::invokeMethod(
            m_home,
            [promise, fn = std::move(fn)]() mutable {
                promise->addResult(fn());
                promise->finish();
            },
            Qt::QueuedConnection);
        return promise->future();
    }

private:
    QThread m_thread;
    QObject *m_home = new QObject;
};

} // namespace envdeck
