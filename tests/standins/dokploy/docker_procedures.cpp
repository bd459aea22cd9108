// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/procedures.h"

namespace envdeck::standins::dokploy {

namespace {

// As docker's units.HumanDuration words it.
QString span(qint64 seconds)
{
    const auto some = [](qint64 n, const char *unit) {
        return QString::number(n) + QLatin1Char(' ') + QLatin1String(unit);
    };
    if (seconds < 1)
        return QStringLiteral("Less than a second");
    if (seconds == 1)
        return QStringLiteral("1 second");
    if (seconds < 60)
        return some(seconds, "seconds");
    if (seconds < 120)
        return QStringLiteral("About a minute");
    if (seconds < 3600)
        return some(seconds / 60, "minutes");
    if (seconds < 5400)
        return QStringLiteral("About an hour");
    const qint64 hours = (seconds + 1800) / 3600;
    if (hours < 48)
        return some(hours, "hours");
    if (hours < 24 * 14)
        return some(hours / 24, "days");
    return some(hours / 24 / 7, "weeks");
}

QString stateOf(const Container &container)
{
    if (container.running)
        return QStringLiteral("running");
    return container.restarting ? QStringLiteral("restarting") : QStringLiteral("exited");
}

QString statusOf(const Container &container, const QDateTime &now)
{
    if (container.running)
        return QStringLiteral("Up ") + span(container.started.secsTo(now));
    return QStringLiteral("%1 (%2) %3 ago")
        .arg(container.restarting ? QStringLiteral("Restarting") : QStringLiteral("Exited"))
        .arg(container.exitCode)
        .arg(span(container.finished.secsTo(now)));
}

QString portsOf(const Container &container)
{
    return container.running && container.port > 0
               ? QStringLiteral("%1:%2->8080/tcp").arg(container.address).arg(container.port)
               : QString();
}

QJsonObject listed(const Container &container, const QDateTime &now, bool withImage)
{
    QJsonObject row{{QStringLiteral("containerId"), container.id.left(12)},
                    {QStringLiteral("name"), container.name},
                    {QStringLiteral("state"), stateOf(container)},
                    {QStringLiteral("status"), statusOf(container, now)}};
    if (withImage) {
        row.insert(QStringLiteral("image"), container.image);
        row.insert(QStringLiteral("ports"), portsOf(container));
    }
    return row;
}

QString goTime(const QDateTime &at)
{
    return at.isValid() ? at.toUTC().toString(Qt::ISODateWithMs) : QStringLiteral("0001-01-01T00:00:00Z");
}

// `docker inspect`, as far as an operator's client reads it. Docker 28.
QJsonObject inspected(const Container &container)
{
    const QJsonObject state{{QStringLiteral("Status"), stateOf(container)},
                            {QStringLiteral("Running"), container.running},
                            {QStringLiteral("Paused"), false},
                            {QStringLiteral("Restarting"), container.restarting},
                            {QStringLiteral("OOMKilled"), false},
                            {QStringLiteral("Dead"), false},
                            {QStringLiteral("Pid"), container.running ? container.process.pid : 0},
                            {QStringLiteral("ExitCode"), container.exitCode},
                            {QStringLiteral("Error"), QString()},
                            {QStringLiteral("StartedAt"), goTime(container.started)},
                            {QStringLiteral("FinishedAt"), goTime(container.finished)}};
    const QString project = container.name.left(container.name.size() - container.service.size() - 3);
    QJsonObject labels;
    if (!container.service.isEmpty()) {
        labels.insert(QStringLiteral("com.docker.compose.project"), project);
        labels.insert(QStringLiteral("com.docker.compose.service"), container.service);
    }
    return {
        {QStringLiteral("Id"), container.id},
        {QStringLiteral("Created"), goTime(container.created)},
        {QStringLiteral("Path"), QStringLiteral("/app")},
        {QStringLiteral("Args"), QJsonArray()},
        {QStringLiteral("State"), state},
        {QStringLiteral("Name"), QLatin1Char('/') + container.name},
        {QStringLiteral("RestartCount"), container.restarts},
        {QStringLiteral("HostConfig"), QJsonObject{{QStringLiteral("RestartPolicy"),
                                                    QJsonObject{{QStringLiteral("Name"), container.restart},
                                                                {QStringLiteral("MaximumRetryCount"), 0}}}}},
        {QStringLiteral("Config"), QJsonObject{{QStringLiteral("Image"), container.image},
                                               {QStringLiteral("Env"), QJsonArray()},
                                               {QStringLiteral("Labels"), labels}}}};
}

Outcome containers(Parts parts, const QString &appName, bool withImage)
{
    parts.deployer.look();
    const QDateTime now = parts.clock.now();
    const QJsonObject *service = appName.isEmpty() ? nullptr : parts.store.serviceByAppName(appName);
    const QString serviceId = service ? service->value(idKeyOf(*service)).toString() : QString();
    QJsonArray rows;
    for (const Container &container : parts.store.state.containers) {
        if (appName.isEmpty() || container.serviceId == serviceId)
            rows.append(listed(container, now, withImage));
    }
    return QJsonValue(rows);
}

Outcome byLabel(Parts parts, const QString &appName)
{
    QJsonArray rows;
    const auto all = std::get<QJsonValue>(containers(parts, appName, false)).toArray();
    for (const QJsonValue &row : all) {
        if (row[QLatin1String("state")] != QLatin1String("running"))
            continue;
        QJsonObject reduced = row.toObject();
        reduced.remove(QStringLiteral("status"));
        rows.append(reduced);
    }
    return QJsonValue(rows);
}

Outcome swarmTasks(Parts parts, const QString &appName)
{
    parts.deployer.look();
    const QJsonObject *service = parts.store.serviceByAppName(appName);
    const QDateTime now = parts.clock.now();
    QJsonArray rows;
    for (const Container *container :
         parts.store.containersOf(service ? service->value(idKeyOf(*service)).toString() : QString())) {
        const bool failed = !container->running && !container->stoppedByHand;
        const QString state = container->running ? QStringLiteral("running")
                              : failed           ? QStringLiteral("failed")
                                                 : QStringLiteral("shutdown");
        const QString since =
            span((container->running ? container->started : container->finished).secsTo(now));
        rows.append(QJsonObject{
            {QStringLiteral("containerId"), container->name.section(QLatin1Char('.'), -1)},
            {QStringLiteral("name"), appName + QStringLiteral(".1")},
            {QStringLiteral("state"), state},
            {QStringLiteral("currentState"), state.left(1).toUpper() + state.mid(1) + QLatin1Char(' ') +
                                                 since.toLower() + QStringLiteral(" ago")},
            {QStringLiteral("node"), QStringLiteral("sandbox")},
            {QStringLiteral("error"),
             failed ? QStringLiteral("\"task: non-zero exit (%1)\"").arg(container->exitCode) : QString()}});
    }
    return QJsonValue(rows);
}

enum class Act { Start, Stop, Restart, Kill };

void act(Parts parts, Act what, const QString &id, const Respond &respond)
{
    const Container *container = parts.store.container(id);
    if (!container)
        return respond(internalError(
            QStringLiteral("Command execution failed: Error response from daemon: No such container: ") +
            id));
    const QString whole = container->id;
    switch (what) {
    case Act::Start: parts.deployer.start(whole); break;
    case Act::Stop:
    case Act::Restart: parts.deployer.stop(whole); break;
    case Act::Kill: parts.deployer.kill(whole); break;
    }
    if (what != Act::Restart)
        return respond(QJsonValue(QJsonValue::Undefined));
    auto *wait = new QTimer(&parts.deployer);
    QObject::connect(wait, &QTimer::timeout, &parts.deployer, [parts, whole, respond, wait] {
        parts.deployer.look();
        const Container *stopping = parts.store.container(whole);
        if (stopping && stopping->running)
            return;
        wait->deleteLater();
        wait->stop();
        parts.deployer.start(whole);
        respond(QJsonValue(QJsonValue::Undefined));
    });
    wait->start(50);
}

} // namespace

QList<Procedure> dockerProcedures(Parts parts)
{
    const auto acting = [parts](const char *name, Act what) {
        return Procedure{
            QLatin1String(name), true, {{"containerId"}}, [=](const QJsonObject &i, const Respond &respond) {
                act(parts, what, textOf(i, "containerId"), respond);
            }};
    };
    return {
        query("docker.getContainers", {},
              [parts](const QJsonObject &) { return containers(parts, {}, true); }),
        query("docker.getContainersByAppNameMatch", {{"appName"}, {"appType", FieldType::Text, false}},
              [parts](const QJsonObject &i) { return containers(parts, textOf(i, "appName"), false); }),
        query("docker.getContainersByAppLabel", {{"appName"}, {"type"}},
              [parts](const QJsonObject &i) { return byLabel(parts, textOf(i, "appName")); }),
        query("docker.getServiceContainersByAppName", {{"appName"}},
              [parts](const QJsonObject &i) { return swarmTasks(parts, textOf(i, "appName")); }),
        query("docker.getConfig", {{"containerId"}},
              [parts](const QJsonObject &i) {
                  parts.deployer.look();
                  const Container *container = parts.store.container(textOf(i, "containerId"));
                  return Outcome(container ? QJsonValue(inspected(*container))
                                           : QJsonValue(QJsonValue::Undefined));
              }),
        acting("docker.startContainer", Act::Start),
        acting("docker.stopContainer", Act::Stop),
        acting("docker.restartContainer", Act::Restart),
        acting("docker.killContainer", Act::Kill),
    };
}

} // namespace envdeck::standins::dokploy
