// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/exit_code.h"

#include "core/infrastructure/apply_permission.h"

namespace envdeck::ctl {

int exitCodeOf(const Error &error)
{
    if (infrastructure::isPolicyRefusal(error)) // a policy's, not a key's
        return exitRefused;
    if (error.detail.startsWith(QLatin1String("host-key-"))) // to be decided by a person first
        return exitRefused;
    switch (error.code) {
    case ErrorCode::Canceled: return exitInterrupted;
    case ErrorCode::Timeout:
    case ErrorCode::Unreachable:
    case ErrorCode::Tls: return exitUnreachable;
    case ErrorCode::Unauthorized:
    case ErrorCode::Forbidden:
    case ErrorCode::OriginMoved: return exitCredentials;
    case ErrorCode::Locked: return exitHeld;
    case ErrorCode::OutcomeUnknown: return exitUnknown;
    case ErrorCode::NotFound:
    case ErrorCode::Conflict:
    case ErrorCode::RateLimited:
    case ErrorCode::BadResponse:
    case ErrorCode::BadInput:
    case ErrorCode::BadConfig:
    case ErrorCode::ToolMissing:
    case ErrorCode::ToolFailed:
    case ErrorCode::Unhealthy:
    case ErrorCode::Io:
    case ErrorCode::Internal: return exitFailed;
    }
    Q_UNREACHABLE();
}

} // namespace envdeck::ctl
