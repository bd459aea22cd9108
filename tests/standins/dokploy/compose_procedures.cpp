// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/procedures.h"

namespace envdeck::standins::dokploy {

namespace {

Outcome loadServices(Store &store, const QJsonObject &input)
{
    const QJsonObject *compose = store.service(QStringLiteral("composeId"), textOf(input, "composeId"));
    if (!compose)
        return unknownService(QStringLiteral("compose"));
    if (textOf(*compose, "sourceType") != QLatin1String("raw"))
        return internalError(QStringLiteral("Command execution failed: Command failed: set -e;set -e;echo "
                                            "\"Error: ❌ Github Provider not found\"; exit 1;\n"));
    const auto services = readCompose(textOf(*compose, "composeFile").toUtf8(), textOf(*compose, "env"));
    if (!services)
        return internalError(services.error().detail);
    QJsonArray names;
    for (const ComposeService &service : services.value())
        names.append(service.name);
    return QJsonValue(names);
}

Outcome readLogs(Parts parts, const QJsonObject &input)
{
    const Container *container = parts.store.container(textOf(input, "containerId"));
    if (!container)
        return internalError(QStringLiteral("No container or service found for: ") +
                             textOf(input, "containerId"));
    const qsizetype tail = input.value(QLatin1String("tail")).toInt(100);
    const QStringList lines = parts.engine.output(container->id).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    return QJsonValue(lines.mid(qMax(qsizetype(0), lines.size() - tail)).join(QLatin1Char('\n')));
}

} // namespace

QList<Procedure> composeProcedures(Parts parts)
{
    Store &store = parts.store;
    QList<Procedure> procedures =
        lifecycleProcedures(parts, QStringLiteral("compose"), QStringLiteral("composeId"));
    procedures.append(
        mutation("compose.saveEnvironment", {{"composeId"}, {"env", FieldType::Text, true, true}},
                 [&store](const QJsonObject &i) {
                     const auto answer =
                         updateService(store, QStringLiteral("compose"), QStringLiteral("composeId"), i);
                     return std::holds_alternative<Failure>(answer) ? answer : Outcome(QJsonValue(true));
                 }));
    procedures.append(query("compose.loadServices", {{"composeId"}, {"type", FieldType::Text, false}},
                            [&store](const QJsonObject &i) { return loadServices(store, i); }));
    procedures.append(query("compose.getDefaultCommand", {{"composeId"}}, [&store](const QJsonObject &i) {
        const QJsonObject *compose = store.service(QStringLiteral("composeId"), textOf(i, "composeId"));
        return compose ? Outcome(QJsonValue(
                             QStringLiteral(
                                 "docker compose -p %1 -f docker-compose.yml up -d --build --remove-orphans")
                                 .arg(textOf(*compose, "appName"))))
                       : Outcome(unknownService(QStringLiteral("compose")));
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
        return updateService(store, QStringLiteral("application"), QStringLiteral("applicationId"), i);
    }));
    procedures.append(mutation("application.saveEnvironment",
                               {{"applicationId"},
                                {"env", FieldType::Text, true, true},
                                {"buildArgs", FieldType::Text, true, true},
                                {"buildSecrets", FieldType::Text, true, true},
                                {"createEnvFile", FieldType::Flag}},
                               [&store](const QJsonObject &i) {
                                   return updateService(store, QStringLiteral("application"),
                                                        QStringLiteral("applicationId"), i);
                               }));
    procedures.append(
        query("application.readLogs", {{"applicationId"}, {"tail", FieldType::Number, false}},
              [parts](QJsonObject i) {
                  const QJsonObject *application =
                      parts.store.service(QStringLiteral("applicationId"), textOf(i, "applicationId"));
                  if (!application)
                      return Outcome(unknownService(QStringLiteral("application")));
                  const QList<Container *> containers = parts.store.containersOf(textOf(i, "applicationId"));
                  i.insert(QStringLiteral("containerId"),
                           containers.isEmpty() ? textOf(*application, "appName") : containers.first()->id);
                  return readLogs(parts, i);
              }));
    return procedures;
}

} // namespace envdeck::standins::dokploy
