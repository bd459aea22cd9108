// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/remote_text.h"
#include "core/hosts/rows.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

QString withoutNone(const QString &text)
{
    return text == QLatin1String("<none>") ? QString() : text;
}

} // namespace

std::optional<qint64> bytesFromDocker(QStringView text)
{
    text = text.trimmed();
    if (const qsizetype space = text.indexOf(QLatin1Char(' ')); space > 0)
        text = text.left(space);
    qsizetype end = 0;
    while (end < text.size() && (text.at(end).isDigit() || text.at(end) == QLatin1Char('.')))
        ++end;
    bool isNumber = false;
    const double number = text.left(end).toDouble(&isNumber);
    static const QHash<QString, double> units{{QStringLiteral("b"), 1.0},
                                              {QStringLiteral("kb"), 1e3},
                                              {QStringLiteral("mb"), 1e6},
                                              {QStringLiteral("gb"), 1e9},
                                              {QStringLiteral("tb"), 1e12},
                                              {QStringLiteral("pb"), 1e15},
                                              {QStringLiteral("kib"), 1024.0},
                                              {QStringLiteral("mib"), 1048576.0},
                                              {QStringLiteral("gib"), 1073741824.0},
                                              {QStringLiteral("tib"), 1099511627776.0}};
    const auto unit = units.constFind(text.mid(end).toString().toLower());
    if (!isNumber || unit == units.cend() || number * *unit > 1e18)
        return std::nullopt;
    return qint64(number * *unit + 0.5);
}

