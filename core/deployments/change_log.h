// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/worker.h"
#include "core/domain/deployment.h"
#include "core/git/mirror.h"

#include <QObject>

namespace envdeck::deployments {

// One commit that changed the version of an app.
struct VersionChange {
    Deployment deployment; // as gitops::deploymentsOf() reads it: state stays Unknown
    QString before;        // the tag that it replaced; empty when that is not known
    friend bool operator==(const VersionChange &, const VersionChange &) = default;
};

struct VersionChanges {
    QList<VersionChange> changes; // of all apps in all environments, newest first
    QDateTime fetchedAt;  // UTC: what was committed later is not in it; null when nothing was ever fetched
    bool complete = true; // false: older changes exist that were not read
    std::optional<Error> error; // of the first app whose file could not be read; its changes are missing
    friend bool operator==(const VersionChanges &, const VersionChanges &) = default;
};

// Who changed which version, by whatever means: what git knows, without asking anybody else.
class ChangeLog {
public:
    virtual ~ChangeLog() = default;
    // Reads what the last fetch brought; does not fetch. Errors: NotFound when nothing was ever fetched, and
    // git's.
    virtual Async<VersionChanges> changes(std::stop_token stop) = 0;
};

// One file after the other, so that a workspace of hundreds of apps does not start hundreds of programs; and
// only when a branch moved since the last time.
class GitChangeLog final : public QObject, public ChangeLog {
public:
    // All outlive it.
    GitChangeLog(git::Mirror &mirror, const Workspace &workspace, const Clock &clock,
                 QObject *parent = nullptr);
    ~GitChangeLog() override;

    Async<VersionChanges> changes(std::stop_token stop) override;

private:
    using Heads = QHash<QString, QString>; // branch to sha
    struct Reading;

    Async<VersionChanges> readHeads(const std::shared_ptr<Reading> &reading);
    Async<VersionChanges> readFiles(const std::shared_ptr<Reading> &reading);
    Async<VersionChanges> finished(const std::shared_ptr<Reading> &reading);

    git::Mirror &m_mirror;
    const Workspace &m_workspace;
    const Clock &m_clock;
    Heads m_heads; // at which m_changes were read
    VersionChanges m_changes;
    Worker m_parser{QStringLiteral("change-log-parser")};
};

} // namespace envdeck::deployments
