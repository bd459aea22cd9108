// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/procedures.h"
#include "tests/standins/dokploy/rows.h"

#include <algorithm>

// Domains and mounts: rows of their own that compose.one and application.one show as well.
namespace envdeck::standins::dokploy {

namespace {

const QStringList changeable{QStringLiteral("host"),
                             QStringLiteral("path"),
                             QStringLiteral("port"),
                             QStringLiteral("https"),
                             QStringLiteral("serviceName"),
                             QStringLiteral("certificateType"),
                             QStringLiteral("internalPath"),
                             QStringLiteral("stripPath"),
                             QStringLiteral("middlewares"),
                             QStringLiteral("customCertResolver"),
                             QStringLiteral("customEntrypoint"),
                             QStringLiteral("domainType")};

// The words of zod's checks for the two fields that have some of their own.
std::optional<Failure> invalid(const QJsonObject &input)
{
    QJsonObject fields;
    QJsonArray issues;
    const auto add = [&](const char *field, const char *origin, const QString &message) {
        fields.insert(QLatin1String(field), QJsonArray{message});
        issues.append(QJsonObject{{QStringLiteral("origin"), QLatin1String(origin)},
                                  {QStringLiteral("code"), QStringLiteral("too_small")},
                                  {QStringLiteral("minimum"), 1},
                                  {QStringLiteral("inclusive"), true},
                                  {QStringLiteral("path"), QJsonArray{QLatin1String(field)}},
                                  {QStringLiteral("message"), message}});
    };
    if (textOf(input, "host").isEmpty())
        add("host", "string", QStringLiteral("Add a hostname"));
    const QJsonValue port = input.value(QLatin1String("port"));
    if (port.isDouble() && port.toInt() < 1)
        add("port", "number", QStringLiteral("Port must be at least 1"));
    if (issues.isEmpty())
        return {};
    Failure failure = badRequest(QStringLiteral("Input validation failed"));
    failure.zodError =
        QJsonObject{{QStringLiteral("formErrors"), QJsonArray()}, {QStringLiteral("fieldErrors"), fields}};
    failure.issues = issues;
    return failure;
}

Outcome create(Parts parts, const QJsonObject &input)
{
    if (const auto failure = invalid(input))
        return *failure;
    const QString idKey = input.value(QLatin1String("composeId")).isString()
                              ? QStringLiteral("composeId")
                              : QStringLiteral("applicationId");
    if (!parts.store.service(idKey, input.value(idKey).toString()))
        return notFound(QStringLiteral("Service not found"));
    QJsonObject row = domainRow(parts.store.state.domains.size() + 1, parts.clock.now());
    row.insert(idKey, input.value(idKey));
    for (const QString &key : changeable) {
        if (input.contains(key))
            row.insert(key, input.value(key));
    }
    parts.store.state.domains.append(row);
    parts.store.save();
    return QJsonValue(row);
}

Outcome update(Store &store, const QJsonObject &input)
{
    if (const auto failure = invalid(input))
        return *failure;
    for (QJsonObject &row : store.state.domains) {
        if (row.value(QLatin1String("domainId")) != input.value(QLatin1String("domainId")))
            continue;
        for (const QString &key : changeable) {
            if (input.contains(key))
                row.insert(key, input.value(key));
        }
        store.save();
        return QJsonValue(row);
    }
    return notFound(QStringLiteral("Domain not found"));
}

Outcome remove(Store &store, const QJsonObject &input)
{
    const QJsonValue id = input.value(QLatin1String("domainId"));
    const auto it =
        std::find_if(store.state.domains.begin(), store.state.domains.end(),
                     [&](const QJsonObject &row) { return row.value(QLatin1String("domainId")) == id; });
    if (it == store.state.domains.end())
        return notFound(QStringLiteral("Domain not found"));
    const QJsonObject row = *it;
    store.state.domains.erase(it);
    store.save();
    return QJsonValue(row);
}

Outcome ofService(Store &store, const QString &idKey, const QJsonObject &input)
{
    const QJsonObject *service = store.service(idKey, input.value(idKey).toString());
    if (!service)
        return unknownService(idKey == QLatin1String("composeId") ? QStringLiteral("compose")
                                                                  : QStringLiteral("application"));
    const QString kind =
        idKey == QLatin1String("composeId") ? QStringLiteral("compose") : QStringLiteral("application");
    QJsonArray rows;
    for (const QJsonValue &value : rowsOf(store.state.domains, idKey, input.value(idKey))) {
        QJsonObject row = value.toObject();
        QJsonObject owner{{idKey, service->value(idKey)},
                          {QStringLiteral("appName"), service->value(QLatin1String("appName"))},
                          {QStringLiteral("name"), service->value(QLatin1String("name"))}};
        row.insert(kind, owner);
        rows.append(row);
    }
    return QJsonValue(rows);
}

Outcome createMount(Parts parts, const QJsonObject &input)
{
    const QString idKey = textOf(input, "serviceType") + QStringLiteral("Id");
    if (!parts.store.service(idKey, textOf(input, "serviceId")))
        return notFound(QStringLiteral("Service not found"));
    QJsonObject row;
    for (const char *none : {"hostPath", "volumeName", "filePath", "content", "applicationId", "composeId",
                             "libsqlId", "mariadbId", "mongoId", "mysqlId", "postgresId", "redisId"})
        row.insert(QLatin1String(none), QJsonValue::Null);
    row.insert(QStringLiteral("mountId"), newId());
    for (const char *key :
         {"type", "hostPath", "volumeName", "filePath", "content", "mountPath", "serviceType"}) {
        if (input.contains(QLatin1String(key)))
            row.insert(QLatin1String(key), input.value(QLatin1String(key)));
    }
    row.insert(idKey, input.value(QLatin1String("serviceId")));
    parts.store.state.mounts.append(row);
    parts.store.save();
    return QJsonValue(row);
}

} // namespace

QJsonArray rowsOf(const QList<QJsonObject> &all, const QString &idKey, const QJsonValue &id)
{
    QJsonArray rows;
    for (const QJsonObject &row : all) {
        if (row.value(idKey) == id)
            rows.append(row);
    }
    return rows;
}

QList<Procedure> domainProcedures(Parts parts)
{
    Store &store = parts.store;
    return {
        mutation("domain.create", {}, [parts](const QJsonObject &i) { return create(parts, i); }),
        mutation("domain.update", {{"domainId"}},
                 [&store](const QJsonObject &i) { return update(store, i); }),
        mutation("domain.delete", {{"domainId"}},
                 [&store](const QJsonObject &i) { return remove(store, i); }),
        query("domain.byComposeId", {{"composeId"}},
              [&store](const QJsonObject &i) { return ofService(store, QStringLiteral("composeId"), i); }),
        query(
            "domain.byApplicationId", {{"applicationId"}},
            [&store](const QJsonObject &i) { return ofService(store, QStringLiteral("applicationId"), i); }),
        // No name resolves here: nothing of this platform is in anybody's DNS.
        mutation(
            "domain.validateDomain", {{"domain"}, {"serverIp", FieldType::Text, false}},
            [](const QJsonObject &i) {
                return Outcome(QJsonValue(QJsonObject{
                    {QStringLiteral("isValid"), false},
                    {QStringLiteral("error"), QStringLiteral("queryA ENOTFOUND ") + textOf(i, "domain")}}));
            }),
        mutation("domain.generateDomain", {{"appName"}},
                 [](const QJsonObject &i) {
                     return Outcome(QJsonValue(
                         QStringLiteral("%1-127-0-0-1.sslip.io").arg(appNameFor(textOf(i, "appName")))));
                 }),
        mutation("mounts.create", {{"type"}, {"mountPath"}, {"serviceId"}, {"serviceType"}},
                 [parts](const QJsonObject &i) { return createMount(parts, i); }),
    };
}

} // namespace envdeck::standins::dokploy
