// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>

namespace envdeck {

// Whether a terminal or a window would obey the character instead of showing it, or show nothing at all:
// control characters (line breaks and tabs too), what turns the direction of writing, widths of nothing.
bool isHidden(QChar c);

} // namespace envdeck
