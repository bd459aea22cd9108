// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/plan_lines.h"

#include "core/terraform/attribute_tree.h"
#include "ui/text/plan_cost_text.h"
#include "ui/text/plan_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct PlanLineWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::PlanLineWords)
};

namespace {

constexpr qsizetype longestValue = 160;

QString shortened(const QString &value)
{
    return value.size() > longestValue ? value.left(longestValue) + QStringLiteral("\u2026") : value;
}

// As terraform marks them.
QString markOf(ChangeAction action)
{
    switch (action) {
    case ChangeAction::Create: return QStringLiteral("+");
    case ChangeAction::Update: return QStringLiteral("~");
    case ChangeAction::ReplaceDeleteFirst: return QStringLiteral("-/+");
    case ChangeAction::ReplaceCreateFirst: return QStringLiteral("+/-");
    case ChangeAction::Delete: return QStringLiteral("-");
    case ChangeAction::Read: return QStringLiteral("<=");
    case ChangeAction::NoOp:
    case ChangeAction::Forget:
    case ChangeAction::Move:
    case ChangeAction::Import:
    case ChangeAction::Other: return QStringLiteral(" ");
    }
    Q_UNREACHABLE();
}

// Documents part by part: their text as a whole could hold what only its name tells to be secret.
void addNodes(const QList<terraform::AttributeNode> &nodes, const QString &path, const QString &indent,
              QStringList &lines)
{
    using Kind = terraform::AttributeNode::Kind;
    for (const terraform::AttributeNode &node : nodes) {
        const QString dot = path.isEmpty() || node.name.startsWith(u'[') ? QString() : QStringLiteral(".");
        AttributeChange change = node.change;
        change.path = path + dot + node.name;
        if (node.kind == Kind::Value || node.kind == Kind::Text)
            lines.append(indent + attributeLine(change));
        else if (node.kind == Kind::Group)
            addNodes(node.children, change.path, indent, lines);
        else {
            lines.append(indent + PlanLineWords::tr("%1: JSON").arg(change.path));
            addNodes(node.children, {}, indent + QStringLiteral("    "), lines);
        }
    }
}

void addAttributes(const QList<AttributeChange> &attributes, QStringList &lines)
{
    addNodes(terraform::attributeTree(attributes), {}, QStringLiteral("        "), lines);
}

void addResource(const ResourceChange &change, QStringList &lines)
{
    const QString action = change.action == ChangeAction::Other && !change.rawAction.isEmpty()
                               ? change.rawAction
                               : changeActionWord(change.action);
    lines.append(
        QStringLiteral("%1 %2: %3").arg(markOf(change.action).rightJustified(3), change.address, action));
    QStringList notes = changeNotes(change);
    notes.append(lossText(change));
    notes.removeAll(QString());
    for (const QString &note : std::as_const(notes))
        lines.append(QStringLiteral("      ! ") + note);
    addAttributes(change.attributes.list(), lines);
}

QString countsLine(const Plan &plan)
{
    QString line = planSummaryText(plan.counts);
    if (plan.counts.moved > 0)
        line += PlanLineWords::tr(", %1 to move").arg(plan.counts.moved);
    if (plan.counts.imported > 0)
        line += PlanLineWords::tr(", %1 to import").arg(plan.counts.imported);
    if (plan.counts.forgotten > 0)
        line += PlanLineWords::tr(", %1 to forget").arg(plan.counts.forgotten);
    return PlanLineWords::tr("Plan: %1; %2 unchanged").arg(line).arg(plan.counts.unchanged);
}

QString nothingLine(PlanMode mode)
{
    switch (mode) {
    case PlanMode::Changes: return PlanLineWords::tr("No changes: what runs is what the code says");
    case PlanMode::RefreshOnly: return PlanLineWords::tr("No changes: what runs is what the state says");
    case PlanMode::Destroy: return PlanLineWords::tr("No changes: there is nothing to destroy");
    }
    Q_UNREACHABLE();
}

} // namespace

QString attributeLine(const AttributeChange &change)
{
    QString line;
    if (change.sensitive)
        line = PlanLineWords::tr("%1: (sensitive value)").arg(change.path);
    else if (!change.hadBefore)
        line = QStringLiteral("%1: %2").arg(change.path, change.unknownAfter
                                                             ? PlanLineWords::tr("(known after apply)")
                                                             : shortened(change.after));
    else
        line = QStringLiteral("%1: %2 -> %3")
                   .arg(change.path, shortened(change.before),
                        change.unknownAfter ? PlanLineWords::tr("(known after apply)")
                        : change.hasAfter   ? shortened(change.after)
                                            : PlanLineWords::tr("(removed)"));
    return change.forcesReplacement ? line + PlanLineWords::tr("  (forces replacement)") : line;
}

QStringList planLines(const Plan &plan, PlanMode mode)
{
    QStringList lines;
    for (const ResourceChange &change : plan.resources) {
        if (change.action != ChangeAction::NoOp)
            addResource(change, lines);
    }
    for (const OutputChange &output : plan.outputs) {
        if (output.action == ChangeAction::NoOp)
            continue;
        lines.append(QStringLiteral("%1 %2").arg(
            markOf(output.action).rightJustified(3),
            PlanLineWords::tr("output %1: %2").arg(output.name, changeActionWord(output.action))));
        addAttributes(output.attributes, lines);
    }
    for (const ResourceChange &change : plan.drift) {
        if (change.action != ChangeAction::NoOp)
            lines.append(QStringLiteral("  ! ") +
                         PlanLineWords::tr("%1 was changed outside of terraform").arg(change.address));
    }
    if (!lines.isEmpty())
        lines.append(QString());
    lines.append(plan.hasChanges() ? countsLine(plan) : nothingLine(mode));
    if (mode == PlanMode::RefreshOnly)
        return lines;
    if (const QString cost = planCostText(terraform::costOf(plan, terraform::builtInPrices()));
        !cost.isEmpty())
        lines.append(cost);
    return lines;
}

} // namespace envdeck::ui
