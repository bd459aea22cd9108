// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/run_record.h"
#include "core/terraform/failure.h"
#include "ui/text/severity.h"

#include <chrono>

namespace envdeck::ui {

QString runTitle(const infrastructure::RunRecord &record); // "Apply the plan in prod"
QString runStateWord(const infrastructure::RunEntry &run); // "Done", "Failed", "Running", "Interrupted"
Severity runSeverity(const infrastructure::RunEntry &run);
std::optional<std::chrono::milliseconds> runDuration(const infrastructure::RunRecord &record);
QString shortCounts(const PlanCounts &counts); // "+1 ~2 -/+1 -0"
// Who follows a run that has no end, or that nobody does; empty for one that is over.
QString runLifeText(const infrastructure::RunEntry &run);
// Label and value of everything that is known; what is not is left out.
QList<std::pair<QString, QString>> runFacts(const infrastructure::RunEntry &run);

// "bo@laptop, since 2026-11-23 08:23, applying": as far as the backend says who holds it.
QString lockHolderText(const terraform::StateLock &lock);
// What taking the lock away would mean.
QString unlockWarning(const terraform::StateLock &lock);

} // namespace envdeck::ui
