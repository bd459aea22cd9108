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
    QString origin;    // originOf(url), a provider's account, or repositoryOrigin(remote)

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

// "terraform/<environment>/<NAME>": what the terraform of an environment is given as an environment variable,
// "HCLOUD_TOKEN" or "TF_VAR_db_password". It is the code of a repository that runs with it, so the repository
// is its origin, path and all.
SecretKey terraformKey(const Workspace &workspace, const EnvironmentId &environment, const QString &name,
                       const QString &remote);
// "ssh/<environment>": the private key that the hosts of an environment are logged in to with. It is the
// repository that names the hosts, so the repository is its origin.
SecretKey sshKey(const Workspace &workspace, const EnvironmentId &environment, const QString &remote);
// "ssh-passphrase/<environment>": of that key, or of the key file that ssh would take.
SecretKey sshPassphraseKey(const Workspace &workspace, const EnvironmentId &environment,
                           const QString &remote);
bool isTerraformKind(const QString &kind);
// The last two parts of such a kind; empty for another.
QString environmentIn(const QString &terraformKind);
QString variableIn(const QString &terraformKind);
// One spelling for every way to write a remote: "ssh://github.com:22/acme/infra" of
// git@github.com:acme/infra.git; a local path as it is, without a slash at its end.
QString repositoryOrigin(const QString &remote);

// The secrets of the systems that the file names, without the git remote's, which it does not name, and
// without those of terraform, which its code names.
QList<SecretKey> secretKeys(const Workspace &workspace);

} // namespace envdeck::secrets
