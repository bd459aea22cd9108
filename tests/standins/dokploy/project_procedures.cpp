// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/procedures.h"
#include "tests/standins/dokploy/rows.h"

#include <algorithm>

namespace envdeck::standins::dokploy {

namespace {

QJsonObject only(const QJsonObject &row, const QStringList &keys)
{
    QJsonObject picked;
    for (const QString &key : keys)
        picked.insert(key, row.value(key));
    return picked;
}

// The services of an environment, each reduced to `keys` (those that it has), under the names that Dokploy
// lists.
void addServices(QJsonObject &environment, const Store &store, const QStringList &keys, bool withServer)
{
    const auto below = [&](const QList<QJsonObject> &rows) {
        QJsonArray array;
        for (const QJsonObject &row : rows) {
            if (row.value(QLatin1String("environmentId")) !=
                environment.value(QLatin1String("environmentId")))
                continue;
            QStringList own{idKeyOf(row), statusKeyOf(row)};
            QJsonObject listed = only(row, own + keys);
            if (withServer)
                listed.insert(QStringLiteral("server"), QJsonValue::Null);
            array.append(listed);
        }
        return array;
    };
    environment.insert(QStringLiteral("applications"), below(store.state.applications));
    environment.insert(QStringLiteral("compose"), below(store.state.composes));
    for (const char *kind : {"mariadb", "mongo", "mysql", "postgres", "redis", "libsql"}) {
        const QString idKey = QLatin1String(kind) + QStringLiteral("Id");
        QJsonArray array;
        for (const QJsonObject &row : store.state.databases) {
            if (!row.contains(idKey) || row.value(QLatin1String("environmentId")) !=
                                            environment.value(QLatin1String("environmentId")))
                continue;
            QJsonObject listed = only(row, QStringList{idKey, QStringLiteral("applicationStatus")} + keys);
            if (withServer)
                listed.insert(QStringLiteral("server"), QJsonValue::Null);
            array.append(listed);
        }
        environment.insert(QLatin1String(kind), array);
    }
}

QJsonArray environmentsOf(const Store &store, const QJsonObject &project, const QStringList &keys)
{
    QJsonArray array;
    for (const QJsonObject &environment : store.state.environments) {
        if (environment.value(QLatin1String("projectId")) != project.value(QLatin1String("projectId")))
            continue;
        QJsonObject listed = keys.isEmpty() ? environment : only(environment, keys);
        listed.insert(QStringLiteral("environmentId"), environment.value(QLatin1String("environmentId")));
        addServices(listed, store, {QStringLiteral("name")}, false);
        array.append(listed);
    }
    return array;
}

Outcome projectAll(const Store &store)
{
    QJsonArray all;
    for (QJsonObject project : store.state.projects) {
        project.insert(QStringLiteral("environments"),
                       environmentsOf(store, project,
                                      {QStringLiteral("name"), QStringLiteral("environmentId"),
                                       QStringLiteral("isDefault")}));
        project.insert(QStringLiteral("projectTags"), QJsonArray());
        all.append(project);
    }
    return QJsonValue(all);
}

Outcome projectOne(const Store &store, const QString &id)
{
    QJsonObject project = store.project(id);
    if (project.isEmpty())
        return notFound(QStringLiteral("Project not found"));
    project.insert(QStringLiteral("environments"), environmentsOf(store, project, {}));
    project.insert(QStringLiteral("projectTags"), QJsonArray());
    return QJsonValue(project);
}

const QStringList environmentKeys{QStringLiteral("name"), QStringLiteral("description"),
                                  QStringLiteral("environmentId"), QStringLiteral("isDefault")};

Outcome environmentOne(const Store &store, const QString &id)
{
    const QJsonObject row = store.environment(id);
    if (row.isEmpty())
        return notFound(QStringLiteral("Environment not found"));
    QJsonObject environment =
        only(row, environmentKeys + QStringList{QStringLiteral("projectId"), QStringLiteral("env")});
    addServices(environment, store,
                {QStringLiteral("name"), QStringLiteral("createdAt"), QStringLiteral("description"),
                 QStringLiteral("serverId"), QStringLiteral("icon")},
                true);
    environment.insert(QStringLiteral("project"),
                       store.project(row.value(QLatin1String("projectId")).toString()));
    return QJsonValue(environment);
}

Outcome environmentsByProject(const Store &store, const QString &projectId)
{
    QJsonArray all;
    const QJsonObject project = store.project(projectId);
    for (const QJsonValue &listed : environmentsOf(store, project, environmentKeys)) {
        QJsonObject environment = listed.toObject();
        environment.insert(QStringLiteral("project"), project);
        all.append(environment);
    }
    return QJsonValue(all);
}

Outcome createProject(Parts parts, const QJsonObject &input)
{
    const QDateTime now = parts.clock.now();
    QJsonObject project = projectRow(input.value(QLatin1String("name")).toString(),
                                     input.value(QLatin1String("description")).toString(),
                                     parts.store.state.organizationId, now);
    const QJsonObject environment =
        environmentRow(QStringLiteral("production"), QStringLiteral("Production environment"),
                       project.value(QLatin1String("projectId")).toString(), now);
    parts.store.state.projects.append(project);
    parts.store.state.environments.append(environment);
    parts.store.save();
    return QJsonValue(
        QJsonObject{{QStringLiteral("project"), project}, {QStringLiteral("environment"), environment}});
}

Outcome createEnvironment(Parts parts, const QJsonObject &input)
{
    const QString name = input.value(QLatin1String("name")).toString();
    const QString projectId = input.value(QLatin1String("projectId")).toString();
    if (name == QLatin1String("production"))
        return badRequest(QStringLiteral("You cannot create a environment with the name 'production'"));
    // The real message holds the SQL statement; clients must not show it.
    if (parts.store.project(projectId).isEmpty())
        return badRequest(QStringLiteral("Error creating the environment: Failed query: insert into "
                                         "\"environment\" (…) values (…)\nparams: %1,%2")
                              .arg(name, projectId));
    const QJsonObject environment = environmentRow(name, input.value(QLatin1String("description")).toString(),
                                                   projectId, parts.clock.now());
    parts.store.state.environments.append(environment);
    parts.store.save();
    return QJsonValue(environment);
}

} // namespace

QList<Procedure> projectProcedures(Parts parts)
{
    Store &store = parts.store;
    const auto text = [](const QJsonObject &input, const char *key) {
        return input.value(QLatin1String(key)).toString();
    };
    return {
        query("project.all", {}, [&store](const QJsonObject &) { return projectAll(store); }),
        query("project.one", {{"projectId"}},
              [&store, text](const QJsonObject &i) { return projectOne(store, text(i, "projectId")); }),
        mutation("project.create",
                 {{"name"}, {"description", FieldType::Text, false, true}, {"env", FieldType::Text, false}},
                 [parts](const QJsonObject &i) { return createProject(parts, i); }),
        query(
            "environment.one", {{"environmentId"}},
            [&store, text](const QJsonObject &i) { return environmentOne(store, text(i, "environmentId")); }),
        query("environment.byProjectId", {{"projectId"}},
              [&store, text](const QJsonObject &i) {
                  return environmentsByProject(store, text(i, "projectId"));
              }),
        mutation("environment.create", {{"name"}, {"description", FieldType::Text, false}, {"projectId"}},
                 [parts](const QJsonObject &i) { return createEnvironment(parts, i); }),
    };
}

QList<Procedure> settingsProcedures(Parts parts)
{
    const auto fixed = [](const QJsonValue &value) {
        return [value](const QJsonObject &) { return Outcome(value); };
    };
    const auto prune = [&store = parts.store](const QJsonObject &) {
        store.state.pulledImages.removeIf([&store](const QString &image) {
            return std::none_of(store.state.containers.cbegin(), store.state.containers.cend(),
                                [&image](const Container &container) { return container.image == image; });
        });
        store.save();
        return Outcome(QJsonValue(true));
    };
    const QJsonObject healthy{{QStringLiteral("status"), QStringLiteral("healthy")},
                              {QStringLiteral("message"), QString()}};
    return {
        query("settings.getDokployVersion", {}, fixed(parts.options.version)),
        query("settings.getReleaseTag", {}, fixed(QStringLiteral("latest"))),
        query("settings.health", {}, fixed(QJsonObject{{QStringLiteral("status"), QStringLiteral("ok")}})),
        query("settings.isCloud", {}, fixed(false)),
        query("settings.getIp", {}, fixed(QString())),
        query(
            "settings.checkInfrastructureHealth", {},
            fixed(QJsonObject{{QStringLiteral("postgres"), healthy}, {QStringLiteral("traefik"), healthy}})),
        mutation("settings.cleanUnusedImages", {}, prune),
        query("user.session", {}, fixed(QJsonValue::Null)),
    };
}

} // namespace envdeck::standins::dokploy
