// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/key_reading.h"

namespace envdeck::secrets {

namespace {

Error withoutKey(const Error &why, const SecretKey &key)
{
    if (why.code == ErrorCode::OriginMoved)
        return why;
    if (why.code == ErrorCode::NotFound)
        return Error{ErrorCode::Unauthorized, key.kind, QStringLiteral("no-key"), 0};
    const QString place = why.subject == key.kind ? QString() : why.subject;
    return Error{ErrorCode::Unauthorized, key.kind,
                 QStringLiteral("key-unreadable %1 %2 %3")
                     .arg(errorCodeName(why.code), place, why.detail)
                     .simplified(),
                 0};
}

} // namespace

Async<Secret> readKey(Vault &vault, const SecretKey &key, QObject *context)
{
    return andThen(
        joined(context, vault.read(key)), context, [key](const std::tuple<Result<Secret>> &answer) {
            const auto &secret = std::get<0>(answer);
            return ready<Secret>(secret ? secret : Result<Secret>(withoutKey(secret.error(), key)));
        });
}

} // namespace envdeck::secrets
