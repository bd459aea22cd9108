// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/change_proposal.h"

#include "core/gitops/trailers.h"

namespace envdeck::deployments {

namespace {

// As it is, in a line of its own: neither markup nor mention.
QString code(QString text)
{
    return QLatin1Char('`') + text.remove(QLatin1Char('`')).simplified() + QLatin1Char('`');
}

QString subjectOf(const ChangeFacts &facts)
{
    const QString what =
        facts.releasesHold ? QStringLiteral("Release the hold of %1").arg(facts.target.app) : titleOf(facts);
    return what + QStringLiteral(" in ") + facts.target.environment;
}

QString bodyOf(const ChangeFacts &facts)
{
    QStringList lines;
    if (facts.changesImage()) {
        lines << QStringLiteral("| | |") << QStringLiteral("|---|---|")
              << QStringLiteral("| App | %1 |").arg(code(facts.target.text()))
              << QStringLiteral("| Version | %1 → %2 |").arg(code(facts.from.tag), code(facts.to.tag));
        if (!facts.to.digest.isEmpty())
            lines << QStringLiteral("| Digest | %1 |").arg(code(facts.to.digest));
    }
    if (lines.isEmpty())
        lines << QStringLiteral("| | |") << QStringLiteral("|---|---|");
    lines << QStringLiteral("| File | %1 |").arg(code(facts.file));
    if (!facts.reason.isEmpty())
        lines << QStringLiteral("| Reason | %1 |").arg(code(facts.reason));
    if (facts.hold)
        lines << QStringLiteral("| Hold | %1 until %2 |")
                     .arg(code(facts.hold->version), facts.hold->until.toString(Qt::ISODate));
    lines << QString();
    if (facts.changesImage())
        lines << QStringLiteral("Merging this deploys it: %1 is replaced in %2 and then watched.")
                     .arg(code(facts.target.app), code(facts.target.environment));
    lines << QString() << QStringLiteral("Envdeck-Operation: ") + facts.operation;
    return lines.join(QLatin1Char('\n'));
}

} // namespace

QString commitMessageOf(const ChangeFacts &facts)
{
    gitops::Trailers trailers;
    trailers.operation = facts.operation;
    trailers.action = facts.action;
    trailers.target = facts.target;
    trailers.from = facts.from.tag;
    trailers.to = facts.hold && !facts.changesImage() ? facts.hold->version : facts.to.tag;
    trailers.digest = facts.to.digest;
    trailers.reason = facts.reason;
    return gitops::commitMessage(subjectOf(facts), trailers);
}

pulls::Errand errandOf(const ChangeFacts &facts)
{
    pulls::Errand errand{facts.operation, facts.branch, subjectOf(facts), bodyOf(facts),
                         commitMessageOf(facts).section(QStringLiteral("\n\n"), 1)};
    errand.pushed = facts.pushed;
    return errand;
}

} // namespace envdeck::deployments
