// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/audit_export.h"
#include "core/journal/database.h"
#include "core/journal/record.h"

#include <stop_token>

namespace envdeck::journal {

// Newest first. A limit below zero is none.
Result<QList<AuditEntry>> auditEntries(Database &database, const Filter &filter);
Result<AuditNames> auditNames(Database &database);
// Those of the operations that have rows, in the order given.
Result<QStringList> knownOperations(Database &database, const QStringList &operations);
// Everything that matches; see AuditExport. Canceled by `stop`.
Result<QByteArray> exportedAudit(Database &database, Filter filter, QList<AuditEntry> others,
                                 AuditFormat format, const std::stop_token &stop);

} // namespace envdeck::journal
