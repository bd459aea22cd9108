// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/bootstrap_text.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct BootstrapWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::BootstrapWords)
};

namespace {

struct Words {
    const char *code;
    const char *text;
};

constexpr Words checkNames[]{
    {"rights", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Rights")},
    {"system", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "System")},
    {"place", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Kind of machine")},
    {"memory", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Memory")},
    {"disk", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Disk")},
    {"ports", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Ports")},
    {"clock", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Clock")},
    {"name", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Name")},
};

constexpr Words reasons[]{
    {"no-sudo",
     QT_TRANSLATE_NOOP(
         "envdeck::ui::BootstrapWords",
         "The user may not become root without a password. Log in as root, or allow it in sudoers.")},
    {"unsupported-system", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                                             "%1 is not supported; Debian 12 and 13 and Ubuntu 24.04 are")},
    {"unsupported-machine", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Dokploy has no images for %1")},
    {"in-container",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "This is a container (%1), not a machine")},
    {"this-computer",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                       "It is the computer that Envdeck runs on, not a server: nothing is done to it")},
    {"memory-small", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "%1 MiB: Dokploy wants 2 GB at least")},
    {"memory-tight",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                       "%1 MiB are enough for Dokploy; SigNoz wants 8 GB and should go elsewhere")},
    {"disk-small", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "%1 MiB are free: 10 GiB are the least")},
    {"disk-tight",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "%1 MiB are free: images fill that soon")},
    {"port-busy", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                                    "In use: %1. Dokploy wants 80, 443 and 3000 for itself.")},
    {"ports-unknown",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "It does not say which ports are in use")},
    {"clock-off", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "The clock is off by %1 s")},
    {"clock-unknown", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "It does not say what time it has")},
    {"no-name", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "It has no name of its own")},
    {"not-wished", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Not wished")},
    {"in-use", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                                 "%1 containers run here already: left to its own maintenance")},
    {"up-to-date", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Up to date")},
    {"update", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Bring all packages up to date")},
    {"firewall-complete",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "The firewall lets in what is needed")},
    {"firewall-rules", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Let in as well: %1")},
    {"firewall-new", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                                       "Let in %1 and nothing else. What Docker publishes passes by this "
                                       "firewall: the provider's is the one that counts there.")},
    {"docker-there", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Docker %1 stays as it is")},
    {"docker-down",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Docker is installed and does not answer: start it "
                                                      "first, so that it is known whether it is in a swarm")},
    {"by-installer", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Dokploy's installer brings Docker")},
    {"no-dokploy-here", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "No Dokploy on this host")},
    {"swap-there", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "%1 MiB of swap are there")},
    {"no-room", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "%1 MiB are free: no room for a swap file")},
    {"swap-file", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Make a swap file of %1 MiB")},
    {"dokploy-there",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Dokploy %1 is there and stays as it is")},
    {"in-swarm",
     QT_TRANSLATE_NOOP(
         "envdeck::ui::BootstrapWords",
         "The host is in a swarm (%1). Dokploy's installer would leave it by force and destroy what lives in "
         "it: it does not run here. When nothing of it is needed, run docker swarm leave yourself.")},
    {"installer-runs", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                                         "Another installer runs on this host: wait until it has ended")},
    {"remains-there",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                       "Something is left of a Docker that was here (%1): a swarm may sleep in it, which the "
                       "installer would wake and destroy. Install Docker again to see it, or take it away.")},
    {"curl-missing", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                                       "The installer needs curl, which the updates would bring")},
    {"traefik-there", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "A Traefik is there already (%1)")},
    {"installer-unavailable",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Dokploy's installer could not be had: %1")},
    {"installer-changed",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                       "The installer is another one now than the one that was read (%1)")},
    {"installer-unread", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                                           "Nobody has vouched for this installer yet: read it first (%1)")},
    {"installer-known",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Run Dokploy's installer: known as %1")},
    {"installer-read",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Run Dokploy's installer, as you read it (%1)")},
    {"other-host",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Dokploy of this environment stands on %1")},
    {"no-panel",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "envdeck.yaml names no Dokploy for this environment")},
    {"dokploy-up", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "All its parts run")},
    {"dokploy-wait",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Wait until server, database and Traefik are up")},
    {"key-there", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "An API key is in the keychain")},
    {"mail-missing", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                                       "The e-mail address of the first administrator is not given")},
    {"mail-wrong", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "%1 is no e-mail address")},
    {"admin-new", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                                    "Make the first administrator (%1) and an API key, through the SSH "
                                    "connection; both secrets go to the keychain")},
    {"no-registry", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "No registry login is in the keychain")},
    {"registry-login", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Log in to %1")},
    {"git-key-new", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                                      "Make a deploy key; its public half is shown at the end")},
    {"git-over-https",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "The repository is not reached over SSH")},
    {"no-domain", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "The panel has no name in the DNS")},
    {"domain-set", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                                     "Serve the panel at %1, with a certificate of Let's Encrypt")},
    {"certificate-wait",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Wait until %1 answers with a valid certificate")},
    {"port-closed", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Port 3000 is closed already")},
    {"port-close", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                                     "Close port 3000; the panel is reached by its name alone")},
};

