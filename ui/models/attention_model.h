// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/overview.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

#include <QDateTime>

namespace envdeck::ui {

// How much needs attention: the number beside the page's name and the one in its heading.
struct AttentionCount {
    int count = 0;
    Severity worst = Severity::None;
};
AttentionCount attentionCount(const QList<health::Attention> &attention);

// What needs attention, worst first, with the one action that each allows.
class AttentionModel final : public RowModel<health::Attention> {
    Q_OBJECT

public:
    enum Column { PlaceColumn, TextColumn, ActionColumn, ColumnCount };

    using RowModel::RowModel;

    void setNow(const QDateTime &now) { m_now = now; }
    void retranslate();

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;

protected:
    QString key(const health::Attention &attention) const override;

private:
    QDateTime m_now;
};

} // namespace envdeck::ui
