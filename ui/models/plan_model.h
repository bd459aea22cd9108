// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"
#include "ui/models/cells.h"

#include <QAbstractItemModel>

namespace envdeck::ui {

// A plan as a tree: resources with the most harmful changes first, their attributes below them. Attribute
// rows are made when a resource is opened. Values that the plan marks sensitive never get here.
class PlanModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Role { AddressRole = FirstModelRole };

    explicit PlanModel(QObject *parent = nullptr);

    void setPlan(const Plan &plan);
    void setUnchangedShown(bool shown);
    int unchangedCount() const { return m_plan.counts.unchanged; }
    void retranslate();

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void sort();
    const ResourceChange *resource(const QModelIndex &index) const; // of a top row; null otherwise
    QVariant resourceData(const ResourceChange &change, int role) const;
    QVariant attributeData(const AttributeChange &change, int role) const;

    Plan m_plan;
    QList<int> m_order; // shown resources, by index in the plan
    bool m_unchangedShown = false;
};

// The plan as Markdown, for a ticket or a chat: counts, then a line a resource. No values.
QString planMarkdown(const Plan &plan, const QString &environment);

} // namespace envdeck::ui
