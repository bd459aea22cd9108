// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secret_store.h"

#include <QMap>

namespace envdeck::secrets {

// By kind.
using SecretsFile = QMap<QString, StoredSecret>;

// The refusal of a file that is not fit to hold secrets, as a value.
StoreStatus fileStatus(const QString &path, StoreState state, const QString &detail);

// Opens, checks and parses. Blocks. The status is Ready, or says why there is nothing in `secrets`.
struct FileContent {
    StoreStatus status;
    SecretsFile secrets;
};
FileContent readSecretsFile(const QString &path);

// Replaces the file whole; its mode stays, a new one is 0600. Blocks.
Result<void> writeSecretsFile(const QString &path, const SecretsFile &secrets);

} // namespace envdeck::secrets
