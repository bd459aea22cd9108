// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observability/series_math.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <iostream>

namespace envdeck::observability {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

Series seriesOf(const std::vector<double> &values, qint64 step = 10)
{
    Series series;
    for (std::size_t i = 0; i < values.size(); ++i)
        series.times.push_back(static_cast<qint64>(i) * step);
    series.values = values;
    return series;
}

TEST(Summary, OfNothingAndOfGapsIsNothing)
{
    EXPECT_EQ(summaryOf(Series()).count, 0);
    EXPECT_EQ(summaryOf(seriesOf({gap, gap})).count, 0);
}

TEST(Summary, LeavesOutGapsAndWhatIsNotOverYet)
{
    const Summary s = summaryOf(seriesOf({2, gap, 4, 100}), 30);
    EXPECT_EQ(s, (Summary{2, 4, 2, 3, 4}));
}

TEST(Gaps, AreRunsOfNothingAndMissingSteps)
{
    EXPECT_TRUE(gapsIn(Series()).isEmpty());
    EXPECT_TRUE(gapsIn(seriesOf({1})).isEmpty());
    EXPECT_TRUE(gapsIn(seriesOf({gap, gap})).isEmpty()); // no data at all is another face
    EXPECT_EQ(gapsIn(seriesOf({1, gap, gap, 1, 1})), (QList<Span>{{0, 30}}));
    EXPECT_EQ(gapsIn(seriesOf({gap, 1, 1, gap})), (QList<Span>{{0, 10}, {20, 30}}));
    Series hole = seriesOf({1, 1, 1, 1});
    hole.times.back() = 100;
    EXPECT_EQ(gapsIn(hole), (QList<Span>{{20, 100}}));
}

TEST(Breaches, EndWithTheFirstSampleThatIsNotAbove)
{
    EXPECT_EQ(breachesOf(seriesOf({0, 2, 3, 1, 2, gap, 2}), 1), (QList<Span>{{10, 30}, {40, 50}, {60, 60}}));
    EXPECT_TRUE(breachesOf(seriesOf({1, 1}), 1).isEmpty()); // at the limit is not above it
}

TEST(Thinning, LeavesAThinSeriesAlone)
{
    const Series series = seriesOf({1, gap, 3});
    EXPECT_EQ(thinned(series, 0, 30, 500).times, series.times);
}

TEST(Thinning, LosesNoSpikeAndKeepsTwoSamplesOnAColumnAtMost)
{
    std::vector<double> values(100'000, 1.0);
    values[50'001] = 900;
    values[70'003] = -5;
    const Series series = seriesOf(values);
    const Series out = thinned(series, 0, 1'000'000, 400);
    EXPECT_LE(out.times.size(), 800u);
    EXPECT_EQ(*std::max_element(out.values.begin(), out.values.end()), 900);
    EXPECT_EQ(*std::min_element(out.values.begin(), out.values.end()), -5);
    EXPECT_TRUE(std::is_sorted(out.times.begin(), out.times.end()));
}

TEST(Thinning, KeepsAGapThatIsWiderThanAPixelAndTheEdgesOfTheView)
{
    std::vector<double> values(10'000, 1.0);
    std::fill(values.begin() + 4000, values.begin() + 5000, gap);
    const Series out = thinned(seriesOf(values), 20'000, 80'000, 300);
    EXPECT_TRUE(std::any_of(out.values.begin(), out.values.end(), [](double v) { return std::isnan(v); }));
    EXPECT_LT(out.times.front(), 20'000); // the lines reach the edges
    EXPECT_GT(out.times.back(), 80'000);
}

TEST(Thinning, OfAMillionSamplesIsPrinted)
{
    std::vector<double> values(1'000'000);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = std::sin(static_cast<double>(i) * 0.001);
    const Series series = seriesOf(values);
    QElapsedTimer timer;
    timer.start();
    const Series out = thinned(series, 0, 10'000'000, 1000);
    std::cout << "1M samples to " << out.times.size() << " in "
              << static_cast<double>(timer.nsecsElapsed()) / 1e6 << " ms\n";
    EXPECT_LE(out.times.size(), 2000u);
}

} // namespace
} // namespace envdeck::observability
