// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/commands.h"

namespace envdeck::terraform {

namespace {

constexpr qint64 largestAnswer = 1024LL * 1024 * 1024; // 200 MB plans are expected

// What reaching the network takes where it goes through a proxy, a private CA or ssh for module sources.
const QStringList networkNames{
    QStringLiteral("HTTP_PROXY"),    QStringLiteral("HTTPS_PROXY"),  QStringLiteral("NO_PROXY"),
    QStringLiteral("http_proxy"),    QStringLiteral("https_proxy"),  QStringLiteral("no_proxy"),
    QStringLiteral("SSL_CERT_FILE"), QStringLiteral("SSL_CERT_DIR"), QStringLiteral("SSH_AUTH_SOCK"),
};

process::Spec command(const Target &target, const QStringList &arguments)
{
    process::Spec spec;
    spec.program = target.program.path;
    spec.arguments = arguments;
    spec.workingFolder = target.configuration;
    spec.inherit = networkNames;
    spec.environment = {
        {QStringLiteral("TF_IN_AUTOMATION"), QStringLiteral("1")},
        {QStringLiteral("TF_INPUT"), QStringLiteral("0")},
        {QStringLiteral("CHECKPOINT_DISABLE"), QStringLiteral("1")},
        {QStringLiteral("TF_WORKSPACE"), target.workspace},
        {QStringLiteral("TF_DATA_DIR"), target.dataFolder()},
    };
    if (!target.cliConfig.isEmpty())
        spec.environment.insert(QStringLiteral("TF_CLI_CONFIG_FILE"), target.cliConfig);
    for (auto it = target.variables.cbegin(); it != target.variables.cend(); ++it)
        spec.environment.insert(QStringLiteral("TF_VAR_") + it.key(), it.value());
    spec.secrets = target.secrets;
    spec.stopPolicy = process::StopPolicy::InterruptOnce;
    spec.deadline = target.deadline;
    spec.outputCap = largestAnswer;
    return spec;
}

QString lockTimeout(const Target &target)
{
    return QStringLiteral("-lock-timeout=%1s").arg(target.lockTimeout.count());
}

} // namespace

process::Spec initCommand(const Target &target)
{
    QStringList arguments{QStringLiteral("init"), QStringLiteral("-input=false"), QStringLiteral("-no-color"),
                          QStringLiteral("-lockfile=readonly")};
    if (target.program.hasInitJson())
        arguments.append(QStringLiteral("-json"));
    if (const QString file = target.backendConfigFile(); !file.isEmpty())
        arguments.append(QStringLiteral("-backend-config=") + file);
    return command(target, arguments);
}

process::Spec validateCommand(const Target &target)
{
    return command(target, {QStringLiteral("validate"), QStringLiteral("-json")});
}

namespace {

process::Spec formatWith(const Target &target, const QString &folder, const QStringList &options)
{
    process::Spec spec = command(target, QStringList{QStringLiteral("fmt"), QStringLiteral("-recursive"),
                                                     QStringLiteral("-no-color")} +
                                             options);
    spec.workingFolder = folder;
    spec.secrets.clear(); // it reads the text alone
    return spec;
}

} // namespace

process::Spec formatCheckCommand(const Target &target, const QString &folder)
{
    return formatWith(target, folder, {QStringLiteral("-check"), QStringLiteral("-diff")});
}

process::Spec formatCommand(const Target &target, const QString &folder)
{
    return formatWith(target, folder, {QStringLiteral("-list=false")});
}

process::Spec planCommand(const Target &target, const QString &planFile, PlanMode mode, StateLocking locking)
{
    QStringList arguments{QStringLiteral("plan"), QStringLiteral("-input=false"), QStringLiteral("-json"),
                          QStringLiteral("-detailed-exitcode"), QStringLiteral("-out=") + planFile};
    arguments.append(locking == StateLocking::Wait ? lockTimeout(target) : QStringLiteral("-lock=false"));
    if (mode != PlanMode::Changes)
        arguments.append(planModeOption(mode));
    for (const QString &file : target.variableFiles)
        arguments.append(QStringLiteral("-var-file=") + file);
    return command(target, arguments);
}

process::Spec showPlanCommand(const Target &target, const QString &planFile)
{
    process::Spec spec = command(
        target, {QStringLiteral("show"), QStringLiteral("-json"), QStringLiteral("-no-color"), planFile});
    spec.secrets.clear(); // it starts the providers of whatever code was planned, and needs none
    return spec;
}

process::Spec applyCommand(const Target &target, const QString &planFile)
{
    return command(target, {QStringLiteral("apply"), QStringLiteral("-input=false"), QStringLiteral("-json"),
                            lockTimeout(target), planFile});
}

process::Spec outputCommand(const Target &target)
{
    return command(target, {QStringLiteral("output"), QStringLiteral("-json"), QStringLiteral("-no-color")});
}

process::Spec statePullCommand(const Target &target)
{
    return command(target, {QStringLiteral("state"), QStringLiteral("pull")});
}

process::Spec statePushCommand(const Target &target, const QString &stateFile)
{
    return command(target, {QStringLiteral("state"), QStringLiteral("push"), lockTimeout(target), stateFile});
}

process::Spec forceUnlockCommand(const Target &target, const QString &lockId)
{
    return command(target, {QStringLiteral("force-unlock"), QStringLiteral("-force"), lockId});
}

// A dry run locks all the same (Terraform 1.11.4: state rm); nothing has that address.
process::Spec lockProbeCommand(const Target &target)
{
    return command(target,
                   {QStringLiteral("state"), QStringLiteral("rm"), QStringLiteral("-dry-run"),
                    QStringLiteral("-lock-timeout=0s"), QStringLiteral("terraform_data.envdeck_no_such")});
}

} // namespace envdeck::terraform
