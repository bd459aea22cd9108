// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/image_ref.h"

#include <QStringView>

namespace envdeck::dokploy {

// Narrow patterns for every value that leaves the client: Dokploy has passed more fields to a shell than it
// should. BadInput with the field's name as subject; the value is not repeated.
Result<void> checkedId(const QString &field, const QString &id); // nanoid and the like
Result<void> checkedAppName(const QString &appName);
Result<void> checkedImage(const ImageRef &image);
Result<void> checkedTitle(const QString &title);
Result<void> checkedOperation(const QString &operation);
bool isContainerId(QStringView id);

} // namespace envdeck::dokploy
