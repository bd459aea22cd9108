// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/target.h"

#include <QDir>
#include <QFileInfo>

namespace envdeck::terraform {

namespace {

const QString variablePrefix = QStringLiteral("TF_VAR_");

} // namespace

QString Target::dataFolder() const
{
    return work + QStringLiteral("/data");
}

QString Target::erroredState() const
{
    return work + QStringLiteral("/errored.tfstate");
}

QString Target::backendConfigFile() const
{
    if (!backendConfig.isEmpty())
        return QDir(configuration).absoluteFilePath(backendConfig);
    const QString usual = configuration + QStringLiteral("/backend.hcl");
    return QFileInfo(usual).isFile() ? usual : QString();
}

Redactor Target::redactor() const
{
    Redactor redactor;
    for (const auto &known : {secrets, hidden}) {
        for (const Secret &secret : known)
            redactor.learn(secret);
    }
    return redactor;
}

QStringList Target::valueFiles() const
{
    const QDir folder(configuration);
    QStringList names{QStringLiteral("terraform.tfvars"), QStringLiteral("terraform.tfvars.json")};
    names += folder.entryList({QStringLiteral("*.auto.tfvars"), QStringLiteral("*.auto.tfvars.json")},
                              QDir::Files | QDir::Hidden, QDir::Name);
    names += variableFiles;
    QStringList files;
    for (const QString &name : names) {
        const QString path = folder.absoluteFilePath(name);
        if (QFileInfo(path).isFile())
            files.append(path);
    }
    return files;
}

QStringList Target::environmentVariableNames() const
{
    QStringList names = variables.keys();
    for (auto it = secrets.cbegin(); it != secrets.cend(); ++it) {
        if (it.key().startsWith(variablePrefix))
            names.append(it.key().mid(variablePrefix.size()));
    }
    return names;
}

} // namespace envdeck::terraform
