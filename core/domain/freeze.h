// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"

#include <QDateTime>
#include <optional>

namespace envdeck {

// Whether the freeze is in force at that moment of the operator's own clock: "fri 16:00-mon 08:00" each week,
// "until 2026-12-24" through that day. One that cannot be read is in force: a typing error must not lift it.
bool isInForce(const Freeze &freeze, const QDateTime &local);
// The first of the policy's that is.
std::optional<Freeze> freezeNow(const Policy &policy, const QDateTime &now);

} // namespace envdeck
