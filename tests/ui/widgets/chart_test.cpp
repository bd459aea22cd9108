// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/ui/support/look.h"
#include "ui/models/chart_spec.h"
#include "ui/widgets/chart_crosshair.h"
#include "ui/theme/style.h"
#include "ui/widgets/chart_legend.h"
#include "ui/widgets/chart_overlay.h"
#include "ui/widgets/chart_panel.h"

#include <QChart>
#include <QImage>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>
#include <QXYSeries>
#include <cmath>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 start = 1'772'448'000'000; // 2026-03-02 10:40 UTC

// An hour of samples, one a minute, that rise after half of it; minutes 20 to 25 are missing.
ChartSpec sample(int series = 1)
{
    ChartSpec spec;
    spec.title = QStringLiteral("Error rate");
    spec.unit = QStringLiteral("%");
    spec.from = start;
    spec.to = start + 60 * minute;
    spec.decimals = 1;
    for (int n = 0; n < series; ++n) {
        Series line{n == 0 ? QStringLiteral("api") : QStringLiteral("web"), QStringLiteral("%"), {}, {}};
        for (int i = 0; i <= 60; ++i) {
            const bool gap = i > 20 && i < 25;
            const double value = n + (i < 30 ? 0.1 : 2.4);
            line.times.push_back(start + i * minute);
            line.values.push_back(gap ? std::nan("") : value);
        }
        spec.series.append(line);
    }
    spec.threshold = 1;
    spec.thresholdText = QStringLiteral("limit 1 %");
    using Kind = ChartMarker::Kind;
    spec.markers = {
        {start + 2 * minute, QStringLiteral("v1.3.7"), Kind::Rollback, {}, QStringLiteral("77c0b1e")},
        {start + 30 * minute, QStringLiteral("v1.3.8"), Kind::Deploy, QStringLiteral("bo"),
         QStringLiteral("a91f03c")}};
    for (const observability::Span &gap : observability::gapsIn(spec.series.first()))
        spec.gaps.append({gap, QStringLiteral("no data 11:00 to 11:05")});
    spec.breaches = observability::breachesOf(spec.series.first(), 1);
    spec.top = niceTop(spec);
    return spec;
}

class Charts : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        panel.resize(640, 260);
        panel.setSpec(sample());
        panel.show();
        testing::drainEvents();
    }
    ChartOverlay *overlay() { return panel.findChild<ChartOverlay *>(); }
    testing::LookGuard guard;
    CrosshairGroup group;
    ChartPanel panel{group};
};

TEST_F(Charts, AGapIsNoValueAndNeverZero)
{
    ASSERT_EQ(panel.spec().gaps.size(), 1);
    EXPECT_TRUE(std::isnan(panel.valueAt(0, start + 22 * minute)));
    EXPECT_DOUBLE_EQ(panel.valueAt(0, start + 10 * minute + 100), 0.1); // the nearest sample
    EXPECT_TRUE(std::isnan(panel.valueAt(0, start - 1)));
    EXPECT_TRUE(std::isnan(panel.valueAt(0, start + 61 * minute)));
}

TEST_F(Charts, LooksRightWithCrosshairLegendAndBothThemes)
{
    panel.setSpec(sample(2));
    group.setAt(start + 40 * minute);
    testing::grab(panel, QStringLiteral("chart-light"));
    testing::theme().setMode(ColorMode::Dark);
    testing::grab(panel, QStringLiteral("chart-dark"));
    EXPECT_TRUE(panel.accessibleDescription().contains(QLatin1String("max 2.4")));
}

TEST_F(Charts, NewDataReplacesTheOldAndFewerSeriesToo)
{
    panel.setSpec(sample(3));
    panel.setSpec(sample(1));
    ChartSpec nothing;
    nothing.title = QStringLiteral("p95");
    panel.setSpec(nothing);
    group.setAt(start);
    testing::grab(panel, QStringLiteral("chart-nothing"));
    EXPECT_EQ(panel.accessibleDescription(), QStringLiteral("no data"));
}

