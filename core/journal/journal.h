// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/clock.h"
#include "core/base/redactor.h"
#include "core/journal/observations.h"
#include "core/journal/record.h"

#include <QObject>
#include <atomic>
#include <memory>
#include <stop_token>

namespace envdeck::journal {

struct Stamp;
enum class AuditFormat;

// What must still be so for rows to be taken; decided in the transaction that writes them.
enum class Require {
    Nothing,
    TargetFree, // no other open operation blocks the subject; else Conflict, detail = the id of the one that
                // does
    Orphaned,   // the operation is open (else NotFound) and no other living process is at it (else Locked)
};

// The last known state of a page: parsed values without secrets, never bodies.
struct Snapshot {
    QJsonObject value;
    QDateTime at; // UTC, when it was saved
    friend bool operator==(const Snapshot &, const Snapshot &) = default;
};

// What a workspace's operators did and saw, in SQLite, shared with other processes of the same user.
//
// An answered append() is on the disk and survives kill -9. Reads see every append that had answered before
// they were asked. Thread: the one that made it; files are touched on threads of its own, so that a long
// read never holds up an intent, nor a check of all rows a page of them. Destroying it finishes what was
// appended.
//
// Errors: Io (Trouble says more), Locked when another process kept the file busy for too long, BadConfig when
// a newer Envdeck wrote it. A journal that failed is opened again on the next call.
class Journal final : public QObject {
    Q_OBJECT

public:
    struct Options {
        QString folder;  // the workspace's own folder under Paths::state; made when missing, 0700
        QString machine; // empty for this machine's name
        Redactor redactor;
        std::chrono::milliseconds busyLimit = std::chrono::seconds(5); // other writers need milliseconds
    };

    Journal(Options options, const Clock &clock, QObject *parent = nullptr);
    ~Journal() override;

    // For secrets that became known later.
    void setRedactor(const Redactor &redactor);

    // Says whether it can be written now.
    Async<void> open();

    // All rows or none, in one transaction; answers the sequence of the last one.
    Async<qint64> append(const QList<Entry> &entries, Require require = Require::Nothing);
    Async<qint64> append(const Entry &entry) { return append(QList<Entry>{entry}); }

    // Operations without a settled end, oldest first; who is alive is for the caller to ask (isAlive).
    Async<QList<OpenOperation>> unfinished();
    // Newest first.
    Async<QList<AuditEntry>> entries(const Filter &filter);
    // All rows of one operation, oldest first.
    Async<QList<Record>> records(const QString &operation);
    Async<AuditNames> names();
    // Those of the operations that have rows here; the others were made elsewhere.
    Async<QStringList> knownOf(const QStringList &operations);
    // All entries that match, whatever the filter's limit, and `others` (not in the journal, newest first)
    // among them by time.
    Async<QByteArray> exportCsv(const Filter &filter, const QList<AuditEntry> &others = {});
    Async<QByteArray> exportJson(const Filter &filter, const QList<AuditEntry> &others = {});

    // A record that says nothing new (but the time) of its commit is not written again.
    Async<void> recordDeployment(const DeploymentRecord &deployment);
    // The newest record of each commit, newest first.
    Async<QList<DeploymentRecord>> deploymentRecords(const Target &target);

    Async<void> recordReview(const PlanReview &review);
    // Newest first.
    Async<QList<PlanReview>> reviews(const EnvironmentId &environment, int limit = 20);

    // A change of others; one that was recorded before (same operation) is not written again.
    Async<void> recordSeen(const Entry &seen);

    // Snapshots lie in a file of their own, replaced in place, and work while the journal does not.
    Async<void> saveSnapshot(const QString &key, const QJsonObject &value);
    // NotFound when there is none.
    Async<Snapshot> snapshot(const QString &key);

    // Reads every row; appends go on meanwhile.
    Async<ChainReport> verifyChain();

    // Whether another process wrote since the last time; then othersWrote() and changed() as well. Costs
    // microseconds.
    Async<bool> poll();

Q_SIGNALS:
    void changed();     // rows were appended, by us or by others
    void othersWrote(); // ... by another process, as poll() found

private:
    class Side;

    Stamp stamp() const;
    template <typename Fn>
    Async<qint64> written(Fn fn);
    Async<void> news(const Entry &entry);
    Async<QByteArray> exported(const Filter &filter, const QList<AuditEntry> &others, AuditFormat format);

    const Clock &m_clock;
    QString m_machine;
    Redactor m_redactor;
    std::atomic<qint64> m_seenVersion{0}; // touched by the writing thread
    std::stop_source m_closing;
    std::unique_ptr<Side> m_snapshots;
    std::unique_ptr<Side> m_reader;
    std::unique_ptr<Side> m_longReader; // whole-journal reads
    std::unique_ptr<Side> m_writer;
};

// Why a journal's Io error happened, for words and for advice.
enum class Trouble { None, DiskFull, Damaged, ReadOnly, Network, Other };
Trouble troubleOf(const Error &error);

} // namespace envdeck::journal
