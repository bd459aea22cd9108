// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cells.h"
#include "ui/widgets/action_delegate.h"

namespace envdeck::ui {

// Paints the Overview matrix from AppCellRole, FactCellRole, NoteRole and GroupRole: group rows, app cells,
// fact cells and the first column.
class MatrixDelegate final : public ActionDelegate {
    Q_OBJECT

public:
    using ActionDelegate::ActionDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QRect actionRect(const QRect &cell, const QModelIndex &index) const override;
    // Where the last hour of an app is drawn in its cell: clear of chip and button; empty when they leave no
    // room.
    static QRect trendRect(const QRect &cell, const AppCell &app);

    // Heights of the rows at the text size in force.
    static int appRowHeight();
    static int factRowHeight();
    static int groupRowHeight();
};

} // namespace envdeck::ui
