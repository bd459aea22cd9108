// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bootstrap/outside.h"

#include <QByteArray>
#include <QString>

namespace envdeck::bootstrap {

QByteArray resource(const QString &name); // of resources/bootstrap

QByteArray shellValue(const char *name, const QString &value); // "NAME='it'\''s'\n"
// F and L of the scripts: our folder on a host, and what a Docker that was there leaves behind.
QByteArray placesText(const Places &places);

// `body` run as root, for the standard input of `sh`: exit 91 and "no-sudo" where the user may not become it
// without a password, unless `anyway`. The body reads nothing from its standard input.
QByteArray asRoot(const QByteArray &body, bool anyway = false);
constexpr int noSudo = 91;

} // namespace envdeck::bootstrap
