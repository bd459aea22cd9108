// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/row_button.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"

#include <QFontMetrics>
#include <QPainter>

namespace envdeck::ui {

QSize rowButtonSize(const QString &text)
{
    const QFontMetrics fm(font(Type::SmallStrong));
    return {fm.horizontalAdvance(text) + 2 * metrics::space2 + 2,
            qMax(metrics::space6, fm.height() + metrics::space2)};
}

void paintRowButton(QPainter *painter, const QRect &rect, const QString &text, const Tokens &tokens,
                    bool over)
{
    const QColor rest = tokens.dark ? tokens.raised : tokens.surface;
    paintBox(painter, rect, metrics::radius - 1, over ? tokens.hover : rest, tokens.controlLine);
    painter->setFont(font(Type::SmallStrong));
    painter->setPen(tokens.text);
    painter->drawText(rect, Qt::AlignCenter, text);
}

} // namespace envdeck::ui
