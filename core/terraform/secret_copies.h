// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QStringList>

#include <bitset>

namespace envdeck::terraform {

// Finds the sensitive strings of one plan in other values of it, in one pass over each however many there
// are. All texts are JSON as it stands in the plan.
class SecretCopies {
public:
    // Shorter than six characters it is an ordinary word and is not kept.
    void add(const QString &jsonString);

    // Whether the value is one of them, or holds one of eight characters or more.
    bool isIn(const QString &json) const;

private:
    static constexpr qsizetype keyLength = 4;

    static size_t slotOf(QStringView start); // of the first keyLength characters

    QSet<QString> m_whole;                 // with their quotes
    QHash<QString, QStringList> m_byStart; // without them, by their first characters
    std::bitset<65536> m_starts;           // which starts there are: most texts end here
};

} // namespace envdeck::terraform
