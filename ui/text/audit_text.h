// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/record.h"
#include "ui/text/severity.h"

#include <chrono>
#include <optional>

namespace envdeck::ui {

QString auditActionWord(const QString &action);       // "Roll back"; one we have no word for as it is
QString auditTitle(const journal::AuditEntry &entry); // "Roll back api in prod", "New version of api in prod"
QString
auditObject(const journal::AuditEntry &entry); // without the environment, which has a column of its own
QString auditChange(const journal::AuditEntry &entry); // "v1.3.8 → v1.3.7"

// "Done", "Running", "Lost contact"; of a change that the journal did not see, where it was made.
QString auditResultWord(const journal::AuditEntry &entry);
Severity auditSeverity(const journal::AuditEntry &entry);
std::optional<std::chrono::milliseconds> auditDuration(const journal::AuditEntry &entry);
// Read from a commit, and by its own word made with Envdeck: on another machine, since it is not in the
// journal.
bool isFromElsewhere(const journal::AuditEntry &entry);
// What is known of an entry that was not made here; empty for one that was.
QString auditOriginText(const journal::AuditEntry &entry);

QString auditTimeText(const QDateTime &at); // local, to the second; never relative: it is copied and compared

// States to filter by, as AuditEntry::state spells them, with their words.
QList<std::pair<QString, QString>> auditResults();

QString
chainTitle(const journal::ChainReport &report); // "The record is whole", "The record was changed at row 17"
QString chainDetail(const journal::ChainReport &report); // what that means

} // namespace envdeck::ui
