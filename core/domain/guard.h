// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"

namespace envdeck {

// How much harm an operation can do (ux: guards). R0 reads; R4 destroys data.
enum class Risk { R0, R1, R2, R3, R4 };

// What a person must do before an operation of this risk runs in an environment of this kind. The same
// for button, menu, palette, shortcut and envdeckctl.
struct Guard {
    bool review = false;   // the facts are shown first
    bool readTick = false; // "I have read the plan"
    QString typed;         // must be typed exactly (trimmed); empty for nothing
    std::chrono::seconds arming{0};
    bool freshBackup = false;   // a backup younger than 24 h, or a written reason
    bool enterConfirms = false; // Enter in the sheet confirms at once
    friend bool operator==(const Guard &, const Guard &) = default;
};

// `object` is what R4 destroys: "test-1". It is ignored below R4.
Guard guardFor(Risk risk, const Environment &environment, const QString &object = {});

// What was typed, held against what the guard asks for: case counts, surrounding white space does not.
bool satisfies(const Guard &guard, const QString &typed);

} // namespace envdeck
