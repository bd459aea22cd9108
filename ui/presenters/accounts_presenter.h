// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/configuration/key_ledger.h"
#include "core/domain/guard.h"
#include "core/platform/key_check.h"

#include <QObject>

namespace envdeck::ui {

enum class KeyState {
    Unread,  // asked, not answered yet
    Present, // there, for this origin
    Missing,
    Moved,     // entered for another origin: not released
    Unreadable // the store does not answer; see Account::error
};

// One secret that the workspace can use. Never holds the secret.
struct Account {
    secrets::SecretKey key;
    KeyState state = KeyState::Unread;
    std::optional<Error> error;
    std::optional<secrets::OriginMoved> moved;
    bool forThisRunOnly = false; // entered here, and the store did not take it
    // Works without one: a registry asked for public images, git that signs in by a helper of its own.
    bool optional = false;
    bool saving = false; // being kept or removed
    bool testing = false;
    int number = 0;                     // another one with each key: a test of the key before says nothing
    std::optional<Result<void>> tested; // the last answer to a test of this very key
};

struct AccountsState {
    std::optional<secrets::StoreStatus> store; // nothing until it answered
    QList<Account> accounts;
};

// The keys of a workspace: which there are, where they live, whether they work; sets, tests and removes them.
class AccountsPresenter final : public QObject {
    Q_OBJECT

public:
    // `keys` are those that the workspace can use. Workspace and ledger outlive it.
    AccountsPresenter(const Workspace &workspace, const QList<secrets::SecretKey> &keys,
                      configuration::KeyLedger &ledger, std::unique_ptr<platform::KeyCheck> check,
                      QObject *parent = nullptr);
    ~AccountsPresenter() override;

    const AccountsState &state() const { return m_state; }
    const Account *account(const QString &kind) const; // null when there is none
    const Workspace &workspace() const { return m_workspace; }
    // Whose guard counts: the environment in the kind, else the one that needs the most care.
    const Environment &environmentOf(const QString &kind) const;
    Guard removalGuard(const QString &kind) const; // R3
    Guard entryGuard(const QString &kind) const;   // R1, and R3 for a key whose system moved

    void refresh();
    void set(const QString &kind, const Secret &secret);
    void test(const QString &kind);
    void remove(const QString &kind);

Q_SIGNALS:
    void stateChanged();
    void keysChanged(); // who caches a key asks the vault again
    void kept(const QString &kind, bool forThisRunOnly);
    void keepingFailed(const QString &kind, const envdeck::Error &error); // and is not kept
    void removed(const QString &kind);
    void removalFailed(const QString &kind, const envdeck::Error &error);

private:
    Account *find(const QString &kind);
    void read(const QString &kind);
    Account &ended(const QString &kind); // of what the ledger was asked for
    void take(const QString &kind, const Result<Secret> &answer);

    const Workspace &m_workspace;
    configuration::KeyLedger &m_ledger;
    std::unique_ptr<platform::KeyCheck> m_check;
    AccountsState m_state;
    std::stop_source m_stop;
};

} // namespace envdeck::ui
