// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/database.h"
#include "core/journal/record.h"

namespace envdeck::journal {

// Newest first. A limit below zero is none.
Result<QList<AuditEntry>> auditEntries(Database &database, const Filter &filter);

} // namespace envdeck::journal
