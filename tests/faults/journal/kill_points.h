// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/journal/child.h"

namespace envdeck::journal {

// The file calls that a writer makes; it is killed when it enters the nth of one kind.
struct KillPoint {
    QString call;
    int nth = 1;
};

// All of them while `rows` rows are written, counted by strace; empty where strace may not trace.
QList<KillPoint> killPoints(int rows);
// Kills a writer there and looks at what is left.
::testing::AssertionResult survives(const KillPoint &point, int rows);

} // namespace envdeck::journal
