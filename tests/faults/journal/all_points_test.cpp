// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/journal/job_crash.h"
#include "tests/faults/journal/kill_points.h"

#include <cstdio>

namespace envdeck::journal {
namespace {

TEST(JournalKill, NoAcknowledgedRowIsLostAtEveryWritePoint)
{
    constexpr int rows = 25;
    const QList<KillPoint> points = killPoints(rows);
    if (points.isEmpty())
        GTEST_SKIP() << "strace may not trace here";
    ASSERT_GE(points.size(), 200);
    int passed = 0;
    for (const KillPoint &point : points) {
        const auto survived = survives(point, rows);
        EXPECT_TRUE(survived);
        passed += survived ? 1 : 0;
    }
    std::printf("R-51 %d %d\n", passed, int(points.size()));
}

} // namespace
} // namespace envdeck::journal

namespace envdeck::jobs {
namespace {

TEST_F(JobCrash, AllThirtyCrashesBetweenIntentAndOutcomeAreShownAndBlockTheirTargets)
{
    crashWithinEachOf(30);
}

} // namespace
} // namespace envdeck::jobs
