// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/matches.h"
#include "core/logs/store.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace envdeck::logs {

// Keeps the lines of a store that a query lets through at hand, as the store grows and the query changes.
// Looks through the lines in threads of its own, the newest first, in slices of a few milliseconds; what is
// found is shown long before all is looked through. Only new lines are looked at again. Thread: that of its
// owner; the store must outlive it.
class LiveFilter final : public QObject {
    Q_OBJECT

public:
    explicit LiveFilter(Store &store, QObject *parent = nullptr);
    ~LiveFilter() override;

    // The query in force stays when this one cannot be read; see Pattern::compiled().
    Result<void> setQuery(const Query &query);
    const Query &query() const { return m_query; }
    const Matches &matches() const { return m_matches; }
    const std::optional<Filter> &filter() const { return m_filter; } // for the marks in a line
    bool isRunning() const { return m_job != nullptr; }
    void refresh(); // looks at the store at once; otherwise at most once in 16 ms

Q_SIGNALS:
    void changed();  // matches() holds something else; at most once in 8 ms
    void finished(); // matches() is complete as of its snapshot

private:
    struct Job;
    void begin();
    void collect(const std::shared_ptr<Job> &job);
    void stop();

    Store &m_store;
    Query m_query;
    std::optional<Filter> m_filter;
    Matches m_matches;
    std::vector<std::pair<qint64, std::shared_ptr<const Hits>>> m_known; // by the chunk's first row
    std::shared_ptr<Job> m_job;                                          // null: nothing runs
    bool m_again = false;                                                // the store grew while it ran
    QTimer m_frame;
    QThreadPool m_pool;
};

} // namespace envdeck::logs
