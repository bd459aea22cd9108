// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/filter.h"

#include <QList>
#include <QString>

namespace envdeck::ui {

// A log line as it is painted: no colour sequences, no control or direction characters that could hide or
// turn text (symbols stand for them), tabs as spaces, signs kept apart as unjoined() does.
struct ShownLine {
    struct Run {
        int from = 0;
        int size = 0;
        int color = 0; // logs::AnsiSpan::Color; 0 is the text's own
        bool bold = false;
        bool found = false; // what the filter looks for
    };

    QString text;
    QList<Run> runs;  // in order, gapless
    bool cut = false; // more than logs::shownLine

    // The characters from..to as they are copied: without what keeps signs apart.
    QString copied(int from, int to) const;
};

ShownLine shownLine(QByteArrayView bytes, const logs::Filter *filter, bool whole);
// The members of a JSON object, one a line, indented. Empty when it is none.
QStringList jsonLines(QByteArrayView bytes);

} // namespace envdeck::ui
