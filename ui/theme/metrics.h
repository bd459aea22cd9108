// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The numbers of the design system, in device-independent pixels. Everything sits on a 4 px grid.
namespace envdeck::ui::metrics {

inline constexpr int space1 = 4;
inline constexpr int space2 = 8;
inline constexpr int space3 = 12;
inline constexpr int space4 = 16;
inline constexpr int space6 = 24;
inline constexpr int space8 = 32;

inline constexpr int pageMargin = 24; // left and right of every page
inline constexpr int cellMargin = 12; // left and right inside a table cell

inline constexpr int radiusSmall = 4;  // chips, check boxes, key caps
inline constexpr int radius = 6;       // buttons, fields, navigation items
inline constexpr int radiusLarge = 10; // cards, sheets, the palette

inline constexpr int controlHeight = 30;
inline constexpr int rowHeight = 32;        // comfortable
inline constexpr int rowHeightCompact = 24; // compact
inline constexpr int rowHeightTwoLines = 48;
inline constexpr int tableHeadHeight = 30;

inline constexpr int bandHeight = 6;
inline constexpr int sheetBandHeight = 4;
inline constexpr int topBarHeight = 48;
inline constexpr int pageHeaderHeight = 56;
inline constexpr int statusStripHeight = 28;
inline constexpr int navigationWidth = 200;
inline constexpr int navigationWidthNarrow = 52;
inline constexpr int narrowWindow = 1100; // below this the navigation shows icons only

inline constexpr int iconSize = 16;
inline constexpr int statusIconSize = 14;
inline constexpr int focusRing = 2;
inline constexpr int progressHeight = 4;
inline constexpr int rowHeightWithButton = 40;

} // namespace envdeck::ui::metrics
