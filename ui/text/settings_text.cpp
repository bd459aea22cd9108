// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/settings_text.h"

#include "ui/text/error_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct SettingsWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::SettingsWords)
};

namespace {

QString systemOf(const QString &kind)
{
    return kind.section(QLatin1Char('/'), 0, 0);
}

QString nameIn(const QString &kind)
{
    return kind.section(QLatin1Char('/'), 1);
}

QString both(const QString &sentence, const QString &next)
{
    return sentence + QLatin1Char(' ') + next;
}

QString memoryOnly()
{
    return SettingsWords::tr(
        "What you enter now is kept in memory and asked for again after Envdeck was closed.");
}

} // namespace

QString accountName(const QString &kind)
{
    const QString system = systemOf(kind);
    const QString name = nameIn(kind);
    if (system == QLatin1String("dokploy"))
        return SettingsWords::tr("Dokploy of %1").arg(name);
    if (system == QLatin1String("signoz"))
        return name.isEmpty() ? QStringLiteral("SigNoz") : SettingsWords::tr("SigNoz of %1").arg(name);
    if (system == QLatin1String("registry"))
        return SettingsWords::tr("Registry %1").arg(name);
    if (system == QLatin1String("git"))
        return SettingsWords::tr("Git repository");
    if (system == QLatin1String("github"))
        return QStringLiteral("GitHub");
    if (system == QLatin1String("ssh"))
        return SettingsWords::tr("SSH key for the hosts of %1").arg(name);
    if (system == QLatin1String("ssh-passphrase"))
        return SettingsWords::tr("Passphrase of the SSH key for %1").arg(name);
    if (secrets::isTerraformKind(kind))
        return SettingsWords::tr("%1 of %2", "a secret of terraform, of an environment")
            .arg(secrets::variableIn(kind), secrets::environmentIn(kind));
    return kind;
}

QString accountPurpose(const QString &kind)
{
    const QString system = systemOf(kind);
    if (system == QLatin1String("dokploy"))
        return SettingsWords::tr("Deploys, and shows what runs");
    if (system == QLatin1String("signoz"))
        return SettingsWords::tr("Metrics and alerts");
    if (system == QLatin1String("git"))
        return SettingsWords::tr("Reads and pushes commits");
    if (system == QLatin1String("github"))
        return SettingsWords::tr("Opens, follows and merges pull requests");
    if (system == QLatin1String("ssh"))
        return SettingsWords::tr("Logs in to the hosts, where the SSH agent does not");
    if (system == QLatin1String("ssh-passphrase"))
        return SettingsWords::tr("Opens the SSH key, where it has one");
    return SettingsWords::tr("Finds images and their digests");
}

QString keyHelp(const QString &kind)
{
    const QString system = systemOf(kind);
    if (system == QLatin1String("dokploy"))
        return SettingsWords::tr("An API key: Dokploy, Settings, Profile, API/CLI Keys. Switch its rate "
                                 "limit off, or it ends after a few calls.");
    if (system == QLatin1String("signoz"))
        return SettingsWords::tr("An API key: SigNoz, Settings, API Keys. The role Viewer is enough.");
    if (system == QLatin1String("git"))
        return SettingsWords::tr("An access token that may read and push this repository; or user and token "
                                 "with a colon between them. Git's own credential helper is asked first.");
    if (system == QLatin1String("github"))
        return SettingsWords::tr(
            "A personal access token: GitHub, Settings, Developer settings. A classic one "
            "needs the scope repo; a fine-grained one, limited to this repository, needs "
            "Contents and Pull requests to write, Checks and Commit statuses to read.");
    if (system == QLatin1String("ssh"))
        return SettingsWords::tr(
            "The private key in OpenSSH's form, from BEGIN to END. Without one the SSH agent "
            "is asked, then the key file that ssh would take.");
    if (system == QLatin1String("ssh-passphrase"))
        return SettingsWords::tr(
            "Of the key that was entered here, or of the key file that ssh would take. A key "
            "without a passphrase needs none.");
    return SettingsWords::tr("User and token with a colon between them, or a token alone. It needs to read "
                             "only; public images need no key.");
}

QString originText(const QString &origin)
{
    const bool usual =
        (origin.startsWith(QLatin1String("https://")) && origin.endsWith(QLatin1String(":443"))) ||
        (origin.startsWith(QLatin1String("http://")) && origin.endsWith(QLatin1String(":80")));
    return usual ? origin.left(origin.lastIndexOf(QLatin1Char(':'))) : origin;
}

QString storeWord(const secrets::StoreStatus &store)
{
    switch (store.kind) {
    case secrets::StoreKind::Keychain: return SettingsWords::tr("Keychain");
    case secrets::StoreKind::File: return SettingsWords::tr("Secrets file");
    case secrets::StoreKind::Session: return SettingsWords::tr("Memory of this run");
    }
    Q_UNREACHABLE();
}

