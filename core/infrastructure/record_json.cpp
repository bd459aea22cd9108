// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/record_json.h"

namespace envdeck::infrastructure {

namespace {

struct CountField {
    const char *name;
    int PlanCounts::*member;
};

constexpr CountField countFields[]{{"create", &PlanCounts::create},
                                   {"update", &PlanCounts::update},
                                   {"replace", &PlanCounts::replace},
                                   {"destroy", &PlanCounts::destroy},
                                   {"unchanged", &PlanCounts::unchanged},
                                   {"moved", &PlanCounts::moved},
                                   {"imported", &PlanCounts::imported},
                                   {"forgotten", &PlanCounts::forgotten},
                                   {"read", &PlanCounts::read}};

} // namespace

QJsonObject toJson(const PlanCounts &counts)
{
    QJsonObject json;
    for (const CountField &field : countFields)
        json.insert(QLatin1String(field.name), counts.*field.member);
    return json;
}

PlanCounts planCountsFrom(const QJsonObject &json)
{
    PlanCounts counts;
    for (const CountField &field : countFields)
        counts.*field.member = json.value(QLatin1String(field.name)).toInt();
    return counts;
}

QJsonObject toJson(const ReviewRecord &record)
{
    return {{QStringLiteral("plan"), QString::fromLatin1(record.planDigest)},
            {QStringLiteral("lockFile"), QString::fromLatin1(record.lockFileDigest)},
            {QStringLiteral("variables"), QString::fromLatin1(record.variablesDigest)},
            {QStringLiteral("commit"), record.commit},
            {QStringLiteral("workspace"), record.workspace},
            {QStringLiteral("backend"), record.backend},
            {QStringLiteral("serial"), record.serial},
            {QStringLiteral("lineage"), record.lineage},
            {QStringLiteral("program"), record.program},
            {QStringLiteral("counts"), toJson(record.counts)}};
}

ReviewRecord reviewRecordFrom(const QJsonObject &json)
{
    ReviewRecord record;
    record.planDigest = json.value(QLatin1String("plan")).toString().toLatin1();
    record.lockFileDigest = json.value(QLatin1String("lockFile")).toString().toLatin1();
    record.variablesDigest = json.value(QLatin1String("variables")).toString().toLatin1();
    record.commit = json.value(QLatin1String("commit")).toString();
    record.workspace = json.value(QLatin1String("workspace")).toString();
    record.backend = json.value(QLatin1String("backend")).toString();
    record.serial = json.value(QLatin1String("serial")).toInteger();
    record.lineage = json.value(QLatin1String("lineage")).toString();
    record.program = json.value(QLatin1String("program")).toString();
    record.counts = planCountsFrom(json.value(QLatin1String("counts")).toObject());
    return record;
}

} // namespace envdeck::infrastructure
