// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/variable_facts.h"

namespace envdeck::configuration {

QJsonObject toJson(const VariableFacts &facts)
{
    return {{QStringLiteral("operation"), facts.operation},
            {QStringLiteral("environment"), facts.environment},
            {QStringLiteral("branch"), facts.branch},
            {QStringLiteral("file"), facts.file},
            {QStringLiteral("name"), facts.name},
            {QStringLiteral("from"), QString::fromUtf8(facts.from)},
            {QStringLiteral("to"), QString::fromUtf8(facts.to)},
            {QStringLiteral("reason"), facts.reason},
            {QStringLiteral("path"), facts.path == ChangePath::PullRequest ? QStringLiteral("pull-request")
                                                                           : QStringLiteral("push")}};
}

Result<VariableFacts> variableFactsFrom(const QJsonObject &json)
{
    for (const char *field : {"operation", "environment", "branch", "file", "name", "to"}) {
        if (json.value(QLatin1String(field)).toString().isEmpty())
            return Error{ErrorCode::BadInput, QString::fromLatin1(field), {}, 0};
    }
    const auto text = [&json](const char *field) { return json.value(QLatin1String(field)).toString(); };
    return VariableFacts{text("operation"),
                         text("environment"),
                         text("branch"),
                         text("file"),
                         text("name"),
                         text("from").toUtf8(),
                         text("to").toUtf8(),
                         text("reason"),
                         text("path") == QLatin1String("pull-request") ? ChangePath::PullRequest
                                                                       : ChangePath::Push};
}

} // namespace envdeck::configuration
