// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/audit_presenter.h"

#include "core/base/safe_file.h"
#include "core/jobs/job_entries.h"
#include "core/jobs/job_log.h"
#include "core/journal/audit_list.h"

#include <QSet>
#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr std::chrono::milliseconds followDelay{300}; // a job writes several rows at once
constexpr qsizetype auditLogLines = 2000;

journal::AuditEntry auditEntryOf(const deployments::VersionChange &change)
{
    const Deployment &deployment = change.deployment;
    journal::AuditEntry entry;
    entry.outside = deployment.operation.isEmpty();
    entry.operation = entry.outside
                          ? QStringLiteral("git:%1:%2").arg(deployment.commit, deployment.target.text())
                          : deployment.operation;
    entry.at = deployment.at;
    entry.actor = deployment.author;
    entry.environment = deployment.target.environment;
    entry.action = deployment.action ? actionName(*deployment.action) : QStringLiteral("commit");
    entry.subject = deployment.target.text();
    entry.detail = change.before.isEmpty()
                       ? deployment.image.tag
                       : QStringLiteral("%1 -> %2").arg(change.before, deployment.image.tag);
    entry.reason = deployment.reason.isEmpty() ? deployment.subject : deployment.reason;
    entry.state = QStringLiteral("committed");
    entry.commit = deployment.commit;
    return entry;
}

// As the job was, put together from its rows.
JobStatus auditedJob(const QList<journal::Record> &records, const journal::AuditEntry &entry)
{
    journal::OpenOperation operation;
    for (const journal::Record &record : records) {
        switch (record.kind) {
        case journal::Kind::Intent: operation = {record, {}, {}}; break;
        case journal::Kind::Step: operation.steps.append(record); break;
        case journal::Kind::Outcome: operation.outcome = record; break;
        case journal::Kind::Deployment:
        case journal::Kind::Review:
        case journal::Kind::Seen: break;
        }
    }
    const JobStatus job = jobs::statusOf(operation);
    return operation.outcome && operation.outcome->closes ? jobs::withEnd(job, entry) : job;
}

} // namespace

AuditPresenter::AuditPresenter(journal::Journal &journal, jobs::JobCenter &jobs,
                               std::unique_ptr<deployments::ChangeLog> commits, const Workspace &workspace,
                               const Clock &clock, QObject *parent)
    : QObject(parent), m_journal(journal), m_jobs(jobs), m_changeLog(std::move(commits)),
      m_workspace(workspace), m_clock(clock), m_follow(new QTimer(this))
{
    m_follow->setSingleShot(true);
    m_follow->setInterval(followDelay);
    connect(m_follow, &QTimer::timeout, this, [this] {
        if (m_state.loading) // what is being read may have been asked for before the change
            m_follow->start();
        else
            readNewest();
    });
    connect(&journal, &journal::Journal::changed, this, [this] {
        if (m_watching && !m_follow->isActive())
            m_follow->start();
    });
}

AuditPresenter::~AuditPresenter()
{
    m_stop.request_stop();
}

void AuditPresenter::setFilter(const journal::Filter &filter)
{
    if (filter == m_filter && (m_state.answered || m_state.loading))
        return;
    m_filter = filter;
    ++m_generation;
    m_readingMore = false;
    m_restart = true;
    m_state.loading = false;
    readNewest();
}

void AuditPresenter::setWatching(bool watching)
{
    m_watching = watching;
    if (!watching)
        m_follow->stop();
}

void AuditPresenter::refresh()
{
    static_cast<void>(m_journal.poll());
    readNewest();
    readNames();
    readCommits();
    if (!m_state.chain)
        checkChain();
}

journal::Filter AuditPresenter::pageFilter(qint64 before) const
{
    journal::Filter filter = m_filter;
    filter.limit = pageRows;
    filter.before = before;
    return filter;
}

void AuditPresenter::readNewest()
{
    if (m_state.loading)
        return;
    m_state.loading = true;
    Q_EMIT stateChanged();
    whenDone(m_journal.entries(pageFilter(0)), this,
             [this, generation = m_generation](const Result<QList<journal::AuditEntry>> &page) {
                 if (generation != m_generation)
                     return;
                 m_state.loading = false;
                 m_state.error = page ? std::nullopt : std::optional<ErrorText>(readFailure(page.error()));
                 if (page)
                     takeNewest(page.value());
                 Q_EMIT stateChanged();
             });
}

