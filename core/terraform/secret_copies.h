// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QStringList>

#include <bitset>

namespace envdeck::terraform {

// Finds the sensitive strings of one plan in other values of it, in one pass over each however many there
// are. All texts are JSON as it stands in the plan; documents within texts are seen through.
class SecretCopies {
public:
    // Shorter than six characters it is an ordinary word and is not kept. Of several lines each long one
    // counts as well.
    void add(const QString &jsonString);

    // Whether the value or a value of a document in it is one of them, or holds one of eight characters or
    // more.
    bool isIn(const QString &json) const;

private:
    static constexpr qsizetype keyLength = 4;

    static size_t slotOf(QStringView start); // of the first keyLength characters
    void keep(const QString &form);
    bool isInText(const QString &text) const;

    QSet<QString> m_known;                 // JSON
    QHash<QString, QStringList> m_byStart; // plain, the short ones in quotes, by their first characters
    std::bitset<65536> m_starts;           // which starts there are: most texts end here
};

} // namespace envdeck::terraform
