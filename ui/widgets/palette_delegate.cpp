// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/palette_delegate.h"

#include "ui/models/palette_model.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/widgets/key_caps.h"

#include <QPainter>

namespace envdeck::ui {

namespace {

QFont titleFont(bool bold)
{
    QFont face = font(Type::Body);
    if (bold)
        face.setWeight(QFont::Bold);
    return face;
}

// Returns the x behind the text; what does not fit ends in an ellipsis.
int paintTitle(QPainter *painter, const QRect &rect, const QString &title, const QList<int> &positions)
{
    int x = rect.left();
    for (qsizetype from = 0; from < title.size();) {
        const bool bold = positions.contains(static_cast<int>(from));
        qsizetype to = from;
        while (to < title.size() && positions.contains(static_cast<int>(to)) == bold)
            ++to;
        painter->setFont(titleFont(bold));
        const QString part = title.mid(from, to - from);
        const int room = rect.right() - x;
        const QString shown = painter->fontMetrics().elidedText(part, Qt::ElideRight, room + 1);
        painter->drawText(QRect(x, rect.top(), room + 1, rect.height()), Qt::AlignVCenter, shown);
        x += painter->fontMetrics().horizontalAdvance(shown);
        if (shown != part)
            break;
        from = to;
    }
    return x;
}

} // namespace

int PaletteDelegate::rowHeight()
{
    return scaled(40);
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.rect.width(), rowHeight()};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Tokens &t = tokensOf(option.widget);
    const QString reason = index.data(PaletteModel::ReasonRole).toString();
    const bool enabled = reason.isEmpty();
    const QRect box = option.rect.adjusted(metrics::space2, 1, -metrics::space2, -1);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver))
        paintBox(painter, box, metrics::radius, selected ? t.selected : t.hover, Qt::transparent);
    if (const QString icon = index.data(PaletteModel::IconRole).toString(); !icon.isEmpty())
        paintIcon(painter, QRect(box.left() + 10, box.top(), 16, box.height()), icon,
                  enabled ? t.muted : t.faint, t.raised, metrics::iconSize);
    const int keysLeft = paintKeyCaps(painter, box.adjusted(0, 0, -10, 0),
                                      index.data(PaletteModel::ShortcutRole).toString(), t);
    const int right = keysLeft - metrics::space2;
    const QString context = enabled ? index.data(PaletteModel::ContextRole).toString() : reason;
    painter->setFont(font(Type::Small));
    const int contextWidth =
        qMin(painter->fontMetrics().horizontalAdvance(context) + 1, (right - box.left()) / 2);
    const QRect title(box.left() + 38, box.top(), right - box.left() - 38 - contextWidth - metrics::space3,
                      box.height());
    painter->setPen(enabled ? t.text : t.faint);
    const int titleEnd = paintTitle(painter, title, index.data().toString(),
                                    index.data(PaletteModel::PositionsRole).value<QList<int>>());
    painter->setFont(font(Type::Small));
    painter->setPen(t.muted);
    const QRect rest(titleEnd + 10, box.top(), right - titleEnd - 10, box.height());
    painter->drawText(rest, Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(context, Qt::ElideRight, rest.width()));
}

} // namespace envdeck::ui
