// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/action_delegate.h"

#include <QMouseEvent>

namespace envdeck::ui {

bool ActionDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    // The second press of a double click ends in another release: one click, one action.
    if (event->type() == QEvent::MouseButtonDblClick)
        return actionRect(option.rect, index)
            .contains(static_cast<QMouseEvent *>(event)->position().toPoint());
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton ||
        !actionRect(option.rect, index).contains(mouse->position().toPoint()))
        return false;
    Q_EMIT actionTriggered(index);
    return true;
}

} // namespace envdeck::ui
