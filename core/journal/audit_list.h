// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/record.h"

namespace envdeck::journal {

// Whether an entry that is not in the journal passes a filter, by the rules of Journal::entries(); `limit`
// and `before` do not count.
bool matches(const AuditEntry &entry, const Filter &filter);

// A page of the journal with `others` (newest first, not in the journal) among its entries by time, and
// without those that it took. Others that are older than the page wait for the next one, unless this is the
// last.
QList<AuditEntry> interleaved(const QList<AuditEntry> &page, QList<AuditEntry> &others, bool last);

} // namespace envdeck::journal
