// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/logs/log_lines.h"
#include "ui/widgets/log_histogram.h"

#include <QSignalSpy>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

logs::Histogram sample()
{
    logs::Histogram histogram{logStart, 1000, {}};
    histogram.buckets.resize(10);
    histogram.buckets[3][std::size_t(logs::Level::Error)] = 2;
    histogram.buckets[3][std::size_t(logs::Level::Info)] = 50;
    return histogram;
}

struct Plot {
    ui::LogHistogram histogram;
    Plot()
    {
        theme();
        histogram.resize(448, 64); // 400 of them the plot
        histogram.setHistogram(sample());
    }
};

TEST(LogHistogram, ADragChoosesARange)
{
    Plot plot;
    QSignalSpy chosen(&plot.histogram, &ui::LogHistogram::rangeChosen);
    QTest::mousePress(&plot.histogram, Qt::LeftButton, {}, QPoint(24 + 210, 20));
    QTest::mouseRelease(&plot.histogram, Qt::LeftButton, {}, QPoint(24 + 211, 20));
    EXPECT_EQ(chosen.count(), 0); // a click is no drag
    QTest::mousePress(&plot.histogram, Qt::LeftButton, {}, QPoint(24 + 210, 20));
    QMouseEvent drag(QEvent::MouseMove, QPointF(24 + 90, 20),
                     plot.histogram.mapToGlobal(QPointF(24 + 90, 20)), Qt::NoButton, Qt::LeftButton,
                     Qt::NoModifier);
    QApplication::sendEvent(&plot.histogram, &drag);
    QTest::mouseRelease(&plot.histogram, Qt::LeftButton, {}, QPoint(24 + 90, 20));
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen.at(0).at(0).toLongLong(), logStart + 2000);
    EXPECT_EQ(chosen.at(0).at(1).toLongLong(), logStart + 6000);
}

TEST(LogHistogram, TheKeyboardDoesTheSameAndABarIsReadOut)
{
    Plot plot;
    QSignalSpy chosen(&plot.histogram, &ui::LogHistogram::rangeChosen);
    QSignalSpy reset(&plot.histogram, &ui::LogHistogram::rangeReset);
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(&plot.histogram, Qt::Key_Right);
    EXPECT_TRUE(plot.histogram.accessibleDescription().contains(QStringLiteral("ERROR 2, INFO 50")))
        << qPrintable(plot.histogram.accessibleDescription());
    QTest::keyClick(&plot.histogram, Qt::Key_Return);
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen.at(0).at(0).toLongLong(), logStart + 3000);
    QTest::keyClick(&plot.histogram, Qt::Key_Backspace);
    EXPECT_EQ(reset.count(), 1);
    plot.histogram.setHistogram({});
    QTest::keyClick(&plot.histogram, Qt::Key_Right);
    EXPECT_TRUE(plot.histogram.accessibleDescription().isEmpty());
}

} // namespace
} // namespace envdeck::testing
