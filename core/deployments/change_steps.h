// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/change_facts.h"
#include "core/deployments/gitops_service.h"
#include "core/deployments/observation.h"
#include "core/pulls/road.h"

namespace envdeck::deployments {

// The steps of one change, and what they hand on to each other. Each looks at the world first, so that all of
// them may run again after a crash: a commit that is on the branch already is not made again.
class ChangeSteps final : public QObject {
public:
    ChangeSteps(const Outside &outside, const Patience &patience, const ChangeFacts &facts);

    Async<void> recheck(const jobs::Context &context);
    Async<void>
    readWanted(const jobs::Context &context); // instead of recheck, for a job that makes no commit
    Async<void> commit(const jobs::Context &context);
    Async<void> push(const jobs::Context &context);
    Async<void> accepted(const jobs::Context &context);
    Async<void> pulled(const jobs::Context &context);
    Async<void> replaced(const jobs::Context &context);
    Async<void> observe(const jobs::Context &context);
    Async<void> record(const jobs::Context &context);

    std::chrono::seconds observeFor() const
    {
        return m_facts.watch.count() > 0 ? m_facts.watch : m_outside.workspace.thresholds.observe;
    }
    pulls::Road *road() const { return m_road.get(); } // null for a change that is pushed

private:
    using Rows = QList<platform::PlatformDeployment>;

    Async<void> readLine(const jobs::Context &context);
    Async<void> lookAtRoad(const jobs::Context &context);
    Result<QByteArray> edited() const;
    const platform::PlatformDeployment *ourRow(const Rows &rows) const;
    bool takeOurs(const Rows &rows, const jobs::Context &context);
    void followLog(const jobs::Context &context);
    Async<void> waitForRow(const jobs::Context &context, std::chrono::milliseconds limit);
    Async<void> askPlatform(const jobs::Context &context);
    Async<void> readBack(const jobs::Context &context);
    Async<void> sendQuestion(const jobs::Context &context);
    Async<void> platformFailed(const jobs::Context &context, const platform::PlatformDeployment &row);
    Async<Look> look(const jobs::Context &context);
    void noteVersion(const Look &look);
    Async<void> judged(const jobs::Context &context, const Result<Observation> &observed);
    Async<platform::Behaviour> measuredSince(const QDateTime &firstGood, const jobs::Context &context);
    Async<void> keepEvidence(const jobs::Context &context);
    Async<void> remember(DeploymentState state);
    QList<platform::Container> ours(const QList<platform::Container> &containers) const;

    Outside m_outside;
    Patience m_patience;
    ChangeFacts m_facts;
    QString m_head;       // of the branch, as rechecked
    QByteArray m_content; // of the file there
    QString m_commit;     // ours
    bool m_pushed = false;
    std::unique_ptr<pulls::Road> m_road;
    ImageRef m_version; // what is to run in the end
    QString m_wanted; // commit that brought it, for a job without one of its own; empty when it is not known
    QString m_row;    // id of the platform's row
    std::unique_ptr<platform::LogTail> m_log; // of it, into the job's
    QStringList m_before; // ids of the rows that were there before we asked, for a job without a commit
    Look m_lastLook;
    platform::Behaviour m_behaviour;
    bool m_telemetryChecked = false;
    bool m_versionSeen = false; // by what it says of itself, or by a container
};

} // namespace envdeck::deployments
