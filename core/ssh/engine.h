// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/pipe.h"
#include "core/ssh/settings.h"

#include <QThread>
#include <deque>
#include <list>
#include <poll.h>

namespace envdeck::ssh {

// A connection's thread: owns the session and everything on it, sleeps in one poll(2) and wakes for nothing
// else.
class Engine final : public QThread, private Waiter {
public:
    using Told = std::function<void(const State &)>; // in the engine's thread
    using Ask = std::function<void(const PassphraseQuestion &, std::function<void(Result<Secret>)>)>;

    Engine(Settings settings, Told told, Ask ask);
    ~Engine() override;

    // From any thread.
    Async<Output> add(RequestPointer request);
    void addPipe(PipeWish wish);
    Async<HostKey> readKey();
    Async<quint16> listen(quint64 id, const Endpoint &to, quint16 port);
    void unlisten(quint64 id);
    void retry();
    void drop();
    const std::shared_ptr<Inbox> &inbox() const { return m_inbox; }

private:
    struct Listener {
        quint64 id;
        int fd;
        Endpoint to;
    };
    using KeyPromise = std::shared_ptr<QPromise<Result<HostKey>>>;

    void run() override;
    Result<void> wait(int fd, short events) override;

    void takeJobs();
    void sweep(); // who gave up or has no time left
    bool isWanted() const;
    void failWaiting(const Error &error);
    void finishAll();

    // engine_connect.cpp
    void connectNow();
    Result<UnverifiedSession> dial();
    Result<int> dialThroughJump();
    Result<VerifiedSession> verifiedSession();
    Result<Secret> passphrase(const QString &key, int attempt);
    void failed(const Error &error);
    void enter(State::Phase phase);

    // engine_channels.cpp
    void startWaiting();
    void pump();
    void reap();
    void loseSession();
    void accept(const Listener &listener);
    void sleep();
    Moment nextMoment() const;

    Settings m_settings;
    Told m_told;
    Ask m_ask;
    std::shared_ptr<Inbox> m_inbox = std::make_shared<Inbox>();
    std::atomic<bool> m_quit{false};

    std::optional<VerifiedSession> m_session;
    ssh_event m_event = nullptr;
    size_t m_mostChannels = 0; // as far as this session's server has let us know
    ssh_counter_struct m_heard{};
    KeyRing m_ring;
    std::deque<RequestPointer> m_waiting;
    std::list<std::unique_ptr<Exec>> m_running;
    std::deque<PipeWish> m_wishes;
    std::list<std::unique_ptr<Pipe>> m_pipes;
    std::list<Listener> m_listeners;
    std::list<KeyPromise> m_keyReaders;

    State m_state;
    Moment m_connectUntil{};
    Moment m_restUntil{};
    bool m_asking = false;
    // A deadline passed while the server was silent: it is given until then to say anything at all.
    Moment m_suspectUntil = Moment::max();
    uint64_t m_heardAtSuspicion = 0;
};

} // namespace envdeck::ssh
