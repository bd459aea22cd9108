// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/plan_entry.h"

#include "core/terraform/json_cursor.h"
#include "core/terraform/json_readings.h"

namespace envdeck::terraform {

namespace {

bool saysTrue(QByteArrayView json)
{
    return json.size() >= 4 && json.contains("true");
}

bool isString(QByteArrayView json)
{
    return json.startsWith('"');
}

void readChange(JsonCursor &cursor, ChangeText &change)
{
    const qsizetype start = cursor.at();
    QByteArrayView key;
    cursor.enter();
    while (cursor.next(key)) {
        const QByteArrayView value = cursor.value();
        if (QByteArrayView *into = key == "before"             ? &change.before
                                   : key == "after"            ? &change.after
                                   : key == "after_unknown"    ? &change.unknown
                                   : key == "before_sensitive" ? &change.beforeSensitive
                                   : key == "after_sensitive"  ? &change.afterSensitive
                                   : key == "importing"        ? &change.importing
                                   : key == "actions"          ? &change.actions
                                                               : nullptr)
            *into = value;
    }
    change.whole = cursor.since(start);
}

} // namespace

QString wordFrom(QByteArrayView json)
{
    const QByteArrayView inner = json.sliced(1, json.size() - 2);
    const QString word = QString::fromUtf8(inner);
    return inner.contains('\\') ? withoutEscapes(word) : word;
}

bool ChangeText::marksSensitive() const
{
    return saysTrue(beforeSensitive) || saysTrue(afterSensitive);
}

bool ChangeText::isPlainlySame() const
{
    return before == after && !saysTrue(unknown) && !marksSensitive();
}

QString PlanEntryReader::shared(QByteArrayView json, Last &last)
{
    if (json != last.text) {
        last.text = json.toByteArray();
        QString &word = m_words[last.text];
        if (word.isEmpty())
            word = wordFrom(json);
        last.word = word;
    }
    return last.word;
}

bool PlanEntryReader::read(QByteArrayView json, ResourceChange &resource, ChangeText &change)
{
    JsonCursor cursor(json);
    QByteArrayView key;
    cursor.enter();
    while (cursor.next(key)) {
        if (key == "change") {
            readChange(cursor, change);
            continue;
        }
        const QByteArrayView value = cursor.value();
        if (!isString(value))
            continue;
        if (key == "module_address")
            resource.module = shared(value, m_module);
        else if (key == "type")
            resource.type = shared(value, m_type);
        else if (key == "provider_name")
            resource.provider = shared(value, m_provider);
        else if (QString *into = key == "address"            ? &resource.address
                                 : key == "name"             ? &resource.name
                                 : key == "previous_address" ? &resource.previousAddress
                                 : key == "deposed"          ? &resource.deposed
                                 : key == "action_reason"    ? &resource.reason
                                                             : nullptr)
            *into = wordFrom(value);
    }
    return cursor.isGood();
}

} // namespace envdeck::terraform
