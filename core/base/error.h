// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

namespace envdeck {

enum class ErrorCode {
    Canceled,
    Timeout,
    Unreachable,
    Tls,
    Unauthorized,
    Forbidden,
    NotFound,
    Conflict,
    RateLimited,
    BadResponse,
    BadInput,
    BadConfig,
    ToolMissing,
    ToolFailed,
    Locked,
    Io,
    Internal,
    OutcomeUnknown, // a change left us and no answer came back: read the world before anything else
    Unhealthy,      // it was done and runs badly, or not: a crash loop, errors over the threshold
    OriginMoved,    // a secret is kept for another origin than the one asked for; see core/secrets
};

// What went wrong, for code to branch on and for ui/text to word. Holds no sentence of ours and
// never a secret: `detail` is what the other side said, already redacted.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString subject; // what it was about: "prod/api", "10.0.0.4:22", "deploy-config/apps/api.compose.yml:12"
    QString detail;  // the tool's or server's own words, untranslated
    int status = 0;  // HTTP status or exit code; 0 when there is none

    friend bool operator==(const Error &, const Error &) = default;
};

// "rate-limited": the spelling of envdeckctl and the journal.
QString errorCodeName(ErrorCode code);
std::optional<ErrorCode> errorCodeFromName(QStringView name);

} // namespace envdeck
