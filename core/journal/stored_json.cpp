// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/stored_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace envdeck::journal {

namespace {

QJsonValue redactedValue(const QJsonValue &value, const Redactor &redactor)
{
    if (value.isString())
        return redactor.redacted(value.toString());
    if (value.isObject())
        return redacted(value.toObject(), redactor);
    if (!value.isArray())
        return value;
    QJsonArray array = value.toArray();
    for (auto item : array)
        item = redactedValue(item, redactor);
    return array;
}

} // namespace

QString textOf(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QJsonObject objectOf(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

QJsonObject jsonOf(const Error &error)
{
    return {{QStringLiteral("code"), errorCodeName(error.code)},
            {QStringLiteral("subject"), error.subject},
            {QStringLiteral("detail"), error.detail},
            {QStringLiteral("status"), error.status}};
}

QString textOf(const std::optional<Error> &error)
{
    return error ? textOf(jsonOf(*error)) : QString();
}

std::optional<Error> errorOf(const QString &text)
{
    if (text.isEmpty())
        return {};
    const QJsonObject object = objectOf(text);
    return Error{
        errorCodeFromName(object.value(QLatin1String("code")).toString()).value_or(ErrorCode::Internal),
        object.value(QLatin1String("subject")).toString(), object.value(QLatin1String("detail")).toString(),
        object.value(QLatin1String("status")).toInt()};
}

Risk riskOf(qint64 number)
{
    return static_cast<Risk>(std::clamp<qint64>(number, qint64(Risk::R0), qint64(Risk::R4)));
}

QJsonObject redacted(const QJsonObject &object, const Redactor &redactor)
{
    QJsonObject out;
    for (auto it = object.begin(); it != object.end(); ++it)
        out.insert(it.key(), redactedValue(it.value(), redactor));
    return out;
}

std::optional<Error> redacted(std::optional<Error> error, const Redactor &redactor)
{
    if (error)
        error->detail = redactor.redacted(error->detail);
    return error;
}

} // namespace envdeck::journal
