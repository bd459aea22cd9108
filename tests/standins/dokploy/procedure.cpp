// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/procedure.h"

namespace envdeck::standins::dokploy {

namespace {

QString typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Undefined: return QStringLiteral("undefined");
    case QJsonValue::Null: return QStringLiteral("null");
    case QJsonValue::Bool: return QStringLiteral("boolean");
    case QJsonValue::Double: return QStringLiteral("number");
    case QJsonValue::String: return QStringLiteral("string");
    case QJsonValue::Array: return QStringLiteral("array");
    case QJsonValue::Object: return QStringLiteral("object");
    }
    return {};
}

QString wanted(FieldType type)
{
    switch (type) {
    case FieldType::Text: return QStringLiteral("string");
    case FieldType::Number: return QStringLiteral("number");
    case FieldType::Flag: return QStringLiteral("boolean");
    }
    return {};
}

// A number in a URL is text; text that is none reads as NaN.
QJsonValue coerced(const QJsonValue &value, FieldType type)
{
    if (!value.isString())
        return value;
    bool ok = false;
    if (type == FieldType::Number) {
        const double number = value.toString().toDouble(&ok);
        return ok ? QJsonValue(number) : value;
    }
    if (type == FieldType::Flag && (value == QLatin1String("true") || value == QLatin1String("false")))
        return value == QLatin1String("true");
    return value;
}

Procedure made(const char *name, bool isMutation, QList<Field> fields,
               std::function<Outcome(const QJsonObject &)> run)
{
    return {
        QLatin1String(name), isMutation, std::move(fields),
        [run = std::move(run)](const QJsonObject &input, const Respond &respond) { respond(run(input)); }};
}

} // namespace

Failure notFound(const QString &message)
{
    return {404, QStringLiteral("NOT_FOUND"), message};
}

Failure badRequest(const QString &message)
{
    return {400, QStringLiteral("BAD_REQUEST"), message};
}

Failure internalError(const QString &message)
{
    return {500, QStringLiteral("INTERNAL_SERVER_ERROR"), message};
}

Procedure query(const char *name, QList<Field> fields, std::function<Outcome(const QJsonObject &)> run)
{
    return made(name, false, std::move(fields), std::move(run));
}

Procedure mutation(const char *name, QList<Field> fields, std::function<Outcome(const QJsonObject &)> run)
{
    return made(name, true, std::move(fields), std::move(run));
}

std::variant<QJsonObject, Failure> checked(const QList<Field> &fields, const QJsonObject &input, bool fromUrl)
{
    QJsonObject accepted = input;
    QJsonObject fieldErrors;
    QJsonArray issues;
    for (const Field &field : fields) {
        const QString name = QLatin1String(field.name);
        const QJsonValue value = fromUrl ? coerced(input.value(name), field.type) : input.value(name);
        if ((value.isUndefined() && !field.required) || (value.isNull() && field.nullable))
            continue;
        QJsonObject issue;
        if (typeName(value) != wanted(field.type)) {
            const bool notANumber = fromUrl && field.type == FieldType::Number && value.isString();
            const QString received = notANumber ? QStringLiteral("NaN") : typeName(value);
            issue = {{QStringLiteral("expected"), wanted(field.type)},
                     {QStringLiteral("code"), QStringLiteral("invalid_type")},
                     {QStringLiteral("message"), QStringLiteral("Invalid input: expected %1, received %2")
                                                     .arg(wanted(field.type), received)}};
            if (notANumber)
                issue.insert(QStringLiteral("received"), received);
        } else if (field.required && value.isString() && value.toString().isEmpty() && !field.nullable) {
            issue = {{QStringLiteral("origin"), QStringLiteral("string")},
                     {QStringLiteral("code"), QStringLiteral("too_small")},
                     {QStringLiteral("minimum"), 1},
                     {QStringLiteral("inclusive"), true},
                     {QStringLiteral("message"),
                      QStringLiteral("Too small: expected string to have >=1 characters")}};
        } else {
            accepted.insert(name, value);
            continue;
        }
        issue.insert(QStringLiteral("path"), QJsonArray{name});
        issues.append(issue);
        fieldErrors.insert(name, QJsonArray{issue.value(QLatin1String("message"))});
    }
    if (issues.isEmpty())
        return accepted;
    Failure failure = badRequest(QStringLiteral("Input validation failed"));
    failure.zodError = QJsonObject{{QStringLiteral("formErrors"), QJsonArray()},
                                   {QStringLiteral("fieldErrors"), fieldErrors}};
    failure.issues = issues;
    return failure;
}

} // namespace envdeck::standins::dokploy
