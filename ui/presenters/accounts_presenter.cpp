// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/accounts_presenter.h"

#include "core/domain/pull_progress.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

QString systemOf(const secrets::SecretKey &key)
{
    return key.kind.section(QLatin1Char('/'), 0, 0);
}

KeyState stateOf(const Result<Secret> &answer)
{
    if (answer)
        return KeyState::Present;
    if (answer.error().code == ErrorCode::NotFound)
        return KeyState::Missing;
    return answer.error().code == ErrorCode::OriginMoved ? KeyState::Moved : KeyState::Unreadable;
}

} // namespace

AccountsPresenter::AccountsPresenter(const Workspace &workspace, const QList<secrets::SecretKey> &keys,
                                     configuration::KeyLedger &ledger,
                                     std::unique_ptr<platform::KeyCheck> check, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_ledger(ledger), m_check(std::move(check))
{
    for (const secrets::SecretKey &key : keys) {
        Account account;
        account.key = key;
        account.optional = systemOf(key) == QLatin1String("registry") ||
                           systemOf(key) == QLatin1String("git") ||
                           // where everything may be pushed, a pull request is a choice
                           (systemOf(key) == QLatin1String("github") && !asksForPullRequests(workspace));
        m_state.accounts.append(account);
    }
    std::stable_sort(m_state.accounts.begin(), m_state.accounts.end(),
                     [](const Account &a, const Account &b) { return systemOf(a.key) < systemOf(b.key); });
}

AccountsPresenter::~AccountsPresenter()
{
    m_stop.request_stop();
}

Account *AccountsPresenter::find(const QString &kind)
{
    const auto found = std::find_if(m_state.accounts.begin(), m_state.accounts.end(),
                                    [&](const Account &a) { return a.key.kind == kind; });
    return found == m_state.accounts.end() ? nullptr : &*found;
}

const Account *AccountsPresenter::account(const QString &kind) const
{
    return const_cast<AccountsPresenter *>(this)->find(kind);
}

const Environment &AccountsPresenter::environmentOf(const QString &kind) const
{
    const auto &all = m_workspace.environments;
    if (const Environment *named = m_workspace.environment(kind.section(QLatin1Char('/'), 1)))
        return *named;
    const auto prod = std::find_if(all.cbegin(), all.cend(),
                                   [](const Environment &e) { return e.kind == EnvironmentKind::Prod; });
    return prod == all.cend() ? all.last() : *prod;
}

Guard AccountsPresenter::removalGuard(const QString &kind) const
{
    return guardFor(Risk::R3, environmentOf(kind));
}

Guard AccountsPresenter::entryGuard(const QString &kind) const
{
    const Account *known = account(kind);
    if (known && known->state == KeyState::Moved)
        return guardFor(Risk::R3, environmentOf(kind));
    Guard guard = guardFor(Risk::R1, environmentOf(kind));
    guard.enterConfirms = true;
    return guard;
}

void AccountsPresenter::refresh()
{
    whenDone(m_ledger.vault().status(), this, [this](const Result<secrets::StoreStatus> &status) {
        if (status)
            m_state.store = status.value();
        Q_EMIT stateChanged();
    });
    for (const Account &account : std::as_const(m_state.accounts))
        read(account.key.kind);
}

void AccountsPresenter::read(const QString &kind)
{
    whenDone(m_ledger.vault().read(find(kind)->key), this,
             [this, kind](const Result<Secret> &answer) { take(kind, answer); });
}

void AccountsPresenter::take(const QString &kind, const Result<Secret> &answer)
{
    Account *account = find(kind);
    account->state = stateOf(answer);
    account->error = answer ? std::optional<Error>() : answer.error();
    account->moved = answer ? std::nullopt : secrets::originMoved(answer.error());
    Q_EMIT stateChanged();
}

void AccountsPresenter::set(const QString &kind, const Secret &secret)
{
    Account *account = find(kind);
    if (!account || account->saving || secret.isEmpty())
        return;
    account->saving = true;
    Q_EMIT stateChanged();
    whenDone(m_ledger.set(account->key, secret), this, [this, kind](const Result<secrets::Kept> &answer) {
        Account &now = ended(kind);
        if (!answer) {
            Q_EMIT keepingFailed(kind, answer.error());
            return refresh();
        }
        now.forThisRunOnly = answer.value().where == secrets::StoreKind::Session && answer.value().why;
        Q_EMIT keysChanged();
        Q_EMIT kept(kind, now.forThisRunOnly);
        refresh();
        test(kind);
    });
}

Account &AccountsPresenter::ended(const QString &kind)
{
    Account &account = *find(kind);
    account.saving = false;
    account.tested.reset();
    account.testing = false;
    ++account.number;
    return account;
}

void AccountsPresenter::test(const QString &kind)
{
    Account *account = find(kind);
    if (!account || account->testing || account->saving)
        return;
    account->testing = true;
    Q_EMIT stateChanged();
    whenDone(m_check->check(kind, m_stop.get_token()), this,
             [this, kind, number = account->number](const Result<void> &answer) {
                 Account *tested = find(kind);
                 if (tested->number != number)
                     return;
                 tested->testing = false;
                 tested->tested = answer;
                 Q_EMIT stateChanged();
             });
}

void AccountsPresenter::remove(const QString &kind)
{
    Account *account = find(kind);
    if (!account || account->saving)
        return;
    account->saving = true;
    Q_EMIT stateChanged();
    whenDone(m_ledger.remove(account->key), this, [this, kind](const Result<void> &answer) {
        Account &now = ended(kind);
        if (answer || answer.error().code != ErrorCode::Io)
            now.forThisRunOnly = false; // the one in memory is gone, whatever the store said
        Q_EMIT keysChanged();
        if (answer)
            Q_EMIT removed(kind);
        else
            Q_EMIT removalFailed(kind, answer.error());
        refresh();
    });
}

} // namespace envdeck::ui
