// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/schema.h"

namespace envdeck::journal {

namespace {

// What the audit's search looks at in a row: of the end of an operation only the commit, which its beginning
// did not know.
QString wordsOf(const char *row)
{
    return QStringLiteral(
               "CASE %1.kind WHEN 'outcome' THEN %1.commit_sha ELSE %1.subject||char(10)||%1.detail"
               "||char(10)||%1.reason||char(10)||%1.actor||char(10)||%1.action||char(10)||"
               "%1.operation||char(10)||%1.commit_sha END")
        .arg(QLatin1String(row));
}

} // namespace

Schema journalSchema()
{
    return {
        // 1
        {
            // AUTOINCREMENT: SQLite remembers the highest sequence ever, so that a lost tail is noticed.
            QStringLiteral("CREATE TABLE records("
                           "sequence INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,"
                           "since_boot INTEGER NOT NULL, kind TEXT NOT NULL, operation TEXT NOT NULL,"
                           "action TEXT NOT NULL, environment TEXT NOT NULL, subject TEXT NOT NULL,"
                           "detail TEXT NOT NULL, actor TEXT NOT NULL, machine TEXT NOT NULL,"
                           "reason TEXT NOT NULL, risk INTEGER NOT NULL, blocks INTEGER NOT NULL,"
                           "closes INTEGER NOT NULL, step TEXT NOT NULL, state TEXT NOT NULL,"
                           "error TEXT NOT NULL, commit_sha TEXT NOT NULL, evidence TEXT NOT NULL,"
                           "payload TEXT NOT NULL, pid INTEGER NOT NULL, start_ticks INTEGER NOT NULL,"
                           "boot_id TEXT NOT NULL, hash BLOB NOT NULL) STRICT"),
            QStringLiteral("CREATE INDEX records_by_operation ON records(operation, kind, sequence)"),
            QStringLiteral(
                "CREATE INDEX records_by_subject ON records(kind, environment, subject, sequence)"),
            QStringLiteral("CREATE TRIGGER records_unchanged BEFORE UPDATE ON records "
                           "BEGIN SELECT RAISE(ABORT, 'records are append-only'); END"),
            QStringLiteral("CREATE TRIGGER records_kept BEFORE DELETE ON records "
                           "BEGIN SELECT RAISE(ABORT, 'records are append-only'); END"),
            // Operations without a settled end, so that start and confirm need not read history. Follows from
            // records, is written in the same transactions, and verifyChain() holds it against them.
            QStringLiteral("CREATE TABLE open_operations("
                           "operation TEXT PRIMARY KEY, environment TEXT NOT NULL, subject TEXT NOT NULL,"
                           "blocks INTEGER NOT NULL, intent INTEGER NOT NULL) STRICT"),
        },
        // 2
        {
            // Which rows may hold a text, by its groups of three letters; the audit's search asks it first
            // and the rows then. Without positions it takes a third of the room, and nobody asks for those.
            QStringLiteral("CREATE VIRTUAL TABLE records_text USING fts5("
                           "words, content='', tokenize='trigram', columnsize=0, detail=none)"),
            QStringLiteral(
                "CREATE TRIGGER records_indexed AFTER INSERT ON records "
                "WHEN NEW.kind IN ('intent','seen') OR (NEW.kind='outcome' AND NEW.commit_sha<>'') "
                "BEGIN INSERT INTO records_text(rowid, words) VALUES(NEW.sequence, %1); END")
                .arg(wordsOf("NEW")),
            QStringLiteral("INSERT INTO records_text(rowid, words) SELECT r.sequence, %1 FROM records r "
                           "WHERE r.kind IN ('intent','seen') OR (r.kind='outcome' AND r.commit_sha<>'')")
                .arg(wordsOf("r")),
        },
    };
}

Schema snapshotSchema()
{
    return {
        // 1
        {QStringLiteral("CREATE TABLE snapshots("
                        "key TEXT PRIMARY KEY, at INTEGER NOT NULL, value TEXT NOT NULL) STRICT")},
    };
}

} // namespace envdeck::journal
