// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/dokploy/databases.h"
#include "core/http/json.h"

namespace envdeck::dokploy {

// BadResponse with the path of the first field that does not fit.
QList<DatabaseSummary> databaseSummaries(const http::JsonReader &environment);
Result<Database> databaseFrom(const QJsonValue &json, DatabaseKind kind, const QString &subject);
Result<QList<Backup>> composeBackupsFrom(const QJsonValue &json, const QString &subject);
Result<QList<BackupRun>> backupRunsFrom(const QJsonValue &json, const QString &subject);   // newest first
Result<QList<BackupFile>> backupFilesFrom(const QJsonValue &json, const QString &subject); // newest first
Result<QList<Destination>> destinationsFrom(const QJsonValue &json, const QString &subject);

// Dokploy's words where a backup failed are the command that it ran, with the keys of the destination.
QString withoutDestinationKeys(const QString &text);

} // namespace envdeck::dokploy
