// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cells.h"

#include <QStyledItemDelegate>

namespace envdeck::ui {

struct Tokens;

// Paints the rows of a PlanModel.
class PlanDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

QString planActionIcon(PlanAction action);
QColor planActionColor(const Tokens &tokens, PlanAction action);

} // namespace envdeck::ui
