// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/code_checks.h"
#include "ui/text/severity.h"

namespace envdeck::ui {

// A check of terraform code, worded.
struct CodeCheckText {
    QString title;
    Severity severity = Severity::Ok;
    QString result; // "2 files differ"
    QString facts;  // of which commit, and what to do
    QString lines;  // a diff, or what the program said; empty when there is nothing to show
    QString action; // what can be done about it from here: "Format…"; empty for nothing
};

CodeCheckText formatText(const infrastructure::FormatCheck &check, const QString &environment);
CodeCheckText validateText(const infrastructure::CodeCheck &check, const QString &environment);

} // namespace envdeck::ui
