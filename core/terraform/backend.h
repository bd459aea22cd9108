// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace envdeck::terraform {

// Where the state is, as the last init wrote it into the data folder.
struct Backend {
    QString type = QStringLiteral("local");
    QString address; // bucket and key, URL, schema, path: no user, no password, no token
    bool insideConfiguration =
        false;                      // a local state in the export of the commit: it would go with the export
    bool storesCredentials = false; // a password or key stands in the data folder: hand it over as a variable
    QString label() const;          // "pg db.example.test/tfstate schema envdeck_dev"
    friend bool operator==(const Backend &, const Backend &) = default;
};

// Reads the data folder. Errors: BadResponse when its file cannot be understood.
Result<Backend> readBackend(const QString &dataFolder, const QString &configuration);
Result<Backend> backendFrom(const QByteArray &dataFolderState, const QString &configuration);

} // namespace envdeck::terraform
