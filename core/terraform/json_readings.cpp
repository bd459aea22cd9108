// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/json_readings.h"

namespace envdeck::terraform {

namespace {

// What stands for \x; null when it is no escape of one character.
QChar escaped(QChar c)
{
    switch (c.unicode()) {
    case u'"':
    case u'\\':
    case u'/': return c;
    case u'b': return u'\b';
    case u'f': return u'\f';
    case u'n': return u'\n';
    case u'r': return u'\r';
    case u't': return u'\t';
    default: return {};
    }
}

} // namespace

QString withoutEscapes(const QString &text)
{
    QString plain;
    plain.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c != u'\\' || i + 1 == text.size()) {
            plain.append(c);
            continue;
        }
        const QChar next = text.at(i + 1);
        if (const QChar one = escaped(next); !one.isNull()) {
            plain.append(one);
            ++i;
            continue;
        }
        bool isHex = false;
        const ushort unit = next == u'u' && i + 5 < text.size()
                                ? QStringView(text).mid(i + 2, 4).toUShort(&isHex, 16)
                                : ushort(0);
        plain.append(isHex ? QChar(unit) : c);
        i += isHex ? 5 : 0;
    }
    return plain;
}

bool isAnyReading(const QString &json, const std::function<bool(const QString &)> &test)
{
    if (test(json))
        return true;
    QString text = json;
    for (int i = 0; i < mostReadings && text.contains(u'\\'); ++i) {
        QString plainer = withoutEscapes(text);
        if (plainer == text)
            return false;
        text = std::move(plainer);
        if (test(text))
            return true;
    }
    return false;
}

} // namespace envdeck::terraform
