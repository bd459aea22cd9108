// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/record.h"

namespace envdeck::journal {

// Csv: UTF-8 with a header row, CRLF and RFC 4180 quoting. A cell that a spreadsheet would run as a formula
// (= + - @ and control characters in front) gets an apostrophe before it.
// Json: an array of objects with the same fields, evidence included; one object a line.
enum class AuditFormat { Csv, Json };

// Puts an export together page by page, so that nothing but its text is kept in memory.
class AuditExport {
public:
    explicit AuditExport(AuditFormat format);
    void add(const QList<AuditEntry> &entries);
    QByteArray finish(); // once

private:
    AuditFormat m_format;
    QByteArray m_text;
    bool m_first = true;
};

} // namespace envdeck::journal
