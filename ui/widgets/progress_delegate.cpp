// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_delegate.h"

#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"

#include <QPainter>

namespace envdeck::ui {

ProgressDelegate::ProgressDelegate(int role, QObject *parent) : QStyledItemDelegate(parent), m_role(role) {}

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const Tokens &t = tokensOf(option.widget);
    option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.line);
    bool known = false;
    const double part = index.data(m_role).toDouble(&known);
    if (!known || part < 0)
        return;
    const int width = option.rect.width() - 2 * metrics::cellMargin;
    const QRectF groove(option.rect.left() + metrics::cellMargin,
                        option.rect.center().y() - metrics::progressHeight / 2, width,
                        metrics::progressHeight);
    const double radius = metrics::progressHeight / 2.0;
    paintBox(painter, groove, radius, t.pressed, Qt::transparent);
    paintBox(painter, QRectF(groove.topLeft(), QSizeF(width * qMin(1.0, part), groove.height())), radius,
             t.info, Qt::transparent);
}

} // namespace envdeck::ui
