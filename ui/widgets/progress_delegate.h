// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace envdeck::ui {

// A progress line in a table cell, from a double under `role`: 0 to 1, nothing below 0.
class ProgressDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    ProgressDelegate(int role, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    int m_role;
};

} // namespace envdeck::ui
