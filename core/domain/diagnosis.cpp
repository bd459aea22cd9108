// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/finding.h"

#include <algorithm>
#include <tuple>

namespace envdeck {

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
    case Detector::HostAnswers: return 0;
    case Detector::DockerAnswers: return 1;
    case Detector::DiskFull: return 2;
    case Detector::OutOfMemory: return 3;
    case Detector::PortClash: return 4;
    case Detector::TaskRejected: return 5;
    case Detector::TaskPending: return 6;
    case Detector::WrongImage: return 7;
    case Detector::Restarting: return 8;
    case Detector::NotRunning: return 9;
    case Detector::Unhealthy: return 10;
    case Detector::Replicas: return 11;
    case Detector::NameResolution: return 12;
    case Detector::Connection: return 13;
    case Detector::Tls: return 14;
    case Detector::DataArrives: return 15;
    case Detector::LogErrors: return 16;
    case Detector::TraceErrors: return 17;
    case Detector::SlowSpans: return 18;
    case Detector::Http: return 19; // what a visitor sees: nearly always of something above
    case Detector::ClockSkew: return 20;
    case Detector::RebootPending: return 21;
    }
    Q_UNREACHABLE();
}

constexpr int confidenceStep = 20;

auto rankOfFinding(const Finding &finding, const Support &support)
{
    const int surety = confidenceStep * int(finding.confidence) + (support ? support(finding) : 0);
    return std::tuple(verdictRank(finding.verdict), -surety, depth(finding.detector));
}

} // namespace

QList<Finding> ranked(QList<Finding> findings, const Support &support)
{
    std::stable_sort(findings.begin(), findings.end(), [&support](const Finding &a, const Finding &b) {
        return rankOfFinding(a, support) < rankOfFinding(b, support);
    });
    return findings;
}

Diagnosis diagnose(const QList<Finding> &findings, const Support &support)
{
    Diagnosis diagnosis;
    for (const Finding &finding : ranked(findings, support)) {
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

} // namespace envdeck
