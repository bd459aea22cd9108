// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/database.h"
#include "core/journal/journal.h"

namespace envdeck::journal {

// What every row of one append has in common.
struct Stamp {
    QDateTime at;
    qint64 sinceBootMs = 0;
    QString machine;
    Owner owner;
};

// In one transaction; answers the sequence of the last row. Entries are redacted already.
Result<qint64> appendRecords(Database &database, const QList<Entry> &entries, Require require,
                             const Stamp &stamp);
// The same unless the newest row with this entry's kind, environment, subject, commit and operation has its
// payload and state too; then nothing is written and 0 answered.
Result<qint64> appendNews(Database &database, const Entry &entry, const Stamp &stamp);

Result<QList<OpenOperation>> openOperations(Database &database);
Result<QList<Record>> recordsOf(Database &database, const QString &operation);
// Newest first.
Result<QList<Record>> newestPerCommit(Database &database, Kind kind, const EnvironmentId &environment,
                                      const QString &subject);
Result<QList<Record>> newest(Database &database, Kind kind, const EnvironmentId &environment, int limit);

} // namespace envdeck::journal
