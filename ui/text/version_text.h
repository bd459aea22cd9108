// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/service.h"
#include "ui/text/severity.h"

namespace envdeck::ui {

QString ciText(const platform::CiFacts &facts); // "passed", "2 of 5 failed", "running", "none"
Severity ciSeverity(platform::CiState state);
// "5 commits since v1.3.7, which runs now"; also for an older version, and for two that went apart.
QString newsText(const deployments::VersionNews &news);
// "a91f03c  Fix the timeout (anna, 2 h ago)"
QString commitText(const platform::CommitFact &commit, const QDateTime &now);
// Why it is not known what is new; empty where there is nobody to ask.
QString noNewsText(const Error &error);

} // namespace envdeck::ui
