// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/infrastructure/infrastructure_world.h"

#include <QDir>
#include <QFileInfo>

namespace envdeck::infrastructure {
namespace {

using namespace std::chrono_literals;

// What is left of runs, and who follows them when the process that began them is gone.
class Runs : public InfrastructureWorld {
protected:
    void SetUp() override
    {
        needTerraform();
        if (!IsSkipped())
            configure("resource \"terraform_data\" \"app\" { input = \"v1\" }\n");
    }
    static QList<RunEntry> listed(Desk &desk)
    {
        const auto runs = git::await(desk.service->runs().list({}, 50));
        EXPECT_TRUE(runs) << (runs ? "" : git::said(runs.error()));
        return runs ? runs.value() : QList<RunEntry>();
    }
    Places places() const { return mine->service->places(dev); }
    // As after a crash: the process that followed it does not live.
    void orphan(const QString &operation) const
    {
        auto run = readRun(places(), operation);
        ASSERT_TRUE(run);
        RunRecord record = run.value().record;
        record.owner = {};
        ASSERT_TRUE(writeRecord(places(), record));
        ASSERT_EQ(readRun(places(), operation).value().life, RunLife::Alone);
    }
    // terraform that waits before it plans.
    QString slowPlanner() const
    {
        return impatientProgram("[ \"$1\" = plan ] && { touch '" + path(QStringLiteral("holding")).toUtf8() +
                                "'; while [ ! -e '" + path(QStringLiteral("go")).toUtf8() +
                                "' ]; do sleep 0.05; done; }\n");
    }
};

TEST_F(Runs, APlanAndItsApplyAreRememberedAndLeaveNoSecretsBehind)
{
    const JobStatus plan = planned(*mine);
    ASSERT_EQ(plan.state, JobState::Succeeded) << said(plan);
    EXPECT_TRUE(QFile::exists(places().place(plan.operation).planFile()));
    clock.advance(1s); // ids sort by time
    const JobStatus apply = applied(*mine);
    ASSERT_EQ(apply.state, JobState::Succeeded) << said(apply);
    const auto runs = listed(*mine);
    ASSERT_EQ(runs.size(), 2);
    EXPECT_EQ(runs.at(0).record.kind, QStringLiteral("apply"));
    EXPECT_EQ(runs.at(0).record.planOperation, plan.operation);
    EXPECT_EQ(runs.at(0).record.reason, QStringLiteral("wanted"));
    for (const RunEntry &run : runs) {
        EXPECT_EQ(run.life, RunLife::Over);
        EXPECT_EQ(run.record.state, JobState::Succeeded);
        EXPECT_EQ(run.record.commit, remoteHead());
        EXPECT_EQ(run.record.counts->create, 1);
        EXPECT_TRUE(run.record.program.contains(QLatin1Char('.')));
    }
    const auto report = git::await(mine->service->runs().report(apply.operation));
    ASSERT_TRUE(report);
    EXPECT_TRUE(report.value().log.contains(QLatin1String("terraform_data.app")));
    // The plan file, the exported commit and terraform's own words are spent.
    ASSERT_TRUE(
        testing::eventually([&] { return !QFileInfo::exists(places().exported(plan.operation)); }, 60s));
    EXPECT_FALSE(QFileInfo::exists(places().place(plan.operation).planFile()));
    EXPECT_FALSE(QFileInfo::exists(places().place(plan.operation).applyRun()));
    EXPECT_TRUE(QFileInfo::exists(places().log(plan.operation)));
}

TEST_F(Runs, APlanThatFailsIsRememberedWithItsCause)
{
    configure("resource \"terraform_data\" \"app\" { input = var.nowhere }\n");
    const JobStatus plan = planned(*mine);
    ASSERT_EQ(plan.state, JobState::Failed);
    const auto runs = listed(*mine);
    ASSERT_EQ(runs.size(), 1);
    EXPECT_EQ(runs.first().record.state, JobState::Failed);
    ASSERT_TRUE(runs.first().record.error);
    EXPECT_EQ(runs.first().record.error->code, plan.error->code);
}

TEST_F(Runs, APlanOfAProcessThatDiedIsFollowedToItsEndAndMayBeApplied)
{
    mine->programPath = slowPlanner();
    mine->restart();
    const QString operation = started(*mine, mine->service->planJob(dev));
    ASSERT_TRUE(testing::eventually([&] { return isHolding(); }, 240s));
    orphan(operation);

    const auto next = desk(QStringLiteral("mine")); // on the same folders
    next->programPath = slowPlanner();
    next->restart();
    ASSERT_EQ(listed(*next).size(), 1);
    EXPECT_EQ(listed(*next).first().life, RunLife::Alone);
    next->service->followUnattended(*next->center);
    ASSERT_TRUE(
        testing::eventually([&] { return status(*next, operation).state == JobState::Running; }, 60s));
    letGo();
    const JobStatus plan = ended(*next, operation);
    EXPECT_EQ(plan.state, JobState::Succeeded) << said(plan);
    ASSERT_TRUE(next->service->plan(dev));
    EXPECT_EQ(next->service->plan(dev)->operation, operation);
    EXPECT_EQ(next->service->plan(dev)->record.commit, remoteHead());
    EXPECT_EQ(applied(*next).state, JobState::Succeeded);
}

TEST_F(Runs, APlanThatEndedLongAgoWhileNobodyLookedIsNotOffered)
{
    mine->programPath = slowPlanner();
    mine->restart();
    const QString operation = started(*mine, mine->service->planJob(dev));
    ASSERT_TRUE(testing::eventually([&] { return isHolding(); }, 240s));
    letGo();
    ASSERT_EQ(ended(*mine, operation).state, JobState::Succeeded);
    ASSERT_EQ(listed(*mine).size(), 1); // its own record is written
    auto run = readRun(places(), operation);
    ASSERT_TRUE(run);
    RunRecord record = run.value().record;
    record.state = JobState::Running;
    record.owner = {};
    ASSERT_TRUE(writeRecord(places(), record));
    clock.advance(planLife + 60s);
    mine->restart();
    mine->service->followUnattended(*mine->center);
    ASSERT_TRUE(testing::eventually(
        [&] { return readRun(places(), operation).value().record.state == JobState::Unknown; }, 60s));
    EXPECT_FALSE(mine->center->job(operation));
    EXPECT_FALSE(mine->service->plan(dev));
}

TEST_F(Runs, AnApplyOfAProcessThatDiedIsFollowedWithoutBeingAsked)
{
    configure(holding());
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    const QString operation = applyJobStarted(*mine);
    ASSERT_TRUE(testing::eventually([&] { return isHolding(); }, 240s));
    mine->restart();
    orphan(operation);
    mine->service->followUnattended(*mine->center);
    ASSERT_TRUE(testing::eventually(
        [&] { return step(status(*mine, operation), QStringLiteral("apply")).state == StepState::Running; },
        240s));
    letGo();
    EXPECT_EQ(ended(*mine, operation).state, JobState::Succeeded);
    EXPECT_EQ(timesMade(), 1);
    EXPECT_EQ(listed(*mine).first().record.state, JobState::Succeeded);
}

// As one looks that was killed while it still checked: there is no program and none has ended.
TEST_F(Runs, AnApplyWithoutItsProgramWaitsForAPerson)
{
    configure(holding());
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    const QString program = QFileInfo(planFile(*mine)).path() + QStringLiteral("/apply-run");
    const QString operation = applyJobStarted(*mine);
    ASSERT_TRUE(testing::eventually([&] { return isHolding(); }, 240s));
    mine->restart();
    letGo();
    ASSERT_TRUE(testing::eventually([&] { return bool(process::readRunExit(program)); }, 240s));
    orphan(operation);
    ASSERT_TRUE(QDir(program).removeRecursively());
    ASSERT_EQ(readRun(places(), operation).value().life, RunLife::Interrupted);
    mine->service->followUnattended(*mine->center);
    const auto looked = git::await(mine->service->runs().unattended()); // answered after the one it asked
    ASSERT_TRUE(looked);
    testing::drainEvents();
    EXPECT_EQ(status(*mine, operation).state, JobState::Unknown);
}

} // namespace
} // namespace envdeck::infrastructure
