// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/procedures.h"
#include "tests/standins/dokploy/rows.h"

#include <QTimer>

namespace envdeck::standins::dokploy {

namespace {

QString text(const QJsonObject &input, const char *key)
{
    return input.value(QLatin1String(key)).toString();
}

QString capitalised(const QString &router)
{
    return router.left(1).toUpper() + router.mid(1);
}

Failure unknown(const QString &router)
{
    return notFound(capitalised(router) + QStringLiteral(" not found"));
}

Outcome deploy(Parts parts, const QString &router, const QString &idKey, DeployType type,
               const QJsonObject &input)
{
    const QString id = input.value(idKey).toString();
    if (!parts.store.service(idKey, id))
        return unknown(router);
    const bool again = type == DeployType::Redeploy;
    const QString title =
        input.value(QLatin1String("title"))
            .toString(again ? QStringLiteral("Rebuild deployment") : QStringLiteral("Manual deployment"));
    parts.deployer.enqueue({idKey, id, title, text(input, "description"), type});
    if (router == QLatin1String("application"))
        return QJsonValue(QJsonValue::Undefined);
    return QJsonValue(QJsonObject{{QStringLiteral("success"), true},
                                  {QStringLiteral("message"), again ? QStringLiteral("Redeployment queued")
                                                                    : QStringLiteral("Deployment queued")},
                                  {idKey, id}});
}

// Answers when the containers have come to rest, as Dokploy does; SIGKILL is Docker's last word after its
// grace.
void answerWhenSettled(Parts parts, const QString &id, qint64 since, const Respond &respond,
                       const QJsonValue &answer)
{
    if (parts.deployer.isSettled(id))
        return respond(answer);
    if (parts.clock.now().toMSecsSinceEpoch() - since > parts.options.timing.stopGrace.count()) {
        for (const Container *container : parts.store.containersOf(id))
            parts.deployer.kill(container->id);
    }
    QTimer::singleShot(50, &parts.deployer, [=] { answerWhenSettled(parts, id, since, respond, answer); });
}

void stopOrStart(Parts parts, const QString &router, const QString &idKey, bool start,
                 const QJsonObject &input, const Respond &respond)
{
    const QString id = input.value(idKey).toString();
    QJsonObject *service = parts.store.service(idKey, id);
    if (!service)
        return respond(unknown(router));
    const QList<Container *> containers = parts.store.containersOf(id);
    const bool compose = idKey == QLatin1String("composeId");
    if (compose && containers.isEmpty())
        return respond(internalError(QStringLiteral("Command execution failed: no such project: ") +
                                     text(*service, "appName")));
    QStringList ids;
    for (const Container *container : containers)
        ids.append(container->id);
    for (const QString &containerId : std::as_const(ids))
        start ? parts.deployer.start(containerId) : parts.deployer.stop(containerId);
    service->insert(statusKeyOf(*service), start ? QStringLiteral("done") : QStringLiteral("idle"));
    parts.store.save();
    const QJsonValue answer = compose ? QJsonValue(true) : QJsonValue(*service);
    answerWhenSettled(parts, id, parts.clock.now().toMSecsSinceEpoch(), respond, answer);
}

Outcome search(const Store &store, const QString &idKey, const QJsonObject &input)
{
    QJsonArray items;
    const QString wanted = text(input, "q") + text(input, "name") + text(input, "appName");
    const QString environmentId = text(input, "environmentId");
    for (const QJsonObject &row :
         idKey == QLatin1String("composeId") ? store.state.composes : store.state.applications) {
        if (!wanted.isEmpty() && !text(row, "name").contains(wanted) &&
            !text(row, "appName").contains(wanted))
            continue;
        if (!environmentId.isEmpty() && text(row, "environmentId") != environmentId)
            continue;
        QJsonObject item;
        for (const QString &key :
             {idKey, QStringLiteral("name"), QStringLiteral("appName"), QStringLiteral("description"),
              QStringLiteral("environmentId"), statusKeyOf(row), QStringLiteral("sourceType"),
              QStringLiteral("createdAt")})
            item.insert(key, row.value(key));
        items.append(item);
    }
    return QJsonValue(QJsonObject{{QStringLiteral("items"), items}, {QStringLiteral("total"), items.size()}});
}

Outcome updated(Store &store, const QString &router, const QString &idKey, const QJsonObject &input)
{
    QJsonObject *service = store.service(idKey, input.value(idKey).toString());
    if (!service)
        return unknown(router);
    for (auto it = input.begin(); it != input.end(); ++it) {
        // appName is accepted and ignored.
        if (it.key() != QLatin1String("appName") && it.key() != idKey && service->contains(it.key()))
            service->insert(it.key(), it.value());
    }
    store.save();
    return router == QLatin1String("compose") ? QJsonValue(*service) : QJsonValue(true);
}

Outcome created(Parts parts, const QString &router, const QJsonObject &input)
{
    const QString environmentId = text(input, "environmentId");
    if (parts.store.environment(environmentId).isEmpty())
        return notFound(QStringLiteral("Environment not found"));
    const bool compose = router == QLatin1String("compose");
    const QString wanted = text(input, "appName");
    const QString appName = appNameFor(wanted.isEmpty() ? router : wanted);
    QJsonObject row = compose
                          ? composeRow(text(input, "name"), appName, environmentId, parts.clock.now())
                          : applicationRow(text(input, "name"), appName, environmentId, parts.clock.now());
    for (const char *key : {"description", "composeType", "composeFile"}) {
        if (input.contains(QLatin1String(key)) && row.contains(QLatin1String(key)))
            row.insert(QLatin1String(key), input.value(QLatin1String(key)));
    }
    (compose ? parts.store.state.composes : parts.store.state.applications).append(row);
    parts.store.save();
    return QJsonValue(row);
}

Outcome one(const Store &store, const QString &router, const QJsonObject *service)
{
    return service ? Outcome(QJsonValue(withSurroundings(store, *service))) : Outcome(unknown(router));
}

Outcome loadServices(Store &store, const QJsonObject &input)
{
    const QJsonObject *compose = store.service(QStringLiteral("composeId"), text(input, "composeId"));
    if (!compose)
        return unknown(QStringLiteral("compose"));
    if (text(*compose, "sourceType") != QLatin1String("raw"))
        return internalError(QStringLiteral("Command execution failed: Command failed: set -e;set -e;echo "
                                            "\"Error: ❌ Github Provider not found\"; exit 1;\n"));
    const auto services = readCompose(text(*compose, "composeFile").toUtf8(), text(*compose, "env"));
    if (!services)
        return internalError(services.error().detail);
    QJsonArray names;
    for (const ComposeService &service : services.value())
        names.append(service.name);
    return QJsonValue(names);
}

Outcome readLogs(Parts parts, const QJsonObject &input)
{
    const Container *container = parts.store.container(text(input, "containerId"));
    if (!container)
        return internalError(QStringLiteral("No container or service found for: ") +
                             text(input, "containerId"));
    const qsizetype tail = input.value(QLatin1String("tail")).toInt(100);
    const QStringList lines = parts.engine.output(container->id).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    return QJsonValue(lines.mid(qMax(qsizetype(0), lines.size() - tail)).join(QLatin1Char('\n')));
}

} // namespace

QJsonArray deploymentRows(const Store &store, const QString &idKey, const QString &serviceId)
{
    QJsonArray rows;
    for (const DeploymentRecord &record : store.state.deployments) {
        if (record.row.value(idKey).toString() == serviceId)
            rows.append(record.row);
    }
    return rows;
}

QJsonObject withSurroundings(const Store &store, const QJsonObject &service)
{
    QJsonObject whole = service;
    const QString idKey = idKeyOf(service);
    QJsonObject environment = store.environment(text(service, "environmentId"));
    environment.insert(QStringLiteral("project"), store.project(text(environment, "projectId")));
    whole.insert(QStringLiteral("environment"), environment);
    whole.insert(QStringLiteral("deployments"),
                 deploymentRows(store, idKey, service.value(idKey).toString()));
    for (const char *empty : {"mounts", "domains"})
        whole.insert(QLatin1String(empty), QJsonArray());
    for (const char *none : {"github", "gitlab", "bitbucket", "gitea", "server", "unauthorizedProvider"})
        whole.insert(QLatin1String(none), QJsonValue::Null);
    whole.insert(QStringLiteral("hasGitProviderAccess"), true);
    if (idKey == QLatin1String("composeId")) {
        whole.insert(QStringLiteral("backups"), QJsonArray());
        return whole;
    }
    for (const char *empty : {"redirects", "security", "ports", "previewDeployments"})
        whole.insert(QLatin1String(empty), QJsonArray());
    for (const char *none : {"registry", "buildRegistry", "rollbackRegistry"})
        whole.insert(QLatin1String(none), QJsonValue::Null);
    return whole;
}

QList<Procedure> lifecycleProcedures(Parts parts, const QString &router, const QString &idKey)
{
    const QByteArray key = idKey.toLatin1();
    const QByteArray prefix = router.toLatin1() + '.';
    // Field keeps a pointer; these two live as long as the program.
    const char *idField = router == QLatin1String("compose") ? "composeId" : "applicationId";
    const QList<Field> deployFields{
        {idField}, {"title", FieldType::Text, false}, {"description", FieldType::Text, false}};
    Store &store = parts.store;
    Procedure stop{router + QStringLiteral(".stop"),
                   true,
                   {{idField}},
                   [=](const QJsonObject &i, const Respond &respond) {
                       stopOrStart(parts, router, idKey, false, i, respond);
                   }};
    Procedure start{router + QStringLiteral(".start"),
                    true,
                    {{idField}},
                    [=](const QJsonObject &i, const Respond &respond) {
                        stopOrStart(parts, router, idKey, true, i, respond);
                    }};
    return {
        query((prefix + "one").constData(), {{idField}},
              [=, &store](const QJsonObject &i) {
                  return one(store, router, store.service(idKey, i.value(idKey).toString()));
              }),
        query((prefix + "search").constData(), {},
              [=, &store](const QJsonObject &i) { return search(store, idKey, i); }),
        mutation((prefix + "create").constData(), {{"name"}, {"environmentId"}},
                 [=](const QJsonObject &i) { return created(parts, router, i); }),
        mutation((prefix + "update").constData(), {{idField}},
                 [=, &store](const QJsonObject &i) { return updated(store, router, idKey, i); }),
        mutation((prefix + "deploy").constData(), deployFields,
                 [=](const QJsonObject &i) { return deploy(parts, router, idKey, DeployType::Deploy, i); }),
        mutation((prefix + "redeploy").constData(), deployFields,
                 [=](const QJsonObject &i) { return deploy(parts, router, idKey, DeployType::Redeploy, i); }),
        mutation((prefix + "refreshToken").constData(), {{idField}},
                 [=, &store](const QJsonObject &i) {
                     const auto answer =
                         updated(store, router, idKey,
                                 {{idKey, i.value(idKey)}, {QStringLiteral("refreshToken"), newId()}});
                     return std::holds_alternative<Failure>(answer) ? answer : Outcome(QJsonValue(true));
                 }),
        stop,
        start,
    };
}

QList<Procedure> composeProcedures(Parts parts)
{
    Store &store = parts.store;
    QList<Procedure> procedures =
        lifecycleProcedures(parts, QStringLiteral("compose"), QStringLiteral("composeId"));
    procedures.append(mutation(
        "compose.saveEnvironment", {{"composeId"}, {"env", FieldType::Text, true, true}},
        [&store](const QJsonObject &i) {
            const auto answer = updated(store, QStringLiteral("compose"), QStringLiteral("composeId"), i);
            return std::holds_alternative<Failure>(answer) ? answer : Outcome(QJsonValue(true));
        }));
    procedures.append(query("compose.loadServices", {{"composeId"}, {"type", FieldType::Text, false}},
                            [&store](const QJsonObject &i) { return loadServices(store, i); }));
    procedures.append(query("compose.getDefaultCommand", {{"composeId"}}, [&store](const QJsonObject &i) {
        const QJsonObject *compose = store.service(QStringLiteral("composeId"), text(i, "composeId"));
        return compose ? Outcome(QJsonValue(
                             QStringLiteral(
                                 "docker compose -p %1 -f docker-compose.yml up -d --build --remove-orphans")
                                 .arg(text(*compose, "appName"))))
                       : Outcome(unknown(QStringLiteral("compose")));
    }));
    procedures.append(query("compose.readLogs",
                            {{"composeId"}, {"containerId"}, {"tail", FieldType::Number, false}},
                            [parts](const QJsonObject &i) { return readLogs(parts, i); }));
    return procedures;
}

QList<Procedure> applicationProcedures(Parts parts)
{
    Store &store = parts.store;
    QList<Procedure> procedures =
        lifecycleProcedures(parts, QStringLiteral("application"), QStringLiteral("applicationId"));
    const QList<Field> provider{{"applicationId"},
                                {"dockerImage", FieldType::Text, true, true},
                                {"username", FieldType::Text, true, true},
                                {"password", FieldType::Text, true, true},
                                {"registryUrl", FieldType::Text, true, true}};
    procedures.append(mutation("application.saveDockerProvider", provider, [&store](QJsonObject i) {
        i.insert(QStringLiteral("sourceType"), QStringLiteral("docker"));
        return updated(store, QStringLiteral("application"), QStringLiteral("applicationId"), i);
    }));
    procedures.append(
        query("application.readLogs", {{"applicationId"}, {"tail", FieldType::Number, false}},
              [parts](QJsonObject i) {
                  const QJsonObject *application =
                      parts.store.service(QStringLiteral("applicationId"), text(i, "applicationId"));
                  if (!application)
                      return Outcome(unknown(QStringLiteral("application")));
                  const QList<Container *> containers = parts.store.containersOf(text(i, "applicationId"));
                  i.insert(QStringLiteral("containerId"),
                           containers.isEmpty() ? text(*application, "appName") : containers.first()->id);
                  return readLogs(parts, i);
              }));
    return procedures;
}

} // namespace envdeck::standins::dokploy
