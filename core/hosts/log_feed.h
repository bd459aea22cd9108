// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/redactor.h"
#include "core/base/worker.h"
#include "core/hosts/log_script.h"
#include "core/hosts/log_source.h"
#include "core/logs/store.h"

#include <QObject>
#include <memory>
#include <vector>

namespace envdeck::hosts {

enum class LogState {
    Starting,  // asked for; not a line yet
    Following, // its lines come
    Broken,    // the connection or docker broke off; it is tried again
    Ended,     // the container ended, or all that was asked for is here
    Failed,    // it cannot be read, and trying again by itself would not help
    LeftOut,   // its host follows as many as it can
    Stopped,   // nobody looks
};

// How one container stands.
struct LogStatus {
    LogSource source;
    logs::SourceId id = 0; // of its lines in the store
    LogState state = LogState::Starting;
    std::optional<Error> error; // of Broken and Failed: NotFound (it is gone), ToolFailed (docker's own words
                                // as detail), those of Shell::follow()
    friend bool operator==(const LogStatus &, const LogStatus &) = default;
};

// The output of many containers of one environment, by `docker logs` over SSH, in one store. A break costs no
// line and doubles none: each is asked on from where it stopped, later and later while it does not come back.
// What came of a container is remembered, so that one that was let go and is wanted again goes on too.
// Thread: the GUI's (or that of the event loop); lines are read on a worker.
class LogFeed final : public QObject {
    Q_OBJECT

public:
    static constexpr int mostPerHost = 6; // streams that a connection takes

    // All outlive it.
    LogFeed(platform::Shell &shell, logs::Store &store, const Clock &clock, QObject *parent = nullptr);
    ~LogFeed() override;

    // From now on these and no others. Those that are followed already go on undisturbed; one that ended is
    // asked again once its container was started anew.
    void follow(const QList<LogSource> &sources, const LogWish &wish);
    void stop();  // ends all, here and on the hosts; what they had is remembered
    void retry(); // what broke or failed, now
    // Ends all and empties the store, since another stretch of time is wanted; answers once it is empty.
    Async<void> forget();
    void setRedactor(const Redactor &redactor) { m_redactor = redactor; } // for docker's words

    const QList<LogStatus> &sources() const { return m_sources; } // in the order in which they were asked for
    bool isOver() const; // nothing will come any more unless asked for again
    bool isIdle() const; // nor is any stream still ending, here or on its host

Q_SIGNALS:
    void changed(); // how any of them stands; several of one moment are one change

private:
    struct Stream; // of one container, as long as it is remembered
    struct Lines;  // what its worker does

    Stream &streamOf(const LogSource &source);
    LogStatus *statusOf(const Stream &stream); // null when it is not wanted now
    void begin(Stream &stream);
    void ended(Stream &stream, const Result<platform::ShellOutput> &output, const QByteArray &words);
    void broke(Stream &stream, const Error &error);
    void fillUp();
    void letGo();
    void set(Stream &stream, LogState state, const std::optional<Error> &error = {});
    void tell();

    platform::Shell &m_shell;
    logs::Store &m_store;
    const Clock &m_clock;
    QList<LogSource> m_asked;
    LogWish m_wish;
    Redactor m_redactor;
    QList<LogStatus> m_sources;
    std::vector<std::unique_ptr<Stream>> m_streams;
    QTimer m_settle;
    Worker m_reader{QStringLiteral("log-reader")};
};

} // namespace envdeck::hosts