StoreTrouble storeTrouble(const secrets::StoreStatus &store)
{
    const bool file = store.kind == secrets::StoreKind::File;
    switch (store.state) {
    case secrets::StoreState::Ready: return {};
    case secrets::StoreState::Absent:
        return file ? StoreTrouble{SettingsWords::tr("The secrets file %1 does not exist").arg(store.subject),
                                   SettingsWords::tr("The first key that you enter makes it.")}
                    : StoreTrouble{SettingsWords::tr("This desktop has no keychain"), memoryOnly()};
    case secrets::StoreState::Locked:
        return {SettingsWords::tr("The keychain is locked"),
                both(SettingsWords::tr("Unlock it to use the keys in it."), memoryOnly())};
    case secrets::StoreState::Denied:
        return {SettingsWords::tr("The keychain refused Envdeck"), memoryOnly()};
    case secrets::StoreState::Slow:
        return {SettingsWords::tr("The keychain does not answer"),
                both(SettingsWords::tr("It may be waiting for you in a window of its own."), memoryOnly())};
    case secrets::StoreState::Failed: return {SettingsWords::tr("The keychain cannot be used"), memoryOnly()};
    case secrets::StoreState::Refused:
        return {
            SettingsWords::tr("The secrets file %1 is not safe to use: %2").arg(store.subject, store.detail),
            both(SettingsWords::tr("It must be a file of yours that nobody else can read."), memoryOnly())};
    }
    Q_UNREACHABLE();
}

StoreTrouble movedText(const QString &kind, const secrets::OriginMoved &moved)
{
    if (secrets::isTerraformKind(kind))
        return {SettingsWords::tr("%1 was entered for the repository %2, not for %3")
                    .arg(accountName(kind), originText(moved.from), originText(moved.to)),
                SettingsWords::tr("The code of another repository would run with it, so it is not given. "
                                  "Enter it again if you know why the repository moved.")};
    return {SettingsWords::tr("%1 moved from %2 to %3")
                .arg(accountName(kind), originText(moved.from), originText(moved.to)),
            SettingsWords::tr("The key was entered for the old address and is not sent to the new one. Enter "
                              "it again if you know "
                              "why envdeck.yaml names another address.")};
}

QString keptText(const QString &kind, const secrets::StoreStatus &store, bool forThisRunOnly)
{
    const QString name = accountName(kind);
    return forThisRunOnly ? SettingsWords::tr(
                                "The key for %1 is kept until Envdeck is closed: the store did not take it.")
                                .arg(name)
                          : SettingsWords::tr("The key for %1 is kept: %2.").arg(name, storeWord(store));
}

QString programProblem(const Error &error, bool inForce)
{
    QString why;
    if (error.code == ErrorCode::BadInput)
        why = SettingsWords::tr("the whole path is needed, from / on");
    else if (error.code == ErrorCode::BadConfig) // its version
        why = SettingsWords::tr("%1 is too old, Terraform 1.5 or OpenTofu 1.6 is needed").arg(error.detail);
    else if (error.code == ErrorCode::BadResponse)
        why = SettingsWords::tr("it does not tell its version as terraform and tofu do");
    else
        why = causeText(error);
    return inForce ? SettingsWords::tr("It cannot be used: %1.").arg(why)
                   : SettingsWords::tr("It cannot be used: %1. What was used before stays.").arg(why);
}

QString thresholdName(const QString &key)
{
    if (key == QLatin1String("cpu"))
        return SettingsWords::tr("Processor");
    if (key == QLatin1String("memory"))
        return SettingsWords::tr("Memory");
    if (key == QLatin1String("disk"))
        return SettingsWords::tr("Disk");
    if (key == QLatin1String("error-rate"))
        return SettingsWords::tr("Error rate");
    if (key == QLatin1String("p95"))
        return SettingsWords::tr("Latency (p95)");
    if (key == QLatin1String("certificate"))
        return SettingsWords::tr("Certificate");
    return key == QLatin1String("observe") ? SettingsWords::tr("Observation") : key;
}

QString thresholdMeaning(const QString &key)
{
    if (key == QLatin1String("cpu"))
        return SettingsWords::tr("A host that uses more of its processors needs attention.");
    if (key == QLatin1String("memory"))
        return SettingsWords::tr("A host that uses more of its memory needs attention.");
    if (key == QLatin1String("disk"))
        return SettingsWords::tr("A host whose disk is fuller needs attention.");
    if (key == QLatin1String("error-rate"))
        return SettingsWords::tr("An app that fails more of its requests is degraded.");
    if (key == QLatin1String("p95"))
        return SettingsWords::tr("An app of which one request in twenty takes longer is slow.");
    if (key == QLatin1String("certificate"))
        return SettingsWords::tr("A certificate that ends sooner needs attention.");
    return key == QLatin1String("observe")
               ? SettingsWords::tr("How long a new version is watched before it counts as healthy.")
               : QString();
}

} // namespace envdeck::ui
