// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/snapshot.h"
#include "core/logs/spill.h"

#include <QObject>
#include <mutex>
#include <span>

namespace envdeck::logs {

// All lines of one Logs page, of several sources, merged by time. Lines go in from any thread, in the order
// of each source; one that is older than what stands already is put where its time belongs, as long as that
// is among the newest megabyte or so, and else at the start of that. Holds about 1.04 bytes per byte of text,
// a few hundredths of it once the older part lies in the spill file.
class Store final : public QObject {
    Q_OBJECT

public:
    struct Options {
        qint64 memory = 256ll << 20; // bytes of text kept in memory; what is older is spilled
        qint64 total = 4096ll << 20; // bytes of text kept at all; the oldest lines go first
        QString spillFolder;         // a private folder; empty: nothing is spilled and `memory` is the total
    };
    struct Use {
        qint64 lines = 0;
        qint64 text = 0;          // bytes, with one per line end
        qint64 memory = 0;        // bytes held for all of it
        qint64 spilled = 0;       // bytes of text in the file
        qint64 dropped = 0;       // lines that had to go
        bool spillFailed = false; // the disk took no more
    };

    explicit Store(Options options, QObject *parent = nullptr);
    ~Store() override;

    // Thread: any, also for the rest.
    SourceId addSource(const QString &name); // the same name gives the same id; at most 65536
    // In the order of their source; a line holds no '\n' and at most `longestLine` bytes (longer is cut). May
    // wait for a short disk write.
    void append(std::span<const Line> lines);
    Snapshot snapshot() const;
    Use use() const;
    void clear(); // forgets all lines; their numbers are not used again

Q_SIGNALS:
    // From the thread that appends, once until the next snapshot() is taken.
    void grown() const;

private:
    void openRecent(std::vector<Line> keep);
    void insert(const Line &line);
    void seal();
    void trim();
    void spill();

    const Options m_options;
    mutable std::mutex m_mutex; // guards everything below; held for one batch of lines at most
    std::shared_ptr<Recent> m_recent;
    qint64 m_recentBytes = 0;
    Snapshot m_now; // m_recentLines counts the entries in force
    std::shared_ptr<std::vector<Snapshot::Insert>> m_inserts;
    Use m_use;
    qint64 m_resident = 0; // bytes of text of sealed chunks in memory
    mutable bool m_told = false;
    std::mutex m_spilling; // one at a time, beside the readers
    std::shared_ptr<SpillFile> m_file;
};

} // namespace envdeck::logs
