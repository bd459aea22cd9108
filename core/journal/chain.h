// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/database.h"
#include "core/journal/record.h"

#include <stop_token>

namespace envdeck::journal {

// A row as the table holds it: what the hash is taken over, to the byte.
struct RawRow {
    qint64 sequence = 0;
    qint64 at = 0; // milliseconds since the epoch
    qint64 sinceBoot = 0;
    QString kind, operation, action, environment, subject, detail, actor, machine, reason;
    qint64 risk = 0, blocks = 0, closes = 0;
    QString step, state, error, commit, evidence, payload; // error, evidence and payload as compact JSON
    qint64 pid = 0, startTicks = 0;
    QString bootId;
    QByteArray hash;
};

QString
rawColumns(const QString &table = {}); // in the order that rawRow() reads; qualified when a table is given
RawRow rawRow(const QSqlQuery &query);
QVariantList valuesOf(const RawRow &row);
Record recordOf(const RawRow &row);

// SHA-256 over `previous` and every field of the row but its hash, each with its length before it, so that no
// two rows have the same bytes.
QByteArray hashOf(const RawRow &row, const QByteArray &previous);

// Holds all rows against their hashes, their numbers against 1, 2, 3, …, the last number against the highest
// that was ever given, and the open operations against the rows. Errors: Canceled, and the database's.
Result<ChainReport> verify(Database &database, const std::stop_token &stop);

} // namespace envdeck::journal
