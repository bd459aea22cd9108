// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bootstrap/plan.h"

#include <algorithm>
#include <cstdlib>

namespace envdeck::bootstrap {

namespace {

constexpr qint64 mebi = 1024;
constexpr qint64 gibi = 1024 * mebi;
// Two gigabytes of a provider are a little less than two of ours.
constexpr qint64 leastMemory = 1800 * mebi;
constexpr qint64 fairMemory = 3600 * mebi;
constexpr qint64 leastDisk = 10 * gibi;
constexpr qint64 fairDisk = 25 * gibi; // of the thirty that are usually asked for, with a system on it

// Tried or expected to work; on others the names of packages and services are not those that we know.
bool isSupported(const Look &look)
{
    if (look.osId == QLatin1String("debian"))
        return look.osVersion == QLatin1String("12") || look.osVersion == QLatin1String("13");
    return look.osId == QLatin1String("ubuntu") && look.osVersion == QLatin1String("24.04");
}

Check good(const char *name, const QString &detail = {})
{
    return {QString::fromLatin1(name), Check::State::Good, {}, detail};
}
Check wrong(const char *name, Check::State state, const char *why, const QString &detail = {})
{
    return {QString::fromLatin1(name), state, QString::fromLatin1(why), detail};
}
constexpr auto warning = Check::State::Warning;
constexpr auto refused = Check::State::Refused;

QString mebibytes(qint64 kib)
{
    return QString::number(kib / mebi);
}

Check rightsCheck(const Look &look)
{
    return look.rights == Rights::None ? wrong("rights", refused, "no-sudo") : good("rights");
}

Check systemCheck(const Look &look)
{
    const QString name = look.osName.isEmpty() ? look.osId : look.osName;
    if (!look.apt || !isSupported(look))
        return wrong("system", look.hasDokploy() ? warning : refused, "unsupported-system", name);
    if (look.machine != QLatin1String("x86_64") && look.machine != QLatin1String("aarch64"))
        return wrong("system", refused, "unsupported-machine", look.machine);
    return good("system", name);
}

Check placeCheck(const Look &look)
{
    if (look.isHere) // a host of the sandbox, or a wrong address: nobody's desktop is made a server of
        return wrong("place", refused, "this-computer");
    if (look.container.isEmpty() || look.container == QLatin1String("none"))
        return good("place");
    // Proxmox's are known to the installer; in Docker's it refuses to run.
    const bool lxc = look.container.startsWith(QLatin1String("lxc"));
    return wrong("place", lxc ? warning : refused, "in-container", look.container);
}

Check memoryCheck(const Look &look, bool installs)
{
    if (look.memoryKib < leastMemory)
        return wrong("memory", installs ? refused : warning, "memory-small", mebibytes(look.memoryKib));
    return look.memoryKib < fairMemory ? wrong("memory", warning, "memory-tight", mebibytes(look.memoryKib))
                                       : good("memory", mebibytes(look.memoryKib));
}

Check diskCheck(const Look &look, bool installs)
{
    if (look.diskKib < leastDisk)
        return wrong("disk", installs ? refused : warning, "disk-small", mebibytes(look.diskKib));
    return look.diskKib < fairDisk && installs ? wrong("disk", warning, "disk-tight", mebibytes(look.diskKib))
                                               : good("disk", mebibytes(look.diskKib));
}

Check portsCheck(const Look &look, bool installs)
{
    if (!installs)
        return good("ports");
    if (!look.listensKnown)
        return wrong("ports", warning, "ports-unknown");
    QStringList busy;
    QList<int> ports = look.listens.keys();
    std::sort(ports.begin(), ports.end());
    for (const int port : ports)
        busy.append(QStringLiteral("%1 %2").arg(port).arg(look.listens.value(port)).trimmed());
    return busy.isEmpty() ? good("ports")
                          : wrong("ports", refused, "port-busy", busy.join(QStringLiteral(", ")));
}

Check clockCheck(const Look &look, const QDateTime &ours)
{
    if (!look.time.isValid())
        return wrong("clock", warning, "clock-unknown");
    const qint64 off = std::abs(look.time.secsTo(ours));
    const QString seconds = QString::number(off);
    if (off > 300) // certificates and signatures of packages begin to look wrong
        return wrong("clock", refused, "clock-off", seconds);
    return off > 10 ? wrong("clock", warning, "clock-off", seconds) : good("clock");
}

Check nameCheck(const Look &look)
{
    const bool bare = look.name.isEmpty() || look.name == QLatin1String("localhost");
    return bare ? wrong("name", warning, "no-name") : good("name", look.name);
}

PlanItem item(const char *step, Verdict verdict, const char *why, const QString &detail = {})
{
    return {QString::fromLatin1(step), verdict, QString::fromLatin1(why), detail};
}

PlanItem updatesItem(const Look &look, const Wishes &wishes)
{
    if (!wishes.ask.updates)
        return item("updates", Verdict::NotNeeded, "not-wished");
    if (look.containers > 0) // an update of Docker would restart what others use
        return item("updates", Verdict::NotNeeded, "in-use", QString::number(look.containers));
    if (look.upgradable == 0 && look.listsFresh && look.curl)
        return item("updates", Verdict::NotNeeded, "up-to-date");
    return item("updates", Verdict::Do, "update",
                look.upgradable > 0 ? QString::number(look.upgradable) : QString());
}

PlanItem firewallItem(const Look &look, const Wishes &wishes)
{
    if (!wishes.ask.firewall)
        return item("firewall", Verdict::NotNeeded, "not-wished");
    QStringList ports;
    for (const int port : QList<int>{look.sshPort} + wishes.ports) {
        if (!look.ufwActive || !look.allowsPort(port))
            ports.append(QString::number(port));
    }
    if (ports.isEmpty())
        return item("firewall", Verdict::Adopt, "firewall-complete");
    return item("firewall", Verdict::Do, look.ufwActive ? "firewall-rules" : "firewall-new",
                ports.join(QStringLiteral(", ")));
}

PlanItem dockerItem(const Look &look, bool installs)
{
    if (look.dockerAnswers)
        return item("docker", Verdict::Adopt, "docker-there", look.dockerVersion);
    if (look.docker)
        return item("docker", Verdict::Refused, "docker-down");
    return installs ? item("docker", Verdict::Do, "by-installer")
                    : item("docker", Verdict::NotNeeded, "no-dokploy-here");
}

PlanItem swapItem(const Look &look, const Wishes &wishes)
{
    if (look.swapKib > 0)
        return item("swap", Verdict::Adopt, "swap-there", mebibytes(look.swapKib));
    if (wishes.ask.swapMib <= 0)
        return item("swap", Verdict::NotNeeded, "not-wished");
    if (look.diskKib < wishes.ask.swapMib * mebi + 5 * gibi)
        return item("swap", Verdict::NotNeeded, "no-room", mebibytes(look.diskKib));
    return item("swap", Verdict::Do, "swap-file", QString::number(wishes.ask.swapMib));
}

PlanItem installItem(const Look &look, const Wishes &wishes, const Result<Installer> &installer)
{
    if (look.hasDokploy())
        return item("install", Verdict::Adopt, "dokploy-there", look.dokployVersion());
    if (const auto refusal = installerRefusal(look))
        return *refusal;
    if (!look.curl && updatesItem(look, wishes).verdict != Verdict::Do)
        return item("install", Verdict::Refused, "curl-missing");
    if (!installer)
        return item("install", Verdict::Refused, "installer-unavailable",
                    installer.error().detail.isEmpty() ? errorCodeName(installer.error().code)
                                                       : installer.error().detail);
    const Installer &script = installer.value();
    if (!wishes.ask.installer.isEmpty() && wishes.ask.installer != script.sha256)
        return item("install", Verdict::Refused, "installer-changed", script.sha256);
    if (script.isKnown())
        return item("install", Verdict::Do, "installer-known", script.knownAs);
    if (wishes.ask.installer.isEmpty())
        return item("install", Verdict::Refused, "installer-unread", script.sha256);
    return item("install", Verdict::Do, "installer-read", script.sha256);
}

PlanItem adminItem(const Wishes &wishes)
{
    if (wishes.keyKnown)
        return item("admin", Verdict::Adopt, "key-there");
    if (!isMailAddress(wishes.ask.mail))
        return item("admin", Verdict::Refused, wishes.ask.mail.isEmpty() ? "mail-missing" : "mail-wrong",
                    wishes.ask.mail);
    return item("admin", Verdict::Do, "admin-new", wishes.ask.mail);
}

PlanItem domainItem(const Wishes &wishes)
{
    if (wishes.domain().isEmpty())
        return item("domain", Verdict::NotNeeded, "no-domain");
    if (!isMailAddress(wishes.ask.mail))
        return item("domain", Verdict::Refused, wishes.ask.mail.isEmpty() ? "mail-missing" : "mail-wrong",
                    wishes.ask.mail);
    return item("domain", Verdict::Do, "domain-set", wishes.domain());
}

QList<PlanItem> panelItems(const Look &look, const Wishes &wishes, const Result<Installer> &installer)
{
    const bool named = !wishes.domain().isEmpty();
    const bool closed = look.dockerAnswers && look.hasDokploy() && !look.port3000;
    return {installItem(look, wishes, installer),
            look.isUp() ? item("healthy", Verdict::Adopt, "dokploy-up")
                        : item("healthy", Verdict::Do, "dokploy-wait"),
            adminItem(wishes),
            wishes.registries.isEmpty() ? item("registry", Verdict::NotNeeded, "no-registry")
                                        : item("registry", Verdict::Do, "registry-login",
                                               wishes.registries.join(QStringLiteral(", "))),
            wishes.gitKey ? item("git-key", Verdict::Do, "git-key-new")
                          : item("git-key", Verdict::NotNeeded, "git-over-https"),
            domainItem(wishes),
            named ? item("certificate", Verdict::Do, "certificate-wait", wishes.domain())
                  : item("certificate", Verdict::NotNeeded, "no-domain"),
            !named   ? item("close-port", Verdict::NotNeeded, "no-domain")
            : closed ? item("close-port", Verdict::Adopt, "port-closed")
                     : item("close-port", Verdict::Do, "port-close")};
}

} // namespace

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Adopt: return QStringLiteral("adopt");
    case Verdict::Do: return QStringLiteral("do");
    case Verdict::NotNeeded: return QStringLiteral("not-needed");
    case Verdict::Refused: return QStringLiteral("refused");
    }
    Q_UNREACHABLE();
}

