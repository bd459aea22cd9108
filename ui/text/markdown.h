// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace envdeck::ui {

// Foreign words for a Markdown text: a code span, where nothing is a mark, a link, a mention or HTML, and
// that nothing in it can end. One line of at most 120 characters and an ellipsis.
QString markdownCode(const QString &text);
// The same, and letters, digits, '-' and '_' alone as they stand: a name.
QString markdownName(const QString &text);

} // namespace envdeck::ui
