// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/change.h"
#include "core/deployments/gitops_service.h"
#include "core/gitops/compose_image.h"

// Where git, the platform and the hosts stand.
namespace envdeck::deployments {

namespace {

constexpr std::chrono::seconds hostPatience{5}; // a host that does not answer holds nothing up for longer

// The version that runs: another one than git's when there is one, since that is what is to be told.
std::optional<ImageRef> running(const QList<platform::Container> &containers,
                                const std::optional<ImageRef> &git)
{
    std::optional<ImageRef> found;
    for (const platform::Container &container : containers) {
        if (container.state != QLatin1String("running"))
            continue;
        const bool other = git && (container.image.tag != git->tag);
        if (!found || other)
            found = container.image;
    }
    return found;
}

} // namespace

// The hosts' own word where they give it, else what the platform says of them.
Async<QList<platform::Container>> GitOpsService::whatRuns(const Target &target, std::stop_token stop)
{
    using Containers = QList<platform::Container>;
    const auto told = m_outside.platform.containers(target, stop);
    if (!m_outside.hosts)
        return told;
    const auto seen = withDeadline(m_outside.hosts->containers(target, stop), this, hostPatience);
    return andThen(joined(this, seen, told), this,
                   [services = m_outside.workspace.app(target.app)->services](const auto &answers) {
                       const auto &[fromHosts, fromPlatform] = answers;
                       if (fromHosts && !fromHosts.value().isEmpty())
                           return ready<Containers>(fromHosts);
                       return ready<Containers>(fromPlatform);
                   });
}

Async<Truth> GitOpsService::truth(const Target &target, std::stop_token stop)
{
    const Environment *environment = m_outside.workspace.environment(target.environment);
    const App *app = m_outside.workspace.app(target.app);
    if (!environment || !app)
        return ready<Truth>(unknownTarget(target));
    const QString file = m_outside.workspace.composeFile(target.environment, target.app);
    const auto line = andThen(
        m_outside.mirror.fetch(stop), this,
        [=, this, branch = environment->branch, service = app->services.first()](Done) {
            return andThen(m_outside.mirror.readHead(branch, stop), this, [=, this](const QString &head) {
                return andThen(m_outside.mirror.readFile(head, file, stop), this,
                               [=](const QByteArray &content) {
                                   return ready<gitops::ImageLine>(gitops::imageOf({file, content}, service));
                               });
            });
        });
    return andThen(joined(this, line, m_outside.platform.deployments(target, stop), whatRuns(target, stop)),
                   this, [services = app->services](const auto &answers) {
                       const auto &[git, rows, containers] = answers;
                       Truth truth;
                       if (git)
                           truth.git = git.value().image;
                       else
                           truth.missing.append({QStringLiteral("git"), git.error()});
                       if (rows && !rows.value().isEmpty())
                           truth.platform = platformStateName(rows.value().first().state);
                       if (!rows)
                           truth.missing.append({QStringLiteral("dokploy"), rows.error()});
                       if (!containers) {
                           truth.missing.append({QStringLiteral("hosts"), containers.error()});
                           return ready<Truth>(truth);
                       }
                       QList<platform::Container> ours;
                       for (const platform::Container &container : containers.value()) {
                           if (container.service.isEmpty() || services.contains(container.service))
                               ours.append(container);
                       }
                       truth.hosts = running(ours, truth.git);
                       truth.hostsAsked = true;
                       return ready<Truth>(truth);
                   });
}

bool Truth::agrees() const
{
    const bool sameDigest =
        !git || !hosts || git->digest.isEmpty() || hosts->digest.isEmpty() || git->digest == hosts->digest;
    return missing.isEmpty() && git && hosts && git->repository == hosts->repository &&
           git->tag == hosts->tag && sameDigest && platform == QLatin1String("done");
}

} // namespace envdeck::deployments
