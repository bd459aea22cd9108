// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/failure.h"
#include "tests/real/infrastructure/infrastructure_world.h"

namespace envdeck::infrastructure {
namespace {

using namespace std::chrono_literals;

// Between the review of a plan and its apply. With the real terraform or tofu.
class ApplyTrouble : public InfrastructureWorld {
protected:
    void SetUp() override
    {
        needTerraform();
        if (!IsSkipped())
            configure("resource \"terraform_data\" \"app\" { input = \"v1\" }\n");
    }
    void expectMoved(const JobStatus &job, const char *what)
    {
        EXPECT_EQ(job.state, JobState::Failed);
        ASSERT_TRUE(job.error);
        EXPECT_EQ(job.error->code, ErrorCode::Conflict) << said(job);
        EXPECT_EQ(job.error->detail, QString::fromLatin1(what));
        EXPECT_EQ(step(job, QStringLiteral("recheck")).state, StepState::Failed);
        EXPECT_FALSE(job.blocks);
    }
};

TEST_F(ApplyTrouble, OnAGoodDayExactlyTheReviewedPlanIsAppliedAndSpent)
{
    const JobStatus plan = planned(*mine);
    ASSERT_EQ(plan.state, JobState::Succeeded) << said(plan);
    ASSERT_TRUE(mine->service->plan(dev));
    EXPECT_EQ(mine->service->plan(dev)->plan.counts.create, 1);
    EXPECT_EQ(mine->service->plan(dev)->record.commit, remoteHead());
    const QString file = planFile(*mine);
    const JobStatus job = applied(*mine);
    ASSERT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_TRUE(stateFile().contains("\"terraform_data\""));
    EXPECT_FALSE(QFile::exists(file));
    EXPECT_FALSE(mine->service->plan(dev));
    EXPECT_EQ(mine->service->applyJob(dev, {}).error().code, ErrorCode::NotFound);
    const auto state = git::await(mine->service->state(dev, {}));
    ASSERT_TRUE(state) << git::said(state.error());
    EXPECT_EQ(state.value().summary.resources.size(), 1);
    ASSERT_EQ(state.value().outputs.size(), 1);
    EXPECT_EQ(state.value().outputs.first().text(), QStringLiteral("203.0.113.9"));
}

TEST_F(ApplyTrouble, APlanFileWithOneByteChangedIsNotApplied)
{
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    QFile file(planFile(*mine));
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    char byte = 0;
    ASSERT_TRUE(file.seek(10) && file.getChar(&byte) && file.seek(10) && file.putChar(char(byte ^ 1)));
    file.close();
    expectMoved(applied(*mine), "plan-moved plan-file");
    EXPECT_TRUE(stateFile().isEmpty());
}

TEST_F(ApplyTrouble, AStateThatAnotherOperatorMovedMakesThePlanStale)
{
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    const auto other = desk(QStringLiteral("other"));
    ASSERT_EQ(planned(*other).state, JobState::Succeeded);
    ASSERT_EQ(applied(*other).state, JobState::Succeeded);
    const QByteArray theirs = stateFile();
    expectMoved(applied(*mine), "plan-moved lineage"); // there was no state before
    EXPECT_EQ(stateFile(), theirs);

    configure("resource \"terraform_data\" \"app\" { input = \"v2\" }\n");
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    ASSERT_EQ(planned(*other).state, JobState::Succeeded);
    ASSERT_EQ(applied(*other).state, JobState::Succeeded);
    expectMoved(applied(*mine), "plan-moved serial");
}

TEST_F(ApplyTrouble, ACommitThatCameSinceTheReviewAsksForANewPlan)
{
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    configure("resource \"terraform_data\" \"app\" { input = \"v2\" }\n");
    expectMoved(applied(*mine), "plan-moved commit");
    EXPECT_TRUE(stateFile().isEmpty());
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    EXPECT_EQ(applied(*mine).state, JobState::Succeeded);
    EXPECT_TRUE(stateFile().contains("v2"));
}

TEST_F(ApplyTrouble, APlanOfHalfAnHourAgoIsNotAppliedAndNotOfferedAgain)
{
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    clock.advance(planLife + 1s);
    expectMoved(applied(*mine), "plan-expired");
    mine->restart();
    const auto restored = git::await(mine->service->restore(dev, {}));
    ASSERT_TRUE(restored);
    EXPECT_FALSE(restored.value());
}

TEST_F(ApplyTrouble, AnotherProcessFindsThePlanAndAppliesIt)
{
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    const ReviewedPlan before = *mine->service->plan(dev);
    mine->restart();
    EXPECT_FALSE(mine->service->plan(dev));
    const auto restored = git::await(mine->service->restore(dev, {}));
    ASSERT_TRUE(restored && restored.value());
    EXPECT_EQ(restored.value()->record, before.record);
    EXPECT_EQ(restored.value()->plan.counts, before.plan.counts);
    EXPECT_EQ(applied(*mine).state, JobState::Succeeded);
}

TEST_F(ApplyTrouble, AnApplyThatFailsHalfwayKeepsWhatWasMadeAndANewPlanShowsTheRest)
{
    configure("resource \"terraform_data\" \"good\" {}\nresource \"terraform_data\" \"bad\" {\n  depends_on "
              "= [terraform_data.good]\n"
              "  provisioner \"local-exec\" { command = \"echo no luck; exit 3\" }\n}\n");
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    const JobStatus job = applied(*mine);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::ToolFailed) << said(job);
    EXPECT_EQ(step(job, QStringLiteral("apply")).state, StepState::Failed);
    EXPECT_TRUE(mine->center->log(job.operation).join(QLatin1Char('\n')).contains(QLatin1String("no luck")));
    EXPECT_TRUE(stateFile().contains("\"good\""));
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    EXPECT_EQ(mine->service->plan(dev)->plan.counts.replace, 1); // the tainted one
    EXPECT_EQ(mine->service->plan(dev)->plan.counts.create, 0);
}

TEST_F(ApplyTrouble, OutputsThatCannotBeReadDoNotMakeAnAppliedPlanFail)
{
    mine->programPath = impatientProgram("[ \"$1\" = output ] && { echo 'no luck' >&2; exit 1; }\n");
    mine->restart();
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    const JobStatus job = applied(*mine);
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_TRUE(mine->center->log(job.operation).join(QLatin1Char('\n')).contains(QLatin1String("no luck")));
    EXPECT_TRUE(stateFile().contains("terraform_data"));
}

TEST_F(ApplyTrouble, ALockedStateSaysWhoHoldsItAndSinceWhen)
{
    configure(holding());
    const auto other = desk(QStringLiteral("other"));
    ASSERT_EQ(planned(*other).state, JobState::Succeeded);
    const QString theirs = applyJobStarted(*other);
    ASSERT_TRUE(testing::eventually([&] { return isHolding(); }, 240s));

    mine->programPath = impatientProgram();
    mine->restart();
    const JobStatus job = planned(*mine);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Locked) << said(job);
    const auto lock = terraform::lockOf(*job.error, QStringLiteral("local"));
    ASSERT_TRUE(lock);
    EXPECT_TRUE(lock->ofHolder);
    EXPECT_EQ(lock->operation, QStringLiteral("OperationTypeApply"));
    EXPECT_TRUE(lock->who.contains(QLatin1Char('@'))) << qPrintable(lock->who);
    EXPECT_TRUE(lock->created.startsWith(QString::number(QDate::currentDate().year())))
        << qPrintable(lock->created);

