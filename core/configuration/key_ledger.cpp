// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/key_ledger.h"

#include "core/base/ids.h"
#include "core/domain/job_status.h"

namespace envdeck::configuration {

namespace {

QString placeName(secrets::StoreKind kind)
{
    switch (kind) {
    case secrets::StoreKind::Keychain: return QStringLiteral("keychain");
    case secrets::StoreKind::File: return QStringLiteral("file");
    case secrets::StoreKind::Session: return QStringLiteral("session");
    }
    Q_UNREACHABLE();
}

// One that was entered for another origin is replaced too; of one that cannot be read nothing is claimed.
QString actionOf(const Result<Secret> &before)
{
    return before || before.error().code == ErrorCode::OriginMoved ? keyReplaced : keySet;
}

} // namespace

KeyLedger::KeyLedger(const Workspace &workspace, secrets::Vault &vault, journal::Journal &journal,
                     const Clock &clock, QString actor)
    : m_workspace(workspace), m_vault(vault), m_journal(journal), m_clock(clock), m_actor(std::move(actor))
{
}

journal::Entry KeyLedger::entryOf(const QString &action, const secrets::SecretKey &key,
                                  const QString &origin) const
{
    journal::Entry entry;
    entry.operation = newOperationId(m_clock.now());
    entry.action = action;
    entry.subject = key.kind;
    entry.detail = origin;
    entry.actor = m_actor;
    entry.risk = action == keySet ? Risk::R1 : Risk::R3;
    entry.evidence = {{QStringLiteral("workspace"), key.workspace}};
    const QString named = key.kind.section(QLatin1Char('/'), 1, 1); // "terraform/prod/HCLOUD_TOKEN"
    if (m_workspace.environment(named))
        entry.environment = named;
    return entry;
}

Async<secrets::Kept> KeyLedger::set(const secrets::SecretKey &key, const Secret &secret)
{
    return andThen(
        joined(this, m_vault.read(key)), this, [this, key, secret](const std::tuple<Result<Secret>> &read) {
            const auto &before = std::get<0>(read);
            const auto moved = before ? std::nullopt : secrets::originMoved(before.error());
            const QString origin = moved ? moved->from + QStringLiteral(" -> ") + key.origin : key.origin;
            const journal::Entry intent = entryOf(actionOf(before), key, origin);
            return andThen(m_journal.append(intent), this,
                           [this, intent, key, secret](qint64) { return keep(intent, key, secret); });
        });
}

Async<secrets::Kept> KeyLedger::keep(const journal::Entry &intent, const secrets::SecretKey &key,
                                     const Secret &secret)
{
    return andThen(m_vault.write(key, secret), this, [this, intent](const secrets::Kept &kept) {
        const auto ended = end(intent, {}, {{QStringLiteral("kept"), placeName(kept.where)}});
        // The key is kept, whether its end could be written or not.
        return andThen(joined(this, ended), this,
                       [kept](const auto &) { return ready<secrets::Kept>(kept); });
    });
}

Async<void> KeyLedger::remove(const secrets::SecretKey &key)
{
    const journal::Entry intent = entryOf(keyRemoved, key, key.origin);
    return andThen(m_journal.append(intent), this, [this, intent, key](qint64) {
        return andThen(
            joined(this, m_vault.remove(key)), this, [this, intent](const std::tuple<Result<void>> &answer) {
                const Result<void> removed = std::get<0>(answer);
                const auto ended = end(intent, removed ? std::nullopt : std::optional(removed.error()), {});
                return andThen(joined(this, ended), this,
                               [removed](const auto &) { return ready<void>(removed); });
            });
    });
}

Async<void> KeyLedger::end(journal::Entry entry, const std::optional<Error> &error,
                           const QJsonObject &evidence)
{
    entry.kind = journal::Kind::Outcome;
    entry.closes = true;
    entry.state = jobStateName(error ? JobState::Failed : JobState::Succeeded);
    entry.error = error;
    for (auto it = evidence.begin(); it != evidence.end(); ++it)
        entry.evidence.insert(it.key(), it.value());
    return andThen(m_journal.append(entry), this, [](qint64) { return ready<void>({}); });
}

} // namespace envdeck::configuration
