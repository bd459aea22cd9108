// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_caps.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"

#include <QPainter>

namespace envdeck::ui {

int paintKeyCaps(QPainter *painter, const QRect &rect, const QString &keys, const Tokens &tokens)
{
    QFont face = font(Type::Small);
    face.setPixelSize(scaled(11));
    painter->setFont(face);
    if (keys.isEmpty())
        return rect.right();
    const QStringList caps = keys.split(u'+');
    int x = rect.right();
    for (auto cap = caps.crbegin(); cap != caps.crend(); ++cap) {
        const int width = qMax(scaled(18), painter->fontMetrics().horizontalAdvance(*cap) + 10);
        const QRect box(x - width, rect.center().y() - scaled(18) / 2 + 1, width, scaled(18));
        paintBox(painter, box, metrics::radiusSmall, tokens.surface, tokens.controlLine);
        painter->setPen(tokens.muted);
        painter->drawText(box, Qt::AlignCenter, *cap);
        x -= width + 3;
    }
    return x;
}

} // namespace envdeck::ui
