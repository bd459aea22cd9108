// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/run_record.h"

#include "core/infrastructure/record_json.h"

#include <QJsonDocument>

namespace envdeck::infrastructure {

namespace {

constexpr int version = 1; // of record.json; only members are added within one

const QString versionKey = QStringLiteral("envdeckRun");

struct TextField {
    const char *name;
    QString RunRecord::*member;
};

constexpr TextField textFields[]{
    {"operation", &RunRecord::operation},     {"kind", &RunRecord::kind},
    {"environment", &RunRecord::environment}, {"actor", &RunRecord::actor},
    {"reason", &RunRecord::reason},           {"commit", &RunRecord::commit},
    {"program", &RunRecord::program},         {"planOperation", &RunRecord::planOperation},
    {"branch", &RunRecord::branch},           {"mode", &RunRecord::mode}};

QJsonValue timeOrNull(const QDateTime &at)
{
    return at.isValid() ? QJsonValue(at.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QDateTime timeFrom(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

QJsonObject toJson(const Error &error)
{
    return {{QStringLiteral("code"), errorCodeName(error.code)},
            {QStringLiteral("subject"), error.subject},
            {QStringLiteral("detail"), error.detail},
            {QStringLiteral("status"), error.status}};
}

Error errorFrom(const QJsonObject &json)
{
    return {errorCodeFromName(json.value(QLatin1String("code")).toString()).value_or(ErrorCode::Internal),
            json.value(QLatin1String("subject")).toString(), json.value(QLatin1String("detail")).toString(),
            json.value(QLatin1String("status")).toInt()};
}

QJsonObject toJson(const journal::Owner &owner)
{
    return {{QStringLiteral("pid"), qint64(owner.process.pid)},
            {QStringLiteral("startTicks"), qint64(owner.process.startTicks)},
            {QStringLiteral("bootId"), owner.bootId}};
}

journal::Owner ownerFrom(const QJsonObject &json)
{
    journal::Owner owner;
    owner.process.pid = decltype(owner.process.pid)(json.value(QLatin1String("pid")).toInteger());
    owner.process.startTicks =
        decltype(owner.process.startTicks)(json.value(QLatin1String("startTicks")).toInteger());
    owner.bootId = json.value(QLatin1String("bootId")).toString();
    return owner;
}

} // namespace

QJsonObject toJson(const RunRecord &record)
{
    QJsonObject json{{versionKey, version}};
    for (const TextField &field : textFields)
        json.insert(QLatin1String(field.name), record.*field.member);
    json.insert(QStringLiteral("began"), timeOrNull(record.began));
    json.insert(QStringLiteral("ended"), timeOrNull(record.ended));
    json.insert(QStringLiteral("state"), jobStateName(record.state));
    json.insert(QStringLiteral("counts"), record.counts ? QJsonValue(toJson(*record.counts)) : QJsonValue());
    json.insert(QStringLiteral("error"), record.error ? QJsonValue(toJson(*record.error)) : QJsonValue());
    json.insert(QStringLiteral("owner"), toJson(record.owner));
    return json;
}

Result<RunRecord> runRecordFrom(const QByteArray &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    const auto state = jobStateFromName(json.value(QLatin1String("state")).toString());
    if (json.value(versionKey).toInt() != version || !state)
        return Error{ErrorCode::BadResponse, QStringLiteral("record.json"), {}, 0};
    RunRecord record;
    for (const TextField &field : textFields)
        record.*field.member = json.value(QLatin1String(field.name)).toString();
    record.began = timeFrom(json.value(QLatin1String("began")));
    record.ended = timeFrom(json.value(QLatin1String("ended")));
    record.state = *state;
    if (const QJsonValue counts = json.value(QLatin1String("counts")); counts.isObject())
        record.counts = planCountsFrom(counts.toObject());
    if (const QJsonValue error = json.value(QLatin1String("error")); error.isObject())
        record.error = errorFrom(error.toObject());
    record.owner = ownerFrom(json.value(QLatin1String("owner")).toObject());
    return record;
}

} // namespace envdeck::infrastructure
