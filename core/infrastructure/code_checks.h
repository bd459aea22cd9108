// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/formatting.h"
#include "core/terraform/message.h"

namespace envdeck::infrastructure {

// The terraform code at the head of an environment's branch, held against the program's own layout: the
// folder of all environments with their modules.
struct FormatCheck {
    QString commit;
    terraform::Formatting found; // files relative to the repository
    QList<terraform::FormattedFile> written;
    friend bool operator==(const FormatCheck &, const FormatCheck &) = default;
};

// What the program says of one environment's code without asking any provider or the state.
struct CodeCheck {
    QString commit;
    QString program;                          // "terraform 1.11.4"
    QList<terraform::Diagnostic> diagnostics; // errors first, as it said them
    bool isValid() const;                     // no error among them
    friend bool operator==(const CodeCheck &, const CodeCheck &) = default;
};

} // namespace envdeck::infrastructure
