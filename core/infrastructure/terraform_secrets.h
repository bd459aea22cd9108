// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/secret_needs.h"
#include "core/secrets/vault.h"

#include <QProcessEnvironment>

namespace envdeck::infrastructure {

// What terraform is started for, which says how much it takes that a secret cannot be had.
enum class SecretsFor {
    Planning,  // all of them: what is missing, moved or unreadable is an error
    Reading,   // state and outputs: what the backend reads must not be moved or unreadable
    Following, // of a run that is at work or over: only to know what to hide
    Withheld,  // of code that nobody trusts with them: it is given none, and what it shows is searched for
               // them
};

struct SecretsGiven {
    QMap<QString, Secret> secrets; // by name; Target::secrets
    QMap<QString, Secret> hidden;  // Target::hidden: those that are withheld
    QStringList sources;           // a line for a log each: "HCLOUD_TOKEN: keychain"; never a value
};

// The secrets of an environment's terraform: those that the vault holds for this repository; where it holds
// none, those of the same name that this process was started with. Of any other name nothing is passed on.
// Thread: the vault's.
class TerraformSecrets final : public QObject {
    Q_OBJECT

public:
    // Workspace and vault outlive it. `remote` is the infrastructure repository's; `own` what this process
    // may pass on.
    TerraformSecrets(const Workspace &workspace, secrets::Vault &vault, QString remote,
                     QProcessEnvironment own, QObject *parent = nullptr);

    secrets::SecretKey key(const EnvironmentId &environment, const QString &name) const;
    bool isInProcess(const QString &name) const { return m_own.contains(name); }

    // Reads all of them, in any order. Errors, with the kind as subject, "terraform/prod/HCLOUD_TOKEN":
    //   OriginMoved   it was entered for another repository
    //   Unauthorized  "no-secret": a plan needs it and nothing gives it. "key-unreadable …" as readKey().
    Async<SecretsGiven> read(const EnvironmentId &environment, const QList<SecretNeed> &needs,
                             SecretsFor purpose);

    // Those of every environment that were read until now: a vault does not know them all.
    void teach(Redactor &redactor) const;

Q_SIGNALS:
    // Logs, journal and commits have these to hide from now on: all that vault and teach() know.
    void learned(const envdeck::Redactor &redactor);

private:
    Result<SecretsGiven> given(const EnvironmentId &environment, const QList<SecretNeed> &needs,
                               const QList<Result<Secret>> &answers, SecretsFor purpose) const;

    const Workspace &m_workspace;
    secrets::Vault &m_vault;
    QString m_remote;
    QProcessEnvironment m_own;
    QMap<EnvironmentId, QMap<QString, Secret>> m_given; // by name
};

} // namespace envdeck::infrastructure
