// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/witness.h"

#include "core/base/remote_text.h"
#include "core/hosts/log_script.h"
#include "core/hosts/log_source.h"
#include "core/hosts/parse.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

constexpr std::chrono::seconds patience{15};

Error nobody(const QString &subject)
{
    return Error{ErrorCode::BadConfig, subject, QStringLiteral("not-configured"), 0};
}

// As images name it: "x86_64" is "amd64" there.
QString platformOf(const QString &machine)
{
    static const QHash<QString, QString> names{{QStringLiteral("x86_64"), QStringLiteral("amd64")},
                                               {QStringLiteral("aarch64"), QStringLiteral("arm64")},
                                               {QStringLiteral("armv7l"), QStringLiteral("arm")},
                                               {QStringLiteral("i686"), QStringLiteral("386")}};
    return QStringLiteral("linux/") + names.value(machine, machine);
}

QString stateWord(ContainerState state)
{
    switch (state) {
    case ContainerState::Created: return QStringLiteral("created");
    case ContainerState::Running: return QStringLiteral("running");
    case ContainerState::Paused: return QStringLiteral("paused");
    case ContainerState::Restarting: return QStringLiteral("restarting");
    case ContainerState::Removing: return QStringLiteral("removing");
    case ContainerState::Exited: return QStringLiteral("exited");
    case ContainerState::Dead: return QStringLiteral("dead");
    case ContainerState::Unknown: return {};
    }
    Q_UNREACHABLE();
}

QString healthWord(ContainerHealth health)
{
    switch (health) {
    case ContainerHealth::None: return {};
    case ContainerHealth::Starting: return QStringLiteral("starting");
    case ContainerHealth::Healthy: return QStringLiteral("healthy");
    case ContainerHealth::Unhealthy: return QStringLiteral("unhealthy");
    }
    Q_UNREACHABLE();
}

platform::Container told(const LogSource &source, const ContainerFacts &facts)
{
    platform::Container container;
    container.name = source.container;
    container.service = source.service;
    container.image = facts.image.value_or(ImageRef());
    if (container.image.digest.isEmpty())
        container.image.digest = facts.digest;
    container.state = stateWord(facts.state);
    container.health = healthWord(facts.health);
    container.restarts = facts.restarts;
    container.exitCode = facts.exitCode;
    return container;
}

const ContainerFacts *factsOf(const QList<HostStatus> &hosts, const LogSource &source)
{
    for (const HostStatus &host : hosts) {
        if (!(host.id == source.host) || !host.facts.value || !host.facts.value->containers)
            continue;
        for (const ContainerFacts &container : host.facts.value->containers.value().list) {
            if (container.id == source.id)
                return &container;
        }
    }
    return nullptr;
}

// On the file system that Docker's folder is on: the one with the longest path above it.
std::optional<qint64> freeOn(const HostFacts &facts)
{
    if (!facts.fileSystems)
        return std::nullopt;
    const QString folder = facts.docker && !facts.docker.value().rootFolder.isEmpty()
                               ? facts.docker.value().rootFolder
                               : QStringLiteral("/var/lib/docker");
    const FileSystem *found = nullptr;
    for (const FileSystem &one : facts.fileSystems.value()) {
        const bool above = one.mount == QLatin1String("/") || folder == one.mount ||
                           folder.startsWith(one.mount + QLatin1Char('/'));
        if (above && (!found || one.mount.size() > found->mount.size()))
            found = &one;
    }
    return found ? std::optional(found->freeBytes) : std::nullopt;
}

QStringList linesOf(const QByteArray &out)
{
    QStringList lines;
    for (const QByteArray &line : out.split('\n')) {
        if (!line.isEmpty() && line != logsOpen)
            lines.append(QString::fromUtf8(line));
    }
    return lines;
}

} // namespace

Witness::Witness(const Workspace &workspace, platform::Shell &shell, const Clock &clock)
    : m_workspace(workspace), m_shell(shell), m_clock(clock), m_context(std::make_unique<QObject>())
{
}

Witness::~Witness() = default;

QList<HostSpec> Witness::hostsOf(const EnvironmentId &id) const
{
    const Environment *environment = m_workspace.environment(id);
    const QList<HostSpec> all = environment ? environment->hosts : QList<HostSpec>();
    QList<HostSpec> apps;
    std::copy_if(all.cbegin(), all.cend(), std::back_inserter(apps),
                 [](const HostSpec &host) { return host.roles.contains(QLatin1String("apps")); });
    return apps.isEmpty() ? all : apps;
}

