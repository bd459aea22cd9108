// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace envdeck {
Q_DECLARE_LOGGING_CATEGORY(lcHttp)      // envdeck.http
Q_DECLARE_LOGGING_CATEGORY(lcProcess)   // envdeck.process
Q_DECLARE_LOGGING_CATEGORY(lcGit)       // envdeck.git
Q_DECLARE_LOGGING_CATEGORY(lcGitops)    // envdeck.gitops
Q_DECLARE_LOGGING_CATEGORY(lcSecrets)   // envdeck.secrets
Q_DECLARE_LOGGING_CATEGORY(lcJournal)   // envdeck.journal
Q_DECLARE_LOGGING_CATEGORY(lcJobs)      // envdeck.jobs
Q_DECLARE_LOGGING_CATEGORY(lcTerraform) // envdeck.terraform
Q_DECLARE_LOGGING_CATEGORY(lcApp)       // envdeck.app
} // namespace envdeck
