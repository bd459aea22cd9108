// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/procedures.h"

namespace envdeck::standins::dokploy {

namespace {

Outcome readLogs(Store &store, const QJsonObject &input)
{
    const DeploymentRecord *record = store.deployment(textOf(input, "deploymentId"));
    if (!record)
        return notFound(QStringLiteral("Deployment not found"));
    const qsizetype tail = input.value(QLatin1String("tail")).toInt(100);
    QStringList lines = record->log.split(QLatin1Char('\n'));
    return QJsonValue(lines.mid(qMax(qsizetype(0), lines.size() - tail - 1)).join(QLatin1Char('\n')));
}

Outcome centralized(const Store &store)
{
    QJsonArray rows;
    for (const DeploymentRecord &record : store.state.deployments) {
        QJsonObject row = record.row;
        for (const char *none : {"application", "compose", "server", "buildServer"})
            row.insert(QLatin1String(none), QJsonValue::Null);
        const bool isCompose = row.value(QLatin1String("composeId")).isString();
        const QString idKey = isCompose ? QStringLiteral("composeId") : QStringLiteral("applicationId");
        for (const QJsonObject &service : isCompose ? store.state.composes : store.state.applications) {
            if (service.value(idKey) != row.value(idKey))
                continue;
            const QJsonObject environment = store.environment(textOf(service, "environmentId"));
            const QJsonObject project = store.project(textOf(environment, "projectId"));
            row.insert(
                isCompose ? QStringLiteral("compose") : QStringLiteral("application"),
                QJsonObject{
                    {idKey, service.value(idKey)},
                    {QStringLiteral("name"), service.value(QLatin1String("name"))},
                    {QStringLiteral("appName"), service.value(QLatin1String("appName"))},
                    {QStringLiteral("icon"), QJsonValue::Null},
                    {QStringLiteral("server"), QJsonValue::Null},
                    {QStringLiteral("environment"),
                     QJsonObject{
                         {QStringLiteral("environmentId"), environment.value(QLatin1String("environmentId"))},
                         {QStringLiteral("name"), environment.value(QLatin1String("name"))},
                         {QStringLiteral("project"),
                          QJsonObject{
                              {QStringLiteral("projectId"), project.value(QLatin1String("projectId"))},
                              {QStringLiteral("name"), project.value(QLatin1String("name"))}}}}}});
        }
        rows.append(row);
    }
    return QJsonValue(rows);
}

Outcome rowsOf(Store &store, const QString &idKey, const QString &id, const QString &missing)
{
    if (!store.service(idKey, id))
        return notFound(missing);
    return QJsonValue(deploymentRows(store, idKey, id));
}

} // namespace

QList<Procedure> deploymentProcedures(Parts parts)
{
    Store &store = parts.store;
    Deployer &deployer = parts.deployer;
    return {
        query("deployment.all", {{"applicationId"}},
              [&store](const QJsonObject &i) {
                  return rowsOf(store, QStringLiteral("applicationId"), textOf(i, "applicationId"),
                                QStringLiteral("Application not found"));
              }),
        query("deployment.allByCompose", {{"composeId"}},
              [&store](const QJsonObject &i) {
                  return rowsOf(store, QStringLiteral("composeId"), textOf(i, "composeId"),
                                QStringLiteral("Compose not found"));
              }),
        query("deployment.allByType", {{"id"}, {"type"}},
              [&store](const QJsonObject &i) {
                  QJsonArray rows =
                      deploymentRows(store, textOf(i, "type") + QStringLiteral("Id"), textOf(i, "id"));
                  for (qsizetype at = 0; at < rows.size(); ++at) {
                      QJsonObject row = rows.at(at).toObject();
                      row.insert(QStringLiteral("rollback"), QJsonValue::Null);
                      rows.replace(at, row);
                  }
                  return Outcome(QJsonValue(rows));
              }),
        query("deployment.allCentralized", {}, [&store](const QJsonObject &) { return centralized(store); }),
        query("deployment.queueList", {},
              [&deployer](const QJsonObject &) { return Outcome(QJsonValue(deployer.queue())); }),
        query("deployment.readLogs", {{"deploymentId"}, {"tail", FieldType::Number, false}},
              [&store](const QJsonObject &i) { return readLogs(store, i); }),
        mutation("deployment.killProcess", {{"deploymentId"}},
                 [&store](const QJsonObject &i) {
                     return store.deployment(textOf(i, "deploymentId"))
                                ? Outcome(badRequest(QStringLiteral("Deployment is not running")))
                                : Outcome(notFound(QStringLiteral("Deployment not found")));
                 }),
    };
}

} // namespace envdeck::standins::dokploy
