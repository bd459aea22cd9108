// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/secrets_presenter.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

KeyState stateOf(const Result<Secret> &answer)
{
    if (answer)
        return KeyState::Present;
    // No keychain on this machine holds none.
    if (answer.error().code == ErrorCode::NotFound || answer.error().code == ErrorCode::ToolMissing)
        return KeyState::Missing;
    return answer.error().code == ErrorCode::OriginMoved ? KeyState::Moved : KeyState::Unreadable;
}

} // namespace

SecretsPresenter::SecretsPresenter(const Workspace &workspace, infrastructure::TerraformSecrets &secrets,
                                   configuration::KeyLedger &ledger, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_source(secrets), m_ledger(ledger)
{
}

TerraformSecret *SecretsPresenter::find(const QString &name)
{
    const auto found = std::find_if(m_secrets.begin(), m_secrets.end(),
                                    [&](const TerraformSecret &s) { return s.need.name == name; });
    return found == m_secrets.end() ? nullptr : &*found;
}

const TerraformSecret *SecretsPresenter::secret(const QString &name) const
{
    return const_cast<SecretsPresenter *>(this)->find(name);
}

Guard SecretsPresenter::removalGuard() const
{
    return guardFor(Risk::R3, *m_workspace.environment(m_environment));
}

Guard SecretsPresenter::entryGuard(const QString &name) const
{
    const TerraformSecret *known = secret(name);
    if (known && known->state == KeyState::Moved)
        return guardFor(Risk::R3, *m_workspace.environment(m_environment));
    Guard guard = guardFor(Risk::R1, *m_workspace.environment(m_environment));
    guard.enterConfirms = true;
    return guard;
}

void SecretsPresenter::show(const EnvironmentId &environment, const QList<infrastructure::SecretNeed> &needs)
{
    const QList<TerraformSecret> before = m_environment == environment ? m_secrets : QList<TerraformSecret>();
    m_environment = environment;
    m_secrets.clear();
    for (const infrastructure::SecretNeed &need : needs) {
        const auto known = std::find_if(before.cbegin(), before.cend(),
                                        [&](const TerraformSecret &s) { return s.need.name == need.name; });
        TerraformSecret secret = known == before.cend() ? TerraformSecret() : *known;
        secret.need = need;
        secret.inProcess = m_source.isInProcess(need.name);
        m_secrets.append(secret);
    }
    Q_EMIT stateChanged();
    if (m_secrets.isEmpty())
        return;
    whenDone(m_ledger.vault().status(), this, [this](const Result<secrets::StoreStatus> &status) {
        if (status)
            m_store = status.value();
        Q_EMIT stateChanged();
    });
    for (const infrastructure::SecretNeed &need : needs)
        read(need.name);
}

void SecretsPresenter::read(const QString &name)
{
    whenDone(m_ledger.vault().read(key(name)), this,
             [this, name, environment = m_environment](const Result<Secret> &answer) {
                 if (environment == m_environment)
                     take(name, answer);
             });
}

void SecretsPresenter::take(const QString &name, const Result<Secret> &answer)
{
    TerraformSecret *secret = find(name);
    if (!secret)
        return;
    secret->state = stateOf(answer);
    secret->error = answer ? std::optional<Error>() : answer.error();
    secret->moved = answer ? std::nullopt : secrets::originMoved(answer.error());
    Q_EMIT stateChanged();
}

TerraformSecret *SecretsPresenter::begin(const QString &name)
{
    TerraformSecret *found = find(name);
    if (!found || found->saving)
        return nullptr;
    found->saving = true;
    Q_EMIT stateChanged();
    return find(name);
}

void SecretsPresenter::set(const QString &name, const Secret &secret)
{
    if (secret.isEmpty() || !begin(name))
        return;
    whenDone(m_ledger.set(key(name), secret), this,
             [this, name, environment = m_environment](const Result<secrets::Kept> &answer) {
                 const bool onlyNow =
                     answer && answer.value().where == secrets::StoreKind::Session && answer.value().why;
                 TerraformSecret *now = environment == m_environment ? find(name) : nullptr;
                 if (now) {
                     now->saving = false;
                     now->forThisRunOnly = onlyNow;
                     read(name);
                 }
                 if (answer)
                     Q_EMIT kept(name, onlyNow);
                 else
                     Q_EMIT keepingFailed(name, answer.error());
                 Q_EMIT stateChanged();
             });
}

void SecretsPresenter::remove(const QString &name)
{
    if (!begin(name))
        return;
    whenDone(m_ledger.remove(key(name)), this,
             [this, name, environment = m_environment](const Result<void> &answer) {
                 TerraformSecret *now = environment == m_environment ? find(name) : nullptr;
                 if (now) {
                     now->saving = false;
                     if (answer || answer.error().code != ErrorCode::Io)
                         now->forThisRunOnly = false; // the one in memory is gone, whatever the store said
                     read(name);
                 }
                 if (answer)
                     Q_EMIT removed(name);
                 else
                     Q_EMIT removalFailed(name, answer.error());
                 Q_EMIT stateChanged();
             });
}

} // namespace envdeck::ui