Async<QStringList> Witness::platforms(const EnvironmentId &environment, std::stop_token stop)
{
    QList<Async<QString>> answers;
    for (const HostSpec &host : hostsOf(environment)) {
        const HostId id{environment, host.name};
        if (const auto known = m_platforms.constFind(id.path()); known != m_platforms.cend()) {
            answers.append(ready<QString>(*known));
            continue;
        }
        answers.append(andThen(m_shell.run(id, "uname -m\n", {patience}, stop), m_context.get(),
                               [this, id](const platform::ShellOutput &output) {
                                   const QString machine = QString::fromLatin1(output.out).trimmed();
                                   if (output.exitCode != 0 || machine.isEmpty())
                                       return ready<QString>(Error{ErrorCode::ToolFailed, id.path(),
                                                                   QStringLiteral("uname"), output.exitCode});
                                   m_platforms.insert(id.path(), platformOf(machine));
                                   return ready<QString>(platformOf(machine));
                               }));
    }
    if (answers.isEmpty())
        return ready<QStringList>(nobody(environment));
    return andThen(joined(m_context.get(), answers), m_context.get(), [](const QList<Result<QString>> &each) {
        QStringList platforms;
        for (const Result<QString> &one : each) {
            if (one)
                platforms.append(one.value());
        }
        if (platforms.isEmpty())
            return ready<QStringList>(each.first().error());
        platforms.sort();
        platforms.removeDuplicates();
        return ready<QStringList>(platforms);
    });
}

Async<QList<HostStatus>> Witness::looked(const EnvironmentId &environment, ProbeParts parts,
                                         std::stop_token stop)
{
    QList<Async<HostStatus>> answers;
    for (const HostSpec &spec : hostsOf(environment)) {
        const HostId id{environment, spec.name};
        ProbeRequest probe;
        probe.marker = newMarker();
        probe.parts = parts;
        answers.append(andThen(m_shell.run(id, probeScript(probe), {patience}, stop), m_context.get(),
                               [this, id, spec, marker = probe.marker](const platform::ShellOutput &output) {
                                   const HostFacts facts = parseProbe(output.out, marker);
                                   if (!facts.containers)
                                       return ready<HostStatus>(facts.containers.error());
                                   HostStatus status;
                                   status.id = id;
                                   status.spec = spec;
                                   status.facts.value = facts;
                                   status.facts.at = m_clock.now();
                                   return ready<HostStatus>(status);
                               }));
    }
    if (answers.isEmpty())
        return ready<QList<HostStatus>>(nobody(environment));
    return andThen(
        joined(m_context.get(), answers), m_context.get(), [](const QList<Result<HostStatus>> &each) {
            QList<HostStatus> hosts;
            for (const Result<HostStatus> &one : each) {
                if (one)
                    hosts.append(one.value());
            }
            return ready<QList<HostStatus>>(hosts.isEmpty() ? Result<QList<HostStatus>>(each.first().error())
                                                            : Result<QList<HostStatus>>(hosts));
        });
}

Async<qint64> Witness::freeBytes(const EnvironmentId &environment, std::stop_token stop)
{
    return andThen(looked(environment, ProbePart::Basics | ProbePart::Docker, std::move(stop)),
                   m_context.get(), [environment](const QList<HostStatus> &hosts) {
                       std::optional<qint64> least;
                       for (const HostStatus &host : hosts) {
                           if (const auto free = freeOn(*host.facts.value))
                               least = std::min(least.value_or(*free), *free);
                       }
                       return ready<qint64>(least ? Result<qint64>(*least)
                                                  : Result<qint64>(Error{ErrorCode::NotFound, environment,
                                                                         QStringLiteral("filesystems"), 0}));
                   });
}

Async<QList<platform::Container>> Witness::containers(const Target &target, std::stop_token stop)
{
    using Containers = QList<platform::Container>;
    const App *app = m_workspace.app(target.app);
    if (!app)
        return ready<Containers>(nobody(target.text()));
    return andThen(looked(target.environment, ProbePart::Docker, std::move(stop)), m_context.get(),
                   [target, app = *app](const QList<HostStatus> &hosts) {
                       Containers containers;
                       for (const LogSource &source :
                            logSourcesOf(logSourcesOf(hosts, target.environment), app)) {
                           if (const ContainerFacts *facts = factsOf(hosts, source))
                               containers.append(told(source, *facts));
                       }
                       return ready<Containers>(containers);
                   });
}

Async<QStringList> Witness::lastLines(const Target &target, const QString &container, int lines,
                                      std::stop_token stop)
{
    const App *app = m_workspace.app(target.app);
    if (!app)
        return ready<QStringList>(nobody(target.text()));
    return andThen(looked(target.environment, ProbePart::Docker, stop), m_context.get(),
                   [this, target, container, lines, stop, app = *app](const QList<HostStatus> &hosts) {
                       const auto sources = logSourcesOf(logSourcesOf(hosts, target.environment), app);
                       const auto named =
                           std::find_if(sources.cbegin(), sources.cend(), [&](const LogSource &source) {
                               return source.container == container ||
                                      container.startsWith(source.container + QLatin1Char('.'));
                           });
                       if (named == sources.cend())
                           return ready<QStringList>(Error{ErrorCode::NotFound, container, {}, 0});
                       const QByteArray script = dockerLogScript(named->id, {lines, {}, false});
                       return andThen(m_shell.run(named->host, script, {patience}, stop), m_context.get(),
                                      [container](const platform::ShellOutput &output) {
                                          // Docker's own complaint is nothing that the app said.
                                          if (output.exitCode != 0)
                                              return ready<QStringList>(
                                                  Error{ErrorCode::ToolFailed, container,
                                                        remoteLines(output.err, 300), output.exitCode});
                                          return ready<QStringList>(linesOf(output.out));
                                      });
                   });
}

} // namespace envdeck::hosts
