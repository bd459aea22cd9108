// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/arguments.h"

namespace envdeck::ctl {

// A word as a shell needs it: quoted only where it must be.
QString shellWord(const QString &word);
// "envdeckctl history api --env prod", to be typed as it stands. --workspace is added where it was given before.
QString commandLine(const QStringList &words, const Arguments &arguments);
// What was typed, with more words at its end or one word replaced.
QString sameCommand(const Arguments &arguments, const QStringList &added = {});
QString sameCommandWith(const Arguments &arguments, const QString &wrong, const QString &right);

} // namespace envdeck::ctl
