// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace envdeck::gitops {

struct DiffLine {
    enum class Kind { Context, Removed, Added };
    Kind kind = Kind::Context;
    int number = 0; // 1-based, in the file before (Removed) or after (Context, Added)
    QString text;   // without its line end
    friend bool operator==(const DiffLine &, const DiffLine &) = default;
};

// What changed from `before` to `after`, with up to `context` unchanged lines around each change; empty when
// nothing did. Where the numbers jump, lines were left out. Shortest for files of a few thousand lines; very
// large changes read as all out, all in.
QList<DiffLine> lineDiff(const QByteArray &before, const QByteArray &after, int context = 3);

} // namespace envdeck::gitops
