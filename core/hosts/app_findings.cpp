// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/app_findings.h"

#include <QSet>
#include <algorithm>

namespace envdeck::hosts {

namespace {

QString textOr(const Error &why)
{
    return why.detail.isEmpty() ? errorCodeName(why.code) : why.detail;
}

Finding silentHost(const HostStatus &host)
{
    const Error &why = *host.facts.error;
    Finding finding;
    finding.detector = Detector::HostAnswers;
    finding.host = host.id.name;
    finding.verdict = FindingVerdict::CouldNotCheck;
    finding.evidence = {textOr(why)};
    finding.action = NextAction::OpenHost;
    if (!host.address.isEmpty()) {
        finding.facts.insert(QStringLiteral("address"), host.address);
        finding.command =
            QStringLiteral("ssh -p %1 %2@%3").arg(host.spec.port).arg(host.spec.user, host.address);
    }
    if (why.detail == QLatin1String("host-key-unknown")) {
        finding.cause = Cause::KeyUnknown;
        finding.action = NextAction::LookAtKey;
    } else if (why.detail.startsWith(QLatin1String("host-key-"))) {
        finding.verdict = FindingVerdict::Related; // built anew, or somebody stands in between
        finding.cause = Cause::KeyChanged;
        finding.action = NextAction::LookAtKey;
    } else if (why.code == ErrorCode::Unauthorized) {
        finding.cause = Cause::LoginRefused;
        finding.action = NextAction::OpenAccounts;
    } else if (why.code == ErrorCode::Unreachable || why.code == ErrorCode::Timeout) {
        finding.verdict = FindingVerdict::LikelyCause;
        const bool refused = why.detail.contains(QLatin1String("refused"), Qt::CaseInsensitive);
        finding.cause = refused ? Cause::NothingListens : Cause::NoAnswer;
    }
    return finding;
}

// The app's names on this host, as its containers have them.
AppOnHost appOnHost(const HostStatus &host, const App &app, const std::optional<ImageRef> &image)
{
    AppOnHost on{{}, app.services, image};
    const auto own = logSourcesOf(logSourcesOf({host}, host.id.environment), app);
    if (own.isEmpty())
        return on;
    on.services.clear();
    for (const LogSource &source : own) {
        on.projects.append(source.project);
        on.services.append(source.service);
    }
    on.projects.removeDuplicates();
    on.services.removeDuplicates();
    return on;
}

bool isAbsent(const Finding &finding)
{
    return finding.detector == Detector::NotRunning &&
           finding.facts.value(QStringLiteral("state")) == QLatin1String("absent");
}

QList<Finding> onHost(const HostStatus &host, const App &app, const std::optional<ImageRef> &image,
                      const Thresholds &limits)
{
    Scene scene;
    scene.host = host.id.name;
    scene.facts = *host.facts.value;
    scene.app = appOnHost(host, app, image);
    scene.skew = host.skew;
    scene.limits = limits;
    return lookAtContainers(scene) + lookAtSwarm(scene) + lookAtHost(scene);
}

// Elsewhere it is there, so its absence here says nothing; absent everywhere is said once.
void joinAbsence(QList<Finding> *findings, bool isSomewhere)
{
    QStringList where;
    for (const Finding &finding : std::as_const(*findings)) {
        if (isAbsent(finding))
            where.append(finding.host);
    }
    bool told = isSomewhere;
    findings->removeIf(
        [&told](const Finding &finding) { return isAbsent(finding) && std::exchange(told, true); });
    for (Finding &finding : *findings) {
        if (isAbsent(finding))
            finding.host = where.join(QLatin1String(", "));
    }
}

QString dockerOf(const QList<HostStatus> &hosts, const HostId &id)
{
    const auto found =
        std::find_if(hosts.cbegin(), hosts.cend(), [&id](const HostStatus &host) { return host.id == id; });
    Scene scene;
    if (found != hosts.cend() && found->facts.value)
        scene.facts = *found->facts.value;
    return dockerCommand(scene);
}

bool isUp(const ContainerFacts &container)
{
    return container.state == ContainerState::Running || container.state == ContainerState::Restarting ||
           container.state == ContainerState::Paused;
}

} // namespace

QList<AppContainer> containersOf(const QList<HostStatus> &hosts, const App &app)
{
    QList<AppContainer> all;
    for (const HostStatus &host : hosts) {
        if (!host.facts.value || !host.facts.value->containers)
            continue;
        const AppOnHost on = appOnHost(host, app, {});
        for (const ContainerFacts &container : host.facts.value->containers.value().list) {
            if (belongsTo(container, on))
                all.append({host.id, container});
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const AppContainer &a, const AppContainer &b) {
        return isUp(a.facts) && !isUp(b.facts);
    });
    return all;
}

QList<Finding> lookAtApp(const QList<HostStatus> &hosts, const App &app, const std::optional<ImageRef> &image,
                         const Thresholds &limits)
{
    QList<Finding> found;
    for (const HostStatus &host : hosts) {
        if (host.facts.value)
            found += onHost(host, app, image, limits);
        else if (host.facts.error)
            found.append(silentHost(host));
    }
    joinAbsence(&found, !containersOf(hosts, app).isEmpty());
    return ranked(found);
}

QList<LogSuspect> suspectsOf(const QList<HostStatus> &hosts, const App &app, const QList<Finding> &findings,
                             qsizetype most)
{
    QList<LogSuspect> suspects;
    QHash<HostId, qsizetype> taken;
    const QList<AppContainer> all = containersOf(hosts, app);
    const auto take = [&](const AppContainer &container) {
        const LogSuspect suspect{container.host, container.facts.id, container.facts.name,
                                 QStringLiteral("%1 logs --timestamps --tail 200 %2")
                                     .arg(dockerOf(hosts, container.host), container.facts.id.left(12))};
        if (taken.value(container.host) >= most || suspects.contains(suspect))
            return;
        ++taken[container.host];
        suspects.append(suspect);
    };
    for (const Finding &finding : findings) {
        for (const AppContainer &container : all) {
            if (!finding.id.isEmpty() && container.facts.id == finding.id)
                take(container);
        }
    }
    // Of the dead ones nobody complains about, one that was replaced long ago tells nothing of now.
    for (const AppContainer &container : all) {
        if (isUp(container.facts))
            take(container);
    }
    if (suspects.isEmpty() && !all.isEmpty())
        take(all.first());
    return suspects;
}

QList<Finding> lookAtLogs(const QList<LogLook> &logs, const Began &newest)
{
    QList<Finding> found;
    for (const LogLook &look : logs) {
        QList<Finding> here;
        if (look.patterns) {
            here =
                lookAtLogs(look.patterns.value(), look.suspect.host.name, look.suspect.container, newest.at);
        } else {
            Finding unread;
            unread.detector = Detector::LogErrors;
            unread.verdict = FindingVerdict::CouldNotCheck;
            unread.host = look.suspect.host.name;
            unread.subject = look.suspect.container;
            unread.evidence = {textOr(look.patterns.error())};
            here = {unread};
        }
        for (Finding &finding : here) {
            finding.id = look.suspect.id;
            finding.command = look.suspect.command;
            if (finding.facts.contains(QStringLiteral("afterDeployMs")) && !newest.version.isEmpty())
                finding.facts.insert(QStringLiteral("version"), newest.version);
        }
        found += here;
    }
    return ranked(found);
}

QList<Finding> lookAtNetwork(const LadderLook &look, const QDateTime &now, int certificateDays,
                             bool ownAuthority)
{
    const auto notClimbed = [&look](const Error &why, const QString &host) {
        Finding finding;
        finding.detector = Detector::Connection;
        finding.verdict = FindingVerdict::CouldNotCheck;
        finding.host = host;
        finding.subject = look.url.toString(QUrl::RemoveUserInfo);
        finding.evidence = {textOr(why)};
        return finding;
    };
    std::optional<NetworkLadder> there;
    if (look.there && *look.there)
        there = look.there->value();
    QList<Finding> found;
    if (look.here)
        found = lookAtLadders(look.here.value(), there, now, certificateDays);
    else
        found.append(notClimbed(look.here.error(), {}));
    if (!look.here && there)
        found += lookAtLadder(*there, now, certificateDays);
    if (look.there && !*look.there)
        found.append(notClimbed(look.there->error(), look.host));
    for (Finding &finding : found) {
        if (ownAuthority && !finding.host.isEmpty() && finding.cause == Cause::CertificateUntrusted) {
            finding.verdict = FindingVerdict::CouldNotCheck;
            finding.action = NextAction::None;
        }
    }
    return ranked(found);
}

} // namespace envdeck::hosts
