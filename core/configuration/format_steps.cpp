// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/format_steps.h"

#include "core/gitops/trailers.h"

#include <algorithm>

namespace envdeck::configuration {

FormatSteps::FormatSteps(git::Mirror &mirror, const FormatFacts &facts, pulls::Desk *pulls)
    : pulls::EditSteps(mirror,
                       {facts.operation, facts.branch, facts.names(), facts.path, pulls, facts.pushed}),
      m_facts(facts)
{
}

Result<QByteArray> FormatSteps::edited(const QString &file, const QByteArray &content) const
{
    const auto found = std::find_if(m_facts.files.cbegin(), m_facts.files.cend(),
                                    [&](const FormatFacts::File &each) { return each.file == file; });
    if (found == m_facts.files.cend() || digestOf(content) != found->from)
        return Error{ErrorCode::Conflict, file, QStringLiteral("file-changed"), 0};
    return found->to;
}

QString FormatSteps::proposal() const
{
    QString body = QStringLiteral("Laid out as `terraform fmt` does; no value changes:\n\n");
    for (const QString &file : m_facts.names())
        body += QStringLiteral("- `%1`\n").arg(file);
    if (!m_facts.reason.isEmpty())
        body += QStringLiteral("\n> %1\n").arg(gitops::oneLine(m_facts.reason));
    return body + QStringLiteral("\nEnvdeck-Operation: %1").arg(m_facts.operation);
}

QString FormatSteps::message() const
{
    gitops::Trailers trailers;
    trailers.operation = m_facts.operation;
    trailers.target.environment = m_facts.environment;
    trailers.reason = m_facts.reason;
    const QString what = m_facts.files.size() == 1
                             ? m_facts.files.first().file
                             : QStringLiteral("%1 files of terraform code").arg(m_facts.files.size());
    return gitops::commitMessage(QStringLiteral("Format %1").arg(what), trailers);
}

} // namespace envdeck::configuration
