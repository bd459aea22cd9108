// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/style.h"

class QPainter;
class QStyleOption;
class QStyleOptionComplex;

// Painting of spin boxes, text edits, progress and arrows for Style. Pure functions of tokens and option.
namespace envdeck::ui {

QSize spinBoxSize(const QSize &contents);
QRect spinBoxRect(const QStyleOptionComplex *option, QStyle::SubControl part);
void paintSpinBox(const Tokens &tokens, const QStyleOptionComplex *option, QPainter *painter);
void paintTextEditFrame(const Tokens &tokens, const QStyleOption *option, QPainter *painter);
// A pill 4 px high; a third of it, standing still, while there is no number.
void paintProgressBar(const Tokens &tokens, const QStyleOption *option, QPainter *painter);
void paintArrow(const Tokens &tokens, const QStyleOption *option, QPainter *painter, const QString &icon);

} // namespace envdeck::ui
