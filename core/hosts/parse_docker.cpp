// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/parse_parts.h"
#include "core/hosts/remote_text.h"
#include "core/hosts/row.h"

#include <QJsonArray>
#include <algorithm>

namespace envdeck::hosts {

namespace {

constexpr qsizetype mostProblems = 50;

bool isImageId(const QString &text)
{
    return isDigest(text);
}

ContainerState stateFromWord(const QString &word)
{
    static const QHash<QString, ContainerState> words{
        {QStringLiteral("created"), ContainerState::Created},
        {QStringLiteral("running"), ContainerState::Running},
        {QStringLiteral("paused"), ContainerState::Paused},
        {QStringLiteral("restarting"), ContainerState::Restarting},
        {QStringLiteral("removing"), ContainerState::Removing},
        {QStringLiteral("exited"), ContainerState::Exited},
        {QStringLiteral("dead"), ContainerState::Dead}};
    return words.value(word, ContainerState::Unknown);
}

// {"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"18080"}],"81/tcp":null}
QList<PortMapping> mappings(Row &row, const char *key)
{
    QList<PortMapping> list;
    const QJsonValue value = row.value(key);
    if (value.isNull())
        return list;
    if (!value.isObject()) {
        row.fail(key, "object expected");
        return list;
    }
    const QJsonObject object = value.toObject();
    for (auto port = object.constBegin(); port != object.constEnd(); ++port) {
        const QString inside = port.key().section(QLatin1Char('/'), 0, 0);
        const QString protocol = port.key().section(QLatin1Char('/'), 1);
        bool isPort = false;
        const int number = inside.toInt(&isPort);
        if (!isPort || number < 1 || number > 65535) {
            row.fail(key, "no port");
            return list;
        }
        for (const QJsonValue &host : port->toArray()) {
            const int hostPort =
                host[QLatin1String("HostPort")].toString().toInt(); // empty: any that is free
            PortMapping mapping{remoteText(QStringView(host[QLatin1String("HostIp")].toString()), 60),
                                hostPort, number,
                                protocol.isEmpty() ? QStringLiteral("tcp") : remoteText(protocol, 10)};
            if (mapping.address == QLatin1String("0.0.0.0") || mapping.address == QLatin1String("::"))
                mapping.address.clear();
            if (hostPort >= 1 && hostPort <= 65535 && !list.contains(mapping) && list.size() < 200)
                list.append(mapping);
        }
    }
    return list;
}

void readHealth(Row &row, ContainerFacts *facts, const Redactor &redactor)
{
    const QJsonValue health = row.value("health");
    if (health.isNull())
        return;
    if (!health.isObject())
        return row.fail("health", "object expected");
    const QString status = health[QLatin1String("status")].toString();
    if (status == QLatin1String("healthy"))
        facts->health = ContainerHealth::Healthy;
    else if (status == QLatin1String("unhealthy"))
        facts->health = ContainerHealth::Unhealthy;
    else if (status == QLatin1String("starting"))
        facts->health = ContainerHealth::Starting;
    else if (status != QLatin1String("none") && !status.isEmpty())
        return row.fail("health.status", "a state of health expected");
    facts->healthFailures = std::max(0, health[QLatin1String("streak")].toInt());
    facts->healthWords =
        remoteText(QStringView(redactor.redacted(health[QLatin1String("last")].toString()).trimmed()));
}

ContainerFacts containerOf(Row &row, const Redactor &redactor)
{
    ContainerFacts facts;
    facts.id = row.raw("id");
    if (facts.id.size() != 64 || !isDockerId(facts.id))
        row.fail("id", "container id expected");
    facts.name = row.text("name", 200);
    if (facts.name.startsWith(QLatin1Char('/')))
        facts.name.remove(0, 1);
    const QString image = row.raw("image");
    facts.image = ImageRef::parse(image);
    facts.imageText = remoteText(QStringView(image));
    // Of a tag that moved on the image has no name, and Docker shows its id.
    if (facts.image && isDigest(image))
        facts.image.reset();
    facts.imageId = row.raw("imageId");
    if (!isImageId(facts.imageId))
        row.fail("imageId", "image id expected");
    if (facts.image)
        facts.digest = facts.image->digest;
    facts.state = stateFromWord(row.raw("state"));
    facts.oomKilled = row.flag("oom");
    facts.error = remoteText(QStringView(redactor.redacted(row.raw("error"))), 500);
    facts.created = row.time("created");
    facts.started = row.time("started");
    facts.finished = row.time("finished");
    const qint64 exitCode = row.number("exit");
    const bool ended = facts.state == ContainerState::Exited || facts.state == ContainerState::Dead ||
                       facts.state == ContainerState::Restarting ||
                       (facts.state == ContainerState::Created && exitCode != 0);
    if (ended)
        facts.exitCode = int(std::clamp<qint64>(exitCode, -1, 1 << 30));
    facts.restarts = int(std::clamp<qint64>(row.number("restarts"), 0, 1 << 30));
    facts.restartPolicy = row.label("policy", 40);
    const qint64 limit = row.number("memoryLimit");
    if (limit > 0)
        facts.memoryLimitBytes = limit;
    facts.wantedPorts = mappings(row, "bindings");
    facts.openPorts = mappings(row, "ports");
    readHealth(row, &facts, redactor);
    facts.project = row.label("project", 100);
    facts.service = row.label("service", 100);
    const QString swarmService = row.label("swarmService", 100);
    if (!swarmService.isEmpty())
        facts.service = swarmService;
    facts.task = row.label("task", 64);
    facts.stack = row.label("stack", 100);
    facts.version = row.label("version", 100);
    return facts;
}

// "2/2", "0/1 (1/1 completed)", "2/2 (max 1 per node)"
bool readReplicas(const QString &text, SwarmService *service)
{
    const QString first = text.section(QLatin1Char(' '), 0, 0);
    bool haveRunning = false;
    bool haveWanted = false;
    service->running = first.section(QLatin1Char('/'), 0, 0).toInt(&haveRunning);
    service->wanted = first.section(QLatin1Char('/'), 1, 1).toInt(&haveWanted);
    return haveRunning && haveWanted && service->running >= 0 && service->wanted >= 0;
}

QString withoutNone(const QString &text)
{
    return text == QLatin1String("<none>") ? QString() : text;
}

// The rows of a section that are JSON objects, each given to `take`, which answers whether it keeps the row.
template <typename Take>
void eachRow(const Section &section, Problems *problems, Take take)
{
    int index = 0;
    for (const QByteArray &line : section.lines()) {
        if (!line.startsWith('{'))
            continue; // warnings of the client
        Row row(line, QStringLiteral("%1[%2]").arg(QString::fromLatin1(section.name)).arg(index++));
        if (!row.problem())
            take(row);
        if (row.problem() && problems->size() < mostProblems)
            problems->append(*row.problem());
    }
}

// Nothing came of a section that ended badly.
bool isEmptyFailure(const Section &section, qsizetype rows)
{
    return rows == 0 && section.code.value_or(1) != 0;
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

Result<ContainerList> readContainers(const Section &section, const Redactor &redactor, Problems *problems)
{
    ContainerList list;
    bool counted = false;
    for (const QByteArray &line : section.lines()) {
        if (line.startsWith("total=")) {
            list.total = line.mid(6).trimmed().toInt(&counted);
            break;
        }
    }
    eachRow(section, problems, [&](Row &row) {
        const ContainerFacts facts = containerOf(row, redactor);
        if (!row.problem())
            list.list.append(facts);
    });
    if (!counted || list.total < 0 || isEmptyFailure(section, list.list.size()))
        return errorOf(section);
    // One that was removed between the two commands was never there.
    if (section.code == 1 && section.body.contains("No such container"))
        list.total = int(list.list.size());
    list.total = std::max(list.total, int(list.list.size()));
    return list;
}

Result<QList<ImageFacts>> readImages(const Section &section, Problems *problems)
{
    QList<ImageFacts> list;
    eachRow(section, problems, [&](Row &row) {
        ImageFacts facts;
        facts.id = row.raw("id");
        if (!isImageId(facts.id))
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
        // "2026-12-01 02:18:56 +0000 UTC"
        facts.created =
            QDateTime::fromString(row.raw("created").left(25), QStringLiteral("yyyy-MM-dd HH:mm:ss t"));
        if (!facts.created.isValid())
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

Result<QList<SwarmService>> readServices(const Section &section, const Redactor &redactor, Problems *problems)
{
    QList<SwarmService> list;
    eachRow(section, problems, [&](Row &row) {
        const QString id = row.raw("id");
        if (!isDockerId(id))
            row.fail("id", "service id expected");
        if (row.value("replicas").isUndefined()) { // of the second command
            const QString image = row.raw("image");
            const QString stack = row.label("stack", 100);
            const QJsonValue update = row.value("update");
            for (SwarmService &service : list) {
                if (row.problem() || !id.startsWith(service.id))
                    continue;
                service.id = id;
                service.image = ImageRef::parse(image);
                service.stack = stack;
                service.updateState = remoteText(QStringView(update[QLatin1String("state")].toString()), 40);
                service.updateWords =
                    remoteText(QStringView(redactor.redacted(update[QLatin1String("message")].toString())));
            }
            return;
        }
        SwarmService service;
        service.id = id;
        service.name = row.text("name", 200);
        service.mode = row.text("mode", 40);
        if (!readReplicas(row.raw("replicas"), &service))
            row.fail("replicas", "replicas expected");
        if (!row.problem())
            list.append(service);
    });
    if (section.code.value_or(1) != 0)
        return errorOf(section);
    return list;
}

Result<QList<SwarmTask>> readTasks(const Section &section, const Redactor &redactor, Problems *problems)
{
    QList<SwarmTask> list;
    eachRow(section, problems, [&](Row &row) {
        SwarmTask task;
        task.id = row.raw("id");
        if (!isDockerId(task.id))
            row.fail("id", "task id expected");
        task.name = row.text("name", 200);
        // Tasks of the past are drawn below the first with " \_ " by some versions.
        if (const qsizetype at = task.name.lastIndexOf(QLatin1Char(' ')); at >= 0)
            task.name = task.name.mid(at + 1);
        task.image = row.text("image");
        task.node = row.label("node", 200);
        task.desired = row.text("desired", 20);
        const QString state = row.text("state", 100);
        task.state = state.section(QLatin1Char(' '), 0, 0);
        task.since = state.section(QLatin1Char(' '), 1);
        QString error = row.raw("error");
        if (error.size() >= 2 && error.startsWith(QLatin1Char('"')) && error.endsWith(QLatin1Char('"')))
            error = error.mid(1, error.size() - 2);
        task.error = remoteText(QStringView(redactor.redacted(error)), 500);
        if (!row.problem())
            list.append(task);
    });
    if (section.code.value_or(1) != 0)
        return errorOf(section);
    return list;
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
