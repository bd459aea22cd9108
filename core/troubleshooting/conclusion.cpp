// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/troubleshooting/conclusion.h"

#include <algorithm>

namespace envdeck::troubleshooting {

namespace {

// A step of confidence counts twenty (core/domain/finding.h).
constexpr int fitsTheComplaint = 25;
constexpr int beganThen = 10;
constexpr int saidTwice = 15;
constexpr qint64 withTheVersion = 15 * 60 * 1000; // ms
constexpr qsizetype mostOffers = 3;

struct Seen {
    StepId step;
    Finding finding;
};

bool fits(Complaint complaint, const Finding &finding)
{
    const Detector detector = finding.detector;
    switch (complaint) {
    case Complaint::Unclear: return false;
    case Complaint::SiteDown:
        return detector == Detector::HostAnswers || detector == Detector::DockerAnswers ||
               detector == Detector::NotRunning || detector == Detector::Restarting ||
               detector == Detector::NameResolution || detector == Detector::Connection ||
               detector == Detector::PortClash;
    case Complaint::Slow:
        return detector == Detector::SlowSpans || detector == Detector::OutOfMemory ||
               finding.cause == Cause::DependencyDown;
    case Complaint::Errors:
        return detector == Detector::LogErrors || detector == Detector::TraceErrors ||
               detector == Detector::OutOfMemory || detector == Detector::Unhealthy;
    case Complaint::DeployStuck:
        return detector == Detector::TaskPending || detector == Detector::TaskRejected ||
               detector == Detector::WrongImage || detector == Detector::Replicas ||
               detector == Detector::Restarting || detector == Detector::DiskFull;
    case Complaint::NoData: return detector == Detector::DataArrives;
    case Complaint::Certificate: return detector == Detector::Tls || detector == Detector::ClockSkew;
    }
    Q_UNREACHABLE();
}

// The app answers a visitor: no rung from this computer failed, and the last one was reached.
bool answersFromHere(const QList<Seen> &all)
{
    return std::any_of(all.cbegin(), all.cend(), [](const Seen &seen) {
        return seen.finding.detector == Detector::Http && seen.finding.host.isEmpty() &&
               seen.finding.verdict == FindingVerdict::NoProblem;
    });
}

QList<Seen> gathered(const QList<StepReport> &steps, Complaint complaint)
{
    QList<Seen> all;
    for (const StepReport &step : steps) {
        for (const Finding &finding : step.answer.findings)
            all.append({step.id, finding});
    }
    const bool answers = answersFromHere(all);
    for (Seen &seen : all) {
        Finding &finding = seen.finding;
        if (finding.detector == Detector::HostAnswers && finding.verdict == FindingVerdict::LikelyCause &&
            answers)
            finding.verdict = FindingVerdict::Related;
        // Nobody complains of it for nothing: then it is the matter itself.
        if (complaint == Complaint::NoData && finding.detector == Detector::DataArrives &&
            finding.cause != Cause::Unknown)
            finding.verdict = FindingVerdict::LikelyCause;
        if (complaint == Complaint::Certificate && finding.detector == Detector::Tls &&
            finding.verdict == FindingVerdict::Related && finding.host.isEmpty())
            finding.verdict = FindingVerdict::LikelyCause;
    }
    return all;
}

bool isSaidElsewhere(const QList<Seen> &all, const Finding &finding, StepId step)
{
    return std::any_of(all.cbegin(), all.cend(), [&](const Seen &other) {
        if (other.step == step || other.finding.verdict == FindingVerdict::NoProblem ||
            other.finding.verdict == FindingVerdict::CouldNotCheck)
            return false;
        const bool sameCause = finding.cause != Cause::Unknown && other.finding.cause == finding.cause;
        const bool sameThing = !finding.id.isEmpty() && other.finding.id == finding.id &&
                               other.finding.detector == finding.detector;
        return sameCause || sameThing;
    });
}

StepId stepOf(const QList<Seen> &all, const Finding &finding)
{
    const auto found =
        std::find_if(all.cbegin(), all.cend(), [&](const Seen &seen) { return seen.finding == finding; });
    return found == all.cend() ? StepId::Containers : found->step;
}

void offer(QList<Offer> *offers, NextAction action, const Finding &about)
{
    const bool isThere = std::any_of(offers->cbegin(), offers->cend(),
                                     [action](const Offer &each) { return each.action == action; });
    if (action != NextAction::None && !isThere && offers->size() < mostOffers)
        offers->append({action, about});
}

QList<Offer> offersOf(const Conclusion &conclusion, const QList<Finding> &inOrder,
                      const Background &background)
{
    QList<Offer> offers;
    if (!conclusion.finding)
        return offers;
    const Finding &first = *conclusion.finding;
    const auto may = [&background](NextAction action) {
        return action != NextAction::RollBack || background.safest.has_value();
    };
    if (may(first.action))
        offer(&offers, first.action, first);
    if (conclusion.beganWithVersion && may(NextAction::RollBack))
        offer(&offers, NextAction::RollBack, first);
    for (const Finding &finding : inOrder) {
        const bool counts =
            finding.verdict == FindingVerdict::LikelyCause ||
            (conclusion.certainty == Certainty::Suspicion && finding.verdict == FindingVerdict::Related);
        if (counts && may(finding.action))
            offer(&offers, finding.action, finding);
    }
    if (!first.id.isEmpty())
        offer(&offers, NextAction::OpenLogs, first);
    return offers;
}

} // namespace

bool beganWithVersion(const Finding &finding)
{
    const auto after = finding.facts.constFind(QStringLiteral("afterDeployMs"));
    if (after == finding.facts.cend())
        return finding.cause == Cause::NewVersion;
    return after->toLongLong() >= 0 && after->toLongLong() <= withTheVersion;
}

Conclusion conclude(const QList<StepReport> &steps, Complaint complaint, const Background &background)
{
    const QList<Seen> all = gathered(steps, complaint);
    QList<Finding> findings;
    for (const Seen &seen : all)
        findings.append(seen.finding);
    const Support support = [&](const Finding &finding) {
        int weight = 0;
        if (fits(complaint, finding))
            weight += fitsTheComplaint;
        if (beganWithVersion(finding))
            weight += beganThen;
        if (isSaidElsewhere(all, finding, stepOf(all, finding)))
            weight += saidTwice;
        return weight;
    };
    const QList<Finding> inOrder = ranked(findings, support);
    const Diagnosis diagnosis = diagnose(findings, support);

    Conclusion conclusion;
    for (const StepReport &step : steps) {
        const bool isBlind = std::any_of(
            step.answer.findings.cbegin(), step.answer.findings.cend(),
            [](const Finding &finding) { return finding.verdict == FindingVerdict::CouldNotCheck; });
        if (step.state == StepProgress::Failed || step.state == StepProgress::Canceled || isBlind)
            conclusion.unseen.append(step.id);
    }
    const bool anyWell = std::any_of(all.cbegin(), all.cend(), [](const Seen &seen) {
        return seen.finding.verdict == FindingVerdict::NoProblem;
    });
    if (diagnosis.mostLikely) {
        conclusion.certainty = Certainty::Likely;
        conclusion.finding = diagnosis.mostLikely;
        conclusion.follows = diagnosis.follows;
    } else if (!inOrder.isEmpty() && inOrder.first().verdict == FindingVerdict::Related) {
        conclusion.certainty = Certainty::Suspicion;
        conclusion.finding = inOrder.first();
    } else {
        conclusion.certainty = anyWell ? Certainty::NothingFound : Certainty::Unknown;
    }
    if (conclusion.finding)
        conclusion.step = stepOf(all, *conclusion.finding);
    conclusion.beganWithVersion = std::any_of(inOrder.cbegin(), inOrder.cend(), [](const Finding &finding) {
        return finding.verdict == FindingVerdict::LikelyCause && beganWithVersion(finding);
    });
    conclusion.offers = offersOf(conclusion, inOrder, background);
    return conclusion;
}

} // namespace envdeck::troubleshooting