    letGo();
    EXPECT_EQ(ended(*other, theirs).state, JobState::Succeeded);
    EXPECT_EQ(planned(*mine).state, JobState::Succeeded);
}

// Whoever wrote why saw the freeze; a freeze that began after it stops the job.
TEST_F(ApplyTrouble, AFreezeStopsAnApplyThatNobodyGaveAReasonFor)
{
    configure("resource \"terraform_data\" \"app\" {}\n");
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    const auto before = mine->service->applyJob(dev, QStringLiteral("wanted"));
    ASSERT_TRUE(before);
    workspace.environments[0].policy.freeze = {Freeze{QStringLiteral("until 2999-12-31"), {}}};
    const auto silent = mine->service->applyJob(dev, QStringLiteral(" "));
    ASSERT_TRUE(silent);
    for (const jobs::Job &job : {before.value(), silent.value()}) {
        const JobStatus refused = ended(*mine, started(*mine, job));
        ASSERT_TRUE(refused.error);
        EXPECT_EQ(*refused.error,
                  (Error{ErrorCode::Forbidden, dev, QStringLiteral("frozen until 2999-12-31"), 0}))
            << said(refused);
        EXPECT_EQ(step(refused, QStringLiteral("recheck")).state, StepState::Failed);
    }
    EXPECT_TRUE(stateFile().isEmpty());
    EXPECT_EQ(applied(*mine).state, JobState::Succeeded); // with a reason
    EXPECT_FALSE(stateFile().isEmpty());
}

} // namespace
} // namespace envdeck::infrastructure
