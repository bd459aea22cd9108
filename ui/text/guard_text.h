// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/guard.h"

namespace envdeck::ui {

QString riskWord(Risk risk);                  // "Reads only", "Destroys data"
QString typeToContinue(const QString &typed); // "Type prod to continue"
QString readTickText();                       // "I have read the plan"
QString armingText(int secondsLeft);          // "Ready in 4 s"
QString freshBackupText();                    // "No backup younger than 24 h: why go on without one?"
QString readOnlyReason();                     // "Read-only mode is on"
QString environmentKindWord(EnvironmentKind kind);

} // namespace envdeck::ui
