// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/container_model.h"

#include "ui/text/host_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

using namespace hosts;
using Kind = StatusCell::Kind;

int rank(const ContainerFacts &container)
{
    switch (containerSeverity(container)) {
    case Severity::Critical: return 0;
    case Severity::Warning: return 1;
    case Severity::Running: return 2;
    case Severity::Ok: return 3;
    default: return 4;
    }
}

QString portsText(const ContainerFacts &container)
{
    QStringList ports;
    for (const PortMapping &port : container.openPorts) {
        const QString text = QStringLiteral("%1\u2192%2").arg(port.hostPort).arg(port.containerPort);
        if (!ports.contains(text)) // IPv4 and IPv6 are one to read
            ports.append(text);
    }
    return ports.isEmpty() ? absentText() : ports.join(QStringLiteral(", "));
}

} // namespace

QList<ContainerRow> containerRows(const HostStatus &host)
{
    QList<ContainerRow> rows;
    if (!host.facts.value || !host.facts.value->containers)
        return rows;
    const HostFacts &facts = *host.facts.value;
    for (const ContainerFacts &container : facts.containers.value().list) {
        ContainerRow row{container, std::nullopt, std::nullopt};
        if (const auto cpu = host.containerCpuPercent.constFind(container.id);
            cpu != host.containerCpuPercent.cend())
            row.cpuPercent = *cpu;
        if (const ContainerUsage *usage = facts.usage ? facts.usage.value().of(container.id) : nullptr)
            row.memoryBytes = usage->memoryBytes;
        rows.append(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const ContainerRow &a, const ContainerRow &b) {
        return std::pair(rank(a.facts), a.facts.name) < std::pair(rank(b.facts), b.facts.name);
    });
    return rows;
}

void ContainerModel::setNow(const QDateTime &now)
{
    m_now = now;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, SinceColumn), index(rowCount() - 1, SinceColumn));
}

void ContainerModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

StatusCell ContainerModel::cell(const ContainerRow &row, int column) const
{
    const ContainerFacts &facts = row.facts;
    switch (column) {
    case NameColumn: return {Kind::Text, facts.name, {}, Severity::None, true, true};
    case StateColumn: return {Kind::Status, containerStateWord(facts), {}, containerSeverity(facts)};
    case ImageColumn: return {Kind::Code, facts.imageText};
    case SinceColumn: {
        const bool ended = facts.state == ContainerState::Exited || facts.state == ContainerState::Dead;
        const QDateTime since = ended ? facts.finished : facts.started;
        return {Kind::Text, since.isValid() ? agoText(since, m_now) : absentText()};
    }
    case RestartsColumn:
        return {Kind::Number,
                countText(facts.restarts),
                {},
                facts.restarts > 0 ? Severity::Warning : Severity::None};
    case ExitColumn:
        return {Kind::Number, facts.exitCode ? QString::number(*facts.exitCode) : absentText(),
                facts.oomKilled ? tr("out of memory") : QString(),
                facts.exitCode.value_or(0) != 0 ? Severity::Warning : Severity::None};
    case CpuColumn: return {Kind::Number, percentText(row.cpuPercent)};
    case MemoryColumn: return {Kind::Number, row.memoryBytes ? sizeText(*row.memoryBytes) : absentText()};
    case PortsColumn: return {Kind::Code, portsText(facts)};
    default: return {};
    }
}

QVariant ContainerModel::data(const QModelIndex &index, int role) const
{
    const ContainerRow *container = row(index);
    if (!container)
        return {};
    const StatusCell shown = cell(*container, index.column());
    if (role == Qt::TextAlignmentRole && shown.kind == Kind::Number)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == ImageColumn)
        return QStringLiteral("%1\n%2").arg(container->facts.imageText, container->facts.digest.isEmpty()
                                                                            ? container->facts.imageId
                                                                            : container->facts.digest);
    if (role == Qt::ToolTipRole && index.column() == StateColumn) {
        const QString words =
            !container->facts.error.isEmpty() ? container->facts.error : container->facts.healthWords;
        return words.isEmpty() ? cellData(shown, role) : QVariant(words);
    }
    if (role == Qt::ToolTipRole && index.column() == MemoryColumn && container->facts.memoryLimitBytes)
        return tr("of at most %1").arg(limitText(*container->facts.memoryLimitBytes));
    return cellData(shown, role);
}

QVariant ContainerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        static const QList<int> right{RestartsColumn, ExitColumn, CpuColumn, MemoryColumn};
        return int((right.contains(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn: return tr("Container");
    case StateColumn: return tr("State");
    case ImageColumn: return tr("Image");
    case SinceColumn: return tr("Since");
    case RestartsColumn: return tr("Restarts");
    case ExitColumn: return tr("Exit");
    case CpuColumn: return tr("CPU");
    case MemoryColumn: return tr("Memory");
    case PortsColumn: return tr("Ports");
    default: return {};
    }
}

} // namespace envdeck::ui
