// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/state.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace envdeck::terraform {

namespace {

// "provider[\"registry.terraform.io/hashicorp/aws\"].west" -> the part in quotes.
QString providerSource(const QString &written)
{
    const QString quoted = written.section(u'"', 1, 1);
    return quoted.isEmpty() ? written : quoted;
}

StateResource resourceFrom(const QJsonObject &object)
{
    const auto text = [&](const char *key) { return object[QLatin1String(key)].toString(); };
    StateResource resource;
    resource.type = text("type");
    resource.provider = providerSource(text("provider"));
    const QString prefix = text("mode") == QLatin1String("data") ? QStringLiteral("data.") : QString();
    const QString own = prefix + resource.type + u'.' + text("name");
    resource.module = text("module");
    resource.address = text("module").isEmpty() ? own : text("module") + u'.' + own;
    const QJsonArray instances = object[QLatin1String("instances")].toArray();
    resource.instances = int(instances.size());
    resource.tainted = int(std::count_if(instances.begin(), instances.end(), [](const QJsonValue &instance) {
        return instance.toObject()[QLatin1String("status")].toString() == QLatin1String("tainted");
    }));
    return resource;
}

// What http, pg and others print where nothing was ever applied (Terraform 1.11.4): a state without a
// lineage.
bool isNeverWritten(const QJsonObject &state)
{
    return state[QLatin1String("version")].toInt() == 4 &&
           state[QLatin1String("lineage")].toString(QStringLiteral("-")).isEmpty() &&
           state[QLatin1String("serial")].toInt(-1) == 0 &&
           state[QLatin1String("resources")].toArray().isEmpty();
}

// QJsonDocument takes no bare scalar, so the value travels in an array.
QByteArray stateJsonOf(const QJsonValue &value)
{
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).chopped(1).mid(1);
}

} // namespace

Result<StateSummary> stateFrom(const QByteArray &statePull)
{
    StateSummary state;
    if (statePull.trimmed().isEmpty())
        return state; // `state pull` prints nothing when there is no state yet
    const QJsonObject object = QJsonDocument::fromJson(statePull).object();
    state.lineage = object[QLatin1String("lineage")].toString();
    if (isNeverWritten(object))
        return state;
    if (object[QLatin1String("version")].toInt() != 4 || state.lineage.isEmpty())
        return Error{ErrorCode::BadResponse,
                     QStringLiteral("state pull"),
                     {},
                     0}; // it is full of secrets: quote nothing
    state.exists = true;
    state.serial = object[QLatin1String("serial")].toInteger();
    state.writtenBy = object[QLatin1String("terraform_version")].toString();
    for (const QJsonValue &resource : object[QLatin1String("resources")].toArray())
        state.resources.append(resourceFrom(resource.toObject()));
    return state;
}

QString Output::text() const
{
    const QJsonValue value = QJsonDocument::fromJson('[' + json.toUtf8() + ']').array().at(0);
    return value.isString() ? value.toString() : json;
}

Result<QList<Output>> outputsFrom(const QByteArray &outputJson)
{
    const QJsonDocument document = QJsonDocument::fromJson(outputJson);
    if (!document.isObject())
        return Error{ErrorCode::BadResponse, QStringLiteral("output"), {}, 0};
    const QJsonObject object = document.object();
    QList<Output> outputs;
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        const QJsonObject entry = it.value().toObject();
        const QJsonValue type = entry[QLatin1String("type")];
        Output output;
        output.name = it.key();
        output.type = type.isString() ? type.toString() : QString::fromUtf8(stateJsonOf(type));
        output.sensitive =
            entry[QLatin1String("sensitive")].toBool(true); // unmarked is a format we do not know
        const QByteArray value = stateJsonOf(entry[QLatin1String("value")]);
        if (output.sensitive)
            output.secret = Secret(value);
        else
            output.json = QString::fromUtf8(value);
        outputs.append(output);
    }
    return outputs;
}

} // namespace envdeck::terraform
