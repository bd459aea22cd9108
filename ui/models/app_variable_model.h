// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/apps/matrix.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// The variables of one app, side by side in its environments. Values are not in it; one that was revealed is
// shown for as long as the page says.
class AppVariableModel final : public RowModel<apps::VariableRow> {
    Q_OBJECT

public:
    enum Column { NameColumn, NoteColumn, FirstEnvironment };

    using RowModel::RowModel;

    void setEnvironments(const QStringList &environments); // of the app; resets the columns
    const QStringList &environments() const { return m_environments; }
    void reveal(const QString &environment, const QString &name, const QString &value);
    void hideRevealed();
    void retranslate();

    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : FirstEnvironment + int(m_environments.size());
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const apps::VariableRow &row) const override { return row.name; }

private:
    StatusCell cell(const apps::VariableRow &row, int column) const;

    QStringList m_environments;
    QString m_revealedIn;
    QString m_revealedName;
    QString m_revealed;
};

} // namespace envdeck::ui
