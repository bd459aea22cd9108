// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/base/poster.h"
#include "tests/standins/dokploy/dokploy_options.h"

namespace envdeck::standins::dokploy {

// Asks the registry on loopback that the reference names whether it has the image, with the
// login of that registry if there is one. References to registries elsewhere are answered 200 unasked:
// nothing here leaves the machine.
void askForManifest(Poster &poster, const QString &image, const QHash<QString, RegistryLogin> &logins,
                    Poster::Then then);

// What Docker writes into the log when that answer was not 200.
QString pullFailure(const QString &image, const PeerAnswer &answer);

} // namespace envdeck::standins::dokploy
