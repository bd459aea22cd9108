// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/hosts_answer.h"

#include "app/ctl/values.h"
#include "core/hosts/service.h"
#include "ui/text/host_text.h"
#include "ui/text/number_text.h"

#include <algorithm>

namespace envdeck::ctl {

using hosts::HostState;
using hosts::HostStatus;

namespace {

QJsonValue numberOrNull(std::optional<double> number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

// One part of what a host said, as an observed value.
template <typename T, typename Fn>
QJsonObject partJson(const HostStatus &host, const QDateTime &now, Result<T> hosts::HostFacts::*part,
                     Fn toValue)
{
    Observed<T> what;
    what.source = host.facts.source;
    what.triedAt = host.facts.triedAt;
    what.error = host.facts.error;
    if (host.facts.value) {
        const Result<T> &said = *host.facts.value.*part;
        if (said) {
            what.value = said.value();
            what.at = host.facts.at;
        } else if (!what.error) {
            what.error = said.error();
        }
    }
    return observedJson(what, now, hosts::Service::interval, toValue);
}

const hosts::FileSystem *fullest(const QList<hosts::FileSystem> &systems)
{
    const auto most = std::max_element(systems.cbegin(), systems.cend(), [](const auto &a, const auto &b) {
        return a.usedPercent() < b.usedPercent();
    });
    return most == systems.cend() ? nullptr : &*most;
}

QJsonValue memoryJson(const hosts::MemoryFacts &memory)
{
    return QJsonObject{{QStringLiteral("totalBytes"), memory.totalBytes},
                       {QStringLiteral("availableBytes"), memory.availableBytes},
                       {QStringLiteral("usedPercent"), memory.usedPercent()},
                       {QStringLiteral("swapTotalBytes"), memory.swapTotalBytes},
                       {QStringLiteral("swapFreeBytes"), memory.swapFreeBytes}};
}

QJsonValue disksJson(const QList<hosts::FileSystem> &systems)
{
    QJsonArray rows;
    for (const hosts::FileSystem &system : systems)
        rows.append(
            QJsonObject{{QStringLiteral("mount"), system.mount},
                        {QStringLiteral("totalBytes"), system.totalBytes},
                        {QStringLiteral("freeBytes"), system.freeBytes},
                        {QStringLiteral("usedPercent"), system.usedPercent()},
                        {QStringLiteral("inodesUsedPercent"), numberOrNull(system.inodesUsedPercent)}});
    return rows;
}

qsizetype running(const hosts::ContainerList &containers)
{
    return std::count_if(containers.list.cbegin(), containers.list.cend(), [](const auto &container) {
        return container.state == hosts::ContainerState::Running;
    });
}

QJsonObject systemJson(const hosts::SystemFacts &system)
{
    return {{QStringLiteral("name"), system.name},
            {QStringLiteral("os"), system.os},
            {QStringLiteral("kernel"), system.kernel},
            {QStringLiteral("uptimeMs"), qint64(system.uptime.count()) * 1000}};
}

QJsonArray findingsJson(const QList<Finding> &findings)
{
    QJsonArray rows;
    for (const Finding &finding : findings) {
        if (finding.verdict == FindingVerdict::NoProblem)
            continue;
        rows.append(QJsonObject{{QStringLiteral("detector"), detectorName(finding.detector)},
                                {QStringLiteral("verdict"), verdictName(finding.verdict)},
                                {QStringLiteral("subject"), finding.subject},
                                {QStringLiteral("text"), ui::findingText(finding)}});
    }
    return rows;
}

QJsonObject hostJson(const HostStatus &host, const QDateTime &now)
{
    using Facts = hosts::HostFacts;
    Observed<double> cpu{host.cpuPercent,  host.facts.source,  host.facts.at,
                         host.facts.error, host.facts.triedAt, {}};
    return {{QStringLiteral("host"), host.id.name},
            {QStringLiteral("environment"), host.id.environment},
            {QStringLiteral("address"), host.address.isEmpty() ? QJsonValue() : QJsonValue(host.address)},
            {QStringLiteral("port"), host.spec.port},
            {QStringLiteral("user"), host.spec.user},
            {QStringLiteral("roles"), QJsonArray::fromStringList(host.spec.roles)},
            {QStringLiteral("state"), hostStateName(hosts::hostState(host, now, hosts::Service::interval))},
            {QStringLiteral("system"),
             partJson(host, now, &Facts::system, [](const auto &s) { return QJsonValue(systemJson(s)); })},
            {QStringLiteral("cpuPercent"),
             observedJson(cpu, now, hosts::Service::interval, [](double p) { return QJsonValue(p); })},
            {QStringLiteral("memory"), partJson(host, now, &Facts::memory, memoryJson)},
            {QStringLiteral("disks"), partJson(host, now, &Facts::fileSystems, disksJson)},
            {QStringLiteral("rebootPending"),
             partJson(host, now, &Facts::reboot, [](const auto &r) { return QJsonValue(r.isPending()); })},
            {QStringLiteral("docker"),
             partJson(host, now, &Facts::docker, [](const auto &d) { return QJsonValue(d.version); })},
            {QStringLiteral("containers"),
             partJson(host, now, &Facts::containers,
                      [](const hosts::ContainerList &c) {
                          return QJsonValue(QJsonObject{{QStringLiteral("total"), c.total},
                                                        {QStringLiteral("running"), running(c)}});
                      })},
            {QStringLiteral("findings"), findingsJson(host.findings)}};
}

QStringList hostRow(const HostStatus &host, HostState state)
{
    QString memory = ui::absentText();
    QString disk = ui::absentText();
    QString containers = ui::absentText();
    if (const auto &facts = host.facts.value) {
        if (facts->memory)
            memory = ui::percentText(facts->memory.value().usedPercent());
        const auto *full = facts->fileSystems ? fullest(facts->fileSystems.value()) : nullptr;
        if (full)
            disk = QStringLiteral("%1 of %2").arg(ui::percentText(full->usedPercent()), full->mount);
        if (facts->containers)
            containers = QStringLiteral("%1 of %2 run")
                             .arg(running(facts->containers.value()))
                             .arg(facts->containers.value().total);
    }
    return {host.id.environment,
            host.id.name,
            ui::hostStateWord(state),
            ui::percentText(host.cpuPercent),
            memory,
            disk,
            containers,
            host.address.isEmpty()
                ? ui::absentText()
                : QStringLiteral("%1@%2:%3").arg(host.spec.user, host.address).arg(host.spec.port)};
}

// Of those that did not answer; when none did, how the first of them leaves.
void addProblems(Answer &answer, const QList<HostStatus> &hosts, const Arguments &arguments)
{
    bool anyAnswered = false;
    for (const HostStatus &host : hosts) {
        if (host.facts.error)
            answer.problems.append(hostProblem(*host.facts.error, host.id, arguments));
        anyAnswered = anyAnswered || !host.facts.error;
    }
    if (!hosts.isEmpty() && !anyAnswered)
        answer.code = exitCodeOf(*hosts.first().facts.error);
}

QJsonObject containerJson(const HostStatus &host, const hosts::ContainerFacts &container)
{
    const auto *usage = host.facts.value->usage ? host.facts.value->usage.value().of(container.id) : nullptr;
    const auto cpu = host.containerCpuPercent.constFind(container.id);
    return {
        {QStringLiteral("host"), host.id.name},
        {QStringLiteral("environment"), host.id.environment},
        {QStringLiteral("id"), container.id.left(12)},
        {QStringLiteral("name"), container.name},
        {QStringLiteral("state"), hosts::containerStateName(container.state)},
        {QStringLiteral("health"), textOrNull(hosts::containerHealthName(container.health))},
        {QStringLiteral("exitCode"), container.exitCode ? QJsonValue(*container.exitCode) : QJsonValue()},
        {QStringLiteral("restarts"), container.restarts},
        {QStringLiteral("image"),
         container.image ? QJsonValue(toJson(*container.image)) : QJsonValue(container.imageText)},
        {QStringLiteral("digest"), container.digest.isEmpty() ? QJsonValue() : QJsonValue(container.digest)},
        {QStringLiteral("started"), timeJson(container.started)},
        {QStringLiteral("project"),
         container.project.isEmpty() ? QJsonValue() : QJsonValue(container.project)},
        {QStringLiteral("service"),
         container.service.isEmpty() ? QJsonValue() : QJsonValue(container.service)},
        {QStringLiteral("cpuPercent"),
         cpu == host.containerCpuPercent.cend() ? QJsonValue() : QJsonValue(*cpu)},
        {QStringLiteral("memoryBytes"),
         usage && usage->memoryBytes ? QJsonValue(*usage->memoryBytes) : QJsonValue()}};
}

} // namespace

QString hostStateName(HostState state)
{
    switch (state) {
    case HostState::Unknown: return QStringLiteral("unknown");
    case HostState::Healthy: return QStringLiteral("healthy");
    case HostState::Warning: return QStringLiteral("warning");
    case HostState::Unreachable: return QStringLiteral("unreachable");
    case HostState::NotTrusted: return QStringLiteral("not-trusted");
    case HostState::KeyChanged: return QStringLiteral("key-changed");
    case HostState::NotCreated: return QStringLiteral("not-created");
    }
    Q_UNREACHABLE();
}

Answer hostsAnswer(const QList<HostStatus> &hosts, const Arguments &arguments, const QDateTime &now)
{
    Answer answer;
    QJsonArray rows;
    QList<QStringList> table{{QStringLiteral("ENVIRONMENT"), QStringLiteral("HOST"), QStringLiteral("STATE"),
                              QStringLiteral("CPU"), QStringLiteral("MEMORY"), QStringLiteral("DISK"),
                              QStringLiteral("CONTAINERS"), QStringLiteral("ADDRESS")}};
    QStringList findings;
    bool well = true;
    for (const HostStatus &host : hosts) {
        const HostState state = hosts::hostState(host, now, hosts::Service::interval);
        well = well && state == HostState::Healthy;
        rows.append(hostJson(host, now));
        table.append(hostRow(host, state));
        for (const Finding &finding : host.findings) {
            if (finding.verdict == FindingVerdict::LikelyCause || finding.verdict == FindingVerdict::Related)
                findings.append(QStringLiteral("%1: %2").arg(host.id.path(), ui::findingText(finding)));
        }
    }
    answer.data = {{QStringLiteral("hosts"), rows}};
    answer.lines =
        hosts.isEmpty() ? QStringList{QStringLiteral("envdeck.yaml names no hosts")} : aligned(table);
    if (!findings.isEmpty())
        answer.lines += QStringList{QString()} + findings;
    addProblems(answer, hosts, arguments);
    if (arguments.exitCode && !well && answer.code == exitOk)
        answer.code = exitSomethingToDo;
    return answer;
}

Answer containersAnswer(const QList<HostStatus> &hosts, const Arguments &arguments)
{
    Answer answer;
    QJsonArray rows;
    QList<QStringList> table{{QStringLiteral("HOST"), QStringLiteral("CONTAINER"), QStringLiteral("STATE"),
                              QStringLiteral("RESTARTS"), QStringLiteral("EXIT"), QStringLiteral("CPU"),
                              QStringLiteral("IMAGE")}};
    addProblems(answer, hosts, arguments);
    for (const HostStatus &host : hosts) {
        if (host.facts.error || !host.facts.value)
            continue;
        const auto &containers = host.facts.value->containers;
        if (!containers) {
            answer.problems.append(hostProblem(containers.error(), host.id, arguments));
            answer.code = exitFailed;
            continue;
        }
        for (const hosts::ContainerFacts &container : containers.value().list) {
            rows.append(containerJson(host, container));
            const auto cpu = host.containerCpuPercent.constFind(container.id);
            table.append({host.id.path(), container.name, ui::containerStateWord(container),
                          QString::number(container.restarts),
                          container.exitCode ? QString::number(*container.exitCode) : ui::absentText(),
                          ui::percentText(cpu == host.containerCpuPercent.cend() ? std::optional<double>()
                                                                                 : std::optional(*cpu)),
                          container.imageText});
        }
    }
    answer.data = {{QStringLiteral("containers"), rows}};
    answer.lines = rows.isEmpty() ? QStringList{QStringLiteral("no containers")} : aligned(table);
    return answer;
}

} // namespace envdeck::ctl
