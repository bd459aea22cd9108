// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/members.h"

#include "tests/standins/signoz/refusal.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <cmath>

namespace envdeck::standins::signoz {

namespace {

[[noreturn]] void wrongType(const QString &name, const char *expected)
{
    throw invalidInput(
        QStringLiteral("json: cannot unmarshal field %1: expected %2").arg(name, QLatin1String(expected)));
}

QStringList nearest(const QString &name, const QStringList &known)
{
    for (const QString &candidate : known) {
        if (candidate.compare(name, Qt::CaseInsensitive) == 0)
            return {QStringLiteral("did you mean: '%1'?").arg(candidate)};
    }
    return {};
}

} // namespace

void onlyMembers(const QJsonObject &object, const QStringList &known, const QString &where)
{
    for (const QString &name : object.keys()) {
        if (!known.contains(name))
            throw invalidInput(QStringLiteral("unknown field \"%1\" in %2").arg(name, where),
                               {QStringLiteral("Valid fields are: ") + known.join(QStringLiteral(", "))},
                               nearest(name, known));
    }
}

QString textMember(const QJsonObject &object, const QString &name, const QString &fallback)
{
    const QJsonValue value = object.value(name);
    if (value.isUndefined() || value.isNull())
        return fallback;
    if (!value.isString())
        wrongType(name, "string");
    return value.toString();
}

qint64 numberMember(const QJsonObject &object, const QString &name, qint64 fallback)
{
    const QJsonValue value = object.value(name);
    if (value.isUndefined() || value.isNull())
        return fallback;
    if (!value.isDouble() || std::floor(value.toDouble()) != value.toDouble())
        wrongType(name, "integer");
    return value.toInteger();
}

bool boolMember(const QJsonObject &object, const QString &name, bool fallback)
{
    const QJsonValue value = object.value(name);
    if (value.isUndefined() || value.isNull())
        return fallback;
    if (!value.isBool())
        wrongType(name, "bool");
    return value.toBool();
}

QJsonObject objectMember(const QJsonObject &object, const QString &name)
{
    const QJsonValue value = object.value(name);
    if (value.isUndefined() || value.isNull())
        return {};
    if (!value.isObject())
        wrongType(name, "object");
    return value.toObject();
}

QList<QJsonObject> objectsMember(const QJsonObject &object, const QString &name)
{
    const QJsonValue value = object.value(name);
    if (value.isUndefined() || value.isNull())
        return {};
    if (!value.isArray())
        wrongType(name, "list");
    QList<QJsonObject> objects;
    for (const QJsonValue &element : value.toArray()) {
        if (!element.isObject())
            wrongType(name, "list of objects");
        objects.append(element.toObject());
    }
    return objects;
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

std::optional<qint64> goDuration(const QString &text)
{
    static const QRegularExpression whole(
        QRegularExpression::anchoredPattern(QStringLiteral("(\\d+(ms|h|m|s))+")));
    static const QRegularExpression part(QStringLiteral("(\\d+)(ms|h|m|s)"));
    if (!whole.match(text).hasMatch())
        return std::nullopt;
    qint64 total = 0;
    for (auto it = part.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const QString unit = match.captured(2);
        const qint64 scale = unit == QLatin1String("h")   ? 3'600'000
                             : unit == QLatin1String("m") ? 60'000
                             : unit == QLatin1String("s") ? 1000
                                                          : 1;
        total += match.captured(1).toLongLong() * scale;
    }
    return total;
}

} // namespace envdeck::standins::signoz
