// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/procedures.h"
#include "tests/standins/dokploy/rows.h"

#include <QTimer>

namespace envdeck::standins::dokploy {

namespace {

Outcome deploy(Parts parts, const QString &router, const QString &idKey, DeployType type,
               const QJsonObject &input)
{
    const QString id = input.value(idKey).toString();
    if (!parts.store.service(idKey, id))
        return unknownService(router);
    const bool again = type == DeployType::Redeploy;
    const QString title =
        input.value(QLatin1String("title"))
            .toString(again ? QStringLiteral("Rebuild deployment") : QStringLiteral("Manual deployment"));
    parts.deployer.enqueue({idKey, id, title, textOf(input, "description"), type});
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
        return respond(unknownService(router));
    const QList<Container *> containers = parts.store.containersOf(id);
    const bool compose = idKey == QLatin1String("composeId");
    if (compose && containers.isEmpty())
        return respond(internalError(QStringLiteral("Command execution failed: no such project: ") +
                                     textOf(*service, "appName")));
    QStringList ids;
    for (const Container *container : containers)
        ids.append(container->id);
    for (const QString &containerId : std::as_const(ids))
        start ? parts.deployer.start(containerId) : parts.deployer.stop(containerId);
    service->insert(statusKeyOf(*service), start ? QStringLiteral("done") : QStringLiteral("idle"));
    parts.store.save();
    QJsonObject whole = withSurroundings(parts.store, *service);
    whole.remove(QStringLiteral("hasGitProviderAccess")); // only application.one looks that up
    whole.remove(QStringLiteral("unauthorizedProvider"));
    const QJsonValue answer = compose ? QJsonValue(true) : QJsonValue(whole);
    answerWhenSettled(parts, id, parts.clock.now().toMSecsSinceEpoch(), respond, answer);
}

Outcome search(const Store &store, const QString &idKey, const QJsonObject &input)
{
    QJsonArray items;
    const QString wanted = textOf(input, "q") + textOf(input, "name") + textOf(input, "appName");
    const QString environmentId = textOf(input, "environmentId");
    for (const QJsonObject &row :
         idKey == QLatin1String("composeId") ? store.state.composes : store.state.applications) {
        if (!wanted.isEmpty() && !textOf(row, "name").contains(wanted) &&
            !textOf(row, "appName").contains(wanted))
            continue;
        if (!environmentId.isEmpty() && textOf(row, "environmentId") != environmentId)
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

Outcome created(Parts parts, const QString &router, const QJsonObject &input)
{
    const QString environmentId = textOf(input, "environmentId");
    if (parts.store.environment(environmentId).isEmpty())
        return notFound(QStringLiteral("Environment not found"));
    const bool compose = router == QLatin1String("compose");
    const QString wanted = textOf(input, "appName");
    const QString appName = appNameFor(wanted.isEmpty() ? router : wanted);
    QJsonObject row = compose
                          ? composeRow(textOf(input, "name"), appName, environmentId, parts.clock.now())
                          : applicationRow(textOf(input, "name"), appName, environmentId, parts.clock.now());
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
    return service ? Outcome(QJsonValue(withSurroundings(store, *service))) : Outcome(unknownService(router));
}

} // namespace

Failure unknownService(const QString &router)
{
    return notFound(router.left(1).toUpper() + router.mid(1) + QStringLiteral(" not found"));
}

Outcome updateService(Store &store, const QString &router, const QString &idKey, const QJsonObject &input)
{
    QJsonObject *service = store.service(idKey, input.value(idKey).toString());
    if (!service)
        return unknownService(router);
    for (auto it = input.begin(); it != input.end(); ++it) {
        // appName is accepted and ignored.
        if (it.key() != QLatin1String("appName") && it.key() != idKey && service->contains(it.key()))
            service->insert(it.key(), it.value());
    }
    store.save();
    return router == QLatin1String("compose") ? QJsonValue(*service) : QJsonValue(true);
}

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
    QJsonObject environment = store.environment(textOf(service, "environmentId"));
    environment.insert(QStringLiteral("project"), store.project(textOf(environment, "projectId")));
    whole.insert(QStringLiteral("environment"), environment);
    whole.insert(QStringLiteral("deployments"),
                 deploymentRows(store, idKey, service.value(idKey).toString()));
    whole.insert(QStringLiteral("domains"), rowsOf(store.state.domains, idKey, service.value(idKey)));
    whole.insert(QStringLiteral("mounts"), rowsOf(store.state.mounts, idKey, service.value(idKey)));
    for (const char *none : {"github", "gitlab", "bitbucket", "gitea", "server", "unauthorizedProvider"})
        whole.insert(QLatin1String(none), QJsonValue::Null);
    whole.insert(QStringLiteral("hasGitProviderAccess"), true);
    if (idKey == QLatin1String("composeId")) {
        whole.insert(QStringLiteral("backups"), backupsOf(store, idKey, service.value(idKey).toString()));
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
                 [=, &store](const QJsonObject &i) { return updateService(store, router, idKey, i); }),
        mutation((prefix + "deploy").constData(), deployFields,
                 [=](const QJsonObject &i) { return deploy(parts, router, idKey, DeployType::Deploy, i); }),
        mutation((prefix + "redeploy").constData(), deployFields,
                 [=](const QJsonObject &i) { return deploy(parts, router, idKey, DeployType::Redeploy, i); }),
        mutation((prefix + "refreshToken").constData(), {{idField}},
                 [=, &store](const QJsonObject &i) {
                     const auto answer =
                         updateService(store, router, idKey,
                                       {{idKey, i.value(idKey)}, {QStringLiteral("refreshToken"), newId()}});
                     return std::holds_alternative<Failure>(answer) ? answer : Outcome(QJsonValue(true));
                 }),
        stop,
        start,
    };
}

} // namespace envdeck::standins::dokploy
