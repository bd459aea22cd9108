// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <chrono>

namespace envdeck::testing {

// Spins the loop until pred() holds or the limit passes; returns pred().
template <typename Pred>
bool eventually(Pred pred, std::chrono::milliseconds limit = std::chrono::seconds(5))
{
    QElapsedTimer timer;
    timer.start();
    while (!pred() && !timer.hasExpired(limit.count()))
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    return pred();
}

// Spins the loop until the answer is there. Internal when none comes in time, Canceled when the asked one
// gave up.
template <typename T>
Result<T> answerOf(const QFuture<Result<T>> &future,
                   std::chrono::milliseconds limit = std::chrono::seconds(30))
{
    if (!eventually([&] { return future.isFinished(); }, limit))
        return Error{ErrorCode::Internal, {}, QStringLiteral("no answer in time"), 0};
    if (future.resultCount() == 0)
        return Error{ErrorCode::Canceled, {}, {}, 0};
    return future.result();
}

inline void drainEvents()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

} // namespace envdeck::testing
