// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secret_store.h"

namespace envdeck::secrets {

namespace {

const QString arrow = QStringLiteral(" -> ");

ErrorCode codeOf(StoreState state)
{
    switch (state) {
    case StoreState::Absent: return ErrorCode::ToolMissing;
    case StoreState::Locked: return ErrorCode::Locked;
    case StoreState::Denied: return ErrorCode::Forbidden;
    case StoreState::Slow: return ErrorCode::Timeout;
    case StoreState::Failed: return ErrorCode::Io;
    case StoreState::Refused: return ErrorCode::BadConfig;
    case StoreState::Ready: break;
    }
    return ErrorCode::Internal;
}

// A person may write the address with a trailing slash or without its port.
QString comparable(const QString &origin, const QString &kind)
{
    if (isTerraformKind(kind))
        return repositoryOrigin(origin);
    const QUrl url(origin, QUrl::StrictMode);
    return origin.contains(QLatin1String("://")) && url.isValid() && !url.host().isEmpty() ? originOf(url)
                                                                                           : origin;
}

} // namespace

std::optional<OriginMoved> originMoved(const Error &error)
{
    const qsizetype at = error.detail.indexOf(arrow);
    if (error.code != ErrorCode::OriginMoved || at < 0)
        return std::nullopt;
    return OriginMoved{error.detail.left(at), error.detail.mid(at + arrow.size())};
}

Result<Secret> released(const StoredSecret &stored, const SecretKey &key)
{
    const QString from = comparable(stored.origin, key.kind);
    const QString to = comparable(key.origin, key.kind);
    if (from.isEmpty() || from != to)
        return Error{ErrorCode::OriginMoved, key.kind, from + arrow + to, 0};
    return stored.value;
}

Error errorOf(const StoreStatus &status, const QString &subject)
{
    return Error{codeOf(status.state), status.subject.isEmpty() ? subject : status.subject, status.detail, 0};
}

} // namespace envdeck::secrets
