// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QRect>
#include <QString>

class QPainter;

namespace envdeck::ui {

// The button that a delegate paints into a row.
QSize rowButtonSize(const QString &text);
void paintRowButton(QPainter *painter, const QRect &rect, const QString &text, const Tokens &tokens,
                    bool over);

} // namespace envdeck::ui
