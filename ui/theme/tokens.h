// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"

#include <QColor>

#include <array>

namespace envdeck::ui {

// Every colour of the product, by meaning. No widget writes a colour of its own.
// tests/ui/theme/contrast_test.cpp measures the pairs that carry text or status; keep it passing when
// editing.
struct Tokens {
    bool dark = false;

    // Surfaces, from the back to the front.
    QColor canvas;  // navigation, top bar, status strip
    QColor surface; // pages, tables, cards
    QColor sunken;  // code, diff context, table head, group rows
    QColor raised;  // sheets, menus, palette, tooltips

    // States of a row or button on any surface.
    QColor hover;
    QColor pressed;
    QColor selected;

    // Lines.
    QColor line;        // between rows and around cards: quiet, carries no meaning
    QColor controlLine; // around fields and secondary buttons: 3:1 where it is the only edge

    // Text.
    QColor text;
    QColor muted; // secondary text, still 4.5:1
    QColor faint; // placeholders and disabled text only

    // Status. Always beside an icon and a word.
    QColor ok;
    QColor warning;
    QColor critical;
    QColor info;
    QColor stale;
    QColor unknown;

    // Actions. The primary button is ink, not a hue: hues belong to environments and status.
    QColor primary;
    QColor primaryHover;
    QColor onPrimary;
    QColor danger;
    QColor dangerHover;
    QColor onDanger;
    QColor focus;

    // Diff tints, behind text.
    QColor addedTint;
    QColor removedTint;

    QColor scrim;  // over the window while a sheet is open
    QColor shadow; // the darkest point of an elevation

    // Environments: bands and chips only, never a status.
    std::array<QColor, 4> environment; // indexed by EnvironmentKind
    QColor onEnvironment;

    std::array<QColor, 6> series; // chart lines, in order of use

    QColor of(EnvironmentKind kind) const { return environment[static_cast<std::size_t>(kind)]; }
    // A status colour thinned out over the surface, opaque, for chips and banners.
    QColor tint(const QColor &status) const;
};

const Tokens &lightTokens();
const Tokens &darkTokens();
// The same with every line and edge as strong as text.
Tokens highContrast(Tokens tokens);

QColor blended(const QColor &over, const QColor &under, double amount);

} // namespace envdeck::ui
