// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// One secret of terraform in words.
struct SecretRow {
    QString name;   // "TF_VAR_db_password"
    QString usedBy; // "variable db_password", "hetznercloud/hcloud"
    QString description;
    QString status; // "In the keychain", "Not set, a plan needs it"
    Severity severity = Severity::None;
    bool present = false; // Replace and Remove rather than Set
    friend bool operator==(const SecretRow &, const SecretRow &) = default;
};

// The secrets of an environment's terraform, with what can be done to each. Never a value.
class SecretModel final : public RowModel<SecretRow> {
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        StatusColumn,
        UsedByColumn,
        DescriptionColumn,
        RemoveColumn,
        SetColumn,
        ColumnCount
    };

    using RowModel::RowModel;

    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const SecretRow &row) const override { return row.name; }

private:
    StatusCell cell(const SecretRow &row, int column) const;
};

} // namespace envdeck::ui
