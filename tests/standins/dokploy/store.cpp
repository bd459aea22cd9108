// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/store.h"

#include "core/base/safe_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace envdeck::standins::dokploy {

namespace {

constexpr qint64 stateCap = 64 * 1024 * 1024;

QJsonArray toArray(const QList<QJsonObject> &rows)
{
    QJsonArray array;
    for (const QJsonObject &row : rows)
        array.append(row);
    return array;
}

QList<QJsonObject> toRows(const QJsonValue &array)
{
    QList<QJsonObject> rows;
    for (const QJsonValue &row : array.toArray())
        rows.append(row.toObject());
    return rows;
}

QJsonObject toJson(const Container &c)
{
    return {{QStringLiteral("id"), c.id},
            {QStringLiteral("name"), c.name},
            {QStringLiteral("serviceId"), c.serviceId},
            {QStringLiteral("service"), c.service},
            {QStringLiteral("image"), c.image},
            {QStringLiteral("address"), c.address},
            {QStringLiteral("port"), c.port},
            {QStringLiteral("restart"), c.restart},
            {QStringLiteral("fingerprint"), c.fingerprint},
            {QStringLiteral("created"), c.created.toString(Qt::ISODateWithMs)},
            {QStringLiteral("started"), c.started.toString(Qt::ISODateWithMs)},
            {QStringLiteral("finished"), c.finished.toString(Qt::ISODateWithMs)},
            {QStringLiteral("pid"), c.process.pid},
            {QStringLiteral("startTicks"), c.process.startTicks},
            {QStringLiteral("running"), c.running},
            {QStringLiteral("restarting"), c.restarting},
            {QStringLiteral("stoppedByHand"), c.stoppedByHand},
            {QStringLiteral("exitCode"), c.exitCode},
            {QStringLiteral("restarts"), c.restarts}};
}

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

Container containerFrom(const QJsonObject &o)
{
    Container c;
    c.id = o.value(QLatin1String("id")).toString();
    c.name = o.value(QLatin1String("name")).toString();
    c.serviceId = o.value(QLatin1String("serviceId")).toString();
    c.service = o.value(QLatin1String("service")).toString();
    c.image = o.value(QLatin1String("image")).toString();
    c.address = o.value(QLatin1String("address")).toString();
    c.port = o.value(QLatin1String("port")).toInt();
    c.restart = o.value(QLatin1String("restart")).toString();
    c.fingerprint = o.value(QLatin1String("fingerprint")).toString();
    c.created = timeOf(o.value(QLatin1String("created")));
    c.started = timeOf(o.value(QLatin1String("started")));
    c.finished = timeOf(o.value(QLatin1String("finished")));
    c.process.pid = o.value(QLatin1String("pid")).toInteger();
    c.process.startTicks = o.value(QLatin1String("startTicks")).toInteger();
    c.running = o.value(QLatin1String("running")).toBool();
    c.restarting = o.value(QLatin1String("restarting")).toBool();
    c.stoppedByHand = o.value(QLatin1String("stoppedByHand")).toBool();
    c.exitCode = o.value(QLatin1String("exitCode")).toInt();
    c.restarts = o.value(QLatin1String("restarts")).toInt();
    return c;
}

QJsonObject *find(QList<QJsonObject> &rows, const QString &key, const QString &value)
{
    const auto it = std::find_if(rows.begin(), rows.end(),
                                 [&](const QJsonObject &row) { return row.value(key).toString() == value; });
    return it == rows.end() || value.isEmpty() ? nullptr : &*it;
}

QJsonObject found(const QList<QJsonObject> &rows, const QString &key, const QString &value)
{
    const auto it = std::find_if(rows.cbegin(), rows.cend(),
                                 [&](const QJsonObject &row) { return row.value(key).toString() == value; });
    return it == rows.cend() ? QJsonObject() : *it;
}

} // namespace

Result<DokployState> readState(const QString &file)
{
    const auto bytes = readFile(file, stateCap);
    if (!bytes)
        return bytes.error();
    const QJsonDocument document = QJsonDocument::fromJson(bytes.value());
    if (!document.isObject())
        return Error{ErrorCode::BadResponse, file, QStringLiteral("no JSON object"), 0};
    const QJsonObject o = document.object();
    DokployState state;
    state.organizationId = o.value(QLatin1String("organizationId")).toString();
    state.projects = toRows(o.value(QLatin1String("projects")));
    state.environments = toRows(o.value(QLatin1String("environments")));
    state.composes = toRows(o.value(QLatin1String("composes")));
    state.applications = toRows(o.value(QLatin1String("applications")));
    state.domains = toRows(o.value(QLatin1String("domains")));
    state.mounts = toRows(o.value(QLatin1String("mounts")));
    state.databases = toRows(o.value(QLatin1String("databases")));
    state.destinations = toRows(o.value(QLatin1String("destinations")));
    state.backups = toRows(o.value(QLatin1String("backups")));
    state.stored = toRows(o.value(QLatin1String("stored")));
    state.notifications = toRows(o.value(QLatin1String("notifications")));
    for (const QJsonObject &record : toRows(o.value(QLatin1String("deployments"))))
        state.deployments.append(
            {record.value(QLatin1String("row")).toObject(), record.value(QLatin1String("log")).toString()});
    // Pids mean nothing after the machine was started anew.
    const bool sameBoot = o.value(QLatin1String("boot")).toString() == currentBootId();
    for (const QJsonObject &row : toRows(o.value(QLatin1String("containers")))) {
        Container container = containerFrom(row);
        if (!sameBoot)
            container.process = {};
        state.containers.append(container);
    }
    for (const QJsonValue &image : o.value(QLatin1String("pulledImages")).toArray())
        state.pulledImages.append(image.toString());
    const QJsonObject clones = o.value(QLatin1String("lastClones")).toObject();
    for (auto it = clones.begin(); it != clones.end(); ++it)
        state.lastClones.insert(it.key(), {it.value()[QLatin1String("message")].toString(),
                                           it.value()[QLatin1String("sha")].toString()});
    return state;
}

