// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/severity.h"

#include <QString>

namespace envdeck::ui {

// One back end in the status strip, with what its popover says. Words come from ui/text, the rest is data.
struct StripSegment {
    QString id;   // "git", "dokploy", "signoz", "terraform", "lock"; its object name is "status.<id>"
    QString text; // "Dokploy: 3 of 3 answer"
    Severity severity = Severity::None;
    bool right = false;    // from the right end instead of the left
    QString url = {};      // where it was asked; may be empty
    QString lastCall = {}; // "12 s ago, 84 ms"
    QString error = {};    // sentence() of errorText(); empty when well
    bool canRetry = false;
    friend bool operator==(const StripSegment &, const StripSegment &) = default;
};

} // namespace envdeck::ui
