// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/remote_text.h"

#include <algorithm>

namespace envdeck::hosts {

bool isDockerId(QStringView text)
{
    return text.size() >= 12 && text.size() <= 64 && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
               return (c >= QLatin1Char('0') && c <= QLatin1Char('9')) ||
                      (c >= QLatin1Char('a') && c <= QLatin1Char('z'));
           });
}

} // namespace envdeck::hosts
