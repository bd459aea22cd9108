// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <vector>

namespace envdeck::ssh {

// What other threads want a connection's thread to do. Outlives the thread, so that a late answer (of a jump
// host, of a person) finds it; it is then dropped.
class Inbox {
public:
    Inbox();
    ~Inbox();
    Inbox(const Inbox &) = delete;
    Inbox &operator=(const Inbox &) = delete;

    void add(std::function<void()> job); // any thread
    void wake() const;                   // any thread; also from a signal of a stop token
    int descriptor() const { return m_wake; }
    std::vector<std::function<void()>> take(); // the connection's thread; clears the wake-up
    void close();                              // nothing is taken any more

private:
    int m_wake;
    std::mutex m_mutex; // guards what follows
    std::vector<std::function<void()>> m_jobs;
    bool m_closed = false;
};

// How much of a stream has been read from the server and not by its reader.
struct Flow {
    static constexpr qint64 most = 1024 * 1024;
    std::atomic<qint64> unread{0};
    bool isFull() const { return unread.load() > most; }
};

} // namespace envdeck::ssh
