// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QWidget;

namespace envdeck::testing {

// Every visible text below `root` that has less room than it needs and does not elide with its full text at
// hand: "QPushButton review.accept 'Roll back prod/api' 90 < 132". Empty when all is well.
QStringList clippedTexts(const QWidget &root);

// Visible widgets that take the focus and have neither an accessible name nor a text of their own.
QStringList namelessWidgets(const QWidget &root);

} // namespace envdeck::testing
