// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

namespace envdeck::standins {

// Runs git with these arguments and answers its output. Blocks; for small repositories on this machine. The
// user's and the machine's git configuration, and what a hook was given in the environment, do not reach it.
// Errors: ToolMissing, or ToolFailed in git's own words.
Result<QByteArray> runGit(const QStringList &arguments, const QByteArray &input = {});

} // namespace envdeck::standins
