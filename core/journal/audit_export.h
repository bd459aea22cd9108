// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/record.h"

namespace envdeck::journal {

// UTF-8 with a header row, CRLF and RFC 4180 quoting. A cell that a spreadsheet would run as a formula
// (= + - @ and control characters in front) gets an apostrophe before it.
QByteArray csvOf(const QList<AuditEntry> &entries);
// A JSON array of objects with the same fields, evidence included.
QByteArray jsonOf(const QList<AuditEntry> &entries);

} // namespace envdeck::journal
