// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/severity.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace envdeck::ui {

// None: muted text and no icon.
QColor severityColor(const Tokens &tokens, Severity severity);
QString severityIcon(Severity severity);

} // namespace envdeck::ui
