// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/signoz/query.h"

#include <gtest/gtest.h>

namespace envdeck::signoz {
namespace {

Range lasting(qint64 seconds, qint64 fromMs = 1'787'219'100'000)
{
    const auto from = QDateTime::fromMSecsSinceEpoch(fromMs, Qt::UTC);
    return {from, from.addSecs(seconds)};
}

TEST(SignozVersion, ReadsReleasesAndNotBranches)
{
    EXPECT_EQ(Version::parse(QStringLiteral("v0.138.0")), (Version{0, 138, 0}));
    EXPECT_EQ(Version::parse(QStringLiteral("0.96.11")), (Version{0, 96, 11}));
    EXPECT_EQ(Version::parse(QStringLiteral("v1.0.0-rc.1")), (Version{1, 0, 0}));
    for (const auto &text : {"dev", "", "main-1.2.3", "v0.138", "v0.138.0.1", "v0.138.x", "v99999999.0.0"})
        EXPECT_FALSE(Version::parse(QLatin1String(text))) << text;
}

TEST(SignozVersion, TheFloorIs096AndEverythingIsThereFrom120)
{
    EXPECT_EQ(supportOf(Version{0, 90, 1}), Support::Refused);
    EXPECT_EQ(supportOf(Version{0, 95, 99}), Support::Refused);
    EXPECT_EQ(supportOf(Version{0, 96, 0}), Support::Partial);
    EXPECT_EQ(supportOf(Version{0, 120, 0}), Support::Complete);
    EXPECT_EQ(supportOf(Version{1, 0, 0}), Support::Complete);
    EXPECT_EQ(supportOf(std::nullopt), Support::Unknown);
}

TEST(SignozStep, IsARoundOneThatGivesAFewHundredPoints)
{
    EXPECT_EQ(stepFor(lasting(900)).count(), 10);
    EXPECT_EQ(stepFor(lasting(3600)).count(), 10);
    EXPECT_EQ(stepFor(lasting(6 * 3600)).count(), 60);
    EXPECT_EQ(stepFor(lasting(86400)).count(), 300);
    EXPECT_EQ(stepFor(lasting(7 * 86400)).count(), 1800);
    EXPECT_EQ(stepFor(lasting(30 * 86400)).count(), 7200);
    EXPECT_EQ(stepFor(lasting(10 * 365 * 86400)).count() % 86400, 0);
}

TEST(SignozStep, NeverGivesMoreThan1500Points)
{
    for (const qint64 seconds : {1, 60, 900, 3600, 7499, 7501, 86400, 7 * 86400, 30 * 86400, 3650 * 86400}) {
        for (const qint64 wanted : {0, 1, 5, 60, 3600}) {
            for (const qint64 offset : {0, 1, 999, 59'999}) {
                const Range range = lasting(seconds, 1'787'219'100'000 + offset);
                const Grid grid = gridOf(range, boundedStep(range, std::chrono::seconds(wanted)));
                EXPECT_LE(grid.size(), 1500) << seconds << ' ' << wanted;
                EXPECT_GE(grid.size(), 1);
                EXPECT_GE(grid.step, 5000);
            }
        }
    }
}

TEST(SignozGrid, WholeStepsFromTheOneThatHoldsTheBegin)
{
    const Range range{QDateTime::fromMSecsSinceEpoch(1'787'219'107'000, Qt::UTC),
                      QDateTime::fromMSecsSinceEpoch(1'787'219'259'000, Qt::UTC)};
    EXPECT_EQ(gridOf(range, std::chrono::seconds(60)), (Grid{1'787'219'100'000, 1'787'219'220'000, 60'000}));
    EXPECT_EQ(gridOf(lasting(5), std::chrono::seconds(60)).size(), 1);
}

} // namespace
} // namespace envdeck::signoz
