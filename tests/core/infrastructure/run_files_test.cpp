// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/run_files.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <thread>

namespace envdeck::infrastructure {
namespace {

class RunFiles : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(QDir().mkpath(places.run(plan))); }

    QTemporaryDir root;
    const Places places{root.path()};
    const QString plan = QStringLiteral("plan"), one = QStringLiteral("one"), two = QStringLiteral("two");
};

TEST_F(RunFiles, APlanIsClaimedByOneApplyAndByThatOneAsOftenAsItLikes)
{
    EXPECT_FALSE(isClaimedByOther(places, plan, one));
    ASSERT_TRUE(claimPlan(places, plan, one));
    EXPECT_TRUE(claimPlan(places, plan, one)); // it is taken up again
    EXPECT_FALSE(isClaimedByOther(places, plan, one));
    EXPECT_TRUE(isClaimedByOther(places, plan, two));
    const auto second = claimPlan(places, plan, two);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Conflict);
    EXPECT_EQ(second.error().detail, QStringLiteral("plan-applied"));
    EXPECT_TRUE(claimPlan(places, plan, one)) << "the refused one took nothing away";
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    EXPECT_FALSE(QFileInfo(places.appliedBy(plan)).permissions() & others);
}

TEST_F(RunFiles, OfManyThatClaimAtOnceOneMayApply)
{
    std::atomic<int> won = 0;
    std::array<std::thread, 8> threads;
    for (std::size_t i = 0; i < threads.size(); ++i)
        threads[i] = std::thread([this, &won, i] {
            if (claimPlan(places, plan, QString::number(i)))
                ++won;
        });
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_EQ(won, 1);
}

TEST_F(RunFiles, APlanThatIsGoneIsClaimedByNobody)
{
    const auto claimed = claimPlan(places, QStringLiteral("gone"), one);
    ASSERT_FALSE(claimed);
    EXPECT_NE(claimed.error().detail, QStringLiteral("plan-applied"));
}

} // namespace
} // namespace envdeck::infrastructure
