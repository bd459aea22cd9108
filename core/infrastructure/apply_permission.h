// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/workspace.h"

#include <QDateTime>
#include <optional>

namespace envdeck::infrastructure {

// Forbidden "frozen WHEN" while a freeze of the environment is in force and nobody said why to go on.
std::optional<Error> refusedByFreeze(const Environment &environment, const QString &reason,
                                     const QDateTime &now);
// Whether it is the environment's policy that says no, and not a key's rights or a host.
bool isPolicyRefusal(const Error &error);

} // namespace envdeck::infrastructure
