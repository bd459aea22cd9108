// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/journal.h"

#include "core/base/log.h"
#include "core/base/worker.h"
#include "core/journal/audit.h"
#include "core/journal/audit_export.h"
#include "core/journal/chain.h"
#include "core/journal/record_table.h"
#include "core/journal/schema.h"
#include "core/journal/snapshots.h"
#include "core/journal/stored_json.h"

#include <QSemaphore>
#include <QSysInfo>
#include <ctime>

namespace envdeck::journal {

namespace {

// What another process's commit changes and our own does not, asked on the connection that we write with.
constexpr auto askVersion = "PRAGMA data_version";

qint64 sinceBootMs()
{
    timespec time = {};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

Entry redactedEntry(Entry entry, const Redactor &redactor)
{
    for (QString *text : {&entry.detail, &entry.reason, &entry.actor})
        *text = redactor.redacted(*text);
    entry.error = redacted(entry.error, redactor);
    entry.evidence = redacted(entry.evidence, redactor);
    entry.payload = redacted(entry.payload, redactor);
    return entry;
}

} // namespace

// Keeps one connection on one thread. Opened by the first task; after an Io error opened again by the next.
class Journal::Side {
public:
    using Opener = Result<std::unique_ptr<Database>> (*)(const Database::Options &);

    Side(const QString &name, Opener opener, const Database::Options &options)
        : m_open(opener), m_options(options), m_worker(name)
    {
    }

    ~Side() // what was asked for before is done, and the connection is closed where it was opened
    {
        QSemaphore closed;
        m_worker.run([this, &closed]() -> Result<void> {
            m_database.reset();
            closed.release();
            return {};
        });
        closed.acquire();
    }

