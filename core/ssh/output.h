// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <chrono>
#include <functional>

namespace envdeck::ssh {

struct Limits {
    std::chrono::milliseconds deadline{20000}; // of connecting and running together; zero: none
    qint64 capBytes = 8 * 1024 * 1024;         // of both streams together; what is more is left out
    bool endAtCap = false; // end the command there; otherwise it runs on and the rest is dropped
};

// How a command ended. A non-zero exit is an answer, not an error.
struct Output {
    QByteArray out; // bytes as they came; empty for a stream
    QByteArray err;
    int exitCode = -1; // -1: it was ended by a signal, or by us at the cap
    QByteArray signal; // "KILL"; empty when it exited by itself
    bool truncated = false;
    QDateTime sent;     // UTC, our clock: the command went out
    QDateTime received; // and its last byte was here
    std::chrono::milliseconds took() const { return std::chrono::milliseconds(sent.msecsTo(received)); }
};

// Gets the bytes of a stream as they come, in the connection's thread: it must not block.
using Sink = std::function<void(const QByteArray &bytes, bool isError)>;

} // namespace envdeck::ssh
