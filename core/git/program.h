// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/git/remote.h"
#include "core/process/spec.h"

#include <QObject>
#include <QStringList>
#include <optional>
#include <stop_token>

namespace envdeck::git {

// Whose commits these are.
struct Identity {
    QString name;
    QString email;
    friend bool operator==(const Identity &, const Identity &) = default;
};

// The git program and how it is run: hooks off, no prompt, protocols https and ssh (file only for a local
// remote), ssh in batch mode with the user's agent and config, literal paths, an allow-listed environment.
struct Program {
    QString path = QStringLiteral("git"); // a personal setting may name another
    QString ssh = QStringLiteral("ssh");  // likewise; takes OpenSSH's options
    QString
        identityFolder; // the user's identity is read as git sees it here (the checkout); empty: user-wide
};

// One git command in a bare repository or a checkout, ready to be run or adjusted.
process::Spec bareSpec(const Program &program, const QString &gitFolder, const QStringList &arguments);
process::Spec checkoutSpec(const Program &program, const QString &folder, const QStringList &arguments);
// Adds what talking to the remote needs: allowed protocol, ssh command, credential of that origin. With the
// credential nothing else signs in: no helper is asked, no redirect followed, every certificate verified.
void allowRemote(process::Spec *spec, const Program &program, const Remote &remote,
                 const std::optional<HttpsCredential> &credential);

// user.name and user.email as git sees them. BadConfig "no-identity" when one is missing.
Async<Identity> readIdentity(const Program &program, QObject *context, std::stop_token stop = {});

} // namespace envdeck::git