    template <typename Fn>
    auto run(Fn task) -> QFuture<std::invoke_result_t<Fn, Database &>>
    {
        using Answer = std::invoke_result_t<Fn, Database &>;
        return m_worker.run([this, task = std::move(task)]() -> Answer {
            if (m_database && !m_database->isInPlace())
                m_database.reset();
            if (!m_database) {
                auto opened = m_open(m_options);
                if (!opened)
                    return opened.error();
                m_database = std::move(opened).value();
            }
            Answer answer = task(*m_database);
            if (!answer && answer.error().code == ErrorCode::Io)
                m_database.reset();
            return answer;
        });
    }

private:
    const Opener m_open;
    const Database::Options m_options;
    std::unique_ptr<Database> m_database; // touched on the worker only
    Worker m_worker;
};

Journal::Journal(Options options, const Clock &clock, QObject *parent)
    : QObject(parent), m_clock(clock), m_machine(options.machine), m_redactor(options.redactor)
{
    if (m_machine.isEmpty())
        m_machine = QSysInfo::machineHostName();
    const Database::Options records{options.folder + QStringLiteral("/journal.sqlite"), journalSchema(), true,
                                    options.busyLimit};
    const Database::Options pages{options.folder + QStringLiteral("/snapshots.sqlite"), snapshotSchema(),
                                  false, options.busyLimit};
    m_writer = std::make_unique<Side>(QStringLiteral("journal writer"), Database::open, records);
    m_reader = std::make_unique<Side>(QStringLiteral("journal reader"), Database::open, records);
    m_longReader = std::make_unique<Side>(QStringLiteral("journal long reader"), Database::open, records);
    m_snapshots = std::make_unique<Side>(QStringLiteral("snapshots"), openSnapshots, pages);
    (void)poll(); // opens it now, so that the first intent need not wait for that; and notes where we begin
}

Journal::~Journal()
{
    m_closing.request_stop();
}

void Journal::setRedactor(const Redactor &redactor)
{
    m_redactor = redactor;
}

Async<void> Journal::open()
{
    return m_writer->run([](Database &) { return Result<void>(); });
}

Async<qint64> Journal::append(const QList<Entry> &entries, Require require)
{
    return written([entries, require, redactor = m_redactor, stamp = stamp()](Database &database) {
        QList<Entry> clean;
        for (const Entry &entry : entries)
            clean.append(redactedEntry(entry, redactor));
        return appendRecords(database, clean, require, stamp);
    });
}

Async<QList<OpenOperation>> Journal::unfinished()
{
    return m_reader->run(openOperations);
}

Async<QList<AuditEntry>> Journal::entries(const Filter &filter)
{
    return m_reader->run([filter](Database &database) { return auditEntries(database, filter); });
}

Async<QList<Record>> Journal::records(const QString &operation)
{
    return m_reader->run([operation](Database &database) { return recordsOf(database, operation); });
}

Async<AuditNames> Journal::names()
{
    return m_longReader->run(auditNames);
}

Async<QStringList> Journal::knownOf(const QStringList &operations)
{
    return m_reader->run([operations](Database &database) { return knownOperations(database, operations); });
}

Async<QByteArray> Journal::exportCsv(const Filter &filter, const QList<AuditEntry> &others)
{
    return exported(filter, others, AuditFormat::Csv);
}

Async<QByteArray> Journal::exportJson(const Filter &filter, const QList<AuditEntry> &others)
{
    return exported(filter, others, AuditFormat::Json);
}

Async<void> Journal::recordDeployment(const DeploymentRecord &deployment)
{
    return news(entryOf(deployment));
}

Async<QList<DeploymentRecord>> Journal::deploymentRecords(const Target &target)
{
    return m_reader->run([target](Database &database) -> Result<QList<DeploymentRecord>> {
        const auto records = newestPerCommit(database, Kind::Deployment, target.environment, target.app);
        if (!records)
            return records.error();
        QList<DeploymentRecord> deployments;
        for (const Record &record : records.value())
            deployments.append(deploymentOf(record));
        return deployments;
    });
}

Async<void> Journal::recordReview(const PlanReview &review)
{
    return news(entryOf(review));
}

Async<QList<PlanReview>> Journal::reviews(const EnvironmentId &environment, int limit)
{
    return m_reader->run([environment, limit](Database &database) -> Result<QList<PlanReview>> {
        const auto records = newest(database, Kind::Review, environment, limit);
        if (!records)
            return records.error();
        QList<PlanReview> reviews;
        for (const Record &record : records.value())
            reviews.append(reviewOf(record));
        return reviews;
    });
}

Async<void> Journal::recordSeen(const Entry &seen)
{
    Entry entry = seen;
    entry.kind = Kind::Seen;
    return news(entry);
}

Async<void> Journal::saveSnapshot(const QString &key, const QJsonObject &value)
{
    const Snapshot snapshot{redacted(value, m_redactor), m_clock.now()};
    return m_snapshots->run(
        [key, snapshot](Database &database) { return putSnapshot(database, key, snapshot); });
}

Async<Snapshot> Journal::snapshot(const QString &key)
{
    return m_snapshots->run([key](Database &database) { return readSnapshot(database, key); });
}

Async<ChainReport> Journal::verifyChain()
{
    return m_longReader->run(
        [stop = m_closing.get_token()](Database &database) { return verify(database, stop); });
}

Async<bool> Journal::poll()
{
    auto found = m_writer->run([this](Database &database) -> Result<bool> {
        const auto version = database.number(QLatin1String(askVersion));
        if (!version)
            return version.error();
        const qint64 before = m_seenVersion.exchange(version.value());
        return before != 0 && before != version.value();
    });
    whenDone(found, this, [this](const Result<bool> &result) {
        if (!result || !result.value())
            return;
        Q_EMIT othersWrote();
        Q_EMIT changed();
    });
    return found;
}

Stamp Journal::stamp() const
{
    return Stamp{m_clock.now(), sinceBootMs(), m_machine, thisOwner()};
}

template <typename Fn>
Async<qint64> Journal::written(Fn fn)
{
    const Async<qint64> answer = m_writer->run(std::move(fn));
    whenDone(answer, this, [this](const Result<qint64> &sequence) {
        if (sequence && sequence.value() > 0)
            Q_EMIT changed();
        else if (!sequence)
            qCWarning(lcJournal) << "append failed code=" << errorCodeName(sequence.error().code)
                                 << "status=" << sequence.error().status
                                 << "detail=" << sequence.error().detail;
    });
    return answer;
}

Async<void> Journal::news(const Entry &entry)
{
    const auto answer = written([entry = redactedEntry(entry, m_redactor), stamp = stamp()](
                                    Database &database) { return appendNews(database, entry, stamp); });
    return andThen(answer, this, [](qint64) { return ready<void>({}); });
}

Async<QByteArray> Journal::exported(const Filter &filter, const QList<AuditEntry> &others, AuditFormat format)
{
    return m_longReader->run([=, stop = m_closing.get_token()](Database &database) {
        return exportedAudit(database, filter, others, format, stop);
    });
}

Trouble troubleOf(const Error &error)
{
    // sqlite3.h: primary result codes
    constexpr int readOnly = 8, corrupt = 11, full = 13, notADatabase = 26;
    if (error.code == ErrorCode::Forbidden)
        return Trouble::Network;
    if (error.code != ErrorCode::Io)
        return Trouble::None;
    switch (error.status) {
    case readOnly: return Trouble::ReadOnly;
    case full: return Trouble::DiskFull;
    case corrupt:
    case notADatabase: return Trouble::Damaged;
    }
    return Trouble::Other;
}

} // namespace envdeck::journal
