// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hidden.h"

namespace envdeck {

bool isHidden(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    default: break;
    }
    // Letters by their class, and nothing to see: the fillers of Hangul.
    const char16_t code = c.unicode();
    return code == 0x115f || code == 0x1160 || code == 0x3164 || code == 0xffa0;
}

} // namespace envdeck
