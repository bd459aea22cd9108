// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/row.h"

#include "core/hosts/remote_text.h"

#include <QJsonDocument>
#include <cmath>

namespace envdeck::hosts {

namespace {

constexpr qsizetype longestRow = 256 * 1024;
constexpr double exactNumbers = 9007199254740992.0; // 2^53

} // namespace

Row::Row(const QByteArray &line, QString where) : m_where(std::move(where))
{
    if (line.size() > longestRow) {
        fail("", "too long");
        return;
    }
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        fail("", "no JSON object");
    m_object = document.object();
}

void Row::fail(const char *key, const char *why)
{
    if (m_problem)
        return;
    const QString path = *key ? m_where + QLatin1Char('.') + QLatin1String(key) : m_where;
    m_problem = Error{ErrorCode::BadResponse, path, QString::fromLatin1(why), 0};
}

QString Row::text(const char *key, qsizetype most)
{
    const QJsonValue found = value(key);
    if (!found.isString())
        fail(key, "text expected");
    return remoteText(found.toString(), most);
}

QString Row::raw(const char *key)
{
    const QJsonValue found = value(key);
    if (!found.isString())
        fail(key, "text expected");
    return found.toString().left(1024);
}

QString Row::label(const char *key, qsizetype most)
{
    const QJsonValue found = value(key);
    if (!found.isString() && !found.isNull() && !found.isUndefined())
        fail(key, "text expected");
    return remoteText(found.toString(), most);
}

qint64 Row::number(const char *key)
{
    const QJsonValue found = value(key);
    if (found.isString()) {
        bool isNumber = false;
        const qint64 number = found.toString().toLongLong(&isNumber);
        if (!isNumber)
            fail(key, "number expected");
        return number;
    }
    const double number = found.toDouble();
    if (!found.isDouble() || number != std::floor(number) || std::abs(number) > exactNumbers) {
        fail(key, "whole number expected");
        return 0;
    }
    return found.toInteger();
}

bool Row::flag(const char *key)
{
    if (!value(key).isBool())
        fail(key, "true or false expected");
    return value(key).toBool();
}

QDateTime Row::time(const char *key)
{
    const QString text = raw(key);
    if (text.startsWith(QLatin1String("0001-")))
        return {};
    // Qt reads milliseconds, Docker writes nanoseconds and leaves out the zeros at the end.
    const qsizetype dot = text.indexOf(QLatin1Char('.'));
    QString read = text;
    if (dot > 0) {
        qsizetype end = dot + 1;
        while (end < text.size() && text.at(end).isDigit())
            ++end;
        read = text.left(dot) + QLatin1Char('.') + text.mid(dot + 1, std::min<qsizetype>(3, end - dot - 1)) +
               text.mid(end);
    }
    const QDateTime time = QDateTime::fromString(read, Qt::ISODateWithMs);
    if (!time.isValid())
        fail(key, "time expected");
    return time.toUTC();
}

} // namespace envdeck::hosts
