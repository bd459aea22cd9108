// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/troubleshooting/conclusion.h"
#include "tests/core/troubleshooting/fake_examiner.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::troubleshooting {
namespace {

using namespace testing;

constexpr auto likely = FindingVerdict::LikelyCause;
constexpr auto related = FindingVerdict::Related;
constexpr auto fine = FindingVerdict::NoProblem;
constexpr auto blind = FindingVerdict::CouldNotCheck;

QList<StepReport> stepsWith(const QList<Finding> &containers, const QList<Finding> &logs = {},
                            const QList<Finding> &traces = {}, const QList<Finding> &network = {})
{
    QList<StepReport> steps;
    const QList<QList<Finding>> all{containers, logs, traces, network};
    for (int i = 0; i < all.size(); ++i) {
        StepReport step;
        step.id = StepId(i);
        step.state = StepProgress::Done;
        step.answer.findings = ranked(all.at(i));
        steps.append(step);
    }
    return steps;
}

Finding outOfMemory()
{
    Finding finding = found(Detector::OutOfMemory, likely, Cause::MemoryLimit, Confidence::High);
    finding.subject = s("api.2");
    finding.id = s("0123456789ab");
    finding.action = NextAction::RaiseMemoryLimit;
    return finding;
}

Finding began(Detector detector, qint64 afterMs)
{
    Finding finding = found(detector, likely, Cause::NewVersion);
    finding.facts.insert(s("afterDeployMs"), QString::number(afterMs));
    finding.action = NextAction::RollBack;
    return finding;
}

QList<NextAction> actionsOf(const Conclusion &conclusion)
{
    QList<NextAction> actions;
    for (const Offer &offer : conclusion.offers)
        actions.append(offer.action);
    return actions;
}

TEST(Conclusion, NothingIsMadeUp)
{
    const Conclusion well =
        conclude(stepsWith({found(Detector::NotRunning, fine)}, {found(Detector::LogErrors, fine)},
                           {found(Detector::SlowSpans, fine)}, {found(Detector::Http, fine)}),
                 Complaint::SiteDown, {});
    EXPECT_EQ(well.certainty, Certainty::NothingFound);
    EXPECT_EQ(well.finding, std::nullopt);
    EXPECT_EQ(well.offers, QList<Offer>());
    EXPECT_EQ(well.unseen, QList<StepId>());

    const Conclusion unseen =
        conclude(stepsWith({found(Detector::DockerAnswers, blind)}), Complaint::Unclear, {});
    EXPECT_EQ(unseen.certainty, Certainty::Unknown);
    EXPECT_EQ(unseen.unseen, QList<StepId>{StepId::Containers});
}

TEST(Conclusion, WhatIsOnlyRelatedIsASuspicionAndNeverACause)
{
    const Conclusion conclusion =
        conclude(stepsWith({found(Detector::NotRunning, fine)}, {found(Detector::LogErrors, related)}),
                 Complaint::Errors, {});
    EXPECT_EQ(conclusion.certainty, Certainty::Suspicion);
    EXPECT_EQ(conclusion.step, StepId::Logs);
}

TEST(Conclusion, TheDeepCauseIsSaidBeforeItsSymptoms)
{
    Finding http = found(Detector::Http, likely, Cause::ServerError);
    const Conclusion conclusion =
        conclude(stepsWith({outOfMemory()}, {began(Detector::LogErrors, 40'000)}, {}, {http}),
                 Complaint::Errors, knownBackground());
    EXPECT_EQ(conclusion.certainty, Certainty::Likely);
    EXPECT_EQ(conclusion.finding->detector, Detector::OutOfMemory);
    EXPECT_EQ(conclusion.step, StepId::Containers);
    EXPECT_TRUE(conclusion.beganWithVersion);
    EXPECT_EQ(actionsOf(conclusion),
              (QList<NextAction>{NextAction::RaiseMemoryLimit, NextAction::RollBack, NextAction::OpenLogs}));
    EXPECT_EQ(conclusion.follows.size(), 2);
}

TEST(Conclusion, GoingBackIsOfferedOnlyWhereThereIsAVersionToGoBackTo)
{
    Background first = knownBackground();
    first.safest.reset();
    const auto steps = stepsWith({}, {began(Detector::LogErrors, 1000)});
    EXPECT_FALSE(actionsOf(conclude(steps, Complaint::Errors, first)).contains(NextAction::RollBack));
    EXPECT_TRUE(
        actionsOf(conclude(steps, Complaint::Errors, knownBackground())).contains(NextAction::RollBack));
}

TEST(Conclusion, WhatBeganLongAfterTheVersionDidNotComeWithIt)
{
    EXPECT_TRUE(beganWithVersion(began(Detector::LogErrors, 15 * 60'000)));
    EXPECT_FALSE(beganWithVersion(began(Detector::LogErrors, 15 * 60'000 + 1)));
    EXPECT_FALSE(beganWithVersion(began(Detector::LogErrors, -1)));
    EXPECT_FALSE(beganWithVersion(outOfMemory()));
}

TEST(Conclusion, TheComplaintDecidesBetweenCausesThatAreAsSure)
{
    const auto stuck = found(Detector::TaskPending, likely, Cause::NoNodeFits);
    const auto certificate = found(Detector::Tls, likely, Cause::CertificateOfAnother);
    const auto steps = stepsWith({stuck}, {}, {}, {certificate});
    const auto first = [&](Complaint complaint) { return conclude(steps, complaint, {}).finding->detector; };
    EXPECT_EQ(first(Complaint::Certificate), Detector::Tls);
    EXPECT_EQ(first(Complaint::DeployStuck), Detector::TaskPending);
    EXPECT_EQ(first(Complaint::Unclear), Detector::TaskPending); // the deeper one
}

TEST(Conclusion, ACertificateThatRunsOutIsACauseForWhoComplainsOfIt)
{
    const auto soon = found(Detector::Tls, related, Cause::CertificateExpired);
    const auto steps = stepsWith({}, {}, {}, {soon, found(Detector::Http, fine)});
    EXPECT_EQ(conclude(steps, Complaint::Certificate, {}).certainty, Certainty::Likely);
    EXPECT_EQ(conclude(steps, Complaint::Slow, {}).certainty, Certainty::Suspicion);
}

TEST(Conclusion, AHostThatIsSilentIsNoCauseWhileTheAppAnswers)
{
    const auto silent = found(Detector::HostAnswers, likely, Cause::NoAnswer);
    const auto answers = found(Detector::Http, fine);
    EXPECT_EQ(conclude(stepsWith({silent}, {}, {}, {answers}), Complaint::SiteDown, {}).certainty,
              Certainty::Suspicion);
    const auto refused = found(Detector::Connection, likely, Cause::NoAnswer);
    const Conclusion down = conclude(stepsWith({silent}, {}, {}, {refused}), Complaint::SiteDown, {});
    EXPECT_EQ(down.certainty, Certainty::Likely);
    EXPECT_EQ(down.finding->detector, Detector::HostAnswers);
}

TEST(Conclusion, MissingMeasurementsAreACauseOnlyForWhoMissesThem)
{
    const auto nothing = found(Detector::DataArrives, related, Cause::NothingSent);
    EXPECT_EQ(conclude(stepsWith({}, {}, {nothing}), Complaint::NoData, {}).certainty, Certainty::Likely);
    EXPECT_EQ(conclude(stepsWith({}, {}, {nothing}), Complaint::SiteDown, {}).certainty,
              Certainty::Suspicion);
    auto unknown = nothing;
    unknown.cause = Cause::Unknown;
    EXPECT_EQ(conclude(stepsWith({}, {}, {unknown}), Complaint::NoData, {}).certainty, Certainty::Suspicion);
}

TEST(Conclusion, TwoStepsThatSayTheSameOutweighOneThatIsAsSure)
{
    const auto disk = found(Detector::DiskFull, likely, Cause::DiskSpace);
    auto memory = found(Detector::OutOfMemory, likely, Cause::MemoryLimit);
    memory.id = s("abc");
    auto words = memory;
    EXPECT_EQ(conclude(stepsWith({disk, memory}), Complaint::Unclear, {}).finding->detector,
              Detector::DiskFull);
    EXPECT_EQ(conclude(stepsWith({disk, memory}, {words}), Complaint::Unclear, {}).finding->detector,
              Detector::OutOfMemory);
}

TEST(Conclusion, StepsThatCouldNotLookAreNamed)
{
    auto steps = stepsWith({outOfMemory()}, {}, {}, {found(Detector::Http, blind)});
    steps[2].state = StepProgress::Failed;
    steps[2].error = Error{ErrorCode::Timeout, {}, {}, 0};
    EXPECT_EQ(conclude(steps, Complaint::Unclear, {}).unseen,
              (QList<StepId>{StepId::Traces, StepId::Network}));
}

TEST(Conclusion, NamesOfComplaintsReadBack)
{
    for (const Complaint complaint : complaints())
        EXPECT_EQ(complaintFromName(complaintName(complaint)), complaint);
    EXPECT_EQ(complaints().size(), 7);
    EXPECT_EQ(complaintFromName(u"rollback"), std::nullopt);
}

} // namespace
} // namespace envdeck::troubleshooting
