// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/github/types.h"

#include <QHash>

namespace envdeck::github {

namespace {

// What a scope holds beside itself.
const QHash<QString, QStringList> &heldScopes()
{
    static const QHash<QString, QStringList> held{
        {QStringLiteral("repo"),
         {QStringLiteral("repo:status"), QStringLiteral("repo_deployment"), QStringLiteral("public_repo"),
          QStringLiteral("repo:invite"), QStringLiteral("security_events")}},
        {QStringLiteral("admin:repo_hook"),
         {QStringLiteral("write:repo_hook"), QStringLiteral("read:repo_hook")}},
        {QStringLiteral("write:repo_hook"), {QStringLiteral("read:repo_hook")}},
        {QStringLiteral("write:packages"), {QStringLiteral("read:packages")}},
        {QStringLiteral("admin:org"), {QStringLiteral("write:org"), QStringLiteral("read:org")}},
        {QStringLiteral("write:org"), {QStringLiteral("read:org")}},
        {QStringLiteral("user"), {QStringLiteral("read:user"), QStringLiteral("user:email")}}};
    return held;
}

} // namespace

ChecksVerdict Checks::verdict() const
{
    if (!failed.isEmpty())
        return ChecksVerdict::Failed;
    if (pending > 0)
        return ChecksVerdict::Pending;
    return passed > 0 ? ChecksVerdict::Passed : ChecksVerdict::None;
}

TokenKind tokenKindOf(QByteArrayView token)
{
    if (token.startsWith("ghp_") || token.startsWith("gho_"))
        return TokenKind::Classic;
    if (token.startsWith("github_pat_") || token.startsWith("ghu_"))
        return TokenKind::FineGrained;
    return token.startsWith("ghs_") ? TokenKind::Installation : TokenKind::Other;
}

bool holdsScope(const QStringList &held, const QString &wanted)
{
    return std::any_of(held.cbegin(), held.cend(), [&](const QString &scope) {
        return scope == wanted || heldScopes().value(scope).contains(wanted);
    });
}

} // namespace envdeck::github