TEST_F(Charts, DraggingChoosesASpanAndADoubleClickPutsItBack)
{
    QSignalSpy chosen(&panel, &ChartPanel::spanChosen);
    QSignalSpy reset(&panel, &ChartPanel::spanReset);
    const QPoint from(static_cast<int>(panel.xOf(start + 10 * minute)), 40);
    const QPoint to(static_cast<int>(panel.xOf(start + 40 * minute)), 60);
    QTest::mousePress(overlay(), Qt::LeftButton, {}, to);
    QTest::mouseMove(overlay(), from);
    QTest::mouseRelease(overlay(), Qt::LeftButton, {}, from);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_NEAR(static_cast<double>(chosen.first().at(0).toLongLong() - start), 10.0 * minute, 1.0 * minute);
    EXPECT_NEAR(static_cast<double>(chosen.first().at(1).toLongLong() - start), 40.0 * minute, 1.0 * minute);
    QTest::mouseClick(overlay(), Qt::LeftButton, {}, to);
    EXPECT_EQ(chosen.size(), 1); // a click is no span
    QTest::mouseDClick(overlay(), Qt::LeftButton, {}, to);
    EXPECT_EQ(reset.size(), 1);
}

// Qt Charts draws a line from nowhere to the first number when a series begins with NaN.
TEST_F(Charts, WhatBeginsWithAGapBeginsWithItsFirstNumber)
{
    ChartSpec spec = sample(2);
    for (std::size_t i = 0; i < 30; ++i)
        spec.series[1].values[i] = std::nan("");
    spec.markers.clear();
    spec.gaps.clear();
    panel.setSpec(spec);
    testing::drainEvents();
    const auto lines = panel.findChild<QChartView *>()->chart()->series();
    ASSERT_EQ(lines.size(), 2);
    const auto points = static_cast<QXYSeries *>(lines.at(1))->points();
    ASSERT_EQ(points.size(), 31);
    EXPECT_FALSE(std::isnan(points.first().y()));
}

TEST_F(Charts, NoLineCrossesAGapWhateverItsDash)
{
    ChartSpec spec = sample(3);
    spec.gaps.clear();
    spec.markers.clear();
    spec.threshold = -1; // its tint and line have a hue too
    panel.setSpec(spec);
    testing::drainEvents();
    const QImage picture = panel.grab().toImage();
    const auto countOf = [&](const QColor &color, qint64 at) {
        const int x = overlay()->mapTo(&panel, QPoint(static_cast<int>(panel.xOf(at)), 0)).x();
        int found = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int dx = -4; dx <= 4; ++dx) { // wider than the pause of a dash
                const QColor pixel = picture.pixelColor(x + dx, y);
                // By hue: edges are blended with the card.
                const bool same = std::abs(pixel.hsvHue() - color.hsvHue()) < 10;
                found += same && pixel.hsvSaturation() > 50 ? 1 : 0;
            }
        }
        return found;
    };
    for (int n = 0; n < 3; ++n) {
        const QColor color = seriesPen(tokensOf(&panel), n).color();
        EXPECT_GT(countOf(color, start + 10 * minute), 0) << n;
        EXPECT_EQ(countOf(color, start + 22 * minute + minute / 2), 0) << n;
    }
}

TEST(ChartNumbers, TheTopIsARoundNumberAboveEverything)
{
    ChartSpec spec = sample();
    EXPECT_DOUBLE_EQ(niceTop(spec), 2.5);
    spec.threshold = 80;
    EXPECT_DOUBLE_EQ(niceTop(spec), 100);
    EXPECT_DOUBLE_EQ(niceTop(ChartSpec{}), 1);
}

TEST(ChartNumbers, TimeLabelsAreFewAndRound)
{
    EXPECT_EQ(timeStep(0, 60 * minute, 6), 10 * minute);
    EXPECT_EQ(timeStep(0, 24 * 60 * minute, 6), 360 * minute);
    EXPECT_EQ(timeStep(0, 14 * 24 * 60 * minute, 6), 4320 * minute);
}

} // namespace
} // namespace envdeck::ui
