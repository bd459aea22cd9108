// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace envdeck::ui {

// First letters of the readings of Chinese characters, for search: "回滚 api" is "hgapi". Letters and digits
// stay, in lower case; everything else is left out. Knows the 3,755 characters of GB 2312 level 1, which is
// what modern text is made of, each with its most common reading; empty when `text` holds none of them.
QString pinyinInitials(const QString &text);

} // namespace envdeck::ui
