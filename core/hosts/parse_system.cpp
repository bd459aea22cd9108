// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/numbers.h"
#include "core/hosts/parse_parts.h"
#include "core/hosts/remote_text.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

QHash<QByteArray, QByteArray> assignments(const Section &section)
{
    QHash<QByteArray, QByteArray> found;
    for (const QByteArray &line : section.lines()) {
        const qsizetype at = line.indexOf('=');
        if (at > 0 && !found.contains(line.left(at)))
            found.insert(line.left(at), line.mid(at + 1).trimmed());
    }
    return found;
}

QString unquoted(QByteArray value)
{
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
        value = value.mid(1, value.size() - 2);
    return remoteText(QByteArrayView(value), 120);
}

std::optional<std::pair<QDateTime, bool>> clockOf(const Section &section) // and whether with fractions
{
    const QByteArray text = section.body.trimmed();
    const qsizetype dot = text.indexOf('.');
    const auto seconds = wholeNumber(dot < 0 ? text : text.left(dot), 32503680000); // the year 3000
    if (!seconds)
        return std::nullopt;
    const QByteArray fraction = dot < 0 ? QByteArray() : text.mid(dot + 1).left(3);
    bool isNumber = false;
    const int milliseconds = fraction.size() == 3 ? fraction.toInt(&isNumber) : 0;
    return std::pair(QDateTime::fromMSecsSinceEpoch(*seconds * 1000 + (isNumber ? milliseconds : 0), Qt::UTC),
                     isNumber);
}

} // namespace

Result<SystemFacts> readSystem(const Section &section)
{
    const auto found = assignments(section);
    const auto uptime = decimal(found.value("uptime"), 1e10);
    if (!found.contains("kernel") || !uptime)
        return errorOf(section);
    SystemFacts facts;
    facts.name = unquoted(found.value("name"));
    facts.os = unquoted(found.value("PRETTY_NAME"));
    facts.osId = unquoted(found.value("ID"));
    facts.osVersion = unquoted(found.value("VERSION_ID"));
    facts.kernel = unquoted(found.value("kernel"));
    facts.architecture = unquoted(found.value("machine"));
    facts.bootId = unquoted(found.value("boot"));
    facts.uptime = std::chrono::seconds(qint64(*uptime));
    return facts;
}

Result<CpuFacts> readCpu(const Section &section)
{
    const auto count = wholeNumber(assignments(section).value("count"), 100'000);
    for (const QByteArray &line : section.lines()) {
        if (!line.startsWith("cpu "))
            continue;
        // user nice system idle iowait irq softirq steal guest guest_nice; the guests are within user and
        // nice.
        const QList<QByteArray> parts = line.simplified().split(' ');
        QList<qint64> ticks;
        for (const QByteArray &part : parts.mid(1, 8))
            ticks.append(wholeNumber(part, qint64(1) << 52).value_or(-1));
        if (ticks.size() < 4 || ticks.contains(-1) || !count || *count == 0)
            break;
        ticks.resize(8);
        return CpuFacts{
            int(*count),
            {ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6], ticks[3] + ticks[4], ticks[7]}};
    }
    return errorOf(section);
}

Result<MemoryFacts> readMemory(const Section &section)
{
    QHash<QByteArray, qint64> found;
    for (const QByteArray &line : section.lines()) {
        const qsizetype at = line.indexOf(':');
        const auto number = wholeNumber(line.mid(at + 1).simplified().split(' ').first(), mostKilobytes);
        if (at > 0 && number && line.trimmed().endsWith("kB"))
            found.insert(line.left(at), *number * 1024);
    }
    if (found.value("MemTotal") <= 0)
        return errorOf(section);
    // Kernels before 3.14 do not tell what is available.
    const bool old = !found.contains("MemAvailable");
    if (old && !(found.contains("MemFree") && found.contains("Buffers") && found.contains("Cached")))
        return errorOf(section);
    MemoryFacts facts;
    facts.totalBytes = found.value("MemTotal");
    facts.availableBytes = std::min(facts.totalBytes, old ? found.value("MemFree") + found.value("Buffers") +
                                                                found.value("Cached")
                                                          : found.value("MemAvailable"));
    facts.swapTotalBytes = found.value("SwapTotal");
    facts.swapFreeBytes = std::min(facts.swapTotalBytes, found.value("SwapFree"));
    return facts;
}

Result<LoadFacts> readLoad(const Section &section)
{
    const QList<QByteArray> parts = section.body.simplified().split(' ');
    if (parts.size() < 3)
        return errorOf(section);
    const auto one = decimal(parts.at(0), 1e6);
    const auto five = decimal(parts.at(1), 1e6);
    const auto fifteen = decimal(parts.at(2), 1e6);
    if (!one || !five || !fifteen)
        return errorOf(section);
    return LoadFacts{*one, *five, *fifteen};
}

Result<HostClock> readClock(const Section &began, const Section &ended)
{
    const auto first = clockOf(began);
    const auto last = clockOf(ended);
    if (!first || !last)
        return errorOf(first ? ended : began);
    const bool fine = first->second && last->second;
    return HostClock{first->first, last->first, std::chrono::milliseconds(fine ? 1 : 1000)};
}

} // namespace envdeck::hosts
