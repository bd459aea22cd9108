// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/overview.h"
#include "ui/text/severity.h"

namespace envdeck::ui {

// "Error rate 2.4 % since v1.3.8": one line of what needs attention.
QString attentionText(const health::Attention &attention);
Severity attentionSeverity(const health::Attention &attention);
// "prod / api", "prod"
QString attentionPlace(const health::Attention &attention);

} // namespace envdeck::ui
