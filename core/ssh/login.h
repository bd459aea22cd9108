// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"
#include "core/ssh/session.h"

struct ssh_key_struct;

namespace envdeck::ssh {

// With what to log in; each is tried once, in this order. Empty ones are not.
struct Login {
    QString agentSocket; // what SSH_AUTH_SOCK names
    QString keyFile;     // OpenSSH or PEM; must not be readable by others
    Secret keyText;      // the same from the keychain
    Secret password;     // of a first bootstrap only: whoever fills it has decided that
};

// Asks for the passphrase of a key: `attempt` is 1 to 3. An error of it ends the login.
using AskPassphrase = std::function<Result<Secret>(const QString &key, int attempt)>;

// Keeps an opened key for the next connection, so that a passphrase is asked for once.
class KeyRing {
public:
    // BadConfig: "key-open-to-others", "key-unreadable". NotFound. Unauthorized: "passphrase-wrong" after
    // three.
    Result<ssh_key_struct *> open(const Login &login, const AskPassphrase &ask);

private:
    std::shared_ptr<ssh_key_struct> m_key;
};

// Errors: Unauthorized with what went wrong last ("agent-missing", "agent-empty", "agent-refused",
// "key-refused", "password-refused", "no-credentials"), those of KeyRing, Unreachable when the server hung
// up, and the waiter's.
Result<void> logIn(const VerifiedSession &session, const Target &target, const Login &login, KeyRing &ring,
                   const AskPassphrase &ask, Waiter &waiter);

bool isEncryptedKey(const QByteArray &text);

} // namespace envdeck::ssh
