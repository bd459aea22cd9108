// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace envdeck::git {

// Why something must not be committed, or must not be committed on top of.
enum class LeakKind {
    LiveSecret,        // the change would add a secret that Envdeck holds: never accepted
    TrackedSecret,     // such a secret stands in a tracked file already: rotate it
    SecretFile,        // tfvars, state, plan or key tracked, or about to be, by its name
    SecretContent,     // the content of one under another name: state, private key
    InHistory,         // such a file is in the history of some branch or tag: rotate what it held
    NotIgnored,        // such a file lies in the checkout and no ignore rule covers it
    SensitiveVariable, // a tfvars file sets a variable that is declared sensitive
    TokenShape,        // looks like a token: authorization header, access key, user information of a URL
};

struct Leak {
    LeakKind kind = LeakKind::LiveSecret;
    QString path; // in the repository
    int line = 0; // 1-based; 0 when the whole file is meant
    friend bool operator==(const Leak &, const Leak &) = default;
};

QString leakName(LeakKind kind); // "live-secret", "secret-file", …: the code word in Error::detail

// terraform.tfvars and its copies, *.secret.tfvars, state, plan and key files, by name alone. Not
// env.auto.tfvars.
bool isSecretFileName(QStringView path);
// Terraform state or a private key, whatever the file is called.
bool isSecretContent(const QByteArray &content);
// Variables that `tf` (all *.tf files of a folder, joined) declares sensitive and `tfvars` sets.
QStringList sensitiveVariablesSet(const QByteArray &tf, const QByteArray &tfvars);
// The pathspecs (git, :(glob)) that isSecretFileName() answers yes for.
QStringList secretFilePatterns();

// What of `after` must not be committed in place of `before`: live secrets anywhere in it, and shapes of
// tokens in the lines that are new.
QList<Leak> leaksOf(const QString &path, const QByteArray &before, const QByteArray &after,
                    const Redactor &live);

} // namespace envdeck::git
