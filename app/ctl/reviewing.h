// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "app/session/session.h"

namespace envdeck::ctl {

// The checks of a change, when all of them have answered or were given up.
Async<QList<PreflightCheck>> checksOf(Session &session, const deployments::Review &review);

QJsonArray checksJson(const QList<PreflightCheck> &checks);
QStringList checkLines(const QList<PreflightCheck> &checks);
QJsonObject reviewJson(const deployments::Review &review);
// --dry-run: all that a person would be shown, and no change.
Answer dryAnswer(const deployments::Review &review, const QList<PreflightCheck> &checks);

} // namespace envdeck::ctl
