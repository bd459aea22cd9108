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

inline void drainEvents()
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

} // namespace envdeck::testing
