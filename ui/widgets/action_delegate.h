// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace envdeck::ui {

// A delegate that paints a button into some cells. The view (DataTable) triggers it by click, Enter and
// Space; its page offers the same in the context menu.
class ActionDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    // Where the button of this cell is; empty when it has none that works.
    virtual QRect actionRect(const QRect &cell, const QModelIndex &index) const = 0;

    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

Q_SIGNALS:
    void actionTriggered(const QModelIndex &index);
};

} // namespace envdeck::ui