constexpr Words undos[]{
    {"updates", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                                  "Undo: packages stay; apt keeps what it replaced in /var/log/apt")},
    {"firewall", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Undo: ufw disable")},
    {"swap",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Undo: swapoff /swapfile, and its line in /etc/fstab")},
    {"install",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Undo: rebuild the host; there is no uninstaller")},
    {"admin",
     QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                       "Undo: delete the key in Dokploy's profile, and both entries in the keychain")},
    {"registry", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Undo: remove it in Dokploy, Registry")},
    {"git-key", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords",
                                  "Undo: remove it in Dokploy, SSH Keys, and in the repository")},
    {"domain", QT_TRANSLATE_NOOP("envdeck::ui::BootstrapWords", "Undo: clear it in Dokploy, Web Server")},
    {"close-port",
     QT_TRANSLATE_NOOP(
         "envdeck::ui::BootstrapWords",
         "Undo: docker service update --publish-add published=3000,target=3000,mode=host dokploy")},
};

template <std::size_t N>
QString worded(const Words (&table)[N], const QString &code)
{
    for (const Words &words : table) {
        if (code == QLatin1String(words.code))
            return BootstrapWords::tr(words.text);
    }
    return {};
}

QString reason(const QString &code, const QString &detail)
{
    const QString text = worded(reasons, code);
    if (text.isEmpty())
        return QStringLiteral("%1 %2").arg(code, detail).trimmed();
    return text.contains(QLatin1String("%1")) ? text.arg(detail).simplified() : text;
}

} // namespace

QString bootstrapCheckName(const bootstrap::Check &check)
{
    const QString name = worded(checkNames, check.name);
    return name.isEmpty() ? check.name : name;
}

QString bootstrapCheckText(const bootstrap::Check &check)
{
    if (!check.why.isEmpty())
        return reason(check.why, check.detail);
    const bool amount = check.name == QLatin1String("memory") || check.name == QLatin1String("disk");
    return amount ? QStringLiteral("%1 MiB").arg(check.detail) : check.detail;
}

Severity bootstrapSeverity(const bootstrap::Check &check)
{
    switch (check.state) {
    case bootstrap::Check::State::Good: return Severity::Ok;
    case bootstrap::Check::State::Warning: return Severity::Warning;
    case bootstrap::Check::State::Refused: return Severity::Critical;
    }
    Q_UNREACHABLE();
}

QString bootstrapItemText(const bootstrap::PlanItem &item)
{
    // Of a digest its beginning: who compares has the whole of it beside the script.
    const bool digest = item.why.startsWith(QLatin1String("installer-")) && item.detail.size() == 64;
    return reason(item.why, digest ? item.detail.left(12) + QStringLiteral("\u2026") : item.detail);
}

QString bootstrapVerdictWord(bootstrap::Verdict verdict)
{
    switch (verdict) {
    case bootstrap::Verdict::Adopt: return BootstrapWords::tr("Kept");
    case bootstrap::Verdict::Do: return BootstrapWords::tr("To do");
    case bootstrap::Verdict::NotNeeded: return BootstrapWords::tr("Not needed");
    case bootstrap::Verdict::Refused: return BootstrapWords::tr("Refused");
    }
    Q_UNREACHABLE();
}

Severity bootstrapSeverity(bootstrap::Verdict verdict)
{
    switch (verdict) {
    case bootstrap::Verdict::Adopt: return Severity::Ok;
    case bootstrap::Verdict::Do: return Severity::Running;
    case bootstrap::Verdict::NotNeeded: return Severity::None;
    case bootstrap::Verdict::Refused: return Severity::Critical;
    }
    Q_UNREACHABLE();
}

QString bootstrapUndo(const QString &step)
{
    return worded(undos, step);
}

} // namespace envdeck::ui
