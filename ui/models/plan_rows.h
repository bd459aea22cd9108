// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"
#include "core/gitops/line_diff.h"
#include "core/terraform/attribute_tree.h"
#include "ui/models/plan_names.h"

#include <vector>

namespace envdeck::ui {

// One row of the plan tree. Which of the other fields say something depends on the kind.
struct PlanRow {
    enum class Kind { Action, Module, Resource, Attribute, Line };

    Kind kind = Kind::Action;
    int parent = -1; // none: a top row
    int place = 0;   // under its parent
    bool isFilled = true;
    bool isOutputs = false;                   // an Action row: the outputs
    ChangeAction action = ChangeAction::NoOp; // of an Action row: the worst in it
    int count = 0;                            // resources below an Action or Module row
    int detail =
        -1; // Resource, Module: index of a resource in the plan; Attribute: of a node; Line: of a line
    std::vector<int> children;
};

struct PlanFilter {
    QString text; // part of an address, a type, a place that it was moved or imported from, or an attribute
    bool showsUnchanged = false;
};

// The rows of a plan: the most harmful action first, its resources by module, root first, in the order of the
// plan. What stands below a resource is made when somebody asks for it.
class PlanRows {
public:
    void build(const Plan &plan, const PlanFilter &filter, const PlanNames &names);

    const PlanRow &at(int row) const { return m_rows[size_t(row)]; }
    const std::vector<int> &top() const { return m_top; }
    const std::vector<int> &children(int row);
    bool hasChildren(int row) const;
    int resourceCount() const { return m_resourceCount; } // shown
    const terraform::AttributeNode &node(const PlanRow &row) const { return m_nodes[size_t(row.detail)]; }
    const gitops::DiffLine &line(const PlanRow &row) const { return m_lines[size_t(row.detail)]; }

private:
    int add(PlanRow row);
    void addAction(const Plan &plan, const std::vector<int> &resources);
    void addOutputs(const Plan &plan, const QString &text);
    void addNodes(int parent, const QList<terraform::AttributeNode> &nodes);
    void addLines(int parent, const AttributeChange &change);

    const Plan *m_plan = nullptr; // outlives the rows
    std::vector<PlanRow> m_rows;
    std::vector<int> m_top;
    std::vector<terraform::AttributeNode> m_nodes;
    std::vector<gitops::DiffLine> m_lines;
    int m_resourceCount = 0;
};

} // namespace envdeck::ui
