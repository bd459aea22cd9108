// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/plan_mode.h"

#include <QtGlobal>

namespace envdeck {

QString planModeOption(PlanMode mode)
{
    switch (mode) {
    case PlanMode::Changes: return {};
    case PlanMode::RefreshOnly: return QStringLiteral("-refresh-only");
    case PlanMode::Destroy: return QStringLiteral("-destroy");
    }
    Q_UNREACHABLE();
}

PlanMode planModeFromOption(const QString &option)
{
    for (const PlanMode mode : {PlanMode::RefreshOnly, PlanMode::Destroy}) {
        if (planModeOption(mode) == option)
            return mode;
    }
    return PlanMode::Changes;
}

} // namespace envdeck
