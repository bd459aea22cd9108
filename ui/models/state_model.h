// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/state_attributes.h"
#include "ui/models/cells.h"
#include "ui/models/row_model.h"

namespace envdeck::ui {

// The resources of a state, in its order.
class StateModel final : public RowModel<terraform::StateResource> {
    Q_OBJECT

public:
    enum Column {
        AddressColumn,
        TypeColumn,
        ModuleColumn,
        ProviderColumn,
        InstancesColumn,
        NoteColumn,
        ColumnCount
    };
    enum Role { SearchRole = FirstModelRole }; // QString: everything that a filter looks in

    using RowModel::RowModel;

    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const terraform::StateResource &resource) const override { return resource.address; }
};

struct StateAttributeRow {
    QString name; // with the instance's key before it where there are several: "[\"app\"] ttl"
    QString text;
    bool sensitive = false;
    friend bool operator==(const StateAttributeRow &, const StateAttributeRow &) = default;
};

// The attributes of one resource's instances.
class StateAttributeModel final : public RowModel<StateAttributeRow> {
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, ColumnCount };

    using RowModel::RowModel;

    void setInstances(const QString &address, const QList<terraform::StateInstance> &instances);
    void retranslate();
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    QString key(const StateAttributeRow &row) const override { return row.name; }
};

} // namespace envdeck::ui
