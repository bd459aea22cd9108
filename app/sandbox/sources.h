// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/catalogue.h"
#include "tests/standins/github/github.h"

namespace envdeck::sandbox {

// What the versions are made of: a repository for each app, some commits from one version to the next, and
// what CI said of each version's own.
void addSources(standins::Github &github, const QList<Version> &catalogue, const QDateTime &created);

} // namespace envdeck::sandbox
