// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan_mode.h"
#include "core/terraform/prices.h"
#include "ui/models/cells.h"
#include "ui/models/plan_rows.h"

#include <QAbstractItemModel>

namespace envdeck::ui {

// A plan as a tree: actions with the most harmful first, modules where there are several, resources, and
// below them what differs: values, nested objects, JSON documents as trees, texts line by line. Rows below a
// resource are made when it is opened. Values that the plan marks sensitive never get here.
class PlanModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Role {
        AddressRole = FirstModelRole,
        KindRole,    // int: PlanRow::Kind
        LineKindRole // int: gitops::DiffLine::Kind, of a Line row
    };

    explicit PlanModel(QObject *parent = nullptr);

    // One to accept what changed outside costs nothing: cost() is empty.
    void setPlan(const Plan &plan, PlanMode mode = PlanMode::Changes);
    bool isHeld() const; // all its attributes: the filter finds their names without setNames()
    void setNames(const PlanNames &names);
    void setUnchangedShown(bool shown);
    void setFilter(const QString &text);
    const Plan &plan() const { return m_plan; }
    PlanMode mode() const { return m_mode; }
    const terraform::PlanCost &cost() const { return m_cost; }
    int unchangedCount() const { return m_plan.counts.unchanged; }
    // PlanResource::reason of a Resource row, with the plan's own words as changeNotes() quotes them.
    QString reason(const QModelIndex &index, QString (*quoted)(const QString &)) const;
    int shownCount() const { return m_rows.resourceCount(); } // resources
    void retranslate();

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void rebuild();
    QVariant groupData(const PlanRow &row, int role) const;
    QString reasonOf(const ResourceChange &change, QString (*quoted)(const QString &) = nullptr) const;
    QVariant resourceData(const ResourceChange &change, int role) const;
    QVariant attributeData(const PlanRow &row, int role) const;
    QVariant lineData(const PlanRow &row, int role) const;

    Plan m_plan;
    PlanMode m_mode = PlanMode::Changes;
    terraform::PlanCost m_cost;
    PlanFilter m_filter;
    PlanNames m_names;
    mutable PlanRows m_rows; // grows below a resource that is asked for its rows
};

// The plan as Markdown, for a ticket or a chat: counts, cost, then by action each resource with why, what is
// lost and what differs. Never a sensitive value; very long plans are cut and say so.
QString planMarkdown(const Plan &plan, const QString &environment, PlanMode mode = PlanMode::Changes);

} // namespace envdeck::ui
