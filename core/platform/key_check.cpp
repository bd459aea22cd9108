// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/key_check.h"

namespace envdeck::platform {

namespace {

template <typename T>
Async<void> withoutValue(const Async<T> &answer, QObject *context)
{
    return andThen(answer, context, [](const T &) { return ready<void>({}); });
}

// The first environment that has its eyes there, for a key that all of them share.
EnvironmentId watchedEnvironment(const Workspace &workspace, const EnvironmentId &named)
{
    for (const Environment &environment : workspace.environments) {
        if (environment.signoz && (named.isEmpty() || named == environment.name))
            return environment.name;
    }
    return named;
}

} // namespace

PlatformKeyCheck::PlatformKeyCheck(const Workspace &workspace, DeployPlatform &platform, Telemetry &telemetry,
                                   OciRegistry &registry, git::Mirror &mirror)
    : m_workspace(workspace), m_platform(platform), m_telemetry(telemetry), m_registry(registry),
      m_mirror(mirror)
{
}

Async<void> PlatformKeyCheck::check(const QString &kind, std::stop_token stop)
{
    const QString system = kind.section(QLatin1Char('/'), 0, 0);
    const QString name = kind.section(QLatin1Char('/'), 1);
    if (system == QLatin1String("dokploy"))
        return withoutValue(m_platform.info(name, stop), &m_context);
    if (system == QLatin1String("signoz")) // its version needs no key, alerts do
        return withoutValue(m_telemetry.alerts(watchedEnvironment(m_workspace, name), stop), &m_context);
    if (system == QLatin1String("registry"))
        return m_registry.ping(name, stop);
    if (system == QLatin1String("github") && m_host)
        return withoutValue(
            andThen(m_host->rights(m_workspace.git.branch, stop), &m_context,
                    [](const HostRights &rights) { return ready<HostRights>(enough(rights)); }),
            &m_context);
    if (system == QLatin1String("git"))
        return m_mirror.checkAccess(stop);
    const Environment *environment = m_workspace.environment(name);
    if (system.startsWith(QLatin1String("ssh")) && m_shell && environment && !environment->hosts.isEmpty())
        return withoutValue(m_shell->run({name, environment->hosts.first().name}, "exit 0\n", {}, stop),
                            &m_context);
    return ready<void>(Error{ErrorCode::BadInput, kind, {}, 0});
}

} // namespace envdeck::platform
