// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "core/platform/shell.h"

#include <QJsonObject>
#include <optional>

namespace envdeck::bootstrap {

using platform::HostId;

// What a person says when the bootstrap begins; the rest stands in envdeck.yaml.
struct Ask {
    QString mail;      // of the first administrator, and of Let's Encrypt
    QString installer; // SHA-256 of the installer that was read; needed for one that is not known
    bool updates = true;
    bool firewall = true;
    qint64 swapMib = 2048; // 0: none
    friend bool operator==(const Ask &, const Ask &) = default;
};

// What this host is to become. Nothing secret is in it.
struct Wishes {
    HostId host;
    Ask ask;
    QList<int> ports; // open to the world: those of the environment, without SSH's
    int sshPort = 22; // that it is reached by
    // Dokploy: nothing when the environment has none, or when it stands on `panelHost`, which is another.
    std::optional<QUrl> panel;
    QString panelHost;
    QString workspace;      // names the keys that are made
    QStringList registries; // with a login in the keychain
    bool gitKey = false;    // the repository is reached over SSH
    bool keyKnown = false;  // an API key of this panel is in the keychain

    // The panel's name; empty for one that is an address, which gets no certificate.
    QString domain() const;
    friend bool operator==(const Wishes &, const Wishes &) = default;
};

// From envdeck.yaml alone: keyKnown and the registries' logins are the keychain's to tell. `remote` is that
// of the repository. NotFound for a host that is not there.
Result<Wishes> wishesFor(const Workspace &workspace, const HostId &host, const Ask &ask,
                         const QString &remote);

// For a job's payload, and back: BadInput for what is none.
QJsonObject toJson(const Ask &ask);
Ask askFrom(const QJsonObject &json);

bool isMailAddress(const QString &text);

} // namespace envdeck::bootstrap
