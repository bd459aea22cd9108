// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/domain/deployment.h"

#include <QByteArray>
#include <QDateTime>
#include <functional>
#include <stop_token>

namespace envdeck::platform {

// One host of the workspace.
struct HostId {
    EnvironmentId environment;
    QString name;                                                          // unique within its environment
    QString path() const { return environment + QLatin1Char('/') + name; } // "prod/prod-1"
    friend bool operator==(const HostId &, const HostId &) = default;
};
inline size_t qHash(const HostId &id, size_t seed = 0)
{
    return qHashMulti(seed, id.environment, id.name);
}

struct ShellLimits {
    std::chrono::milliseconds deadline{20000}; // of connecting and running together
    qint64 mostBytes = 8 * 1024 * 1024;        // of both streams together; what is more is left out
    // It changes something: when it was sent and its end is not known (the connection broke, the deadline
    // passed, it was cancelled), that is OutcomeUnknown.
    bool changes = false;
};

struct ShellOutput {
    QByteArray out; // bytes as they came
    QByteArray err;
    int exitCode = 0;   // 128 + the signal's number of one that was killed
    bool cut = false;   // it said more than the limit
    QDateTime sent;     // UTC, our clock: the command went out
    QDateTime received; // and its last byte was here
};

// Runs scripts on hosts. Which address, key and user a host has is the implementation's matter, as is that it
// is the host that was trusted: a host whose identity was never confirmed answers Forbidden with the detail
// "host-key-unknown", one that shows another key than it should Conflict with "host-key-changed", and neither
// sees a credential. Unreachable, Timeout, Unauthorized (the key was refused), BadConfig with "no-address"
// (not created yet) and Canceled are what else goes wrong; a script that fails is an answer, not an error.
// Thread: the caller's; answers come through its event loop. One slow host delays no other.
class Shell {
public:
    virtual ~Shell() = default;

    // `script` is POSIX sh, given to it on standard input, so that neither the login shell nor a list of
    // processes sees it.
    virtual Async<ShellOutput> run(const HostId &host, const QByteArray &script, const ShellLimits &limits,
                                   std::stop_token stop) = 0;
    // The same, with what it says told as it comes, in this thread: whole lines without their end, several at
    // a time. What `lines` answers says that they were taken in: while much was not, the host waits. Answers
    // when it ends: Canceled when it was stopped, which ends it there too. No deadline but for connecting.
    using Lines = std::function<Async<void>(const QList<QByteArray> &)>;
    virtual Async<ShellOutput> follow(const HostId &host, const QByteArray &script, const Lines &lines,
                                      std::stop_token stop) = 0;
};

} // namespace envdeck::platform
