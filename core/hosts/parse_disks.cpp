// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/numbers.h"
#include "core/hosts/parse_parts.h"
#include "core/hosts/remote_text.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

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

} // namespace

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
        return errorOf(blocks);
    return list;
}

} // namespace envdeck::hosts
