// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/host_model.h"

#include "ui/text/error_text.h"
#include "ui/text/host_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

#include <QLocale>

#include <algorithm>

namespace envdeck::ui {

namespace {

using namespace hosts;
using Kind = StatusCell::Kind;

constexpr double badlyOver = 10; // percent above a limit: no warning any more

const HostFacts *factsOf(const HostStatus &host)
{
    return host.facts.value ? &*host.facts.value : nullptr;
}

std::optional<FileSystem> fullest(const HostFacts &facts)
{
    if (!facts.fileSystems || facts.fileSystems.value().isEmpty())
        return std::nullopt;
    const QList<FileSystem> &all = facts.fileSystems.value();
    return *std::max_element(all.cbegin(), all.cend(), [](const FileSystem &a, const FileSystem &b) {
        return a.usedPercent() < b.usedPercent();
    });
}

StatusCell containers(const HostFacts &facts)
{
    if (!facts.containers)
        return {Kind::Number, absentText()};
    const ContainerList &all = facts.containers.value();
    int up = 0;
    QList<Severity> severities;
    for (const ContainerFacts &each : all.list) {
        up += each.state == ContainerState::Running ? 1 : 0;
        severities.append(containerSeverity(each));
    }
    const bool bad = severities.contains(Severity::Critical);
    return {Kind::Number,
            QStringLiteral("%1/%2").arg(up).arg(all.total),
            {},
            bad ? Severity::Critical : Severity::None};
}

} // namespace

HostModel::HostModel(const Thresholds &limits, std::chrono::milliseconds interval, QObject *parent)
    : RowModel(parent), m_limits(limits), m_interval(interval)
{
}

void HostModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void HostModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    setNow(m_now);
}

StatusCell HostModel::percent(std::optional<double> value, double limit) const
{
    const Severity severity = !value || *value < limit     ? Severity::None
                              : *value < limit + badlyOver ? Severity::Warning
                                                           : Severity::Critical;
    return {Kind::Number, percentText(value), {}, severity};
}

StatusCell HostModel::cell(const HostStatus &host, int column) const
{
    const HostFacts *facts = factsOf(host);
    switch (column) {
    case NameColumn: return {Kind::Text, host.id.name, {}, Severity::None, true, true};
    case EnvironmentColumn: return {Kind::Text, host.id.environment};
    case AddressColumn: return {Kind::Code, host.address.isEmpty() ? absentText() : host.address};
    case StateColumn: {
        const HostState state = hostState(host, m_now, m_interval);
        return {Kind::Status, hostStateWord(state), {}, hostStateSeverity(state)};
    }
    case SeenColumn: return {Kind::Text, host.facts.value ? agoText(host.facts.at, m_now) : absentText()};
    default: break;
    }
    if (!facts)
        return {column == SystemColumn || column == DockerColumn ? Kind::Text : Kind::Number, absentText()};
    switch (column) {
    case CpuColumn: return percent(host.cpuPercent, m_limits.cpuPercent);
    case MemoryColumn:
        return percent(facts->memory ? std::optional(facts->memory.value().usedPercent()) : std::nullopt,
                       m_limits.memoryPercent);
    case DiskColumn: {
        const auto disk = fullest(*facts);
        return percent(disk ? std::optional(disk->usedPercent()) : std::nullopt, m_limits.diskPercent);
    }
    case ContainersColumn: return containers(*facts);
    case LoadColumn:
        return {Kind::Number,
                facts->load ? QLocale().toString(facts->load.value().one, 'f', 2) : absentText()};
    case UptimeColumn:
        return {Kind::Text,
                facts->system ? uptimeText(facts->system.value().uptime) : absentText(),
                {},
                facts->reboot && facts->reboot.value().isPending() ? Severity::Warning : Severity::None};
    case SystemColumn: return {Kind::Text, facts->system ? facts->system.value().os : absentText()};
    case DockerColumn: return {Kind::Text, facts->docker ? facts->docker.value().version : absentText()};
    case ClockColumn: {
        const bool off = host.skew && std::abs(host.skew->ahead.count()) > 2000;
        return {Kind::Number, skewText(host.skew), {}, off ? Severity::Warning : Severity::None};
    }
    default: return {};
    }
}

QString HostModel::toolTip(const HostStatus &host, int column) const
{
    const HostFacts *facts = factsOf(host);
    if (column == StateColumn && host.facts.error)
        return causeText(*host.facts.error);
    if (column == StateColumn && !host.findings.isEmpty() &&
        host.findings.first().verdict != FindingVerdict::NoProblem)
        return findingText(host.findings.first());
    if (column == SeenColumn && host.facts.value)
        return exactTimeText(host.facts.at);
    if (!facts)
        return {};
    if (column == MemoryColumn && facts->memory) {
        const MemoryFacts &memory = facts->memory.value();
        const QString swap = memory.swapTotalBytes > 0
                                 ? tr("swap %1 of %2")
                                       .arg(sizeText(memory.swapTotalBytes - memory.swapFreeBytes),
                                            sizeText(memory.swapTotalBytes))
                                 : tr("no swap");
        return tr("%1 of %2 available, %3")
            .arg(sizeText(memory.availableBytes), sizeText(memory.totalBytes), swap);
    }
    if (column == DiskColumn) {
        if (const auto disk = fullest(*facts))
            return tr("%1: %2 of %3 free")
                .arg(disk->mount, sizeText(disk->freeBytes), sizeText(disk->totalBytes));
    }
    if (column == UptimeColumn && facts->reboot && facts->reboot.value().isPending())
        return tr("A restart is pending: %1")
            .arg(facts->reboot.value().newerKernel.isEmpty()
                     ? facts->reboot.value().packages.mid(0, 5).join(QStringLiteral(", "))
                     : facts->reboot.value().newerKernel);
    return {};
}

QVariant HostModel::data(const QModelIndex &index, int role) const
{
    const HostStatus *host = row(index);
    if (!host)
        return {};
    if (role == Qt::ToolTipRole) {
        if (const QString tip = toolTip(*host, index.column()); !tip.isEmpty())
            return tip;
    }
    const StatusCell shown = cell(*host, index.column());
    if (role == Qt::TextAlignmentRole && shown.kind == Kind::Number)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return cellData(shown, role);
}

QVariant HostModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        static const QList<int> right{CpuColumn,        MemoryColumn, DiskColumn,
                                      ContainersColumn, LoadColumn,   ClockColumn};
        return int((right.contains(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return tr("Host");
    case EnvironmentColumn: return tr("Environment");
    case AddressColumn: return tr("Address");
    case StateColumn: return tr("State");
    case CpuColumn: return tr("CPU");
    case MemoryColumn: return tr("Memory");
    case DiskColumn: return tr("Disk");
    case ContainersColumn: return tr("Up");
    case LoadColumn: return tr("Load");
    case UptimeColumn: return tr("Uptime");
    case SystemColumn: return tr("System");
    case DockerColumn: return tr("Docker");
    case ClockColumn: return tr("Clock");
    case SeenColumn: return tr("Seen");
    default: return {};
    }
}

} // namespace envdeck::ui
