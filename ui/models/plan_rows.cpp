// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/plan_rows.h"

#include <algorithm>
#include <array>
#include <map>

namespace envdeck::ui {

namespace {

constexpr int ranks = 9;
constexpr qsizetype mostLines = 400; // of one text; whoever reads more opens the file

// The most harmful first.
size_t rankOf(ChangeAction action)
{
    switch (action) {
    case ChangeAction::ReplaceDeleteFirst:
    case ChangeAction::ReplaceCreateFirst: return 0;
    case ChangeAction::Delete: return 1;
    case ChangeAction::Other: return 2;
    case ChangeAction::Update: return 3;
    case ChangeAction::Create: return 4;
    case ChangeAction::Forget: return 5;
    case ChangeAction::Move:
    case ChangeAction::Import: return 6;
    case ChangeAction::Read: return 7;
    case ChangeAction::NoOp: return 8;
    }
    Q_UNREACHABLE();
}

bool has(const QString &field, const QString &text)
{
    return field.contains(text, Qt::CaseInsensitive);
}

// Which lists of names say it.
std::vector<bool> matchingLists(const PlanNames &names, const QString &text)
{
    std::vector<bool> matching;
    for (const QStringList &list : names.lists)
        matching.push_back(
            std::any_of(list.cbegin(), list.cend(), [&](const QString &name) { return has(name, text); }));
    return matching;
}

bool matches(const ResourceChange &change, const QString &text)
{
    return text.isEmpty() || has(change.address, text) || has(change.previousAddress, text) ||
           has(change.importId, text);
}

} // namespace

int PlanRows::add(PlanRow row)
{
    const int id = int(m_rows.size());
    std::vector<int> &list = row.parent < 0 ? m_top : m_rows[size_t(row.parent)].children;
    row.place = int(list.size());
    list.push_back(id);
    m_rows.push_back(std::move(row));
    return id;
}

void PlanRows::build(const Plan &plan, const PlanFilter &filter, const PlanNames &names)
{
    *this = PlanRows();
    m_plan = &plan;
    std::array<std::vector<int>, ranks> byRank;
    const std::vector<bool> matching = matchingLists(names, filter.text);
    const auto isShown = [&](int resource) {
        const int list = names.ofResource.value(resource, -1);
        return matches(plan.resources.at(resource), filter.text) || (list >= 0 && matching[size_t(list)]);
    };
    for (int i = 0; i < plan.resources.size(); ++i) {
        const ResourceChange &change = plan.resources.at(i);
        if ((filter.showsUnchanged || change.action != ChangeAction::NoOp) && isShown(i))
            byRank[rankOf(change.action)].push_back(i);
    }
    for (const std::vector<int> &resources : byRank) {
        m_resourceCount += int(resources.size());
        if (!resources.empty())
            addAction(plan, resources);
    }
    addOutputs(plan, filter.text);
}

void PlanRows::addAction(const Plan &plan, const std::vector<int> &resources)
{
    PlanRow action;
    action.action = plan.resources.at(resources.front()).action;
    action.count = int(resources.size());
    const int top = add(action);
    std::map<QString, std::vector<int>> byModule; // the root's name is empty and comes first
    for (const int resource : resources)
        byModule[plan.resources.at(resource).module].push_back(resource);
    for (const auto &[module, members] : byModule) {
        int parent = top;
        if (byModule.size() > 1) {
            PlanRow row;
            row.kind = PlanRow::Kind::Module;
            row.parent = top;
            row.count = int(members.size());
            row.detail = members.front();
            parent = add(row);
        }
        for (const int resource : members) {
            PlanRow row;
            row.kind = PlanRow::Kind::Resource;
            row.parent = parent;
            row.isFilled = false;
            row.detail = resource;
            add(row);
        }
    }
}

void PlanRows::addOutputs(const Plan &plan, const QString &text)
{
    QList<AttributeChange> attributes;
    for (const OutputChange &output : plan.outputs) {
        if (output.action != ChangeAction::NoOp && output.name.contains(text, Qt::CaseInsensitive))
            attributes += output.attributes;
    }
    if (attributes.isEmpty())
        return;
    PlanRow row;
    row.isOutputs = true;
    const int top = add(row);
    addNodes(top, terraform::attributeTree(attributes));
    m_rows[size_t(top)].count = int(m_rows[size_t(top)].children.size());
}

void PlanRows::addNodes(int parent, const QList<terraform::AttributeNode> &nodes)
{
    for (const terraform::AttributeNode &node : nodes) {
        PlanRow row;
        row.kind = PlanRow::Kind::Attribute;
        row.parent = parent;
        row.detail = int(m_nodes.size());
        m_nodes.push_back(node);
        const int id = add(row);
        addNodes(id, node.children);
        if (node.kind == terraform::AttributeNode::Kind::Text)
            addLines(id, node.change);
    }
}

void PlanRows::addLines(int parent, const AttributeChange &change)
{
    QList<gitops::DiffLine> lines = gitops::lineDiff(
        terraform::textOfJson(change.before).toUtf8(),
        change.unknownAfter ? QByteArray() : terraform::textOfJson(change.after).toUtf8(), 2);
    if (lines.size() > mostLines) {
        lines.resize(mostLines);
        lines.append({gitops::DiffLine::Kind::Context, 0, QStringLiteral("\u2026")});
    }
    for (const gitops::DiffLine &line : std::as_const(lines)) {
        PlanRow row;
        row.kind = PlanRow::Kind::Line;
        row.parent = parent;
        row.detail = int(m_lines.size());
        m_lines.push_back(line);
        add(row);
    }
}

const std::vector<int> &PlanRows::children(int row)
{
    if (!m_rows[size_t(row)].isFilled) {
        m_rows[size_t(row)].isFilled = true;
        addNodes(row, terraform::attributeTree(m_plan->resources.at(at(row).detail).attributes.list()));
    }
    return m_rows[size_t(row)].children;
}

bool PlanRows::hasChildren(int row) const
{
    const PlanRow &asked = at(row);
    if (asked.isFilled)
        return !asked.children.empty();
    const AttributeChanges &changes = m_plan->resources.at(asked.detail).attributes;
    if (!changes.isHeld()) // a view asks of every row
        return true;
    const QList<AttributeChange> attributes = changes.list();
    return std::any_of(attributes.cbegin(), attributes.cend(),
                       [](const AttributeChange &attribute) { return attribute.changed; });
}

} // namespace envdeck::ui
