// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"
#include "core/secrets/secret_key.h"

namespace envdeck::secrets {

enum class StoreKind { Keychain, File, Session };

enum class StoreState {
    Ready,
    Absent,  // no keychain service on this desktop, or the file does not exist
    Locked,  // the keychain is there and locked; it may be showing its own prompt
    Denied,  // it, or the person it asked, said no
    Slow,    // no answer within the deadline; it may be showing its own prompt
    Failed,  // died or answered something that nobody expects
    Refused, // the file's owner, mode or content is not what a secrets file must have
};

struct StoreStatus {
    StoreKind kind = StoreKind::Session;
    StoreState state = StoreState::Ready;
    QString subject; // the file's path; empty for the others
    QString detail;  // the keychain's own words, or what is wrong with the file: "mode 0644"; never a secret
    friend bool operator==(const StoreStatus &, const StoreStatus &) = default;
};

// A place that keeps secrets with the origin they were entered for. Everything is asynchronous, nothing is
// read before it is asked for, and nothing is cached. Thread: the owner's, which runs a Qt event loop.
//
// Errors of all calls, with the kind as subject unless the file itself is at fault:
//   NotFound     there is no such secret, and the store was proved able to answer
//   OriginMoved  it was entered for another origin; originMoved() names both. The value is not in the answer.
//   ToolMissing Locked Forbidden Timeout Io BadConfig   for StoreState Absent Locked Denied Slow Failed
//   Refused BadResponse  the entry is there and not in our form
class SecretStore {
public:
    virtual ~SecretStore() = default;

    virtual StoreKind kind() const = 0;
    virtual Async<Secret> read(const SecretKey &key) = 0;
    virtual Async<void> write(const SecretKey &key,
                              const Secret &secret) = 0;  // replaces; binds it to key.origin
    virtual Async<void> remove(const SecretKey &key) = 0; // a missing one is a success
    virtual Async<StoreStatus> status() = 0;              // looks now; the answer itself never fails
};

struct OriginMoved {
    QString from; // the origin that it was entered for
    QString to;   // the one it was asked for
    friend bool operator==(const OriginMoved &, const OriginMoved &) = default;
};

// Both origins of an OriginMoved error; nothing for any other error.
std::optional<OriginMoved> originMoved(const Error &error);

// A secret as a store keeps it.
struct StoredSecret {
    Secret value;
    QString origin;
};

// The one gate through which a stored value leaves a store: the value, or an OriginMoved error without it.
Result<Secret> released(const StoredSecret &stored, const SecretKey &key);

// The error that a read or write ends with while the store is in this state, which is not Ready.
Error errorOf(const StoreStatus &status, const QString &subject);

} // namespace envdeck::secrets