ErrorText AuditPresenter::readFailure(const Error &error) const
{
    const TrueNow now = m_state.answered ? TrueNow::LastKnownStays : TrueNow::NothingKnown;
    ErrorText text = errorText(error, Attempt::ReadAudit, now, m_workspace.name);
    if (text.next == NextStep::FreeSpace) { // reads like the button that stands beside it anyway
        text.next = NextStep::Retry;
        text.nextLabel = nextStepLabel(NextStep::Retry);
    }
    return text;
}

// Older rows that were read before stay, unless so many new ones came that there would be a gap.
void AuditPresenter::takeNewest(const QList<journal::AuditEntry> &page)
{
    const bool last = page.size() < pageRows;
    const qint64 reached = page.isEmpty() ? 0 : page.constLast().sequence;
    const auto older = std::find_if(m_rows.cbegin(), m_rows.cend(), [&](const journal::AuditEntry &entry) {
        return entry.sequence < reached;
    });
    const bool meets = !m_restart && !last && older != m_rows.cbegin() && older != m_rows.cend();
    m_restart = false;
    m_rows = meets ? page + m_rows.mid(older - m_rows.cbegin()) : page;
    m_state.atEnd = meets ? m_state.atEnd : last;
    m_state.full = !m_state.atEnd && m_rows.size() >= shownAtMost;
    m_state.answered = true;
    m_state.readAt = now();
    arrange();
}

void AuditPresenter::readMore()
{
    if (m_readingMore || m_state.loading || m_state.atEnd || m_state.full || m_rows.isEmpty())
        return;
    m_readingMore = true;
    const qint64 before = m_rows.constLast().sequence;
    whenDone(m_journal.entries(pageFilter(before)), this,
             [this, before, generation = m_generation](const Result<QList<journal::AuditEntry>> &page) {
                 if (generation != m_generation)
                     return;
                 m_readingMore = false;
                 m_state.error = page ? std::nullopt : std::optional<ErrorText>(readFailure(page.error()));
                 // So many new rows may have come meanwhile that this page does not follow the last row any
                 // more.
                 if (page && !m_rows.isEmpty() && m_rows.constLast().sequence == before)
                     takeOlder(page.value());
                 Q_EMIT stateChanged();
             });
}

void AuditPresenter::takeOlder(const QList<journal::AuditEntry> &page)
{
    m_state.atEnd = page.size() < pageRows;
    m_rows += page;
    m_state.full = !m_state.atEnd && m_rows.size() >= shownAtMost;
    QList<journal::AuditEntry> added = journal::interleaved(page, m_waiting, m_state.atEnd);
    markInterrupted(added);
    const qsizetype first = m_entries.size();
    m_entries += added;
    Q_EMIT entriesAdded(first);
}

void AuditPresenter::readNames()
{
    whenDone(m_journal.names(), this, [this](const Result<journal::AuditNames> &names) {
        if (!names)
            return;
        m_names = names.value();
        offerNames();
        Q_EMIT stateChanged();
    });
}

// What can be filtered by: what stands in the journal, and in the commits of others.
void AuditPresenter::offerNames()
{
    journal::AuditNames names = m_names;
    for (const journal::AuditEntry &entry : std::as_const(m_commits)) {
        names.actors.append(entry.actor);
        names.actions.append(entry.action);
    }
    for (QStringList *list : {&names.actors, &names.actions}) {
        list->removeDuplicates();
        list->sort();
    }
    m_state.names = names;
}

void AuditPresenter::readCommits()
{
    whenDone(m_changeLog->changes(m_stop.get_token()), this,
             [this](const Result<deployments::VersionChanges> &result) {
                 if (!result) { // the journal's own rows stand without them
                     const bool none = result.error().code == ErrorCode::NotFound;
                     m_state.commitsMissing = !none;
                     noteCommits(none ? std::nullopt : std::optional<Error>(result.error()));
                     return Q_EMIT stateChanged();
                 }
                 const deployments::VersionChanges changes = result.value();
                 QStringList operations;
                 for (const deployments::VersionChange &change : changes.changes) {
                     if (!change.deployment.operation.isEmpty())
                         operations.append(change.deployment.operation);
                 }
                 whenDone(m_journal.knownOf(operations), this,
                          [this, changes](const Result<QStringList> &known) {
                              if (known)
                                  return takeCommits(changes, known.value());
                              m_state.commitsMissing = true; // which of them are ours is not known
                              noteCommits(known.error());
                              Q_EMIT stateChanged();
                          });
             });
}

