// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/base/result.h"
#include "core/domain/plan.h"

#include <QByteArray>

namespace envdeck::terraform {

// Reads `show -json PLANFILE` (format 1.x of both products). Blocks: call it from a worker.
// No sensitive value leaves: what the plan marks, what is named like a secret and what the redactor knows
// comes back as "it changed" alone. Move the text in: it is wiped. Errors: BadResponse.
Result<Plan> readPlan(QByteArray showJson, const Redactor &redactor = {});

// Whether an attribute of that name holds a secret that a provider may have forgotten to mark:
// "admin_password", "apiToken", "user_data", "private_key"; not "public_key" or "monkey".
bool isSecretName(const QString &name);

} // namespace envdeck::terraform
