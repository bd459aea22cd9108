// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/troubleshooting/run.h"
#include "tests/core/troubleshooting/fake_examiner.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"

#include <gtest/gtest.h>

namespace envdeck::troubleshooting {
namespace {

using namespace testing;
using namespace std::chrono_literals;

class TroubleRun : public ::testing::Test {
protected:
    void begin(std::chrono::milliseconds limit = 10s)
    {
        run = std::make_unique<troubleshooting::Run>(steps.examiners(), clock,
                                                     Target{QStringLiteral("prod"), QStringLiteral("api")},
                                                     Complaint::Errors, limit);
        QObject::connect(run.get(), &troubleshooting::Run::finished, run.get(), [this] { ++ends; });
    }
    const StepReport &step(StepId id) const { return run->report().steps.at(int(id)); }

    FakeSteps steps;
    FakeClock clock;
    std::unique_ptr<troubleshooting::Run> run;
    int ends = 0;
};

TEST_F(TroubleRun, AStepThatNeverAnswersHidesNoOtherAndIsGivenUp)
{
    steps.background = knownBackground();
    steps.answers.insert_or_assign(StepId::Logs,
                                   answerWith({found(Detector::LogErrors, FindingVerdict::LikelyCause)}));
    steps.answers.insert_or_assign(StepId::Network, Error{ErrorCode::BadConfig, {}, {}, 0});
    steps.answers.insert_or_assign(StepId::Traces,
                                   answerWith({found(Detector::SlowSpans, FindingVerdict::NoProblem)}));
    begin(300ms);
    ASSERT_TRUE(eventually([&] { return step(StepId::Logs).state == StepProgress::Done; }));
    EXPECT_EQ(step(StepId::Containers).state, StepProgress::Running);
    EXPECT_EQ(run->report().conclusion.certainty, Certainty::Likely); // as soon as it is known
    ASSERT_TRUE(eventually([&] { return ends == 1; }));
    EXPECT_EQ(step(StepId::Containers).state, StepProgress::Failed);
    EXPECT_EQ(step(StepId::Containers).error->code, ErrorCode::Timeout);
    EXPECT_EQ(step(StepId::Network).state, StepProgress::Failed);
    EXPECT_EQ(step(StepId::Traces).verdict(), FindingVerdict::NoProblem);
    EXPECT_FALSE(run->report().isRunning());
}

TEST_F(TroubleRun, WithoutAHistoryTheStepsStillAnswer)
{
    for (const StepId id : {StepId::Containers, StepId::Logs, StepId::Traces, StepId::Network})
        steps.answers.insert_or_assign(id, answerWith({found(Detector::Http, FindingVerdict::NoProblem)}));
    begin();
    ASSERT_TRUE(eventually([&] { return ends == 1; }));
    EXPECT_FALSE(run->report().background.current);
    EXPECT_EQ(run->report().conclusion.certainty, Certainty::NothingFound);
}

TEST_F(TroubleRun, CancelKeepsWhatIsThereAndEndsTheRest)
{
    steps.answers.insert_or_assign(StepId::Logs,
                                   answerWith({found(Detector::LogErrors, FindingVerdict::Related)}));
    begin();
    ASSERT_TRUE(eventually([&] { return step(StepId::Logs).state == StepProgress::Done; }));
    EXPECT_FALSE(steps.stop.stop_requested());
    run->cancel();
    EXPECT_TRUE(steps.stop.stop_requested());
    EXPECT_EQ(step(StepId::Logs).state, StepProgress::Done);
    EXPECT_EQ(step(StepId::Containers).state, StepProgress::Canceled);
    EXPECT_EQ(ends, 1);
    steps.answer(StepId::Containers, answerWith({found(Detector::DiskFull, FindingVerdict::LikelyCause)}));
    drainEvents();
    EXPECT_EQ(step(StepId::Containers).state, StepProgress::Canceled) << "a late answer changes nothing";
    run->cancel();
    EXPECT_EQ(ends, 1);
}

TEST_F(TroubleRun, GoingAwayEndsWhatItAsked)
{
    begin();
    run.reset();
    EXPECT_TRUE(steps.stop.stop_requested());
    EXPECT_EQ(steps.alive, 0);
}

} // namespace
} // namespace envdeck::troubleshooting
