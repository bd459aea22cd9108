// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace envdeck::ui {

// A text prepared for matching, so that a key stroke costs no allocation per entry.
struct PaletteText {
    explicit PaletteText(const QString &shown = {});

    QString lower;      // as shown, lower case: positions are those of the text on screen
    QList<bool> starts; // where a word begins
};

// How well one typed word (lower case) fits; 0 is not at all. `positions` gets the matched letters.
// Best to worst: start of the text, start of a word, inside a word, humps ("rba" in "Roll Back Api": letters
// that go on or jump to the start of a later word).
int matchWord(const QString &word, const PaletteText &text, QList<int> *positions = nullptr);

} // namespace envdeck::ui
