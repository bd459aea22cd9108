// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/line.h"
#include "ui/text/severity.h"

#include <QString>

namespace envdeck::ui {

// The word of a level as it stands beside a line, and what it means for the look.
QString levelText(logs::Level level);
Severity levelSeverity(logs::Level level);

} // namespace envdeck::ui
