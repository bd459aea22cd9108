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

QJsonObject toJson(const ReviewRecord &record)
{
    QJsonObject counts;
    for (const CountField &field : countFields)
        counts.insert(QLatin1String(field.name), record.counts.*field.member);
    return {{QStringLiteral("plan"), QString::fromLatin1(record.planDigest)},
            {QStringLiteral("lockFile"), QString::fromLatin1(record.lockFileDigest)},
            {QStringLiteral("variables"), QString::fromLatin1(record.variablesDigest)},
            {QStringLiteral("commit"), record.commit},
            {QStringLiteral("workspace"), record.workspace},
            {QStringLiteral("backend"), record.backend},
            {QStringLiteral("serial"), record.serial},
            {QStringLiteral("lineage"), record.lineage},
            {QStringLiteral("program"), record.program},
            {QStringLiteral("counts"), counts}};
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
    const QJsonObject counts = json.value(QLatin1String("counts")).toObject();
    for (const CountField &field : countFields)
        record.counts.*field.member = counts.value(QLatin1String(field.name)).toInt();
    return record;
}

} // namespace envdeck::infrastructure
