// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"

namespace envdeck {

// The operator's own choices on this machine, which the window writes and envdeckctl honours.
QString personalSettingsFile(const Paths &paths);
// Path of terraform or tofu; empty for PATH, and where there is no such file. Blocks: one small file.
QString terraformPathIn(const QString &settingsFile);

} // namespace envdeck
