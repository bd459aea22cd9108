// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/dokploy/setup.h"
#include "core/base/result.h"
#include "core/domain/image_ref.h"

#include <QStringView>

namespace envdeck::dokploy {

QString idField(DokployKind kind);                       // "composeId"
QString procedureOf(DokployKind kind, const char *name); // "compose.NAME"

// Narrow patterns for every value that leaves the client: Dokploy has passed more fields to a shell than it
// should. BadInput with the field's name as subject; the value is not repeated.
Result<void> checkedId(const QString &field, const QString &id); // nanoid and the like
Result<void> checkedAppName(const QString &appName);
Result<void> checkedImage(const ImageRef &image);
Result<void> checkedTitle(const QString &title);
Result<void> checkedOperation(const QString &operation);
Result<void> checkedHost(const QString &host); // a name or an address, without a port
Result<void> checkedDomain(const Domain &domain);
Result<void> checkedBranch(const QString &branch);
Result<void> checkedComposePath(const QString &path);
Result<void> checkedBackupFolder(const QString &folder);
Result<void> checkedLogPath(const QString &path);
bool isContainerId(QStringView id);

} // namespace envdeck::dokploy
