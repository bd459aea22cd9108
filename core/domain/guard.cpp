// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/guard.h"

namespace envdeck {

Guard guardFor(Risk risk, const Environment &environment, const QString &object)
{
    const bool prod = environment.kind == EnvironmentKind::Prod;
    Guard guard;
    switch (risk) {
    case Risk::R0:
    case Risk::R1: return guard;
    case Risk::R2:
        guard.review = true;
        guard.enterConfirms = !prod;
        if (prod)
            guard.typed = environment.name;
        return guard;
    case Risk::R3:
        guard.review = true;
        guard.readTick = !prod;
        if (prod) {
            guard.typed = environment.name;
            guard.arming = std::chrono::seconds(5);
        }
        return guard;
    case Risk::R4:
        guard.review = true;
        guard.typed = prod ? environment.name + QLatin1Char('/') + object : object;
        guard.arming = std::chrono::seconds(3);
        guard.freshBackup = prod;
        return guard;
    }
    Q_UNREACHABLE();
}

bool satisfies(const Guard &guard, const QString &typed)
{
    return guard.typed.isEmpty() || typed.trimmed() == guard.typed;
}

} // namespace envdeck
