// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/terraform_secrets.h"

#include "core/secrets/key_reading.h"

namespace envdeck::infrastructure {

namespace {

// No keychain on this machine, or no secrets file, holds none.
bool isNone(const Error &error)
{
    return error.detail == QLatin1String("no-key") ||
           error.detail.startsWith(QLatin1String("key-unreadable tool-missing"));
}

// Whether that what cannot be had ends what is asked for.
bool counts(const SecretNeed &need, SecretsFor purpose)
{
    return purpose == SecretsFor::Planning || (purpose == SecretsFor::Reading && need.ofBackend);
}

} // namespace

TerraformSecrets::TerraformSecrets(const Workspace &workspace, secrets::Vault &vault, QString remote,
                                   QProcessEnvironment own, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_vault(vault), m_remote(std::move(remote)),
      m_own(std::move(own))
{
}

secrets::SecretKey TerraformSecrets::key(const EnvironmentId &environment, const QString &name) const
{
    return secrets::terraformKey(m_workspace, environment, name, m_remote);
}

Async<SecretsGiven> TerraformSecrets::read(const EnvironmentId &environment, const QList<SecretNeed> &needs,
                                           SecretsFor purpose)
{
    QList<Async<Secret>> reading;
    for (const SecretNeed &need : needs)
        reading.append(secrets::readKey(m_vault, key(environment, need.name), this));
    return andThen(joined(this, reading), this,
                   [this, environment, needs, purpose](const QList<Result<Secret>> &answers) {
                       const auto found = given(environment, needs, answers, purpose);
                       if (found && !found.value().secrets.isEmpty()) {
                           m_given[environment].insert(found.value().secrets);
                           Redactor redactor = m_vault.redactor();
                           teach(redactor);
                           Q_EMIT learned(redactor);
                       }
                       if (found && purpose == SecretsFor::Withheld)
                           return ready<SecretsGiven>(SecretsGiven{{}, found.value().secrets, {}});
                       return ready<SecretsGiven>(found);
                   });
}

void TerraformSecrets::teach(Redactor &redactor) const
{
    for (const QMap<QString, Secret> &secrets : m_given) {
        for (const Secret &secret : secrets)
            redactor.learn(secret);
    }
}

Result<SecretsGiven> TerraformSecrets::given(const EnvironmentId &environment, const QList<SecretNeed> &needs,
                                             const QList<Result<Secret>> &answers, SecretsFor purpose) const
{
    SecretsGiven found;
    for (qsizetype i = 0; i < needs.size(); ++i) {
        const SecretNeed &need = needs.at(i);
        const Result<Secret> &stored = answers.at(i);
        const bool isOwn = m_own.contains(need.name) && need.file.isEmpty(); // else the file wins, as ever
        if (stored) {
            found.secrets.insert(need.name, stored.value());
            found.sources.append(need.name + (isOwn ? QStringLiteral(": keychain, instead of this process's")
                                                    : QStringLiteral(": keychain")));
            continue;
        }
        const Error &error = stored.error();
        if (error.code == ErrorCode::Canceled)
            return error;
        // Whoever moved the repository is not given what stands beside it either.
        const bool isMoved = error.code == ErrorCode::OriginMoved;
        if (isMoved && counts(need, purpose))
            return error;
        if (isOwn && !isMoved) {
            found.secrets.insert(need.name, Secret(m_own.value(need.name).toUtf8()));
            found.sources.append(need.name + QStringLiteral(": environment of this process"));
        } else if (!isMoved && !isNone(error) && counts(need, purpose)) {
            return error;
        } else if (purpose == SecretsFor::Planning && need.required && need.file.isEmpty()) {
            return Error{ErrorCode::Unauthorized, key(environment, need.name).kind,
                         QStringLiteral("no-secret"), 0};
        }
    }
    return found;
}

} // namespace envdeck::infrastructure
