// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/clearance.h"

#include <algorithm>

namespace envdeck::deployments {

namespace {

// The files themselves say whether a hold stands there and what was skipped: those answers need nobody.
bool asksOutside(const PreflightCheck &check)
{
    return check.id != QLatin1String("hold") && check.id != QLatin1String("skips-environment");
}

} // namespace

Clearance clearanceOf(Action action, const QList<PreflightCheck> &checks)
{
    const auto is = [](Verdict verdict) {
        return [verdict](const PreflightCheck &check) { return check.verdict == verdict; };
    };
    if (std::any_of(checks.cbegin(), checks.cend(), is(Verdict::Failed)))
        return Clearance::Blocked;
    if (action == Action::Rollback)
        return Clearance::Clear;
    if (checkWithoutKey(checks))
        return Clearance::NoKey;
    const bool anyAnswer = std::any_of(checks.cbegin(), checks.cend(), [](const PreflightCheck &check) {
        return asksOutside(check) && check.verdict != Verdict::Unknown;
    });
    return anyAnswer ? Clearance::Clear : Clearance::Unchecked;
}

const PreflightCheck *checkWithoutKey(const QList<PreflightCheck> &checks)
{
    const auto found = std::find_if(checks.cbegin(), checks.cend(), [](const PreflightCheck &check) {
        return check.detail == QLatin1String("no-key") ||
               check.detail.startsWith(QLatin1String("key-unreadable"));
    });
    return found == checks.cend() ? nullptr : &*found;
}

QList<PreflightCheck> checksNotMade(const QList<PreflightCheck> &checks)
{
    QList<PreflightCheck> open;
    std::copy_if(checks.cbegin(), checks.cend(), std::back_inserter(open),
                 [](const PreflightCheck &check) { return check.verdict == Verdict::Unknown; });
    return open;
}

} // namespace envdeck::deployments
