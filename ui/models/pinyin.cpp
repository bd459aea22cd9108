// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/pinyin.h"

#include "ui/models/pinyin_table.h"

#include <QHash>

namespace envdeck::ui {

namespace {

QHash<QChar, QChar> readTable()
{
    QHash<QChar, QChar> initials;
    for (const PinyinRow &row : pinyinTable) {
        for (const char16_t character : row.characters)
            initials.insert(QChar(character), QChar(row.initial));
    }
    return initials;
}

} // namespace

QString pinyinInitials(const QString &text)
{
    static const QHash<QChar, QChar> initials = readTable();
    QString result;
    bool chinese = false;
    for (const QChar character : text) {
        const auto found = initials.constFind(character);
        if (found != initials.constEnd()) {
            chinese = true;
            result += *found;
        } else if (character.isLetterOrNumber()) {
            result += character.toLower();
        }
    }
    return chinese ? result : QString();
}

} // namespace envdeck::ui
