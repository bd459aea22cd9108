// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/parse_parts.h"
#include "core/hosts/remote_text.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>

namespace envdeck::hosts {

namespace {

constexpr qint64 mostKilobytes = qint64(1) << 50; // an exbibyte: anything above is no size

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

std::optional<qint64> wholeNumber(const QByteArray &text, qint64 most)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber && number >= 0 && number <= most ? std::optional(number) : std::nullopt;
}

std::optional<double> decimal(const QByteArray &text, double most)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber && std::isfinite(number) && number >= 0 && number <= most ? std::optional(number)
                                                                              : std::nullopt;
}

// One row of `df -P`: nothing else stands in the last column, so it may hold spaces.
struct DfRow {
    QByteArray device;
    qint64 total = 0;
    qint64 used = 0;
    qint64 free = 0;
    QByteArray mount;
};

std::optional<DfRow> dfRow(const QByteArray &line)
{
    const QList<QByteArray> parts = line.simplified().split(' ');
    // The device may hold spaces too: the first four columns that are numbers and a percentage count.
    for (qsizetype i = 1; i + 4 < parts.size(); ++i) {
        const auto total = wholeNumber(parts.at(i), mostKilobytes);
        const auto used = wholeNumber(parts.at(i + 1), mostKilobytes);
        const auto free = wholeNumber(parts.at(i + 2), mostKilobytes);
        if (!total || !used || !free || !(parts.at(i + 3).endsWith('%') || parts.at(i + 3) == "-"))
            continue;
        return DfRow{parts.mid(0, i).join(' '), *total, *used, *free, parts.mid(i + 4).join(' ')};
    }
    return std::nullopt;
}

// The flavour of "6.1.0-31-cloud-amd64" is "cloud-amd64": another one is no newer version of this one.
QString flavourOf(const QString &kernel)
{
    qsizetype at = 0;
    while (at < kernel.size() && !kernel.at(at).isLetter())
        ++at;
    return kernel.mid(at);
}

QList<int> numbersOf(const QString &kernel)
{
    QList<int> numbers;
    for (const QString &part : kernel.left(kernel.size() - flavourOf(kernel).size())
                                   .split(QRegularExpression(QStringLiteral("[^0-9]+")), Qt::SkipEmptyParts))
        numbers.append(part.left(9).toInt());
    return numbers;
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

Error unreadable(const Section &section)
{
    Error error = errorOf(section);
    if (error.code == ErrorCode::BadResponse && error.detail.isEmpty())
        error.detail = QStringLiteral("nothing to read in it");
    return error;
}

} // namespace

Result<SystemFacts> readSystem(const Section &section)
{
    const auto found = assignments(section);
    const auto uptime = decimal(found.value("uptime"), 1e10);
    if (!found.contains("kernel") || !uptime)
        return unreadable(section);
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
    return unreadable(section);
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
        return unreadable(section);
    // Kernels before 3.14 do not tell what is available.
    const bool old = !found.contains("MemAvailable");
    if (old && !(found.contains("MemFree") && found.contains("Buffers") && found.contains("Cached")))
        return unreadable(section);
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
        return unreadable(section);
    const auto one = decimal(parts.at(0), 1e6);
    const auto five = decimal(parts.at(1), 1e6);
    const auto fifteen = decimal(parts.at(2), 1e6);
    if (!one || !five || !fifteen)
        return unreadable(section);
    return LoadFacts{*one, *five, *fifteen};
}

Result<QList<FileSystem>> readFileSystems(const Section &blocks, const Section *inodes)
{
    QList<FileSystem> list;
    QHash<QString, double> inodesUsed;
    if (inodes) {
        for (const QByteArray &line : inodes->lines()) {
            const auto row = dfRow(line);
            if (row && row->used + row->free > 0)
                inodesUsed.insert(remoteText(QByteArrayView(row->mount)),
                                  100.0 * double(row->used) / double(row->used + row->free));
        }
    }
    for (const QByteArray &line : blocks.lines()) {
        const auto row = dfRow(line);
        if (!row || row->total == 0 || !row->mount.startsWith('/') || list.size() >= 100)
            continue;
        FileSystem system{remoteText(QByteArrayView(row->device)),
                          remoteText(QByteArrayView(row->mount)),
                          row->total * 1024,
                          row->used * 1024,
                          row->free * 1024,
                          std::nullopt};
        // A read-only image (snap, ISO) is always full and nobody can do anything about it.
        const bool readOnlyImage = row->free == 0 && row->device.startsWith("/dev/loop");
        // The same device twice is a bind mount.
        const bool known = std::any_of(list.cbegin(), list.cend(), [&](const FileSystem &other) {
            return other.mount == system.mount ||
                   (other.device == system.device && other.totalBytes == system.totalBytes);
        });
        if (known || readOnlyImage)
            continue;
        if (const auto used = inodesUsed.constFind(system.mount); used != inodesUsed.cend())
            system.inodesUsedPercent = *used;
        list.append(system);
    }
    std::stable_partition(list.begin(), list.end(),
                          [](const FileSystem &system) { return system.mount == QLatin1String("/"); });
    if (list.isEmpty())
        return unreadable(blocks);
    return list;
}

