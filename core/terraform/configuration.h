// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace envdeck::terraform {

// variable "name" { … }
struct VariableDeclaration {
    QString name;
    QString type; // as written, spaces squeezed: "list(string)"; empty when it takes anything
    QString description;
    QByteArray defaultExpression; // empty when it has none
    bool sensitive = false;
    QString file; // in the folder
    int line = 0;
    friend bool operator==(const VariableDeclaration &, const VariableDeclaration &) = default;
};

// module "name" { … }
struct ModuleCall {
    QString name;
    QString source;
    QString version;
    QByteArray digest; // of the *.tf of a local module and those it calls, in hex; empty when not all of that
                       // was read
    QString file;
    int line = 0;
    bool isLocal() const; // its source is a folder of the same repository
    bool isRead() const { return !isLocal() || !digest.isEmpty(); }
    bool isPinned() const; // local, or with a version or ref: the same code tomorrow
    friend bool operator==(const ModuleCall &, const ModuleCall &) = default;
};

// One line of required_providers.
struct ProviderPin {
    QString name;
    QString source;
    QString version; // constraint
    friend bool operator==(const ProviderPin &, const ProviderPin &) = default;
};

// What one environment's folder says, read without terraform.
struct Configuration {
    QList<ModuleCall> modules;              // by name
    QList<ProviderPin> providers;           // by name
    QMap<QString, QString> lockedProviders; // source address to version, from .terraform.lock.hcl
    QList<VariableDeclaration> variables;   // as written, by file
    QString requiredVersion;                // "a, b" when several blocks ask
    QString backend;                        // its type; empty for none
    QString backendPlace;                   // bucket, key, path …: what tells two states apart
    QString backendHost;                    // of cloud and remote, "tfe.example.com:8443"; empty for theirs
    QString cloudWorkspace;                 // the one that a cloud block names; empty when it names none
    QStringList encryptionVariables;        // that the encryption block of OpenTofu takes its keys from
    QMap<QString, QByteArray> fileDigests;  // of every *.tf, in hex
    QStringList unread; // configuration in forms that are not read here: *.tf.json, *.tofu
    friend bool operator==(const Configuration &, const Configuration &) = default;
};

// Reads `folder` and the local modules that it calls, each folder once. A module has no digest when it, or
// one that it calls, lies outside of `root`, cannot be read, has files in other forms (see unread), calls
// itself, or is more than 64 calls away. Blocks. Errors: NotFound without a *.tf file there; BadConfig
// (subject: file:line:column); Io.
Result<Configuration> readConfiguration(const QString &root, const QString &folder);

} // namespace envdeck::terraform
