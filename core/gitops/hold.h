// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"
#include "core/gitops/compose_file.h"

#include <QList>

namespace envdeck::gitops {

// Holds of the file (x-envdeck-hold), by app. None is the usual answer. Errors: see Refusal.
Result<QList<Hold>> holdsOf(const ComposeFile &file);

// The file with the hold of hold.app written, in place of an earlier one of that app: one line at the end,
// its own insertion, every other byte as it was (a missing line end before it is added).
// x-envdeck-hold: {api: {version: v1.3.7, until: 2026-12-01, by: bo, reason: "…"}}
Result<QByteArray> withHold(const ComposeFile &file, const Hold &hold);

// The file without the hold of that app, and without the line when it was the last one. The same bytes when
// there is none.
Result<QByteArray> withoutHold(const ComposeFile &file, const QString &app);

// A hold lasts through the day it names; without a date it lasts.
bool isInForce(const Hold &hold, const QDate &today);

} // namespace envdeck::gitops
