// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/json.h"

// What a panel has beside projects and services: of each as much as tells whether it is there and whose it
// is. No password, private key or webhook address of it is kept.
namespace envdeck::dokploy {

struct PanelDomain {
    QString host; // empty: none is set
    bool https = false;
    friend bool operator==(const PanelDomain &, const PanelDomain &) = default;
};

struct RegistryRow {
    QString id;
    QString url; // host[:port]
    QString name;
    friend bool operator==(const RegistryRow &, const RegistryRow &) = default;
};

struct SshKeyRow { // without its private half, which Dokploy would tell
    QString id;
    QString name;
    QString publicKey;
    friend bool operator==(const SshKeyRow &, const SshKeyRow &) = default;
};

struct GitSource {
    QString id;
    QString name;
    QString kind; // "github", "gitlab", "bitbucket", "gitea"
    friend bool operator==(const GitSource &, const GitSource &) = default;
};

// Somebody whom Dokploy tells, and of what.
struct Notification {
    QString id;
    QString name;
    QString kind;       // "slack"
    QStringList events; // "appBuildError", "databaseBackup"…: those that are switched on
    friend bool operator==(const Notification &, const Notification &) = default;
};

// Dokploy's own parts, as it sees them itself.
struct PanelHealth {
    struct Part {
        QString name; // "postgres", "traefik"
        bool healthy = false;
        QString message; // Dokploy's words, redacted
        friend bool operator==(const Part &, const Part &) = default;
    };
    QList<Part> parts;
    friend bool operator==(const PanelHealth &, const PanelHealth &) = default;
};

Result<PanelDomain> panelDomainFrom(const QJsonValue &json, const QString &subject);
Result<QList<RegistryRow>> registriesFrom(const QJsonValue &json, const QString &subject);
Result<QList<SshKeyRow>> sshKeysFrom(const QJsonValue &json, const QString &subject);
Result<QList<GitSource>> gitSourcesFrom(const QJsonValue &json, const QString &subject);
Result<QList<Notification>> notificationsFrom(const QJsonValue &json, const QString &subject);
Result<PanelHealth> panelHealthFrom(const QJsonValue &json, const QString &subject);
Result<QString> newerVersionFrom(const QJsonValue &json, const QString &subject); // empty: there is none

} // namespace envdeck::dokploy
