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

VariableSteps::VariableSteps(git::Mirror &mirror, const VariableFacts &facts)
    : EditSteps(mirror, {facts.operation, facts.branch, facts.file}), m_facts(facts)
{
}

Result<QByteArray> VariableSteps::edited(const QByteArray &content) const
{
    const auto document = terraform::readHcl(content);
    if (!document)
        return Error{ErrorCode::BadConfig, m_facts.file + QLatin1Char(':') + document.error().subject, {}, 0};
    const terraform::HclAttribute *now = document.value().attribute(m_facts.name);
    if ((now ? now->expression : QByteArray()) != m_facts.from)
        return Error{ErrorCode::Conflict, m_facts.file, QStringLiteral("value-changed"), 0};
    return terraform::withAssignment(content, m_facts.name, m_facts.to);
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
