// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/secrets/secret_store.h"

#include <qt6keychain/keychain.h>

namespace envdeck::secrets {

// How a job of QtKeychain ended.
struct KeychainAnswer {
    QKeychain::Error error = QKeychain::NoError;
    QString text;    // the keychain's own words
    QByteArray data; // of a read
};

// Each starts a job and answers when it ends, if ever; the only error is Canceled, when `context` died. The
// job itself cannot be called back: the keychain's answer finds it alive, whenever that comes.
Async<KeychainAnswer> readItem(const QString &name, QObject *context);
Async<KeychainAnswer> writeItem(const QString &name, const QByteArray &data, QObject *context);
Async<KeychainAnswer> removeItem(const QString &name, QObject *context);

// What an answer, or its absence within the deadline, says of the keychain. EntryNotFound says nothing:
// Ready.
StoreStatus keychainStatus(const Result<KeychainAnswer> &answer);

} // namespace envdeck::secrets
