// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// A domain of an app in words.
struct AppDomainRow {
    QString route;  // "https://api.example.com"
    QString target; // "api:8080"
    QString asked;  // "Let's Encrypt": what Dokploy was asked for
    QString certificate;
    Severity severity = Severity::None;
    friend bool operator==(const AppDomainRow &, const AppDomainRow &) = default;
};

class AppDomainModel final : public RowModel<AppDomainRow> {
    Q_OBJECT

public:
    enum Column { RouteColumn, TargetColumn, AskedColumn, CertificateColumn, ColumnCount };

    using RowModel::RowModel;

    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const AppDomainRow &row) const override { return row.route; }

private:
    StatusCell cell(const AppDomainRow &row, int column) const;
};

} // namespace envdeck::ui
