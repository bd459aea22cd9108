// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/infrastructure.h"
#include "app/sandbox/terraform_files.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

namespace envdeck::sandbox {

namespace {

QString uuid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QJsonValue typeOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool: return QStringLiteral("bool");
    case QJsonValue::Double: return QStringLiteral("number");
    case QJsonValue::Array: {
        QJsonArray types;
        for (const QJsonValue &item : value.toArray())
            types.append(typeOf(item));
        return QJsonArray{QStringLiteral("tuple"), types};
    }
    case QJsonValue::Object: {
        QJsonObject types;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            types.insert(it.key(), typeOf(it.value()));
        return QJsonArray{QStringLiteral("object"), types};
    }
    case QJsonValue::String:
    case QJsonValue::Null:
    case QJsonValue::Undefined: break;
    }
    return QStringLiteral("string");
}

// terraform_data's attributes may hold anything, so each is stored with its type.
QJsonObject dynamic(const QJsonValue &value)
{
    return {{QStringLiteral("value"), value}, {QStringLiteral("type"), typeOf(value)}};
}

QJsonObject instance(const QJsonObject &input, const QJsonValue &trigger, const QString &key = {})
{
    const QJsonObject attributes{
        {QStringLiteral("id"), uuid()},
        {QStringLiteral("input"), dynamic(input)},
        {QStringLiteral("output"), dynamic(input)},
        {QStringLiteral("triggers_replace"), trigger.isNull() ? trigger : QJsonValue(dynamic(trigger))}};
    QJsonObject made{{QStringLiteral("schema_version"), 0},
                     {QStringLiteral("attributes"), attributes},
                     {QStringLiteral("sensitive_attributes"), QJsonArray()}};
    if (!key.isEmpty())
        made.insert(QStringLiteral("index_key"), key);
    return made;
}

QJsonObject resource(const char *module, const char *name, const QJsonArray &instances)
{
    QJsonObject made{
        {QStringLiteral("module"), QLatin1String(module)},
        {QStringLiteral("mode"), QStringLiteral("managed")},
        {QStringLiteral("type"), QStringLiteral("terraform_data")},
        {QStringLiteral("name"), QLatin1String(name)},
        {QStringLiteral("provider"), QStringLiteral("provider[\"terraform.io/builtin/terraform\"]")},
        {QStringLiteral("instances"), instances}};
    if (instances.first().toObject().contains(QLatin1String("index_key")))
        made.insert(QStringLiteral("each"), QStringLiteral("map"));
    return made;
}

} // namespace

Infrastructure infrastructureOf(const WorkspaceFiles &world, const QString &environment)
{
    Infrastructure wanted;
    wanted.environment = environment;
    wanted.address = addressOf(environment);
    wanted.zone = environment + QStringLiteral(".acme.example");
    wanted.serverType =
        environment == QLatin1String("prod") ? QStringLiteral("cx42") : QStringLiteral("cx22");
    wanted.records = {QStringLiteral("api"), QStringLiteral("web")};
    wanted.openPorts = {22, 80, 443};
    if (!world.port8080Closed)
        wanted.openPorts.append(8080);
    if (world.grafanaInDev && environment == QLatin1String("dev")) {
        wanted.serverType = QStringLiteral("cx32");
        wanted.records.insert(1, QStringLiteral("grafana"));
        wanted.openPorts.append(3000);
    }
    return wanted;
}

QByteArray terraformState(const WorkspaceFiles &world, const QString &environment)
{
    const Infrastructure made = infrastructureOf(world, environment);
    const QJsonObject server = instance({{QStringLiteral("name"), environment + QStringLiteral("-1")},
                                         {QStringLiteral("server_type"), made.serverType},
                                         {QStringLiteral("location"), QStringLiteral("nbg1")},
                                         {QStringLiteral("address"), made.address}},
                                        QJsonArray{QStringLiteral("debian-12")});
    QJsonArray records;
    QJsonArray names;
    for (const QString &record : made.records) {
        const QString name = record + QLatin1Char('.') + made.zone;
        names.append(name);
        records.append(instance({{QStringLiteral("name"), name},
                                 {QStringLiteral("type"), QStringLiteral("A")},
                                 {QStringLiteral("content"), made.address},
                                 {QStringLiteral("proxied"), false}},
                                QJsonValue::Null, record));
    }
    QStringList ports;
    for (const int port : made.openPorts)
        ports.append(QString::number(port));
    const QJsonObject network = instance(
        {{QStringLiteral("name"), environment}, {QStringLiteral("range"), QStringLiteral("10.0.0.0/16")}},
        QJsonValue::Null);
    const QJsonObject firewall =
        instance({{QStringLiteral("name"), environment + QStringLiteral("-firewall")},
                  {QStringLiteral("ports"), ports.join(QLatin1Char(','))}},
                 QJsonValue::Null);
    const auto output = [](const QJsonValue &value, const QJsonValue &type) {
        return QJsonObject{{QStringLiteral("value"), value}, {QStringLiteral("type"), type}};
    };
    const QJsonObject state{
        {QStringLiteral("version"), 4},
        {QStringLiteral("terraform_version"), QStringLiteral("1.5.0")},
        {QStringLiteral("serial"), 7},
        {QStringLiteral("lineage"), uuid()},
        {QStringLiteral("outputs"),
         QJsonObject{
             {QStringLiteral("server_ip"), output(made.address, QStringLiteral("string"))},
             {QStringLiteral("server_id"),
              output(server[QLatin1String("attributes")][QLatin1String("id")], QStringLiteral("string"))},
             {QStringLiteral("names"),
              output(names, QJsonArray{QStringLiteral("list"), QStringLiteral("string")})}}},
        {QStringLiteral("resources"), QJsonArray{resource("module.dns", "record", records),
                                                 resource("module.network", "firewall", {firewall}),
                                                 resource("module.network", "network", {network}),
                                                 resource("module.vps", "server", {server})}},
        {QStringLiteral("check_results"), QJsonValue::Null}};
    return QJsonDocument(state).toJson();
}

} // namespace envdeck::sandbox
