// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace envdeck::ui {

// One line of a file's change. `text` is the file's own line without its end.
struct DiffLine {
    enum class Kind { Context, Removed, Added };

    Kind kind = Kind::Context;
    int number = 0;
    QString text;
    friend bool operator==(const DiffLine &, const DiffLine &) = default;
};

// What differs between two texts, with `context` unchanged lines around each change. Line ends do not count.
QList<DiffLine> diffLines(const QString &before, const QString &after, int context = 1);

} // namespace envdeck::ui
