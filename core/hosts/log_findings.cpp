// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/log_patterns.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

struct KnownWords {
    const char *words;
    Cause cause;
    Detector detector;
    NextAction action;
};

const QList<KnownWords> &knownWords()
{
    static const QList<KnownWords> list{
        {"no space left on device", Cause::DiskSpace, Detector::DiskFull, NextAction::OpenHost},
        {"out of memory", Cause::MemoryLimit, Detector::OutOfMemory, NextAction::RaiseMemoryLimit},
        {"outofmemory", Cause::MemoryLimit, Detector::OutOfMemory, NextAction::RaiseMemoryLimit},
        {"address already in use", Cause::PortTaken, Detector::PortClash, NextAction::OpenHost},
        {"eaddrinuse", Cause::PortTaken, Detector::PortClash, NextAction::OpenHost},
        {"no such host", Cause::NameUnknown, Detector::LogErrors, NextAction::OpenDns},
        {"enotfound", Cause::NameUnknown, Detector::LogErrors, NextAction::OpenDns},
        {"name resolution", Cause::NameUnknown, Detector::LogErrors, NextAction::OpenDns},
        {"name or service not known", Cause::NameUnknown, Detector::LogErrors, NextAction::OpenDns},
        {"connection refused", Cause::DependencyDown, Detector::LogErrors, NextAction::OpenLogs},
        {"econnrefused", Cause::DependencyDown, Detector::LogErrors, NextAction::OpenLogs},
        {"certificate has expired", Cause::CertificateExpired, Detector::LogErrors,
         NextAction::OpenCertificates},
    };
    return list;
}

} // namespace

QList<Finding> lookAtLogs(const QList<LogPattern> &patterns, const QString &host, const QString &subject,
                          const QDateTime &deployedAt)
{
    constexpr qint64 withTheDeployment = 15 * 60 * 1000; // ms after it
    constexpr int oftenEnough = 5;
    QList<Finding> found;
    for (const LogPattern &pattern : patterns) {
        if (pattern.level != LogLevel::Error || found.size() >= 10)
            continue;
        Finding finding;
        finding.detector = Detector::LogErrors;
        finding.verdict = FindingVerdict::Related;
        finding.confidence = Confidence::Low;
        finding.host = host;
        finding.subject = subject;
        finding.evidence = {pattern.pattern};
        if (pattern.example != pattern.pattern)
            finding.evidence.append(pattern.example);
        finding.facts.insert(QStringLiteral("count"), QString::number(pattern.count));
        finding.action = NextAction::OpenLogs;
        if (pattern.first.isValid()) {
            finding.facts.insert(QStringLiteral("first"), pattern.first.toString(Qt::ISODate));
            finding.facts.insert(QStringLiteral("last"), pattern.last.toString(Qt::ISODate));
        }
        if (deployedAt.isValid() && pattern.first.isValid()) {
            const qint64 after = deployedAt.msecsTo(pattern.first);
            finding.facts.insert(QStringLiteral("afterDeployMs"), QString::number(after));
            if (after >= 0 && after <= withTheDeployment && pattern.count >= oftenEnough) {
                finding.verdict = FindingVerdict::LikelyCause;
                finding.cause = Cause::NewVersion;
                finding.confidence = Confidence::Medium;
                finding.action = NextAction::RollBack;
            }
        }
        const QString low = (pattern.pattern + pattern.example).toLower();
        const auto known =
            std::find_if(knownWords().cbegin(), knownWords().cend(),
                         [&](const KnownWords &words) { return low.contains(QLatin1String(words.words)); });
        if (known != knownWords().cend()) {
            finding.verdict = FindingVerdict::LikelyCause;
            finding.cause = known->cause;
            finding.detector = known->detector;
            finding.confidence = Confidence::Medium;
            finding.action = known->action;
        }
        found.append(finding);
    }
    if (found.isEmpty()) {
        Finding fine;
        fine.detector = Detector::LogErrors;
        fine.host = host;
        fine.subject = subject;
        fine.verdict = patterns.isEmpty() ? FindingVerdict::CouldNotCheck : FindingVerdict::NoProblem;
        found.append(fine);
    }
    return found;
}

} // namespace envdeck::hosts
