// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/base/result.h"
#include "core/domain/plan.h"

#include <QByteArray>
#include <memory>

namespace envdeck::terraform {

class PlanReading;

// Reads `show -json PLANFILE` (format 1.x of both products) as it arrives, in pieces of any size. Of what
// stays nothing is kept; of what changes the text, in memory of its own (KeptText), until somebody asks the
// plan for the attributes. Blocks: call it from a worker, from one thread at a time.
// No sensitive value leaves: what the plan marks, what is named like a secret and what the redactor knows
// comes back as "it changed" alone. A piece that nobody shares is overwritten.
class PlanReader {
public:
    explicit PlanReader(const Redactor &redactor = {});
    ~PlanReader();

    void feed(QByteArray piece);
    Result<Plan> finish(); // once, at the end. Errors: BadResponse

private:
    std::unique_ptr<PlanReading> m_reading;
};

// The same of a whole text. Move it in.
Result<Plan> readPlan(QByteArray showJson, const Redactor &redactor = {});

// Whether an attribute of that name holds a secret that a provider may have forgotten to mark:
// "admin_password", "apiToken", "user_data", "private_key"; not "public_key" or "monkey".
bool isSecretName(const QString &name);

} // namespace envdeck::terraform
