// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/proposal_text.h"

#include "ui/text/markdown.h"

namespace envdeck::ui {

namespace {

constexpr qsizetype longestPlan = 50'000; // a code host takes 65,536 characters

QString cut(const QString &plan)
{
    if (plan.size() <= longestPlan)
        return plan;
    const qsizetype end = plan.lastIndexOf(QLatin1Char('\n'), longestPlan);
    const QString kept = plan.left(end < 0 ? longestPlan : end);
    const bool open = kept.count(QStringLiteral("```")) % 2 == 1;
    return kept + (open ? QStringLiteral("\n```") : QString()) +
           QStringLiteral("\n\nThe rest is left out: this plan is too long for a pull request.\n");
}

} // namespace

QString proposalTitle(const infrastructure::ReviewedPlan &reviewed)
{
    const PlanCounts &counts = reviewed.plan.counts;
    return QStringLiteral("Change %1: %2 to add, %3 to change, %4 to replace, %5 to destroy")
        .arg(reviewed.environment)
        .arg(counts.create)
        .arg(counts.update)
        .arg(counts.replace)
        .arg(counts.destroy);
}

QString proposalBody(const infrastructure::ReviewedPlan &reviewed, const QString &planMarkdown,
                     const QString &reason)
{
    QString body;
    if (!reason.trimmed().isEmpty())
        body += QStringLiteral("> %1\n\n").arg(reason.simplified());
    body += QStringLiteral("Plan of %1 at %2 of %3:\n\n")
                .arg(markdownCode(reviewed.environment), reviewed.record.commit.left(7),
                     markdownCode(reviewed.branch));
    body += cut(planMarkdown).trimmed();
    body += QStringLiteral("\n\nAfter the merge %1 is planned again. When that plan does exactly this, it is "
                           "applied; else it is reviewed once more.\n")
                .arg(markdownName(reviewed.environment));
    return body;
}

} // namespace envdeck::ui
