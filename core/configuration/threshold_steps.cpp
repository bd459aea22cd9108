// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/threshold_steps.h"

#include "core/gitops/trailers.h"
#include "core/workspace/load.h"
#include "core/workspace/parse.h"
#include "core/workspace/thresholds_edit.h"

namespace envdeck::configuration {

namespace {

const QString yamlFile = QString::fromLatin1(workspace::fileName);

} // namespace

ThresholdSteps::ThresholdSteps(git::Mirror &mirror, const ThresholdFacts &facts, pulls::Desk *pulls)
    : pulls::EditSteps(mirror, {facts.operation, facts.branch, {yamlFile}, facts.path, pulls, facts.pushed}),
      m_facts(facts)
{
}

Result<QByteArray> ThresholdSteps::edited(const QString &, const QByteArray &content) const
{
    const auto parsed = workspace::parse(content);
    if (!parsed.workspace)
        return Error{ErrorCode::BadConfig, yamlFile, {}, 0};
    if (!workspace::thresholdChanges(parsed.workspace->thresholds, m_facts.from).isEmpty())
        return Error{ErrorCode::Conflict, yamlFile, QStringLiteral("thresholds-changed"), 0};
    return workspace::withThresholds(content, m_facts.to);
}

QString ThresholdSteps::proposal() const
{
    QString body = QStringLiteral("Thresholds of every environment, in `%1`:\n\n").arg(yamlFile);
    for (const QString &change : workspace::thresholdChanges(m_facts.from, m_facts.to))
        body += QStringLiteral("- `%1`\n").arg(change);
    if (!m_facts.reason.isEmpty())
        body += QStringLiteral("\n> %1\n").arg(gitops::oneLine(m_facts.reason));
    return body + QStringLiteral("\nEnvdeck-Operation: %1").arg(m_facts.operation);
}

QString ThresholdSteps::message() const
{
    gitops::Trailers trailers;
    trailers.operation = m_facts.operation;
    trailers.reason = m_facts.reason;
    return gitops::commitMessage(
        QStringLiteral("Set ") +
            workspace::thresholdChanges(m_facts.from, m_facts.to).join(QStringLiteral(", ")),
        trailers);
}

} // namespace envdeck::configuration
