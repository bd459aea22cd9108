// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/plan_claim.h"
#include "tests/real/infrastructure/infrastructure_world.h"

#include <QDir>

namespace envdeck::infrastructure {
namespace {

// An apply that ends before terraform began. With the real terraform or tofu.
class UnstartedApply : public InfrastructureWorld {
protected:
    void SetUp() override
    {
        needTerraform();
        if (!IsSkipped())
            configure("resource \"terraform_data\" \"app\" { input = \"v1\" }\n");
    }
    Places places() const { return mine->service->places(dev); }
};

TEST_F(UnstartedApply, WhereAStateWasNotSavedThePlanStaysAtHand)
{
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    const QString plan = mine->service->plan(dev)->operation;
    write(places().erroredState(), "{}");
    const JobStatus refused = applied(*mine);
    ASSERT_TRUE(refused.error);
    EXPECT_EQ(refused.error->code, ErrorCode::Io) << said(refused);
    EXPECT_FALSE(isClaimed(places(), plan));
    ASSERT_TRUE(mine->service->plan(dev));
    ASSERT_TRUE(QFile::remove(places().erroredState()));
    const JobStatus job = applied(*mine);
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_TRUE(isClaimed(places(), plan));
    EXPECT_FALSE(mine->service->plan(dev));
}

TEST_F(UnstartedApply, WithoutTheRunnerAnotherProcessAppliesThePlan)
{
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    const QString runner = std::exchange(mine->runner, QString());
    mine->restart();
    ASSERT_TRUE(git::await(mine->service->restore(dev, {})).value());
    const JobStatus refused = applied(*mine);
    ASSERT_TRUE(refused.error);
    EXPECT_EQ(refused.error->code, ErrorCode::ToolMissing) << said(refused);
    mine->runner = runner;
    mine->restart();
    ASSERT_TRUE(git::await(mine->service->restore(dev, {})).value());
    const JobStatus job = applied(*mine);
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
}

TEST_F(UnstartedApply, AClaimedPlanIsNotOfferedAgainAndAClaimThatCannotBeReadIsUnknown)
{
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    const auto job = mine->service->applyJob(dev, {});
    ASSERT_TRUE(job);
    write(places().appliedBy(mine->service->plan(dev)->operation), {});
    const JobStatus refused = ended(*mine, started(*mine, job.value()));
    EXPECT_EQ(refused.state, JobState::Unknown);
    ASSERT_TRUE(refused.error);
    EXPECT_EQ(refused.error->code, ErrorCode::OutcomeUnknown) << said(refused);
    EXPECT_TRUE(stateFile().isEmpty());
    mine->restart();
    const auto restored = git::await(mine->service->restore(dev, {}));
    ASSERT_TRUE(restored);
    EXPECT_FALSE(restored.value());
}

} // namespace
} // namespace envdeck::infrastructure
