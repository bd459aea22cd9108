// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/repository.h"
#include "tests/standins/dokploy/store.h"

namespace envdeck::sandbox {

// What the Dokploy of one environment knows when the story ends: a project, a compose for each app, the
// newest ten deployments of each, and the containers of what is deployed, to be started with it.
Result<standins::dokploy::DokployState> dokployAfter(const QList<ToldEvent> &story,
                                                     const QString &environment, const Folder &folder,
                                                     const Settings &settings);

} // namespace envdeck::sandbox
