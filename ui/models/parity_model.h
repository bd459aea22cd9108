// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/parity.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// What the environments share and where they differ: one column for each environment, behind what it is and
// how it compares.
class ParityModel final : public RowModel<terraform::ParityRow> {
    Q_OBJECT

public:
    enum Column { KindColumn, NameColumn, NoteColumn, FirstEnvironmentColumn };
    enum Role {
        DiffersRole = FirstModelRole, // bool: not the same everywhere, or of concern
        WordsRole,                    // QString: all that a filter looks at, no secret among it
    };

    using RowModel::RowModel;

    void setParity(const terraform::Parity &parity);
    const QStringList &environments() const { return m_environments; }
    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : FirstEnvironmentColumn + static_cast<int>(m_environments.size());
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const terraform::ParityRow &row) const override
    {
        return QString::number(int(row.kind)) + QLatin1Char('/') + row.name;
    }

private:
    QVariant environmentData(const terraform::ParityRow &row, int environment, int role) const;
    QString words(const terraform::ParityRow &row) const;

    QStringList m_environments;
};

} // namespace envdeck::ui
