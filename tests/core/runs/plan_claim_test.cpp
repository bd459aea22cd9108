// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/plan_claim.h"
#include "tests/core/runs/runs_fixture.h"

#include <array>
#include <atomic>
#include <thread>

namespace envdeck::infrastructure {
namespace {

class PlanClaims : public ::testing::Test, protected RunFolders {
protected:
    PlanClaims() { EXPECT_TRUE(writeRecord(places(), record(10))); }

    QString claimFile() const { return places().appliedBy(plan); }
    ErrorCode refusalOf(const QString &operation) const
    {
        const auto claimed = claimPlan(places(), plan, operation);
        return claimed ? ErrorCode::Internal : claimed.error().code;
    }

    const QString plan = record(10).operation;
    const QString mine = newOperationId(now);
    const QString theirs = newOperationId(now.addSecs(1));

private:
    void SetUp() override { QDir().mkpath(places().run(plan)); }
};

TEST_F(PlanClaims, OneApplyHasThePlanAndMayComeAgain)
{
    EXPECT_FALSE(isClaimed(places(), plan));
    ASSERT_TRUE(claimPlan(places(), plan, mine));
    EXPECT_TRUE(isClaimed(places(), plan));
    EXPECT_EQ(claimOf(places(), plan, mine), Claim::Ours);
    EXPECT_EQ(claimOf(places(), plan, theirs), Claim::Others);
    EXPECT_TRUE(claimPlan(places(), plan, mine));
    EXPECT_EQ(refusalOf(theirs), ErrorCode::Conflict);
    EXPECT_EQ(claimOf(places(), plan, mine), Claim::Ours);
    // Nothing of the writing is left.
    const QStringList left = QDir(places().run(plan)).entryList({QStringLiteral("applied-by*")}, QDir::Files);
    EXPECT_EQ(left, QStringList{QStringLiteral("applied-by")});
    EXPECT_EQ(QFile::permissions(claimFile()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

TEST_F(PlanClaims, OfManyAtOnceOneHasIt)
{
    std::atomic<int> won = 0;
    std::array<std::thread, 8> threads;
    for (std::size_t i = 0; i < threads.size(); ++i)
        threads[i] = std::thread([this, &won, operation = newOperationId(now.addSecs(qint64(i)))] {
            if (claimPlan(places(), plan, operation))
                ++won;
        });
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_EQ(won, 1);
}

TEST_F(PlanClaims, OneThatCannotBeReadSaysNothingOfWhatRan)
{
    for (const QByteArray &text : {QByteArray(), QByteArray("2026"), QByteArray(5000, 'x')}) {
        write(claimFile(), text);
        EXPECT_EQ(claimOf(places(), plan, mine), Claim::Unknown) << text.left(10).constData();
        EXPECT_EQ(refusalOf(mine), ErrorCode::OutcomeUnknown);
        EXPECT_TRUE(isClaimed(places(), plan));
        dropUnusedClaim(places(), plan, mine);
        EXPECT_TRUE(QFile::exists(claimFile()));
    }
}

TEST_F(PlanClaims, WhatNeverStartedGivesThePlanBack)
{
    ASSERT_TRUE(claimPlan(places(), plan, mine));
    write(places().place(plan).applyRun() + QStringLiteral("/out"), {}); // of a runner that got no further
    dropUnusedClaim(places(), plan, theirs);
    EXPECT_TRUE(isClaimed(places(), plan));
    dropUnusedClaim(places(), plan, mine);
    EXPECT_FALSE(isClaimed(places(), plan));
    EXPECT_FALSE(QFile::exists(places().place(plan).applyRun()));
    EXPECT_TRUE(claimPlan(places(), plan, theirs));
}

TEST_F(PlanClaims, WhatRanOrMayHaveRunKeepsIt)
{
    ASSERT_TRUE(claimPlan(places(), plan, mine));
    const QString run = places().place(plan).applyRun();
    runnerWas(run, false);
    dropUnusedClaim(places(), plan, mine);
    EXPECT_EQ(claimOf(places(), plan, mine), Claim::Ours);
    write(run + QStringLiteral("/exit.json"), R"({"exitCode":1})");
    dropUnusedClaim(places(), plan, mine);
    EXPECT_EQ(claimOf(places(), plan, mine), Claim::Ours);
    write(run + QStringLiteral("/run.json"), "{");
    dropUnusedClaim(places(), plan, mine);
    EXPECT_EQ(claimOf(places(), plan, mine), Claim::Ours);
}

TEST_F(PlanClaims, AProgramThatCouldNotBeExecutedNeverRan)
{
    ASSERT_TRUE(claimPlan(places(), plan, mine));
    const QString run = places().place(plan).applyRun();
    runnerWas(run, false);
    write(run + QStringLiteral("/exit.json"), R"({"exitCode":127,"startError":"No such file"})");
    dropUnusedClaim(places(), plan, mine);
    EXPECT_FALSE(isClaimed(places(), plan));
    EXPECT_FALSE(QFile::exists(run));
}

} // namespace
} // namespace envdeck::infrastructure
