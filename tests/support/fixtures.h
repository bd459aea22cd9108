// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"

#include <QByteArray>
#include <QString>

namespace envdeck::testing {

// A recorded answer or other file under tests/data; fails the test when it is missing.
QByteArray testData(const QString &relativePath);

// dev, test and prod with the apps api and web; everything on loopback ports that nobody listens on.
Workspace sampleWorkspace(const QString &root = QStringLiteral("/nonexistent"));

} // namespace envdeck::testing
