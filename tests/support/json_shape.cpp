// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/json_shape.h"

#include <QJsonArray>
#include <QJsonObject>

namespace envdeck::testing {

namespace {

QString typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null: return QStringLiteral("null");
    case QJsonValue::Bool: return QStringLiteral("bool");
    case QJsonValue::Double: return QStringLiteral("number");
    case QJsonValue::String: return QStringLiteral("string");
    case QJsonValue::Array: return QStringLiteral("list");
    case QJsonValue::Object: return QStringLiteral("object");
    case QJsonValue::Undefined: break;
    }
    return QStringLiteral("nothing");
}

QStringList compare(const QJsonValue &recorded, const QJsonValue &answer, const QStringList &open,
                    const QString &path);

QStringList compareObjects(const QJsonObject &recorded, const QJsonObject &answer, const QStringList &open,
                           const QString &path)
{
    QStringList differences;
    const QString prefix = path.isEmpty() ? path : path + QLatin1Char('.');
    for (auto it = recorded.begin(); it != recorded.end(); ++it)
        differences += compare(it.value(), answer.value(it.key()), open, prefix + it.key());
    for (auto it = answer.begin(); it != answer.end(); ++it) {
        if (!recorded.contains(it.key()))
            differences += prefix + it.key() + QStringLiteral(": not in the recording");
    }
    return differences;
}

QStringList compareLists(const QJsonArray &recorded, const QJsonArray &answer, const QStringList &open,
                         const QString &path)
{
    if (!recorded.isEmpty() && answer.isEmpty())
        return {path + QStringLiteral(": empty list")};
    QStringList differences;
    for (const QJsonValue &element : answer) {
        QStringList best;
        for (qsizetype i = 0; i < recorded.size(); ++i) {
            const QStringList found = compare(recorded.at(i), element, open, path + QStringLiteral("[]"));
            if (i == 0 || found.size() < best.size())
                best = found;
        }
        differences += best;
    }
    differences.removeDuplicates();
    return differences;
}

QStringList compare(const QJsonValue &recorded, const QJsonValue &answer, const QStringList &open,
                    const QString &path)
{
    if (recorded.isNull() && !answer.isUndefined())
        return {};
    if (recorded.type() != answer.type())
        return {QStringLiteral("%1: %2 expected, got %3").arg(path, typeName(recorded), typeName(answer))};
    if (open.contains(path))
        return {};
    if (recorded.isObject())
        return compareObjects(recorded.toObject(), answer.toObject(), open, path);
    if (recorded.isArray())
        return compareLists(recorded.toArray(), answer.toArray(), open, path);
    return {};
}

} // namespace

QStringList shapeDifferences(const QJsonValue &recorded, const QJsonValue &answer, const QStringList &open)
{
    return compare(recorded, answer, open, QString());
}

} // namespace envdeck::testing
