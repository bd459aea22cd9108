// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/git/mirror.h"
#include "core/jobs/job_center.h"
#include "core/platform/code_host.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>
#include <chrono>

namespace envdeck::pulls {

// How often a pull request that waits for people is looked at.
struct Pace {
    std::chrono::milliseconds watched{15000};   // while somebody looks
    std::chrono::milliseconds unwatched{60000}; // an unchanged answer costs the host nothing
};

// The host will answer again, and asking later is all that it takes.
bool passes(const Error &error);

// What every road through a pull request has in common. Thread: the one that made it.
class Desk final : public QObject {
    Q_OBJECT

public:
    // Both outlive it.
    Desk(git::Mirror &mirror, platform::CodeHost &host, const Pace &pace = {}, QObject *parent = nullptr);

    bool isPossible() const { return m_host.isConfigured(); }
    git::Mirror &mirror() const { return m_mirror; }
    platform::CodeHost &host() const { return m_host; }
    std::chrono::milliseconds interval() const { return m_watched ? m_pace.watched : m_pace.unwatched; }
    void setWatched(bool watched); // true at first

    // A person wants the pull request of that operation merged: now, or as soon as reviews and checks let it
    // be. Until then it waits for whoever merges it at the host. The reason is the one to go on in a freeze.
    void allowMerge(const QString &operation, const QString &reason = {});
    bool isMergeAllowed(const QString &operation) const { return m_allowed.contains(operation); }
    QString mergeReason(const QString &operation) const { return m_allowed.value(operation); }

    // Goes on following the open pull requests of jobs that an earlier process left there: that changes
    // nothing until somebody merges. While the host does not answer it is tried again, more and more rarely.
    // After JobCenter::recover(); for a process that stays. The center outlives the desk's event loop.
    void followAgain(jobs::JobCenter &center);

Q_SIGNALS:
    void mergeAllowed(const QString &operation);
    void watchedChanged();

private:
    void noteFollowed(const JobStatus &job);
    void tryAgain();

    git::Mirror &m_mirror;
    platform::CodeHost &m_host;
    Pace m_pace;
    bool m_watched = true;
    QHash<QString, QString> m_allowed; // by operation: why
    QPointer<jobs::JobCenter> m_center;
    QSet<QString> m_resumed; // of followAgain(), until they are followed
    QTimer m_retry;
    std::chrono::milliseconds m_patience{0}; // before the next try
};

} // namespace envdeck::pulls
