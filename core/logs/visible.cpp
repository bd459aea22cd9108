// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/visible.h"

#include "core/base/hidden.h"

namespace envdeck::logs {

QChar visible(QChar c)
{
    const char16_t code = c.unicode();
    if (code < 0x20)
        return QChar(0x2400 + code);
    if (code == 0x7f)
        return QChar(0x2421);
    if (code == 0x2028 || code == 0x2029)
        return QChar(0x2424);
    return isHidden(c) ? QChar(0x2426) : c;
}

} // namespace envdeck::logs
