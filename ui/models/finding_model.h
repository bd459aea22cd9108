// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/finding.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// What the detectors found, as ranked by core/hosts. A button leads on
// where there is a next action that this window can take.
class FindingModel final : public RowModel<Finding> {
    Q_OBJECT

public:
    enum Column { VerdictColumn, FindingColumn, ReasonColumn, EvidenceColumn, ActionColumn, ColumnCount };

    using RowModel::RowModel;

    // With where it was found behind the sentence, for findings of several places.
    void setPlaces(bool places) { m_places = places; }
    // Those that may be offered; others leave their row without a button.
    void setActions(const QList<NextAction> &actions) { m_actions = actions; }
    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const Finding &finding) const override;

private:
    StatusCell cell(const Finding &finding, int column) const;

    QList<NextAction> m_actions;
    bool m_places = false;
};

} // namespace envdeck::ui