void AuditPresenter::noteCommits(const std::optional<Error> &error)
{
    m_state.commitsError =
        error ? std::optional<ErrorText>(
                    errorText(*error, Attempt::ReadHistory, TrueNow::LastKnownStays, m_workspace.name))
              : std::nullopt;
}

void AuditPresenter::takeCommits(const deployments::VersionChanges &changes, const QStringList &known)
{
    const QSet<QString> ours(known.begin(), known.end());
    m_commits.clear();
    for (const deployments::VersionChange &change : changes.changes) {
        if (!ours.contains(change.deployment.operation))
            m_commits.append(auditEntryOf(change));
    }
    offerNames();
    m_state.commitsMissing = changes.error.has_value() || !changes.complete;
    noteCommits(changes.error);
    if (m_state.answered)
        arrange();
    Q_EMIT stateChanged();
}

QList<journal::AuditEntry> AuditPresenter::matchingCommits() const
{
    QList<journal::AuditEntry> matching;
    std::copy_if(m_commits.cbegin(), m_commits.cend(), std::back_inserter(matching),
                 [this](const journal::AuditEntry &entry) { return journal::matches(entry, m_filter); });
    return matching;
}

void AuditPresenter::arrange()
{
    m_waiting = matchingCommits();
    m_entries = journal::interleaved(m_rows, m_waiting, m_state.atEnd);
    markInterrupted(m_entries);
    Q_EMIT entriesChanged();
}

// The rows cannot tell that nobody is at an operation any more; the job center asked.
void AuditPresenter::markInterrupted(QList<journal::AuditEntry> &entries) const
{
    for (journal::AuditEntry &entry : entries) {
        if (!entry.open)
            continue;
        const auto job = m_jobs.job(entry.operation);
        if (job && job->state == JobState::Unknown && job->interrupted)
            entry.state = QStringLiteral("interrupted");
    }
}

void AuditPresenter::checkChain()
{
    if (m_state.checking)
        return;
    m_state.checking = true;
    Q_EMIT stateChanged();
    whenDone(m_journal.verifyChain(), this, [this](const Result<journal::ChainReport> &report) {
        m_state.checking = false;
        m_state.checkedAt = now();
        m_state.chain = report ? std::optional<journal::ChainReport>(report.value()) : std::nullopt;
        m_state.chainError = report ? std::nullopt : std::optional<ErrorText>(readFailure(report.error()));
        Q_EMIT stateChanged();
    });
}

void AuditPresenter::openReport(const journal::AuditEntry &entry)
{
    if (entry.sequence == 0 || entry.outside)
        return Q_EMIT reportReady({entry, {}, {}});
    whenDone(
        m_journal.records(entry.operation), this,
        [this, entry](const Result<QList<journal::Record>> &records) {
            if (!records)
                return Q_EMIT reportFailed(errorText(records.error(), Attempt::ReadAudit, entry.subject));
            const auto known = m_jobs.job(entry.operation);
            const JobStatus job = known ? *known : auditedJob(records.value(), entry);
            const auto log = m_files.run([path = m_jobs.logFile(entry.operation)] {
                return Result<QStringList>(jobs::readLogTail(path, auditLogLines));
            });
            whenDone(log, this, [this, entry, job](const Result<QStringList> &lines) {
                Q_EMIT reportReady({entry, job, lines ? lines.value().join(QLatin1Char('\n')) : QString()});
            });
        });
}

void AuditPresenter::exportTo(const QString &path, journal::AuditFormat format)
{
    const bool csv = format == journal::AuditFormat::Csv;
    const auto text = csv ? m_journal.exportCsv(m_filter, matchingCommits())
                          : m_journal.exportJson(m_filter, matchingCommits());
    const auto written = andThen(text, this, [this, path](const QByteArray &content) {
        return m_files.run([path, content] { return writeFile(path, content); });
    });
    whenDone(written, this, [this, path](const Result<void> &result) {
        if (result)
            Q_EMIT exported(path);
        else
            Q_EMIT exportFailed(errorText(result.error(), Attempt::Export, path));
    });
}

} // namespace envdeck::ui
