// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

namespace envdeck::ui {

// What an error's own code word in `detail` means: "no key is stored for it" for "no-key". Empty where the
// detail is the other side's words, or nothing.
QString knownCause(const Error &error);

} // namespace envdeck::ui
