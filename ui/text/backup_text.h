// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backups/facts.h"
#include "ui/text/severity.h"

namespace envdeck::ui {

QString backupStateText(const backups::Row &row, const QDateTime &now); // "Late: nothing new for 2 d"
Severity backupSeverity(backups::State state);
QString backupAdvice(const backups::Row &row); // what to do about it, as a sentence; empty for nothing
QString keptText(const backups::Row &row);     // "10 / 30"

} // namespace envdeck::ui
