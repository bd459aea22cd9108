// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secret_store.h"

#include <QObject>
#include <chrono>
#include <optional>

namespace envdeck::secrets {

// A keychain answers a healthy desktop in 2 to 50 ms. Longer than this and it waits for a person, or for
// nobody.
inline constexpr std::chrono::seconds keychainDeadline{5};

// The desktop's keychain through QtKeychain: the Secret Service (GNOME, KeePassXC) or KWallet. One item for
// each (workspace, kind) under the service name "Envdeck"; the item holds the origin beside the value.
//
// A locked keychain reads as "no such entry" (measured with gnome-keyring), so NotFound is only answered
// after a sentinel was written, read back and removed. When the deadline passes our waiting ends, not the
// keychain's job: QtKeychain runs one job after another in a process, so later calls end as Slow too until it
// lets go. The plain text fallback of QtKeychain stays off.
class KeychainStore final : public SecretStore {
public:
    explicit KeychainStore(std::chrono::milliseconds deadline = keychainDeadline);

    StoreKind kind() const override { return StoreKind::Keychain; }
    Async<Secret> read(const SecretKey &key) override;
    Async<void> write(const SecretKey &key, const Secret &secret) override;
    Async<void> remove(const SecretKey &key)
        override; // proves that the keychain is unlocked first: removing reports success in a locked one
    Async<StoreStatus> status() override; // probes with the sentinel; calls that overlap share one probe

private:
    Async<StoreStatus> probe();

    std::chrono::milliseconds m_deadline;
    std::optional<Async<StoreStatus>> m_probe; // the one under way, or the latest
    QObject m_context;                         // last: dies first, and with it whatever is still waited for
};

} // namespace envdeck::secrets
