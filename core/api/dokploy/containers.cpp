// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/parse.h"

#include "core/base/redactor.h"

#include <QRegularExpression>

// What Dokploy shows of Docker (packages/server/src/services/docker.ts, v0.30): lines of docker ps, service
// ps and stack ps cut at " | ", and docker inspect as it is. Failures of docker read as an empty list or an
// empty body.
namespace envdeck::dokploy {

using http::JsonReader;

namespace {

ContainerState stateOf(const QString &text)
{
    static const QHash<QString, ContainerState> names{
        {QStringLiteral("created"), ContainerState::Created},
        {QStringLiteral("running"), ContainerState::Running},
        {QStringLiteral("restarting"), ContainerState::Restarting},
        {QStringLiteral("paused"), ContainerState::Paused},
        {QStringLiteral("exited"), ContainerState::Exited},
        {QStringLiteral("dead"), ContainerState::Dead},
        // words of swarm tasks
        {QStringLiteral("new"), ContainerState::Created},
        {QStringLiteral("pending"), ContainerState::Created},
        {QStringLiteral("assigned"), ContainerState::Created},
        {QStringLiteral("accepted"), ContainerState::Created},
        {QStringLiteral("preparing"), ContainerState::Created},
        {QStringLiteral("ready"), ContainerState::Created},
        {QStringLiteral("starting"), ContainerState::Created},
        {QStringLiteral("complete"), ContainerState::Exited},
        {QStringLiteral("shutdown"), ContainerState::Exited},
        {QStringLiteral("failed"), ContainerState::Dead},
        {QStringLiteral("rejected"), ContainerState::Dead},
        {QStringLiteral("orphaned"), ContainerState::Dead},
    };
    return names.value(text.toLower(), ContainerState::Unknown);
}

// "Up 10 seconds (healthy)", "Up 2 seconds (health: starting)"; a running one without these has no check.
ContainerHealth healthOf(const QString &status)
{
    if (status.contains(QLatin1String("(unhealthy)")))
        return ContainerHealth::Unhealthy;
    if (status.contains(QLatin1String("(healthy)")))
        return ContainerHealth::Healthy;
    if (status.contains(QLatin1String("(health: starting)")))
        return ContainerHealth::Starting;
    return status.startsWith(QLatin1String("Up ")) ? ContainerHealth::None : ContainerHealth::Unknown;
}

// "Exited (137) 2 minutes ago", "Restarting (1) 5 seconds ago", "task: non-zero exit (1)"
std::optional<int> exitCodeOf(const QString &text)
{
    static const QRegularExpression code(
        QStringLiteral("(?:Exited|Restarting|non-zero exit) \\((\\d{1,3})\\)"));
    const auto match = code.match(text);
    return match.hasMatch() ? std::optional(match.captured(1).toInt()) : std::nullopt;
}

// "shop-stack_api_1" and "shop-stack-api-1" as "api".
QString serviceOf(const QString &name, const QString &appName)
{
    static const QRegularExpression number(QStringLiteral("[-_.]\\d+$"));
    if (!name.startsWith(appName) || name.size() <= appName.size() + 1)
        return {};
    return name.mid(appName.size() + 1).remove(number);
}

struct Task {
    QString id;
    QString slot;  // "shop-web.1"
    QString state; // what it is, not what it should be
    QString detail;
    std::optional<int> exitCode;
    bool endedByItself = false;
};

Task taskFrom(const JsonReader &json)
{
    Task task;
    task.id = json.string(u"containerId");
    task.slot = json.string(u"name");
    task.slot.remove(QRegularExpression(QStringLiteral("^[\\s\\\\_]+"))); // docker indents older tasks
    // `state` is the desired one: a crashed task reads "shutdown" there.
    const QString current = json.string(u"currentState");
    task.state = current.section(QLatin1Char(' '), 0, 0).toLower();
    const QString error = json.optionalString(u"error").value_or(QString());
    const bool hasError =
        !error.isEmpty() && error != QLatin1String("Error:"); // how Dokploy cuts an empty one
    task.detail = Redactor().redacted(hasError ? current + QStringLiteral(": ") + error : current).left(300);
    task.exitCode = exitCodeOf(error);
    task.endedByItself = task.state == QLatin1String("failed") || task.state == QLatin1String("rejected") ||
                         (task.state == QLatin1String("complete") && hasError);
    return task;
}

struct Listed {
    QString image;
    QString status;
};

QHash<QString, Listed> listedByName(const JsonReader &json)
{
    QHash<QString, Listed> byName;
    if (json.isNull()) // Docker did not answer
        return byName;
    for (const JsonReader &row : json.asArray())
        byName.insert(row.string(u"name"), {row.string(u"image"), row.string(u"status")});
    return byName;
}

ContainerInfo slotFrom(const QList<Task> &tasks, const QHash<QString, Listed> &listed, const QString &appName)
{
    const Task &newest = tasks.first();
    ContainerInfo container;
    container.id = newest.id;
    container.name = newest.slot;
    container.service =
        newest.slot.startsWith(appName + QLatin1Char('_')) ? serviceOf(newest.slot, appName) : QString();
    container.state = stateOf(newest.state);
    container.detail = newest.detail;
    container.exitCode = newest.exitCode;
    const Listed of = listed.value(newest.slot + QLatin1Char('.') + newest.id);
    container.image = of.image;
    container.health = healthOf(of.status);
    int ended = 0;
    for (const Task &task : tasks.mid(1)) {
        if (!task.endedByItself)
            break; // shut down by an update: an older version
        ++ended;
        if (!container.exitCode)
            container.exitCode = task.exitCode;
    }
    container.restarts = ended;
    return container;
}

} // namespace

Result<QList<ContainerInfo>> listedContainers(const QJsonValue &value, const QString &appName,
                                              const QString &subject)
{
    const JsonReader json(value, subject);
    QList<ContainerInfo> containers;
    for (const JsonReader &row : json.asArray()) {
        ContainerInfo container;
        container.id = row.string(u"containerId");
        container.name = row.string(u"name");
        container.service = serviceOf(container.name, appName);
        container.state = stateOf(row.string(u"state"));
        container.detail = row.optionalString(u"status").value_or(QString());
        container.health = healthOf(container.detail);
        container.exitCode = exitCodeOf(container.detail);
        containers.append(container);
    }
    return json.done(std::move(containers));
}

Result<ContainerInfo> inspected(ContainerInfo container, const QJsonValue &value, const QString &subject)
{
    const JsonReader json(value, subject);
    if (json.isNull())
        return container;
    const JsonReader state = json.object(u"State");
    const JsonReader config = json.object(u"Config"); // its Env holds secrets and is not read
    container.state = stateOf(state.string(u"Status"));
    container.outOfMemory = state.optionalBoolean(u"OOMKilled").value_or(false);
    container.restarts = int(json.integer(u"RestartCount"));
    container.image = config.string(u"Image");
    const QDateTime started = state.optionalTime(u"StartedAt").value_or(QDateTime());
    container.started = started.isValid() && started.date().year() > 1 ? started : QDateTime();
    container.exitCode.reset();
    if (container.state != ContainerState::Running && container.started.isValid())
        container.exitCode = int(state.integer(u"ExitCode"));
    if (const auto health = state.optionalObject(u"Health"))
        container.health = healthOf(QLatin1Char('(') + health->string(u"Status") + QLatin1Char(')'));
    if (const auto labels = config.optionalObject(u"Labels")) {
        if (const auto service = labels->optionalString(u"com.docker.compose.service"))
            container.service = *service;
    }
    return json.done(std::move(container));
}

Result<QList<ContainerInfo>> swarmTasks(const QJsonValue &tasks, const QJsonValue &containers,
                                        const QString &appName, const QString &subject)
{
    const JsonReader json(tasks, subject);
    const JsonReader list(containers, subject);
    const QHash<QString, Listed> listed = listedByName(list);
    if (!list.ok())
        return list.done(QList<ContainerInfo>());
    QStringList order;
    QHash<QString, QList<Task>> bySlot; // newest first, as docker lists them
    for (const JsonReader &row : json.asArray()) {
        const Task task = taskFrom(row);
        if (!bySlot.contains(task.slot))
            order.append(task.slot);
        bySlot[task.slot].append(task);
    }
    QList<ContainerInfo> out;
    for (const QString &slot : order)
        out.append(slotFrom(bySlot.value(slot), listed, appName));
    return json.done(std::move(out));
}

} // namespace envdeck::dokploy
