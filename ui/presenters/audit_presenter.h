// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker.h"
#include "core/deployments/change_log.h"
#include "core/jobs/job_center.h"
#include "core/journal/audit_export.h"
#include "core/journal/journal.h"
#include "ui/text/error_text.h"

#include <QObject>
#include <memory>

namespace envdeck::ui {

// What the Audit page shows beside its rows, as one value.
struct AuditState {
    bool loading = false; // the newest page is being read
    bool answered =
        false; // there are rows, or none to show; while another filter is read those of the one before
    bool atEnd = false; // there are no older ones
    bool full = false;  // there are, and they are not shown: too many
    QDateTime readAt;   // UTC, when the rows were read
    std::optional<ErrorText> error;
    journal::AuditNames names;
    bool checking = false;
    std::optional<journal::ChainReport> chain; // of the last check
    QDateTime checkedAt;
    std::optional<ErrorText> chainError;
    bool commitsMissing = false;           // the repository's history was not read, or not as a whole
    std::optional<ErrorText> commitsError; // why; the journal's own rows are shown all the same
};

// One entry with all that is known of it.
struct AuditReport {
    journal::AuditEntry entry;
    std::optional<JobStatus> job; // empty for what was not made here
    QString log;                  // redacted; empty when none was kept
};

// Everything that was done: the journal's operations, and the commits of others that changed a version.
class AuditPresenter final : public QObject {
    Q_OBJECT

public:
    static constexpr int pageRows = 200;
    static constexpr qsizetype shownAtMost = 20'000;

    // All outlive it.
    AuditPresenter(journal::Journal &journal, jobs::JobCenter &jobs,
                   std::unique_ptr<deployments::ChangeLog> commits, const Workspace &workspace,
                   const Clock &clock, QObject *parent = nullptr);
    ~AuditPresenter() override;

    const AuditState &state() const { return m_state; }
    const QList<journal::AuditEntry> &entries() const { return m_entries; }
    const journal::Filter &filter() const { return m_filter; }
    const Workspace &workspace() const { return m_workspace; }
    QDateTime now() const { return m_clock.now(); }

    void setFilter(const journal::Filter &filter); // `limit` and `before` are its own
    void refresh();                                // rows, names, commits and, the first time, the chain
    void readMore();
    void checkChain();
    void setWatching(bool watching);                   // rows follow the journal
    void openReport(const journal::AuditEntry &entry); // answers by reportReady() or reportFailed()
    // Everything that the filter lets through, whether it is shown or not. By exported() or exportFailed().
    void exportTo(const QString &path, journal::AuditFormat format);

Q_SIGNALS:
    void stateChanged();
    void entriesChanged();              // all anew
    void entriesAdded(qsizetype first); // older ones, from this row on
    void reportReady(const envdeck::ui::AuditReport &report);
    void reportFailed(const envdeck::ui::ErrorText &error);
    void exported(const QString &path);
    void exportFailed(const envdeck::ui::ErrorText &error);

private:
    journal::Filter pageFilter(qint64 before) const;
    ErrorText readFailure(const Error &error) const;
    void readNewest();
    void takeNewest(const QList<journal::AuditEntry> &page);
    void takeOlder(const QList<journal::AuditEntry> &page);
    void readNames();
    void offerNames();
    void readCommits();
    void noteCommits(const std::optional<Error> &error);
    void takeCommits(const deployments::VersionChanges &changes, const QStringList &known);
    void arrange();
    void markInterrupted(QList<journal::AuditEntry> &entries) const;
    QList<journal::AuditEntry> matchingCommits() const;

    journal::Journal &m_journal;
    jobs::JobCenter &m_jobs;
    std::unique_ptr<deployments::ChangeLog> m_changeLog;
    const Workspace &m_workspace;
    const Clock &m_clock;
    journal::Filter m_filter;
    AuditState m_state;
    QList<journal::AuditEntry> m_rows;    // of the journal, as far as they were read
    QList<journal::AuditEntry> m_commits; // not in the journal; whatever the filter
    QList<journal::AuditEntry> m_waiting; // those of them that are older than the rows read so far
    QList<journal::AuditEntry> m_entries;
    journal::AuditNames m_names; // of the journal alone
    quint64 m_generation = 0;    // answers to an earlier filter are dropped
    bool m_readingMore = false;
    bool m_restart = false; // the rows are those of another filter
    QTimer *m_follow;
    bool m_watching = false;
    std::stop_source m_stop;
    Worker m_files{QStringLiteral("audit-files")};
};

} // namespace envdeck::ui
