// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/command.h"
#include "core/ssh/output.h"
#include "core/ssh/settings.h"

#include <QObject>
#include <memory>
#include <stop_token>

namespace envdeck::ssh {

class Engine;
struct Flow;
struct PipeWish;

// A way in to a host's port for as long as this lives. Any program of this computer may use it.
class Forward {
public:
    Forward(quint16 port, std::function<void()> end) : m_port(port), m_end(std::move(end)) {}
    ~Forward() { m_end(); }
    Forward(const Forward &) = delete;
    Forward &operator=(const Forward &) = delete;
    quint16 port() const { return m_port; } // on 127.0.0.1

private:
    quint16 m_port;
    std::function<void()> m_end;
};

// One host over SSH: one thread, one session that is kept, made on the first wish. Everything returns at once
// and is answered from the caller's event loop by whenDone(); destroying it answers Canceled and waits for
// its thread. At most nine commands run at once, six of them streams, or as many as the server allows; more
// wait in line, streams for ten seconds: Conflict "too-many-streams". Errors of all: BadInput
// (a target that is none), Unreachable, Timeout, Canceled, Unauthorized and BadConfig (see logIn()
// and KeyRing), Forbidden "host-key-unknown", Conflict "host-key-changed" and its kin (no credential has left
// us), BadResponse (the server refuses a channel or speaks something else).
class Connection final : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 uploadCap = 64 * 1024 * 1024;

    explicit Connection(Settings settings, QObject *parent = nullptr);
    ~Connection() override;

    const State &state() const { return m_state; }
    const Target &target() const { return m_settings.target; }

    // A connection lost in mid-command is Unreachable "connection-lost". One that changes is OutcomeUnknown
    // then, and when its deadline passed or it was cancelled after it was sent.
    Async<Output> run(const Command &command, const Limits &limits = {}, std::stop_token stop = {});
    // The bytes go to `sink` in the connection's thread. While `flow` is full nothing more is read.
    Async<Output> stream(const Command &command, Sink sink, std::shared_ptr<Flow> flow = {},
                         const Limits &limits = {std::chrono::milliseconds(0), 0, false},
                         std::stop_token stop = {});
    // Complete lines of both streams without their end, several at a time, in this thread and for as long as
    // `context` lives. A slow reader slows the server down: what `lines` answers says that they were taken
    // in. A line of more than 1 MiB comes in pieces.
    using Lines = std::function<Async<void>(const QList<QByteArray> &)>;
    Async<Output> follow(const Command &command, QObject *context, Lines lines, std::stop_token stop = {});
    // Writes beside the path and renames. BadInput: not an absolute path, larger than uploadCap. ToolFailed.
    Async<Output> upload(const Secret &content, const QString &path, int mode, const Limits &limits = {},
                         std::stop_token stop = {});
    // Connects each time somebody connects to the port; `local` 0 means any. Conflict: the port is taken.
    Async<std::shared_ptr<Forward>> forward(const Endpoint &remote, quint16 local = 0);
    // What the server calls itself, for a person to confirm. Logs in to nothing.
    Async<HostKey> readHostKey();

    void retry();                 // forgets the rest after failures, and that the login was refused
    void drop();                  // ends the session; the next wish makes another
    void openPipe(PipeWish wish); // for another connection that goes through this one; any thread

Q_SIGNALS:
    void stateChanged();

private:
    void ask(const PassphraseQuestion &question, const std::function<void(Result<Secret>)> &answer);

    State m_state;
    Settings m_settings;
    std::unique_ptr<Engine> m_engine;
    quint64 m_forwards = 0;
};

} // namespace envdeck::ssh
