// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/observed.h"

#include <gtest/gtest.h>

namespace envdeck {
namespace {

using namespace std::chrono_literals;

const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);
const QString source = QStringLiteral("Dokploy prod");

TEST(Observed, IsFreshForTwoIntervals)
{
    const auto seen = observed(7, source, noon);
    EXPECT_EQ(freshness(seen, noon, 10s), Freshness::Fresh);
    EXPECT_EQ(freshness(seen, noon.addSecs(20), 10s), Freshness::Fresh);
    EXPECT_EQ(freshness(seen, noon.addMSecs(20'001), 10s), Freshness::Stale);
}

TEST(Observed, AFailedTryMakesItStaleAndKeepsValueAndDate)
{
    const Error refused{ErrorCode::Unreachable, source, {}, 0};
    const auto after = withFailure(observed(7, source, noon), refused, source, noon.addSecs(5));
    EXPECT_EQ(after.value, 7);
    EXPECT_EQ(after.at, noon);
    EXPECT_EQ(after.triedAt, noon.addSecs(5));
    EXPECT_EQ(freshness(after, noon.addSecs(5), 10s), Freshness::Stale);
}

TEST(Observed, IsUnknownUntilThereIsAValue)
{
    EXPECT_EQ(freshness(Observed<int>(), noon, 10s), Freshness::Unknown);
    const Error refused{ErrorCode::Unreachable, source, {}, 0};
    EXPECT_EQ(freshness(withFailure(Observed<int>(), refused, source, noon), noon, 10s), Freshness::Unknown);
}

TEST(Observed, AnAnswerAfterAFailureIsFreshAgain)
{
    auto seen = withFailure(observed(7, source, noon), Error{ErrorCode::Timeout, {}, {}, 0}, source,
                            noon.addSecs(10));
    seen = observed(8, source, noon.addSecs(20));
    EXPECT_FALSE(seen.error.has_value());
    EXPECT_EQ(freshness(seen, noon.addSecs(20), 10s), Freshness::Fresh);
}

// The clock was set back after the value was seen: its age is not known, so it is not fresh for ever.
TEST(Observed, AValueFromTheFutureIsStale)
{
    const auto seen = observed(7, source, noon);
    EXPECT_EQ(freshness(seen, noon.addSecs(-5), 10s), Freshness::Fresh); // a little skew is no reason
    EXPECT_EQ(freshness(seen, noon.addSecs(-3600), 10s), Freshness::Stale);
}

} // namespace
} // namespace envdeck
