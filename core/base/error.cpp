// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace envdeck {

QString errorCodeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Canceled: return QStringLiteral("canceled");
    case ErrorCode::Timeout: return QStringLiteral("timeout");
    case ErrorCode::Unreachable: return QStringLiteral("unreachable");
    case ErrorCode::Tls: return QStringLiteral("tls");
    case ErrorCode::Unauthorized: return QStringLiteral("unauthorized");
    case ErrorCode::Forbidden: return QStringLiteral("forbidden");
    case ErrorCode::NotFound: return QStringLiteral("not-found");
    case ErrorCode::Conflict: return QStringLiteral("conflict");
    case ErrorCode::RateLimited: return QStringLiteral("rate-limited");
    case ErrorCode::BadResponse: return QStringLiteral("bad-response");
    case ErrorCode::BadInput: return QStringLiteral("bad-input");
    case ErrorCode::BadConfig: return QStringLiteral("bad-config");
    case ErrorCode::ToolMissing: return QStringLiteral("tool-missing");
    case ErrorCode::ToolFailed: return QStringLiteral("tool-failed");
    case ErrorCode::Locked: return QStringLiteral("locked");
    case ErrorCode::Io: return QStringLiteral("io");
    case ErrorCode::Internal: return QStringLiteral("internal");
    case ErrorCode::OutcomeUnknown: return QStringLiteral("outcome-unknown");
    case ErrorCode::Unhealthy: return QStringLiteral("unhealthy");
    case ErrorCode::OriginMoved: return QStringLiteral("origin-moved");
    }
    Q_UNREACHABLE();
}

std::optional<ErrorCode> errorCodeFromName(QStringView name)
{
    for (int code = 0; code <= int(ErrorCode::OriginMoved); ++code) {
        if (errorCodeName(ErrorCode(code)) == name)
            return ErrorCode(code);
    }
    return {};
}

} // namespace envdeck
