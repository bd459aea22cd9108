// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/variable_steps.h"

#include "core/gitops/trailers.h"
#include "core/terraform/hcl_document.h"
#include "core/terraform/tfvars_edit.h"

namespace envdeck::configuration {

namespace {

constexpr int longestValue = 60;

QString shortText(const QByteArray &expression)
{
    const QString text = gitops::oneLine(QString::fromUtf8(expression));
    return text.size() <= longestValue ? text : text.first(longestValue - 1) + QChar(0x2026);
}

} // namespace

QString variableChange(const VariableFacts &facts)
{
    return facts.from.isEmpty()
               ? QStringLiteral("%1 -> %2").arg(facts.name, shortText(facts.to))
               : QStringLiteral("%1 %2 -> %3").arg(facts.name, shortText(facts.from), shortText(facts.to));
}

VariableSteps::VariableSteps(git::Mirror &mirror, const VariableFacts &facts, pulls::Desk *pulls)
    : pulls::EditSteps(mirror,
                       {facts.operation, facts.branch, {facts.file}, facts.path, pulls, facts.pushed}),
      m_facts(facts)
{
}

Result<QByteArray> VariableSteps::edited(const QString &, const QByteArray &content) const
{
    const auto document = terraform::readHcl(content);
    if (!document)
        return Error{ErrorCode::BadConfig, m_facts.file + QLatin1Char(':') + document.error().subject, {}, 0};
    const terraform::HclAttribute *now = document.value().attribute(m_facts.name);
    if ((now ? now->expression : QByteArray()) != m_facts.from)
        return Error{ErrorCode::Conflict, m_facts.file, QStringLiteral("value-changed"), 0};
    return terraform::withAssignment(content, m_facts.name, m_facts.to);
}

QString VariableSteps::proposal() const
{
    const auto fenced = [](const QByteArray &text) {
        return QString::fromUtf8(text).remove(QStringLiteral("```"));
    };
    QString body = QStringLiteral("`%1` of %2, in `%3`:\n\n```diff\n")
                       .arg(m_facts.name, m_facts.environment, m_facts.file);
    if (!m_facts.from.isEmpty())
        body += QStringLiteral("- %1 = %2\n").arg(m_facts.name, fenced(m_facts.from));
    body += QStringLiteral("+ %1 = %2\n```\n\n").arg(m_facts.name, fenced(m_facts.to));
    if (!m_facts.reason.isEmpty())
        body += QStringLiteral("> %1\n\n").arg(gitops::oneLine(m_facts.reason));
    return body + QStringLiteral("Merging this runs nothing: a plan of %1 shows what it changes.\n\n"
                                 "Envdeck-Operation: %2")
                      .arg(m_facts.environment, m_facts.operation);
}

QString VariableSteps::message() const
{
    gitops::Trailers trailers;
    trailers.operation = m_facts.operation;
    trailers.target.environment = m_facts.environment;
    trailers.reason = m_facts.reason;
    return gitops::commitMessage(
        QStringLiteral("Set %1 in %2").arg(variableChange(m_facts), m_facts.environment), trailers);
}

} // namespace envdeck::configuration
