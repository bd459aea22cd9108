// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/command.h"
#include "core/ssh/inbox.h"
#include "core/ssh/output.h"

#include <QFuture>
#include <QPromise>
#include <libssh/callbacks.h>
#include <memory>
#include <optional>
#include <stop_token>

namespace envdeck::ssh {

using Moment = std::chrono::steady_clock::time_point;

// One command that somebody waits for.
struct Request {
    Command command;
    Limits limits;
    Sink sink;                  // of a stream
    std::shared_ptr<Flow> flow; // of a stream whose reader may be slow
    std::stop_token stop;
    Moment deadline = Moment::max();
    Moment placeUntil = Moment::max(); // a stream's, while six others run
    int tries = 0;                     // how often a session died before the command went out
    QPromise<Result<Output>> promise;
    std::optional<std::stop_callback<std::function<void()>>> onStop;

    void answer(Result<Output> result)
    {
        onStop.reset();
        promise.addResult(std::move(result));
        promise.finish();
    }
};
using RequestPointer = std::unique_ptr<Request>;

struct ChannelEnd {
    void operator()(ssh_channel_struct *channel) const { ssh_channel_free(channel); }
};
using ChannelPointer = std::unique_ptr<ssh_channel_struct, ChannelEnd>;

// A command on its channel. Thread: the connection's.
class Exec {
public:
    Exec(ssh_session session, RequestPointer request);
    ~Exec();
    Exec(const Exec &) = delete;
    Exec &operator=(const Exec &) = delete;

    bool step(); // without blocking; whether anything moved
    bool isDone() const { return m_phase == Phase::Done; }
    // From then on the server may have begun it, whether or not it has said so.
    bool wasSent() const { return m_output.sent.isValid(); }
    bool isStream() const { return bool(m_request->sink); }
    Request &request() { return *m_request; }
    bool wasRefused() const { return m_refused; } // the server gives us no channel more
    Result<Output> result() const;                // when done
    void end();                                   // tells the command to stop, as far as the server lets us
    RequestPointer release() { return std::move(m_request); }

private:
    enum class Phase { Opening, Requesting, Running, Done };

    bool run();
    bool feed();
    bool read(bool isError);
    void take(const QByteArray &bytes, bool isError);
    bool fail(const char *what);

    ssh_session m_session;
    RequestPointer m_request;
    ChannelPointer m_channel;
    ssh_channel_callbacks_struct m_callbacks{};
    Phase m_phase = Phase::Opening;
    Secret m_input;
    Output m_output;
    std::optional<Error> m_error;
    qint64 m_fed = 0;
    qint64 m_taken = 0;
    bool m_inputClosed = false; // all of it is there
    bool m_exited = false;
    bool m_refused = false;
};

} // namespace envdeck::ssh
