// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/change_log.h"

#include "core/gitops/history.h"

#include <algorithm>

namespace envdeck::deployments {

namespace {

constexpr int versionsOfAFile = 300; // years of deployments

QList<VersionChange> changesOf(const QList<Deployment> &deployments)
{
    QList<VersionChange> changes;
    for (qsizetype i = 0; i < deployments.size(); ++i)
        changes.append(
            {deployments.at(i), i + 1 < deployments.size() ? deployments.at(i + 1).image.tag : QString()});
    return changes;
}

} // namespace

struct GitChangeLog::Reading {
    std::stop_token stop;
    QStringList branches;  // whose heads are still to be read
    QList<Target> targets; // whose files are
    Heads heads;
    VersionChanges found;
};

GitChangeLog::GitChangeLog(git::Mirror &mirror, const Workspace &workspace, const Clock &clock,
                           QObject *parent)
    : QObject(parent), m_mirror(mirror), m_workspace(workspace), m_clock(clock)
{
}

GitChangeLog::~GitChangeLog() = default;

Async<VersionChanges> GitChangeLog::changes(std::stop_token stop)
{
    auto reading = std::make_shared<Reading>();
    reading->stop = stop;
    for (const Environment &environment : m_workspace.environments) {
        if (!reading->branches.contains(environment.branch))
            reading->branches.append(environment.branch);
        for (const App &app : m_workspace.appsOf(environment.name))
            reading->targets.append({environment.name, app.name});
    }
    return readHeads(reading);
}

Async<VersionChanges> GitChangeLog::readHeads(const std::shared_ptr<Reading> &reading)
{
    if (reading->branches.isEmpty()) {
        if (reading->heads != m_heads)
            return readFiles(reading);
        m_changes.fetchedAt = m_mirror.lastFetch();
        return ready<VersionChanges>(m_changes);
    }
    const QString branch = reading->branches.takeFirst();
    return andThen(m_mirror.readHead(branch, reading->stop), this,
                   [this, reading, branch](const QString &head) {
                       reading->heads.insert(branch, head);
                       return readHeads(reading);
                   });
}

Async<VersionChanges> GitChangeLog::readFiles(const std::shared_ptr<Reading> &reading)
{
    if (reading->targets.isEmpty())
        return finished(reading);
    const Target target = reading->targets.takeFirst();
    const QString head = reading->heads.value(m_workspace.environment(target.environment)->branch);
    const QString file = m_workspace.composeFile(target.environment, target.app);
    const auto parsed = andThen(m_mirror.readHistory(head, file, versionsOfAFile, 0, reading->stop), this,
                                [this, reading, target, services = m_workspace.app(target.app)->services,
                                 now = m_clock.now()](const git::FileHistory &versions) {
                                    reading->found.complete = reading->found.complete && versions.complete;
                                    return m_parser.run([=] {
                                        return Result<QList<VersionChange>>(changesOf(
                                            gitops::deploymentsOf(target, services, versions, now)));
                                    });
                                });
    return andThen(joined(this, parsed), this,
                   [this, reading](const std::tuple<Result<QList<VersionChange>>> &result) {
                       const auto &changes = std::get<0>(result);
                       if (changes)
                           reading->found.changes += changes.value();
                       else if (changes.error().code == ErrorCode::Canceled)
                           return ready<VersionChanges>(changes.error());
                       else if (changes.error().code != ErrorCode::NotFound &&
                                !reading->found.error) // an app that is not here yet
                           reading->found.error = changes.error();
                       return readFiles(reading);
                   });
}

Async<VersionChanges> GitChangeLog::finished(const std::shared_ptr<Reading> &reading)
{
    VersionChanges &found = reading->found;
    std::stable_sort(
        found.changes.begin(), found.changes.end(),
        [](const VersionChange &a, const VersionChange &b) { return a.deployment.at > b.deployment.at; });
    found.fetchedAt = m_mirror.lastFetch();
    m_changes = found;
    m_heads = found.error ? Heads() : reading->heads; // what failed is tried again
    return ready<VersionChanges>(found);
}

} // namespace envdeck::deployments
