// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/arguments.h"

namespace envdeck::ctl {

// A word as a shell needs it: quoted only where it must be.
QString shellWord(const QString &word);
// "envdeckctl history api --env prod", to be typed as it stands. --workspace is added where it was given
// before.
QString commandLine(const QStringList &words, const Arguments &arguments);
// What was typed, with more words at its end.
QString sameCommand(const Arguments &arguments, const QStringList &added = {});
// What was typed, with another value in the one place that gave this value: of an option, in either of its
// forms, or a word of its own. The same word in other places, as in a reason, stays.
QString sameCommandWith(const Arguments &arguments, QString Arguments::*value, const QString &right);
// The same for a verb or an option that is not known: the first word that is it, or gives it a value.
QString sameCommandWithWord(const Arguments &arguments, const QString &wrong, const QString &right);

} // namespace envdeck::ctl
