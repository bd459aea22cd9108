// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QString>

namespace envdeck::ctl {

// A value that is in no argument: what stands in the file or pipe of `descriptor`, or one line that a person
// types at its terminal without seeing it, after `prompt` on the standard error. Blocks. BadInput "empty",
// "too-long", "nul".
Result<Secret> readOrAsk(int descriptor, const QString &prompt);

} // namespace envdeck::ctl
