// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/network_ladder.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

// "curl -sS -o /dev/null -w …" of the URL as it is; the ladder's URLs keep to a grammar that needs no more
// quoting.
QString quotedUrl(const QUrl &url)
{
    QString text = url.toString(QUrl::FullyEncoded);
    return QLatin1Char('\'') + text.remove(QLatin1Char('\'')) + QLatin1Char('\'');
}

Finding aboutRung(const NetworkLadder &ladder, Detector detector, const Rung &rung)
{
    Finding finding;
    finding.detector = detector;
    finding.host = ladder.from;
    finding.subject = ladder.url.toString(QUrl::RemoveUserInfo);
    finding.cause = rung.cause;
    switch (rung.state) {
    case RungState::Passed: finding.verdict = FindingVerdict::NoProblem; break;
    case RungState::Failed: finding.verdict = FindingVerdict::LikelyCause; break;
    case RungState::NotReached:
    case RungState::NotNeeded:
    case RungState::NotChecked: finding.verdict = FindingVerdict::CouldNotCheck; break;
    }
    if (!rung.words.isEmpty())
        finding.evidence = {rung.words};
    if (rung.took)
        finding.facts.insert(QStringLiteral("ms"), QString::number(rung.took->count()));
    if (!ladder.address.isEmpty())
        finding.facts.insert(QStringLiteral("address"), ladder.address);
    return finding;
}

} // namespace

QList<Finding> lookAtLadder(const NetworkLadder &ladder, const QDateTime &now, int certificateDays)
{
    const QString name = ladder.url.host();
    const int port = ladder.url.port(ladder.url.scheme() == QLatin1String("https") ? 443 : 80);
    QList<Finding> found;
    const auto add = [&](Detector detector, const Rung &rung, const QString &command, NextAction action) {
        if (rung.state == RungState::NotReached || rung.state == RungState::NotNeeded)
            return;
        Finding finding = aboutRung(ladder, detector, rung);
        finding.command = command;
        if (finding.verdict == FindingVerdict::LikelyCause)
            finding.action = action;
        found.append(finding);
    };
    add(Detector::NameResolution, ladder.resolve, QStringLiteral("getent ahosts %1").arg(name),
        NextAction::OpenDns);
    if (!ladder.addresses.isEmpty() && !found.isEmpty())
        found.last().facts.insert(QStringLiteral("address"), ladder.addresses.join(QLatin1String(", ")));
    add(Detector::Connection, ladder.connect, QStringLiteral("nc -zvw5 %1 %2").arg(name).arg(port),
        NextAction::OpenHost);
    if (ladder.connect.state == RungState::Failed)
        found.last().facts.insert(QStringLiteral("port"), QString::number(port));
    add(Detector::Tls, ladder.tls,
        QStringLiteral("openssl s_client -connect %1:%2 -servername %1 </dev/null").arg(name).arg(port),
        NextAction::OpenCertificates);
    if (ladder.certificate && !found.isEmpty() && found.last().detector == Detector::Tls) {
        Finding &tls = found.last();
        const qint64 days = now.daysTo(ladder.certificate->until);
        tls.facts.insert(QStringLiteral("daysLeft"), QString::number(days));
        tls.facts.insert(QStringLiteral("issuer"), ladder.certificate->issuer);
        if (ladder.certificate->subject.startsWith(QLatin1String("TRAEFIK DEFAULT CERT")))
            tls.evidence.append(ladder.certificate->subject);
        if (tls.verdict == FindingVerdict::NoProblem && days < certificateDays) {
            tls.verdict = FindingVerdict::Related;
            tls.cause = Cause::CertificateExpired;
            tls.action = NextAction::OpenCertificates;
        }
    }
    add(Detector::Http, ladder.http, QStringLiteral("curl -sSi -m 10 %1").arg(quotedUrl(ladder.url)),
        NextAction::OpenLogs);
    if (ladder.status > 0 && !found.isEmpty() && found.last().detector == Detector::Http) {
        Finding &http = found.last();
        http.facts.insert(QStringLiteral("status"), QString::number(ladder.status));
        if (ladder.status == 404 || ladder.status == 410) {
            http.verdict = FindingVerdict::Related;
            http.cause = Cause::NoRoute;
        }
    }
    return found;
}

QList<Finding> lookAtLadders(const NetworkLadder &here, const std::optional<NetworkLadder> &there,
                             const QDateTime &now, int certificateDays)
{
    QList<Finding> found = lookAtLadder(here, now, certificateDays);
    if (!there)
        return found;
    const QList<Finding> others = lookAtLadder(*there, now, certificateDays);
    for (Finding &finding : found) {
        if (finding.verdict != FindingVerdict::LikelyCause)
            continue;
        const auto same = std::find_if(others.cbegin(), others.cend(), [&](const Finding &other) {
            return other.detector == finding.detector;
        });
        const bool failsThereToo = same != others.cend() && same->verdict == FindingVerdict::LikelyCause;
        const bool passesThere = same != others.cend() && same->verdict == FindingVerdict::NoProblem;
        if (failsThereToo)
            finding.confidence = Confidence::High;
        // The service answers where it runs, so what fails lies between it and us.
        if (passesThere && finding.detector == Detector::Connection)
            finding.cause = Cause::NoAnswer;
    }
    for (Finding other : others) {
        const auto same = std::find_if(found.cbegin(), found.cend(), [&](const Finding &finding) {
            return finding.detector == other.detector;
        });
        // Told once, from here; what the host alone cannot do is no cause of what a visitor sees.
        if (other.verdict == FindingVerdict::LikelyCause)
            other.verdict = FindingVerdict::Related;
        if (same == found.cend() || same->verdict != other.verdict ||
            other.verdict == FindingVerdict::NoProblem || other.verdict == FindingVerdict::CouldNotCheck)
            found.append(other);
    }
    return found;
}

} // namespace envdeck::hosts
