// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// One key in words.
struct AccountRow {
    QString kind;    // "dokploy/prod"
    QString name;    // "Dokploy of prod"
    QString purpose; // "Deploys, and shows what runs"
    QString origin;  // "https://dokploy.example.com"
    QString where;   // "Keychain"; empty when there is none
    QString status;  // "Set", "Refused"
    Severity severity = Severity::None;
    bool present = false; // Replace and Remove rather than Set
    bool testable = false;
    friend bool operator==(const AccountRow &, const AccountRow &) = default;
};

// The keys of a workspace, with what can be done to each. Never a secret.
class AccountModel final : public RowModel<AccountRow> {
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        OriginColumn,
        WhereColumn,
        StatusColumn,
        TestColumn,
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
    QString key(const AccountRow &row) const override { return row.kind; }

private:
    StatusCell cell(const AccountRow &row, int column) const;
};

} // namespace envdeck::ui
