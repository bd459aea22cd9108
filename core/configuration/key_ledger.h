// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/journal/journal.h"
#include "core/secrets/vault.h"

#include <QObject>

namespace envdeck::configuration {

// What the journal calls a change of a key. The row names the key's kind, its origin and the workspace; never
// the value, nor anything made of it.
inline const QString keySet = QStringLiteral("key-set");
inline const QString keyReplaced = QStringLiteral("key-replace");
inline const QString keyRemoved = QStringLiteral("key-remove");

// Sets and removes keys in the vault and writes down that it did: the intent before, the end afterwards. A
// change that the journal does not take is not made. Thread: the vault's.
class KeyLedger final : public QObject {
public:
    // All outlive it. `actor` is who works here.
    KeyLedger(const Workspace &workspace, secrets::Vault &vault, journal::Journal &journal,
              const Clock &clock, QString actor);

    // What was asked of the vault before, which notes nothing.
    secrets::Vault &vault() { return m_vault; }

    // Errors: the journal's; then nothing was kept.
    Async<secrets::Kept> set(const secrets::SecretKey &key, const Secret &secret);
    // Errors: the journal's, then it is still there; the vault's.
    Async<void> remove(const secrets::SecretKey &key);

private:
    journal::Entry entryOf(const QString &action, const secrets::SecretKey &key, const QString &origin) const;
    Async<secrets::Kept> keep(const journal::Entry &intent, const secrets::SecretKey &key,
                              const Secret &secret);
    Async<void> end(journal::Entry intent, const std::optional<Error> &error, const QJsonObject &evidence);

    const Workspace &m_workspace;
    secrets::Vault &m_vault;
    journal::Journal &m_journal;
    const Clock &m_clock;
    QString m_actor;
};

} // namespace envdeck::configuration
