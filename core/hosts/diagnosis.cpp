// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/finding.h"

#include <algorithm>
#include <tuple>

namespace envdeck::hosts {

namespace {

int verdictRank(FindingVerdict verdict)
{
    switch (verdict) {
    case FindingVerdict::LikelyCause: return 0;
    case FindingVerdict::Related: return 1;
    case FindingVerdict::CouldNotCheck: return 2;
    case FindingVerdict::NoProblem: return 3;
    }
    Q_UNREACHABLE();
}

// How far down the reason lies: what stands first may bring about what stands after it.
int depth(Detector detector)
{
    switch (detector) {
    case Detector::DockerAnswers: return 0;
    case Detector::DiskFull: return 1;
    case Detector::OutOfMemory: return 2;
    case Detector::PortClash: return 3;
    case Detector::TaskRejected: return 4;
    case Detector::TaskPending: return 5;
    case Detector::WrongImage: return 6;
    case Detector::Restarting: return 7;
    case Detector::NotRunning: return 8;
    case Detector::Unhealthy: return 9;
    case Detector::Replicas: return 10;
    case Detector::NameResolution: return 11;
    case Detector::Connection: return 12;
    case Detector::Tls: return 13;
    case Detector::LogErrors: return 14;
    case Detector::Http: return 15; // what a visitor sees: nearly always of something above
    case Detector::ClockSkew: return 16;
    case Detector::RebootPending: return 17;
    }
    Q_UNREACHABLE();
}

auto rankOfFinding(const Finding &finding)
{
    return std::tuple(verdictRank(finding.verdict), -int(finding.confidence), depth(finding.detector));
}

} // namespace

QList<Finding> ranked(QList<Finding> findings)
{
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding &a, const Finding &b) { return rankOfFinding(a) < rankOfFinding(b); });
    return findings;
}

Diagnosis diagnose(const QList<Finding> &findings)
{
    Diagnosis diagnosis;
    for (const Finding &finding : ranked(findings)) {
        if (finding.verdict == FindingVerdict::CouldNotCheck)
            ++diagnosis.couldNotCheck;
        if (finding.verdict != FindingVerdict::LikelyCause)
            continue;
        if (!diagnosis.mostLikely)
            diagnosis.mostLikely = finding;
        else
            diagnosis.follows.append(finding);
    }
    return diagnosis;
}

} // namespace envdeck::hosts
