// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

namespace envdeck {
Q_LOGGING_CATEGORY(lcHttp, "envdeck.http", QtInfoMsg)
Q_LOGGING_CATEGORY(lcProcess, "envdeck.process", QtInfoMsg)
Q_LOGGING_CATEGORY(lcGit, "envdeck.git", QtInfoMsg)
Q_LOGGING_CATEGORY(lcGitops, "envdeck.gitops", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSecrets, "envdeck.secrets", QtInfoMsg)
Q_LOGGING_CATEGORY(lcJournal, "envdeck.journal", QtInfoMsg)
Q_LOGGING_CATEGORY(lcJobs, "envdeck.jobs", QtInfoMsg)
Q_LOGGING_CATEGORY(lcTerraform, "envdeck.terraform", QtInfoMsg)
Q_LOGGING_CATEGORY(lcApp, "envdeck.app", QtInfoMsg)
} // namespace envdeck
