// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cells.h"
#include "ui/widgets/action_delegate.h"

namespace envdeck::ui {

// Paints StatusCell values: aligned numbers, status as icon and word, actions as quiet buttons that show
// their frame under the pointer. Cells without one show their display text. Rows are as tall as the view
// says, and cost no widget.
class StatusCellDelegate final : public ActionDelegate {
    Q_OBJECT

public:
    using ActionDelegate::ActionDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QRect actionRect(const QRect &cell, const QModelIndex &index) const override;
};

} // namespace envdeck::ui
