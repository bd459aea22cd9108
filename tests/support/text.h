// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace envdeck::testing {

// A short name for texts that a table of a test is full of.
inline QString s(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

} // namespace envdeck::testing
