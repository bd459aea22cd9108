// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <optional>

namespace envdeck::terraform {

enum class Severity { Error, Warning, Other };

struct Diagnostic {
    Severity severity = Severity::Other;
    QString summary;
    QString detail;
    QString address; // of provider errors
    QString file;    // relative to the configuration folder; empty for none
    int line = 0;
    int column = 0;
    QString context;    // "resource \"lab_server\" \"a\""
    QString code;       // the lines it points at
    QStringList values; // "var.env is \"test\""; sensitive ones say only that they are
    friend bool operator==(const Diagnostic &, const Diagnostic &) = default;
};

enum class MessageKind {
    Version,
    Log,
    InitOutput,
    Diagnostic,
    StateLockAcquire,
    StateLockRelease,
    RefreshStart,
    RefreshComplete,
    ResourceDrift,
    PlannedChange,
    ChangeSummary,
    Outputs,
    ApplyStart,
    ApplyProgress,
    ApplyComplete,
    ApplyErrored,
    ProvisionStart,
    ProvisionProgress,
    ProvisionComplete,
    ProvisionErrored,
    EphemeralStart,
    EphemeralProgress,
    EphemeralComplete,
    EphemeralErrored,
    Test,
    Other, // a type that this reader does not know: `type` and `json` have it
    Raw,   // a line that is no JSON: `text` has it without escape sequences
};

struct ChangeSummary {
    int add = 0, change = 0, remove = 0, import = 0, forget = 0;
    QString operation; // plan, apply, destroy
    friend bool operator==(const ChangeSummary &, const ChangeSummary &) = default;
};

// One line of the machine-readable UI stream (ui 1.2). For progress only: it carries no values, and its
// summary is printed by failed runs too.
struct Message {
    MessageKind kind = MessageKind::Other;
    QString type;    // as written
    QString level;   // info, warn, error
    QString text;    // @message: ready English, redacted
    QDateTime at;    // UTC; null for Raw
    QString address; // of resource messages
    QString previousAddress;
    QString action; // create, replace, open, ... as the stream spells it
    QString reason; // of a planned change, in the stream's spelling
    QString output; // of ProvisionProgress, redacted
    int elapsedSeconds = 0;
    QString program; // of Version: "terraform 1.11.4"
    std::optional<Diagnostic> diagnostic;
    std::optional<ChangeSummary> summary;
    QJsonObject json; // of Other, redacted nowhere: not for showing
    friend bool operator==(const Message &, const Message &) = default;
};

} // namespace envdeck::terraform
