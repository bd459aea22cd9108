// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/json.h"

#include <QJsonDocument>
#include <cmath>

namespace envdeck::http {

namespace {

QString typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null: return QStringLiteral("null");
    case QJsonValue::Bool: return QStringLiteral("boolean");
    case QJsonValue::Double: return QStringLiteral("number");
    case QJsonValue::String: return QStringLiteral("string");
    case QJsonValue::Array: return QStringLiteral("array");
    case QJsonValue::Object: return QStringLiteral("object");
    case QJsonValue::Undefined: break;
    }
    return QStringLiteral("nothing");
}

QString typeName(QJsonValue::Type type)
{
    return typeName(QJsonValue(type));
}

QString difference(const QString &expected, const QJsonValue &got)
{
    return QStringLiteral("expected %1, got %2").arg(expected, typeName(got));
}

} // namespace

Result<QJsonValue> parseJson(const QByteArray &text)
{
    if (text.trimmed().isEmpty())
        return QJsonValue(QJsonValue::Null);
    // QJsonDocument takes no bare string or number, which some servers answer with.
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson('[' + text + ']', &problem);
    if (problem.error != QJsonParseError::NoError)
        return Error{
            ErrorCode::BadResponse,
            {},
            QStringLiteral("no JSON: %1 at byte %2").arg(problem.errorString()).arg(problem.offset - 1),
            0};
    if (document.array().size() != 1)
        return Error{ErrorCode::BadResponse, {}, QStringLiteral("no JSON: several values"), 0};
    return document.array().first();
}

JsonReader::JsonReader(const QJsonValue &value, const QString &subject)
    : JsonReader(value, {}, std::make_shared<Memory>(Memory{subject, {}}))
{
}

JsonReader::JsonReader(QJsonValue value, QString path, std::shared_ptr<Memory> memory)
    : m_value(std::move(value)), m_path(std::move(path)), m_memory(std::move(memory))
{
}

QString JsonReader::pathTo(QStringView key) const
{
    return m_path.isEmpty() ? key.toString() : m_path + QLatin1Char('.') + key.toString();
}

void JsonReader::note(const QString &path, const QString &problem) const
{
    const QString where = path.isEmpty() ? QStringLiteral("answer") : path;
    if (!m_memory->error)
        m_memory->error =
            Error{ErrorCode::BadResponse, m_memory->subject, where + QStringLiteral(": ") + problem, 0};
}

void JsonReader::fail(QStringView key, const QString &problem) const
{
    note(pathTo(key), problem);
}

QJsonValue JsonReader::member(QStringView key, QJsonValue::Type type) const
{
    if (!m_value.isObject()) {
        note(m_path, difference(QStringLiteral("object"), m_value));
        return QJsonValue(type);
    }
    const QJsonValue found = m_value.toObject().value(key);
    if (found.type() == type)
        return found;
    note(pathTo(key), difference(typeName(type), found));
    return QJsonValue(type);
}

bool JsonReader::has(QStringView key) const
{
    if (!m_value.isObject())
        note(m_path, difference(QStringLiteral("object"), m_value));
    const QJsonValue found = m_value.toObject().value(key);
    return !found.isUndefined() && !found.isNull();
}

QStringList JsonReader::keys() const
{
    return m_value.toObject().keys();
}

QString JsonReader::string(QStringView key) const
{
    return member(key, QJsonValue::String).toString();
}

bool JsonReader::boolean(QStringView key) const
{
    return member(key, QJsonValue::Bool).toBool();
}

double JsonReader::number(QStringView key) const
{
    return member(key, QJsonValue::Double).toDouble();
}

qint64 JsonReader::integer(QStringView key) const
{
    constexpr qint64 none = std::numeric_limits<qint64>::min();
    const QJsonValue found = member(key, QJsonValue::Double);
    const qint64 whole = found.toInteger(none);
    if (whole == none)
        fail(key, QStringLiteral("expected a whole number"));
    return whole == none ? 0 : whole;
}

QDateTime JsonReader::time(QStringView key) const
{
    const QString text = string(key);
    const QDateTime parsed = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!parsed.isValid())
        fail(key, QStringLiteral("expected a time"));
    return parsed.toUTC();
}

JsonReader JsonReader::object(QStringView key) const
{
    return JsonReader(member(key, QJsonValue::Object), pathTo(key), m_memory);
}

QList<JsonReader> JsonReader::array(QStringView key) const
{
    return JsonReader(member(key, QJsonValue::Array), pathTo(key), m_memory).asArray();
}

QStringList JsonReader::strings(QStringView key) const
{
    QStringList texts;
    for (const JsonReader &entry : array(key))
        texts.append(entry.asString());
    return texts;
}

std::optional<QString> JsonReader::optionalString(QStringView key) const
{
    return has(key) ? std::optional(string(key)) : std::nullopt;
}

std::optional<bool> JsonReader::optionalBoolean(QStringView key) const
{
    return has(key) ? std::optional(boolean(key)) : std::nullopt;
}

std::optional<qint64> JsonReader::optionalInteger(QStringView key) const
{
    return has(key) ? std::optional(integer(key)) : std::nullopt;
}

std::optional<QDateTime> JsonReader::optionalTime(QStringView key) const
{
    return has(key) ? std::optional(time(key)) : std::nullopt;
}

std::optional<JsonReader> JsonReader::optionalObject(QStringView key) const
{
    return has(key) ? std::optional(object(key)) : std::nullopt;
}

QList<JsonReader> JsonReader::optionalArray(QStringView key) const
{
    return has(key) ? array(key) : QList<JsonReader>();
}

QStringList JsonReader::optionalStrings(QStringView key) const
{
    return has(key) ? strings(key) : QStringList();
}

QString JsonReader::asString() const
{
    if (!m_value.isString())
        note(m_path, difference(QStringLiteral("string"), m_value));
    return m_value.toString();
}

bool JsonReader::asBoolean() const
{
    if (!m_value.isBool())
        note(m_path, difference(QStringLiteral("boolean"), m_value));
    return m_value.toBool();
}

QList<JsonReader> JsonReader::asArray() const
{
    if (!m_value.isArray())
        note(m_path, difference(QStringLiteral("array"), m_value));
    QList<JsonReader> entries;
    const QJsonArray array = m_value.toArray();
    entries.reserve(array.size());
    for (qsizetype i = 0; i < array.size(); ++i)
        entries.append(JsonReader(array.at(i), QStringLiteral("%1[%2]").arg(m_path).arg(i), m_memory));
    return entries;
}

} // namespace envdeck::http
