// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"

#include <QList>
#include <QString>

namespace envdeck::secrets {

// Names one secret and says for whom it is asked. The first two find it; it is released only when `origin` is
// the one that it was entered for.
struct SecretKey {
    QString workspace; // Workspace::name
    QString kind;      // "dokploy/prod", "signoz", "registry/ghcr.io", "github", "git"; never secret
    QString origin;    // originOf(url), or a provider's account

    friend bool operator==(const SecretKey &, const SecretKey &) = default;
};

// The one place that spells kinds and origins. `environment` must have the system that is asked for.
SecretKey dokployKey(const Workspace &workspace, const Environment &environment); // "dokploy/<environment>"
// "signoz" while all environments watch at one origin, else "signoz/<environment>".
SecretKey signozKey(const Workspace &workspace, const Environment &environment);
// `host` as Workspace::registries and ImageRef::registry() spell it. Plain http for loopback, https
// otherwise.
SecretKey registryKey(const Workspace &workspace, const QString &host);
SecretKey githubKey(const Workspace &workspace);                  // of github.com or of the Enterprise host
SecretKey gitKey(const Workspace &workspace, const QUrl &remote); // of a remote over https

// All secrets that this workspace can make use of, without the git remote's, which the file does not name.
QList<SecretKey> secretKeys(const Workspace &workspace);

} // namespace envdeck::secrets
