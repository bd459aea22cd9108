// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/remote_text.h"
#include "core/hosts/rows.h"

#include <QJsonArray>
#include <algorithm>

namespace envdeck::hosts {

namespace {

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
    if (!isDigest(facts.imageId))
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

} // namespace

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
    if (!counted || list.total < 0 || (list.list.isEmpty() && section.code.value_or(1) != 0))
        return errorOf(section);
    // One that was removed between the two commands was never there.
    if (section.code == 1 && section.body.contains("No such container"))
        list.total = int(list.list.size());
    list.total = std::max(list.total, int(list.list.size()));
    return list;
}

} // namespace envdeck::hosts
