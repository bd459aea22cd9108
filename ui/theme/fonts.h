// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace envdeck::ui {

// The type scale. Sizes in pixels at 100 % text; setTextScale() moves all of them together.
enum class Type {
    PageTitle,   // 20 semi-bold: one per page
    Section,     // 14 semi-bold: cards, sheets' parts
    Body,        // 13 regular: everything else
    BodyStrong,  // 13 medium: names, first column, buttons
    Small,       // 12 regular: second lines, freshness, help
    SmallStrong, // 12 medium: chips, table head
    Code,        // 12 mono: versions, digests, addresses, logs, diffs
    CodeStrong,  // 13 mono medium: the version in a matrix cell
    Figure,      // 20 semi-bold: the current value of a chart
};

QFont font(Type type);

// The application's default font: Body. Call once before the first widget.
QFont applicationFont();

// 1.0 = 100 %; 0.8 to 2.0 is supported. Theme::setTextScale() calls it and tells every widget.
void setTextScale(double scale);
double textScale();
// A width or height that was chosen for text at 100 %, such as a column or a sheet, at the present text
// scale.
int scaled(int pixels);

} // namespace envdeck::ui
