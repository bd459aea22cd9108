// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/folder.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QHash>
#include <QStringList>
#include <QUrl>

namespace envdeck::sandbox {

inline const QStringList environments{QStringLiteral("dev"), QStringLiteral("test"), QStringLiteral("prod")};
inline const QStringList apps{QStringLiteral("api"), QStringLiteral("web"), QStringLiteral("worker")};

// What is drawn once, when a sandbox is made, and stays through every restart, so that what envdeck.yaml and
// the git history say about ports stays true.
struct Settings {
    QDateTime created;         // UTC; the story ends here, live samples begin
    QHash<QString, int> ports; // "registry", "signoz", "github", "dokploy-dev"…, "app-api"…, "host-dev"…
    QHash<QString, QString> keys;  // "registry", "signoz", "dokploy-dev"…, "database-dev"…
    QHash<QString, QString> hooks; // "dev/api" to the token of its webhook

    QUrl url(const QString &part) const; // http://127.0.0.1:PORT of "registry", "signoz", "dokploy-dev"
    QString registryHost() const;        // "127.0.0.1:20005"
    QString image(const QString &app, const QString &tag) const;
    QUrl appUrl(const QString &environment, const QString &app) const;
};

// Each environment has a loopback address of its own, so that one health URL with {domain} serves all of
// them.
QString addressOf(const QString &environment); // "127.0.0.11"

// The user name that goes with the registry's key.
inline const QString registryUser = QStringLiteral("sandbox");

// Draws new ones; the ports are free at this moment and lie below the range that outgoing connections use.
// `keep` are ports of an earlier sandbox in the same place, taken over as far as they are there.
Settings drawSettings(const QDateTime &now, const QHash<QString, int> &keep = {});
Result<Settings> readSettings(const Folder &folder); // NotFound when no sandbox was made there
Result<void> writeSettings(const Folder &folder, const Settings &settings);

// The file of ENVDECK_SECRETS_FILE: 0600, kind to value and origin.
Result<void> writeSecrets(const Folder &folder, const Settings &settings);

} // namespace envdeck::sandbox
