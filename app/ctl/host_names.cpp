// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/host_names.h"

#include "app/ctl/command_line.h"
#include "app/ctl/names.h"

#include <algorithm>

namespace envdeck::ctl {

using platform::HostId;

namespace {

struct Reading {
    const char *name;
    const char *script;
};

// As the user may call docker; nothing of the command line is in any of them.
constexpr auto docker = "PATH=$PATH:/usr/local/bin:/usr/sbin:/sbin\nD=docker\n"
                        "docker info >/dev/null 2>&1 || { sudo -n docker info >/dev/null 2>&1 && "
                        "D='sudo -n docker'; }\n";
constexpr Reading readings[]{{"uptime", "uptime\n"},
                             {"df", "df -h\n"},
                             {"free", "free -h\n"},
                             {"docker-ps", "$D ps --all\n"},
                             {"docker-images", "$D image ls\n"},
                             {"journal-docker", "journalctl --unit docker --no-pager --lines 200\n"}};

bool needsHost(const QString &verb)
{
    static const QStringList verbs{
        QStringLiteral("hosts key"), QStringLiteral("hosts trust"),       QStringLiteral("hosts replace-key"),
        QStringLiteral("exec"),      QStringLiteral("restart-container"), QStringLiteral("prune"),
        QStringLiteral("reboot")};
    return verbs.contains(verb);
}

QList<HostId> all(const Workspace &workspace, const QString &environment)
{
    QList<HostId> ids;
    for (const Environment &each : workspace.environments) {
        if (!environment.isEmpty() && each.name != environment)
            continue;
        for (const HostSpec &host : each.hosts)
            ids.append({each.name, host.name});
    }
    return ids;
}

} // namespace

QStringList readingNames()
{
    QStringList names;
    for (const Reading &reading : readings)
        names.append(QLatin1String(reading.name));
    return names;
}

QByteArray readingScript(const QString &name)
{
    for (const Reading &reading : readings) {
        if (name == QLatin1String(reading.name))
            return QByteArray(name.startsWith(QLatin1String("docker")) ? docker : "") + reading.script;
    }
    return {};
}

QList<HostId> hostsOf(const Workspace &workspace, const Arguments &arguments)
{
    QList<HostId> ids = all(workspace, arguments.environment);
    if (!arguments.host.isEmpty())
        ids.removeIf(
            [&](const HostId &id) { return id.name != arguments.host && id.path() != arguments.host; });
    return ids;
}

std::optional<Problem> wrongHost(const Workspace &workspace, const Arguments &arguments)
{
    const bool ofEnvironment = arguments.verb == QLatin1String("bootstrap"); // has one to begin with
    if (arguments.host.isEmpty() && !needsHost(arguments.verb) && !ofEnvironment)
        return std::nullopt;
    QStringList names;
    for (const HostId &id : all(workspace, arguments.environment))
        names.append(id.name);
    if (names.isEmpty()) {
        const QString text =
            arguments.environment.isEmpty()
                ? QStringLiteral("envdeck.yaml names no hosts")
                : QStringLiteral("envdeck.yaml names no hosts of %1").arg(arguments.environment);
        return Problem{
            QStringLiteral("not-found"), arguments.environment, text,
            QStringLiteral("name them there: hosts: [{ name: NAME, address: ADDRESS, user: root }]"), text};
    }
    if (arguments.host.isEmpty() && ofEnvironment)
        return std::nullopt;
    if (arguments.host.isEmpty()) {
        const QString text =
            QStringLiteral("the host is not given; there are: %1").arg(names.join(QStringLiteral(", ")));
        return Problem{QStringLiteral("usage"), {}, text, sameCommand(arguments, {names.first()}), text};
    }
    const QList<HostId> meant = hostsOf(workspace, arguments);
    if (meant.isEmpty())
        return unknownName(QStringLiteral("host"), arguments.host, names,
                           arguments.environment.isEmpty() ? QString()
                                                           : QStringLiteral("in ") + arguments.environment,
                           arguments);
    if (meant.size() > 1) {
        const QString text = QStringLiteral("several environments have a host \"%1\": which one is meant?")
                                 .arg(arguments.host);
        return Problem{QStringLiteral("usage"), arguments.host, text,
                       sameCommand(arguments, {QStringLiteral("--env"), meant.first().environment}), text};
    }
    return std::nullopt;
}

std::optional<Problem> wrongReading(const Arguments &arguments)
{
    if (arguments.verb != QLatin1String("exec") || readingNames().contains(arguments.reading))
        return std::nullopt;
    return unknownName(QStringLiteral("reading"), arguments.reading, readingNames(), {}, arguments);
}

} // namespace envdeck::ctl
