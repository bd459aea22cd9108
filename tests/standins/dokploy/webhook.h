// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/base/http_standin.h"
#include "tests/standins/dokploy/deployer.h"

namespace envdeck::standins::dokploy {

// POST /api/deploy/<token> and /api/deploy/compose/<token>, which need no key: the token is one. Decides as
// Dokploy 0.30.2 does (its own source, and recordings): branch before watch paths, 301 without Location for
// "not for me".
Answer webhook(const Request &request, Store &store, Deployer &deployer);

// True when one of the files matches one of the globs (`*` within a folder, `**` across); no globs match
// everything.
bool watchPathsMatch(const QJsonValue &globs, const QStringList &files);

} // namespace envdeck::standins::dokploy
