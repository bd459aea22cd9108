// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "core/infrastructure/drift.h"

namespace envdeck::ctl {

// What a check found, added to how it went; exit code 2 for drift with --exit-code.
Answer driftAnswer(const infrastructure::DriftReport &report, const QDateTime &now, Answer answer,
                   const Arguments &arguments);

} // namespace envdeck::ctl
