// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/plan_model.h"
#include "ui/text/markdown.h"
#include "ui/text/plan_cost_text.h"
#include "ui/text/plan_text.h"

namespace envdeck::ui {

namespace {

constexpr int mostResources = 300; // a pull request takes 65,536 characters, a reader fewer
constexpr int mostRows = 40;       // of one resource

QString valueWords(const PlanAttribute &shown)
{
    if (shown.sensitive)
        return PlanModel::tr("sensitive, changes");
    if (shown.before.isEmpty())
        return markdownCode(shown.after);
    return QStringLiteral("%1 \u2192 %2")
        .arg(markdownCode(shown.before),
             shown.after.isEmpty() ? PlanModel::tr("removed") : markdownCode(shown.after));
}

void addBelow(const PlanModel &model, const QModelIndex &parent, int depth, int &left, QStringList &lines)
{
    const QString indent(depth * 2, u' ');
    for (int i = 0; i < model.rowCount(parent); ++i) {
        if (left-- <= 0) {
            if (left == -1)
                lines.append(indent + QStringLiteral("- \u2026"));
            return;
        }
        const QModelIndex index = model.index(i, 0, parent);
        const QString text = index.data().toString();
        if (const QVariant kind = index.data(PlanModel::LineKindRole); kind.isValid()) {
            static const QString marks = QStringLiteral(" -+");
            lines.append(indent + QStringLiteral("- ") +
                         markdownCode(marks.at(kind.toInt()) + QStringLiteral(" ") + text));
            continue;
        }
        const auto shown = index.data(PlanAttributeRole).value<PlanAttribute>();
        QString line = indent + QStringLiteral("- ") + markdownCode(text);
        if (!model.hasChildren(index) && index.data(NoteRole).toString().isEmpty())
            line += QStringLiteral(": ") + valueWords(shown);
        else if (const QString note = index.data(NoteRole).toString(); !note.isEmpty())
            line += QStringLiteral(" (%1)").arg(note);
        if (shown.forcesReplacement)
            line += QStringLiteral(" **%1**").arg(PlanModel::tr("forces replacement"));
        lines.append(line);
        addBelow(model, index, depth + 1, left, lines);
    }
}

void addResources(const PlanModel &model, const QModelIndex &parent, int &left, QStringList &lines)
{
    for (int i = 0; i < model.rowCount(parent); ++i) {
        const QModelIndex index = model.index(i, 0, parent);
        if (index.data(PlanModel::KindRole).toInt() == int(PlanRow::Kind::Module)) {
            addResources(model, index, left, lines);
            continue;
        }
        if (left-- <= 0)
            continue;
        const auto shown = index.data(PlanResourceRole).value<PlanResource>();
        QString line = QStringLiteral("- ") + markdownCode(shown.address);
        if (const QString reason = model.reason(index, markdownCode); !reason.isEmpty())
            line += QStringLiteral(" \u2014 ") + reason;
        if (!shown.warning.isEmpty())
            line += QStringLiteral(" **%1**").arg(shown.warning);
        lines.append(line);
        int rows = mostRows;
        addBelow(model, index, 1, rows, lines);
    }
}

} // namespace

QString planMarkdown(const Plan &plan, const QString &environment, PlanMode mode)
{
    PlanModel model;
    model.setPlan(plan, mode);
    QStringList lines{
        PlanModel::tr("**Plan for %1:** %2").arg(markdownName(environment), planSummaryText(plan.counts))};
    if (const QString cost = planCostText(model.cost()); !cost.isEmpty())
        lines += {QString(), cost};
    int left = mostResources;
    for (int i = 0; i < model.rowCount(); ++i) {
        const QModelIndex group = model.index(i, 0);
        lines += {QString(),
                  QStringLiteral("### %1 (%2)").arg(group.data().toString(), group.data(NoteRole).toString()),
                  QString()};
        const QModelIndex first = model.index(0, 0, group);
        if (first.data(PlanModel::KindRole).toInt() == int(PlanRow::Kind::Attribute)) {
            int rows = mostRows;
            addBelow(model, group, 0, rows, lines);
        } else {
            addResources(model, group, left, lines);
        }
    }
    if (left < 0)
        lines += {QString(), PlanModel::tr("%n further resource(s) not listed", nullptr, -left)};
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace envdeck::ui
