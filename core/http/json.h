// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <memory>
#include <optional>

namespace envdeck::http {

// Any JSON value, also a bare string or number, which QJsonDocument refuses; null for an empty text.
// BadResponse with the parser's words and the offset: bad UTF-8, deeper than 1024, trailing text.
Result<QJsonValue> parseJson(const QByteArray &text);

// Reads typed fields and remembers the first one that is missing or of another type, with its path
// ("[3].environments[0].name: expected string, got null"). After that every read gives an empty value, so
// that a parse function reads straight on and asks once at its end:
//
//     JsonReader row(json);
//     Row out{row.string(u"id"), row.optionalTime(u"finishedAt")};
//     return row.done(std::move(out));
//
// Unknown fields are ignored. Copies and children share the memory of the error.
class JsonReader {
public:
    // `subject` is that of the error.
    explicit JsonReader(const QJsonValue &value, const QString &subject = {});

    QString string(QStringView key) const;
    bool boolean(QStringView key) const;
    qint64 integer(QStringView key) const; // an exact whole number
    double number(QStringView key) const;
    QDateTime time(QStringView key) const; // ISO 8601; UTC
    JsonReader object(QStringView key) const;
    QList<JsonReader> array(QStringView key) const;
    QStringList strings(QStringView key) const;

    // Nothing when the field is absent or null; another type is still an error.
    std::optional<QString> optionalString(QStringView key) const;
    std::optional<bool> optionalBoolean(QStringView key) const;
    std::optional<qint64> optionalInteger(QStringView key) const;
    std::optional<QDateTime> optionalTime(QStringView key) const;
    std::optional<JsonReader> optionalObject(QStringView key) const;
    QList<JsonReader> optionalArray(QStringView key) const; // empty when absent or null
    QStringList optionalStrings(QStringView key) const;

    // This value itself, for bodies that are no object.
    QString asString() const;
    bool asBoolean() const;
    QList<JsonReader> asArray() const;
    bool isNull() const { return m_value.isNull() || m_value.isUndefined(); }
    bool isObject() const { return m_value.isObject(); }
    const QJsonValue &json() const { return m_value; } // as it came, for a field of several types
    bool has(QStringView key) const;                   // present and not null
    QStringList keys() const;

    // Notes a problem of this value that its type does not show: "negative", "no such state".
    void fail(QStringView key, const QString &problem) const;

    bool ok() const { return !m_memory->error; }
    // `value`, or the first error.
    template <typename T>
    Result<T> done(T value) const
    {
        if (m_memory->error)
            return *m_memory->error;
        return value;
    }

private:
    struct Memory {
        QString subject;
        std::optional<Error> error;
    };

    JsonReader(QJsonValue value, QString path, std::shared_ptr<Memory> memory);
    QJsonValue member(QStringView key, QJsonValue::Type type) const;
    QString pathTo(QStringView key) const;
    void note(const QString &path, const QString &problem) const;

    QJsonValue m_value;
    QString m_path;
    std::shared_ptr<Memory> m_memory;
};

} // namespace envdeck::http