Result<void> writeState(const QString &file, const DokployState &state)
{
    QJsonArray deployments;
    for (const DeploymentRecord &record : state.deployments)
        deployments.append(
            QJsonObject{{QStringLiteral("row"), record.row}, {QStringLiteral("log"), record.log}});
    QJsonArray containers;
    for (const Container &container : state.containers)
        containers.append(toJson(container));
    QJsonObject clones;
    for (auto it = state.lastClones.cbegin(); it != state.lastClones.cend(); ++it)
        clones.insert(it.key(), QJsonObject{{QStringLiteral("message"), it->message},
                                            {QStringLiteral("sha"), it->sha}});
    const QJsonObject o{{QStringLiteral("boot"), currentBootId()},
                        {QStringLiteral("organizationId"), state.organizationId},
                        {QStringLiteral("projects"), toArray(state.projects)},
                        {QStringLiteral("environments"), toArray(state.environments)},
                        {QStringLiteral("composes"), toArray(state.composes)},
                        {QStringLiteral("applications"), toArray(state.applications)},
                        {QStringLiteral("domains"), toArray(state.domains)},
                        {QStringLiteral("mounts"), toArray(state.mounts)},
                        {QStringLiteral("databases"), toArray(state.databases)},
                        {QStringLiteral("destinations"), toArray(state.destinations)},
                        {QStringLiteral("backups"), toArray(state.backups)},
                        {QStringLiteral("stored"), toArray(state.stored)},
                        {QStringLiteral("notifications"), toArray(state.notifications)},
                        {QStringLiteral("deployments"), deployments},
                        {QStringLiteral("containers"), containers},
                        {QStringLiteral("pulledImages"), QJsonArray::fromStringList(state.pulledImages)},
                        {QStringLiteral("lastClones"), clones}};
    return writeFile(file, QJsonDocument(o).toJson());
}

Result<void> Store::load()
{
    auto read = readState(m_file);
    if (!read)
        return read.error().code == ErrorCode::NotFound ? Result<void>() : read.error();
    state = std::move(read).value();
    return {};
}

void Store::save() const
{
    if (const auto saved = writeState(m_file, state); !saved)
        qWarning("dokploy stand-in: state not saved: %s", qPrintable(saved.error().detail));
}

QJsonObject *Store::service(const QString &idKey, const QString &id)
{
    return find(idKey == QLatin1String("composeId") ? state.composes : state.applications, idKey, id);
}

QJsonObject *Store::serviceByToken(const QString &idKey, const QString &token)
{
    return find(idKey == QLatin1String("composeId") ? state.composes : state.applications,
                QStringLiteral("refreshToken"), token);
}

QJsonObject *Store::serviceByAppName(const QString &appName)
{
    QJsonObject *compose = find(state.composes, QStringLiteral("appName"), appName);
    return compose ? compose : find(state.applications, QStringLiteral("appName"), appName);
}

DeploymentRecord *Store::deployment(const QString &id)
{
    const auto it =
        std::find_if(state.deployments.begin(), state.deployments.end(), [&](const DeploymentRecord &record) {
            return record.row.value(QLatin1String("deploymentId")).toString() == id;
        });
    return it == state.deployments.end() ? nullptr : &*it;
}

Container *Store::container(const QString &idOrName)
{
    const auto it = std::find_if(state.containers.begin(), state.containers.end(), [&](const Container &c) {
        return c.name == idOrName || c.id == idOrName || (idOrName.size() == 12 && c.id.startsWith(idOrName));
    });
    return it == state.containers.end() ? nullptr : &*it;
}

QList<Container *> Store::containersOf(const QString &serviceId)
{
    QList<Container *> found;
    for (Container &container : state.containers) {
        if (container.serviceId == serviceId)
            found.append(&container);
    }
    return found;
}

QJsonObject Store::environment(const QString &id) const
{
    return found(state.environments, QStringLiteral("environmentId"), id);
}

QJsonObject Store::project(const QString &id) const
{
    return found(state.projects, QStringLiteral("projectId"), id);
}

QString textOf(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

QString idKeyOf(const QJsonObject &service)
{
    return service.contains(QLatin1String("composeId")) ? QStringLiteral("composeId")
                                                        : QStringLiteral("applicationId");
}

QString statusKeyOf(const QJsonObject &service)
{
    return service.contains(QLatin1String("composeId")) ? QStringLiteral("composeStatus")
                                                        : QStringLiteral("applicationStatus");
}

} // namespace envdeck::standins::dokploy
