// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/dokploy/panel_parts.h"
#include "core/base/async.h"
#include "core/base/redactor.h"
#include "core/http/client.h"

#include <QObject>

namespace envdeck::dokploy {

// Who asks: a key, or the session of somebody who signed in.
using Access = http::SecretHeader;
Access keyAccess(const Secret &key);

struct SshKeyPair {
    Secret privateKey;
    QString publicKey;
};

// What a panel is asked before there is a key for it, and what sets it up. Its words may repeat passwords
// that it was given: those of every secret that goes through here are replaced. Otherwise as Client.
class SetupClient final : public QObject {
public:
    SetupClient(http::Client &http, const QUrl &base, QObject *parent = nullptr);

    Async<void> health(std::stop_token stop = {}); // the server, then its database
    // The first one owns the panel. Conflict "admin-exists" when there is one. It may take a minute.
    Async<Access> signUp(const QString &mail, const Secret &password, std::stop_token stop = {});
    // Unauthorized; Forbidden "two-factor" where a second factor is asked for.
    Async<Access> signIn(const QString &mail, const Secret &password, std::stop_token stop = {});
    Async<void> signOut(const Access &access, std::stop_token stop = {});
    Async<QString> organization(const Access &access, std::stop_token stop = {}); // id of the first one
    // A key without a limit of calls.
    Async<Secret> makeKey(const Access &access, const QString &name, const QString &organization,
                          std::stop_token stop = {});

    Async<QList<RegistryRow>> registries(const Access &access, std::stop_token stop = {});
    // `login` is "user:password", or a token alone. Dokploy logs in before it keeps it: BadInput with
    // Docker's words when that fails.
    Async<void> addRegistry(const Access &access, const QString &host, const Secret &login,
                            std::stop_token stop = {});
    Async<void> testRegistry(const Access &access, const QString &registryId, std::stop_token stop = {});

    Async<QList<SshKeyRow>> sshKeys(const Access &access, std::stop_token stop = {});
    Async<SshKeyPair> generateSshKey(const Access &access,
                                     std::stop_token stop = {}); // ed25519; kept nowhere
    Async<void> addSshKey(const Access &access, const QString &name, const SshKeyPair &pair,
                          const QString &organization, std::stop_token stop = {});

    Async<PanelDomain> domain(const Access &access, std::stop_token stop = {});
    Async<void> setDomain(const Access &access, const QString &host, const QString &mail,
                          std::stop_token stop = {});

private:
    Async<QJsonValue> read(const Access &access, const QString &procedure, std::stop_token stop);
    Async<QJsonValue> change(const Access &access, const QString &procedure, const QJsonObject &input,
                             std::stop_token stop);
    Async<Access> entered(const QString &path, const QJsonObject &input, std::stop_token stop);
    QUrl urlOf(const QString &path) const;
    Error told(Error error) const; // without what it repeats of our secrets
    QString plain(const Secret &secret);

    http::Client &m_http;
    QUrl m_base;
    Redactor m_redactor;
};

} // namespace envdeck::dokploy