bool Plan::isRefused() const
{
    return std::any_of(checks.cbegin(), checks.cend(),
                       [](const Check &check) { return check.state == Check::State::Refused; }) ||
           std::any_of(items.cbegin(), items.cend(),
                       [](const PlanItem &each) { return each.verdict == Verdict::Refused; });
}

bool Plan::changes() const
{
    return std::any_of(items.cbegin(), items.cend(),
                       [](const PlanItem &each) { return each.verdict == Verdict::Do; });
}

const PlanItem *Plan::item(const QString &step) const
{
    const auto found =
        std::find_if(items.cbegin(), items.cend(), [&](const PlanItem &each) { return each.step == step; });
    return found == items.cend() ? nullptr : &*found;
}

std::optional<PlanItem> installerRefusal(const Look &look)
{
    if (look.hasDokploy())
        return item("install", Verdict::Refused, "dokploy-there", look.dokployVersion());
    if (look.installerRuns)
        return item("install", Verdict::Refused, "installer-runs");
    if (!look.docker && !look.remains.isEmpty()) // a swarm may sleep in them
        return item("install", Verdict::Refused, "remains-there", look.remains.join(QStringLiteral(", ")));
    if (look.docker && !look.dockerAnswers) // whether it is in a swarm is not known
        return item("install", Verdict::Refused, "docker-down");
    if (look.isInSwarm())
        return item("install", Verdict::Refused, "in-swarm", look.swarm);
    if (!look.traefik.isEmpty())
        return item("install", Verdict::Refused, "traefik-there", QStringLiteral("dokploy-traefik"));
    if (!look.otherTraefik.isEmpty())
        return item("install", Verdict::Refused, "traefik-there",
                    look.otherTraefik.join(QStringLiteral(", ")));
    return std::nullopt;
}

bool wantsInstaller(const Look &look, const Wishes &wishes)
{
    return wishes.panel && !look.hasDokploy();
}

Plan planFor(const Look &look, const Wishes &wishes, const Result<Installer> &installer,
             const QDateTime &ours)
{
    const bool installs = wantsInstaller(look, wishes);
    Plan plan;
    plan.checks = {rightsCheck(look),         systemCheck(look),
                   placeCheck(look),          memoryCheck(look, installs),
                   diskCheck(look, installs), portsCheck(look, installs),
                   clockCheck(look, ours),    nameCheck(look)};
    plan.items = {updatesItem(look, wishes), firewallItem(look, wishes), dockerItem(look, installs),
                  swapItem(look, wishes)};
    if (wishes.panel) {
        plan.items += panelItems(look, wishes, installer);
        return plan;
    }
    const bool elsewhere = wishes.panelHost != wishes.host.name;
    plan.items.append(item("install", Verdict::NotNeeded, elsewhere ? "other-host" : "no-panel",
                           elsewhere ? wishes.panelHost : QString()));
    return plan;
}

} // namespace envdeck::bootstrap