Result<RebootFacts> readReboot(const Section &section)
{
    RebootFacts facts;
    QString running;
    QStringList installed;
    for (const QByteArray &line : section.lines()) {
        if (line == "required")
            facts.required = true;
        else if (line == "init-replaced")
            facts.initReplaced = true;
        else if (line.startsWith("package=") && facts.packages.size() < 50)
            facts.packages.append(remoteText(QByteArrayView(line).sliced(8), 100));
        else if (line.startsWith("running="))
            running = remoteText(QByteArrayView(line).sliced(8), 100);
        else if (line.startsWith("kernel="))
            installed.append(remoteText(QByteArrayView(line).sliced(7), 100));
    }
    if (running.isEmpty())
        return unreadable(section);
    facts.packages.removeDuplicates();
    // Where the running kernel is not installed here (a container, a kernel of the hypervisor), the installed
    // ones say nothing about it.
    if (installed.contains(running)) {
        QString newest = running;
        for (const QString &kernel : installed) {
            if (flavourOf(kernel) == flavourOf(running) && numbersOf(newest) < numbersOf(kernel))
                newest = kernel;
        }
        if (newest != running)
            facts.newerKernel = newest;
    }
    return facts;
}

Result<HostClock> readClock(const Section &began, const Section &ended)
{
    const auto first = clockOf(began);
    const auto last = clockOf(ended);
    if (!first || !last)
        return unreadable(first ? ended : began);
    const bool fine = first->second && last->second;
    return HostClock{first->first, last->first, std::chrono::milliseconds(fine ? 1 : 1000)};
}

Result<QList<Listener>> readListeners(const Section &section)
{
    if (section.code.value_or(1) != 0)
        return unreadable(section);
    QList<Listener> list;
    for (const QByteArray &line : section.lines()) {
        // "0100007F:0050": words of four bytes in the host's byte order, which is little endian on all that
        // Docker runs on here.
        const qsizetype colon = line.indexOf(':');
        const QByteArray address = QByteArray::fromHex(line.left(std::max<qsizetype>(colon, 0)));
        bool isNumber = false;
        const int port = line.mid(colon + 1).toInt(&isNumber, 16);
        if (!isNumber || port < 1 || port > 65535 || (address.size() != 4 && address.size() != 16))
            continue;
        QByteArray turned;
        for (qsizetype word = 0; word < address.size(); word += 4) {
            for (qsizetype i = 3; i >= 0; --i)
                turned += address.at(word + i);
        }
        QHostAddress parsed;
        if (turned.size() == 4)
            parsed.setAddress(quint32(quint8(turned.at(0))) << 24 | quint32(quint8(turned.at(1))) << 16 |
                              quint32(quint8(turned.at(2))) << 8 | quint32(quint8(turned.at(3))));
        else
            parsed.setAddress(reinterpret_cast<const quint8 *>(turned.constData()));
        const Listener listener{parsed.toString(), port, {}};
        if (!list.contains(listener) && list.size() < 2000)
            list.append(listener);
    }
    std::sort(list.begin(), list.end(), [](const Listener &a, const Listener &b) {
        return std::pair(a.port, a.address) < std::pair(b.port, b.address);
    });
    return list;
}

void addOwners(QList<Listener> *listeners, const Section &section)
{
    // LISTEN 0 4096 127.0.0.1:18080 0.0.0.0:* users:(("docker-proxy",pid=25150,fd=4))
    for (const QByteArray &line : section.lines()) {
        const QList<QByteArray> parts = line.simplified().split(' ');
        const qsizetype name = line.indexOf("users:((\"");
        if (parts.size() < 6 || name < 0)
            continue;
        const qsizetype from = name + 9;
        const qsizetype end = line.indexOf('"', from);
        const int port = parts.at(3).mid(parts.at(3).lastIndexOf(':') + 1).toInt();
        QByteArray address = parts.at(3).left(parts.at(3).lastIndexOf(':'));
        if (address.startsWith('['))
            address = address.mid(1, address.size() - 2);
        if (end < 0)
            continue;
        for (Listener &listener : *listeners) {
            // ss writes "*" for "::" that takes IPv4 as well.
            const bool same = address == listener.address.toLatin1() ||
                              (address == "*" && listener.address == QLatin1String("::"));
            if (listener.port == port && same && listener.program.isEmpty())
                listener.program = remoteText(QByteArrayView(line).sliced(from, end - from), 60);
        }
    }
}

} // namespace envdeck::hosts