Result<DockerFacts> readDocker(const Section &section, const Redactor &redactor)
{
    DockerFacts facts;
    bool viaSudo = false;
    for (const QByteArray &line : section.lines()) {
        if (line == "how=sudo")
            viaSudo = true;
        if (line == "missing")
            return Error{ErrorCode::ToolMissing, QStringLiteral("docker"), {}, 0};
        if (!line.startsWith('{'))
            continue;
        Row row(line, QStringLiteral("docker"));
        facts.version = row.text("version", 60);
        facts.storageDriver = row.text("driver", 60);
        facts.rootFolder = row.text("root");
        facts.swarmState = row.text("swarm", 20);
        facts.swarmError = remoteText(QStringView(redactor.redacted(row.label("swarmError"))));
        facts.swarm = facts.swarmState == QLatin1String("active");
        facts.manager = row.flag("manager");
        facts.nodes = int(std::clamp<qint64>(row.number("nodes"), 0, 100'000));
        facts.managers = int(std::clamp<qint64>(row.number("managers"), 0, 100'000));
        if (row.problem() && !facts.version.isEmpty())
            return *row.problem();
        if (!row.problem() && !facts.version.isEmpty()) {
            facts.viaSudo = viaSudo;
            return facts;
        }
    }
    Error error = errorOf(section);
    if (error.code == ErrorCode::ToolFailed)
        error.code = ErrorCode::Unreachable; // the client is there and got no answer
    error.detail = redactor.redacted(error.detail);
    return error;
}

Result<QList<ImageFacts>> readImages(const Section &section, Problems *problems)
{
    QList<ImageFacts> list;
    eachRow(section, problems, [&](Row &row) {
        ImageFacts facts;
        facts.id = row.raw("id");
        if (!isDigest(facts.id))
            row.fail("id", "image id expected");
        facts.repository = withoutNone(row.text("repository"));
        facts.tag = withoutNone(row.text("tag", 128));
        facts.digest = withoutNone(row.raw("digest"));
        if (!facts.digest.isEmpty() && !isDigest(facts.digest))
            row.fail("digest", "digest expected");
        const auto size = bytesFromDocker(row.raw("size"));
        if (!size)
            row.fail("size", "size expected");
        facts.sizeBytes = size.value_or(0);
        // "2026-12-01 02:18:56 +0000 UTC": the script sets the zone
        facts.created =
            QDateTime::fromString(row.raw("created").left(19), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        facts.created.setTimeSpec(Qt::UTC);
        if (!row.problem())
            list.append(facts);
    });
    // A list that was cut off must not make an image look as if nobody had it.
    if (section.code.value_or(1) != 0)
        return errorOf(section);
    return list;
}

Result<UsageFacts> readUsage(const Section &section)
{
    UsageFacts facts;
    bool haveTime = false;
    QHash<QString, qint64> cache;
    for (const QByteArray &line : section.lines()) {
        if (line.startsWith("at=")) {
            const double seconds = line.mid(3).trimmed().toDouble(&haveTime);
            haveTime = haveTime && seconds >= 0 && seconds < 1e10;
            facts.at = std::chrono::milliseconds(haveTime ? qint64(seconds * 1000) : 0);
            continue;
        }
        // "406ae461a163 memory.stat:inactive_file 0"
        const qsizetype space = line.indexOf(' ');
        const qsizetype colon = line.indexOf(':', space);
        const QString id = QString::fromLatin1(line.left(std::max<qsizetype>(space, 0)));
        if (colon < 0 || id.size() != 12 || !isDockerId(id))
            continue;
        const QByteArray file = line.mid(space + 1, colon - space - 1);
        const QList<QByteArray> words = line.mid(colon + 1).simplified().split(' ');
        bool isNumber = false;
        const qint64 number = words.last().toLongLong(&isNumber);
        if (!isNumber || number < 0)
            continue;
        ContainerUsage &usage = facts.ofContainer[id];
        if (file == "memory.current" || file == "memory.usage_in_bytes")
            usage.memoryBytes = number;
        else if (file == "memory.stat" && words.first() == "total_inactive_file")
            cache.insert(id, number);
        else if (file == "memory.stat" && words.first() == "inactive_file" && !cache.contains(id))
            cache.insert(id, number);
        else if (words.first() == "oom_kill")
            usage.oomKills = number;
        else if (file == "cpu.stat" && words.first() == "usage_usec" && number < (qint64(1) << 52))
            usage.cpuNanoseconds = number * 1000;
        else if (file == "cpuacct.usage")
            usage.cpuNanoseconds = number;
    }
    for (auto it = facts.ofContainer.begin(); it != facts.ofContainer.end(); ++it) {
        if (it->memoryBytes)
            it->memoryBytes = std::max<qint64>(0, *it->memoryBytes - cache.value(it.key()));
    }
    if (!haveTime)
        return errorOf(section);
    return facts;
}

Result<DiskUse> readDiskUse(const Section &section, Problems *problems)
{
    DiskUse use;
    eachRow(section, problems, [&](Row &row) {
        const QString kind = row.raw("kind");
        const auto size = bytesFromDocker(row.raw("size"));
        const auto reclaimable = bytesFromDocker(row.raw("reclaimable"));
        const qint64 count = row.number("count");
        const qint64 active = row.number("active");
        if (!size || !reclaimable)
            row.fail(size ? "reclaimable" : "size", "size expected");
        if (row.problem())
            return;
        const DiskUseRow found{int(std::clamp<qint64>(count, 0, 1 << 30)),
                               int(std::clamp<qint64>(active, 0, 1 << 30)), *size, *reclaimable};
        if (kind == QLatin1String("Images"))
            use.images = found;
        else if (kind == QLatin1String("Containers"))
            use.containers = found;
        else if (kind == QLatin1String("Local Volumes"))
            use.volumes = found;
        else if (kind == QLatin1String("Build Cache"))
            use.buildCache = found;
    });
    if (!use.images && !use.containers && !use.volumes && !use.buildCache)
        return errorOf(section);
    return use;
}

QHash<QString, qint64> readLogSizes(const Section &section)
{
    QHash<QString, qint64> sizes;
    for (const QByteArray &line : section.lines()) {
        const QList<QByteArray> parts = line.split(' ');
        bool isNumber = false;
        const qint64 size = parts.last().toLongLong(&isNumber);
        const QString id = QString::fromLatin1(parts.first());
        if (parts.size() == 2 && isNumber && size >= 0 && id.size() == 12 && isDockerId(id))
            sizes.insert(id, size);
    }
    return sizes;
}

} // namespace envdeck::hosts
