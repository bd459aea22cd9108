// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/secret_needs.h"

#include "core/terraform/provider_tokens.h"

namespace envdeck::infrastructure {

namespace {

SecretNeed needOf(const terraform::Variable &variable)
{
    SecretNeed need;
    need.name = QStringLiteral("TF_VAR_") + variable.name;
    need.variable = variable.name;
    need.description = variable.declaration->description;
    need.required = variable.declaration->defaultExpression.isEmpty();
    for (const terraform::VariableValue &value : variable.values) {
        if (value.source == terraform::ValueSource::File)
            need.file = value.file;
    }
    return need;
}

} // namespace

QList<SecretNeed> secretNeeds(const terraform::Configuration &configuration,
                              const QList<terraform::Variable> &variables)
{
    QList<SecretNeed> needs;
    for (const terraform::Variable &variable : variables) {
        if (variable.declaration && variable.isSecret())
            needs.append(needOf(variable));
    }
    const QList<terraform::TokenName> tokens = terraform::tokenNames(configuration);
    for (const terraform::TokenName &token : tokens)
        needs.append({token.name, {}, token.usedBy, {}, {}, token.ofBackend, false});
    return needs;
}

} // namespace envdeck::infrastructure
