// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace envdeck {

// What a plan is for. All are reviewed and applied in one way: as the file that was shown.
enum class PlanMode {
    Changes,     // what the code says
    RefreshOnly, // take what is there into the state; changes nothing outside
    Destroy,     // everything that the state holds
};

// As the program is told, and as journal and records keep it: "", "-refresh-only", "-destroy".
QString planModeOption(PlanMode mode);
PlanMode planModeFromOption(const QString &option); // Changes for what it does not know

} // namespace envdeck
