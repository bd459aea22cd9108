// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/palette_match.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr int wholeStart = 100;
constexpr int wordStart = 80;
constexpr int inside = 50;
constexpr int humps = 40;

bool matchHumps(const QString &word, qsizetype at, const PaletteText &text, qsizetype from,
                QList<int> &positions)
{
    if (at == word.size())
        return true;
    for (qsizetype i = from; i < text.lower.size(); ++i) {
        const bool goesOn = i == from && at > 0;
        if (text.lower.at(i) != word.at(at) || !(goesOn || text.starts.at(i)))
            continue;
        positions.append(static_cast<int>(i));
        if (matchHumps(word, at + 1, text, i + 1, positions))
            return true;
        positions.removeLast();
    }
    return false;
}

void markRun(QList<int> *positions, qsizetype at, qsizetype length)
{
    for (qsizetype i = 0; positions && i < length; ++i)
        positions->append(static_cast<int>(at + i));
}

} // namespace

PaletteText::PaletteText(const QString &shown) : starts(shown.size(), false)
{
    // Letter by letter: a whole-string conversion may change the length ("\u0130") and with it the positions.
    lower.reserve(shown.size());
    bool inWord = false;
    for (qsizetype i = 0; i < shown.size(); ++i) {
        const QChar letter = shown.at(i);
        const bool part = letter.isLetterOrNumber();
        const bool ideograph =
            letter.script() == QChar::Script_Han; // no spaces between words: each may begin one
        starts[i] = part && (!inWord || ideograph);
        inWord = part;
        lower += letter.toLower();
    }
}

int matchWord(const QString &word, const PaletteText &text, QList<int> *positions)
{
    int score = 0;
    qsizetype best = -1;
    for (qsizetype at = text.lower.indexOf(word); at >= 0; at = text.lower.indexOf(word, at + 1)) {
        const int here = at == 0 ? wholeStart : text.starts.at(at) ? wordStart : inside;
        if (here > score) {
            score = here;
            best = at;
        }
        if (score >= wordStart)
            break;
    }
    if (best >= 0) {
        markRun(positions, best, word.size());
        return score;
    }
    // Humps are for initials: a long word that fits only so is a coincidence.
    constexpr int longest = 8;
    QList<int> marks;
    if (word.size() < 2 || word.size() > longest || !matchHumps(word, 0, text, 0, marks))
        return 0;
    if (positions)
        positions->append(marks);
    return humps;
}

} // namespace envdeck::ui
