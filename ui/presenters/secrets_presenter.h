// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/terraform_secrets.h"
#include "ui/presenters/accounts_presenter.h"

namespace envdeck::ui {

// One secret that the terraform of an environment can be given. Never holds the value.
struct TerraformSecret {
    infrastructure::SecretNeed need;
    KeyState state = KeyState::Unread;
    std::optional<Error> error;
    std::optional<secrets::OriginMoved> moved;
    bool inProcess = false;      // this process was started with one, which the kept one replaces
    bool forThisRunOnly = false; // entered here, and the store did not take it
    bool saving = false;
    friend bool operator==(const TerraformSecret &, const TerraformSecret &) = default;
};

// The secrets of one environment's terraform: which there are, whether they are kept; sets and removes them.
class SecretsPresenter final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    SecretsPresenter(const Workspace &workspace, infrastructure::TerraformSecrets &secrets,
                     configuration::KeyLedger &ledger, QObject *parent = nullptr);

    const QList<TerraformSecret> &secrets() const { return m_secrets; }
    const TerraformSecret *secret(const QString &name) const; // null when there is none
    const std::optional<secrets::StoreStatus> &store() const { return m_store; }
    const EnvironmentId &environment() const { return m_environment; }
    const Workspace &workspace() const { return m_workspace; }
    secrets::SecretKey key(const QString &name) const { return m_source.key(m_environment, name); }
    Guard removalGuard() const;                  // R3
    Guard entryGuard(const QString &name) const; // R1, and R3 for one of another repository

    // What the code asks for, as it was read; asks the vault again for each.
    void show(const EnvironmentId &environment, const QList<infrastructure::SecretNeed> &needs);
    void set(const QString &name, const Secret &secret);
    void remove(const QString &name);

Q_SIGNALS:
    void stateChanged();
    void kept(const QString &name, bool forThisRunOnly);
    void keepingFailed(const QString &name, const envdeck::Error &error);
    void removed(const QString &name);
    void removalFailed(const QString &name, const envdeck::Error &error);

private:
    TerraformSecret *find(const QString &name);
    TerraformSecret *begin(const QString &name); // of a change; null when there is none or it is under way
    void read(const QString &name);
    void take(const QString &name, const Result<Secret> &answer);

    const Workspace &m_workspace;
    infrastructure::TerraformSecrets &m_source;
    configuration::KeyLedger &m_ledger;
    EnvironmentId m_environment;
    QList<TerraformSecret> m_secrets;
    std::optional<secrets::StoreStatus> m_store;
};

} // namespace envdeck::ui
