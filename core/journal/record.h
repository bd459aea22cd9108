// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/domain/guard.h"
#include "core/journal/owner.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <optional>

namespace envdeck::journal {

enum class Kind {
    Intent,     // an operation is about to change something; written again when it is resumed
    Step,       // one of its steps began or ended
    Outcome,    // it ended, or was settled or abandoned by a person
    Deployment, // what a deployment was seen to be; see DeploymentRecord
    Review,     // a plan that a person reviewed; see PlanReview
    Seen,       // a change that was made outside Envdeck and only observed
};

// A row to append. No field may hold a secret; the journal redacts every text once more all the same.
struct Entry {
    Kind kind = Kind::Intent;
    QString
        operation;  // operation id; of Seen rows whatever names the change for good: "git:5be01d2:prod/api"
    QString action; // "deploy", "apply"
    EnvironmentId environment;
    QString subject; // "prod/api"
    QString detail;  // "v1.3.8 -> v1.3.7"
    QString actor;   // who: "bo", "ci"
    QString reason;
    Risk risk = Risk::R0;
    bool blocks = false; // Intent: nobody else may change the subject while the operation is open
    bool closes = false; // Outcome: the operation is settled; an outcome without it leaves it open
    QString step;        // Step: its id
    QString state;       // Step: a StepState, Outcome: a JobState, by name
    std::optional<Error> error;
    QString commit;       // full sha
    QJsonObject evidence; // what was found; of an Intent {"steps": [ids]}
    QJsonObject payload;  // Intent: what is needed to build the job again
    friend bool operator==(const Entry &, const Entry &) = default;
};

// A row of the journal. Rows are never changed and never removed; each carries the hash of the one before.
struct Record : Entry {
    qint64 sequence = 0; // 1, 2, 3, … without gaps
    QDateTime at;        // UTC, by the writer's clock; may go back, sequence does not
    qint64 sinceBootMs = 0;
    QString machine;
    Owner owner;
    QByteArray hash; // SHA-256 over the row and the hash before it
    friend bool operator==(const Record &, const Record &) = default;
};

// An operation without a settled end.
struct OpenOperation {
    Record intent;                 // the newest one
    QList<Record> steps;           // what its steps did since that intent, oldest first
    std::optional<Record> outcome; // "unknown", when whoever ran it lost contact; empty after a crash
    friend bool operator==(const OpenOperation &, const OpenOperation &) = default;
};

// One line of the audit: an operation with its end, or a change seen from outside.
struct AuditEntry {
    qint64 sequence = 0; // of its first row: page on with Filter::before
    QString operation;
    bool outside = false; // not made by Envdeck
    QDateTime at;         // UTC
    QDateTime ended;      // null while it is open
    QString actor;
    QString machine;
    EnvironmentId environment;
    QString action;
    QString subject;
    QString detail;
    QString reason;
    Risk risk = Risk::R0;
    QString state;     // "running" (no end known), else a JobState by name; of outside changes as observed
    bool open = false; // no settled end: running, interrupted, or lost contact
    std::optional<Error> error;
    QString commit;
    QJsonObject evidence;
    friend bool operator==(const AuditEntry &, const AuditEntry &) = default;
};

// Which audit entries; an empty field does not narrow.
struct Filter {
    EnvironmentId environment;
    QString subject;
    QString actor;
    QString action;
    QString operation;
    QString text; // anywhere in subject, detail, reason, actor, action, commit or operation; case ignored for
                  // ASCII
    QDateTime from;              // inclusive
    QDateTime to;                // exclusive
    QString state;               // as AuditEntry::state spells it
    std::optional<bool> outside; // only changes made outside Envdeck, or only its own
    int limit = 200;
    qint64 before = 0; // only entries with a smaller sequence; 0 for the newest
    friend bool operator==(const Filter &, const Filter &) = default;
};

// What the filters of an audit can offer; sorted.
struct AuditNames {
    QStringList actors;
    QStringList actions;
    friend bool operator==(const AuditNames &, const AuditNames &) = default;
};

// Which of the promises of the chain hold.
struct ChainReport {
    qint64 records = 0; // rows that verified, from the first on
    qint64 firstBroken =
        0;       // sequence of the first row that was changed, removed or put in; 0 when all is whole
    QString why; // "hash", "gap", "tail", "damaged", "open" (the list of open operations says other than the
                 // rows); empty when all is whole
    bool isWhole() const { return firstBroken == 0; }
    friend bool operator==(const ChainReport &, const ChainReport &) = default;
};

QString kindName(Kind kind);
std::optional<Kind> kindFromName(QStringView name);

} // namespace envdeck::journal
