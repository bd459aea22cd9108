// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/logs/log_lines.h"
#include "tests/ui/support/languages.h"
#include "ui/widgets/log_histogram.h"

#include <QBoxLayout>
#include <QElapsedTimer>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

// As on the page: histogram above, lines below.
struct Picture {
    logs::Store store{{}};
    logs::LiveFilter filter{store};
    QWidget window;
    ui::LogHistogram *histogram = new ui::LogHistogram;
    ui::LogStoreView *view = new ui::LogStoreView;

    explicit Picture(int lines, QSize size = {1180, 560})
    {
        theme();
        auto *column = new QVBoxLayout(&window);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        column->addWidget(histogram);
        column->addWidget(view);
        window.resize(size);
        view->setTimes(ui::LogStoreView::Times::Utc);
        view->setFilter(&filter);
        addShop(store, lines);
        const QList<ui::LogMark> marks{
            {logStart + (lines - 12) * 100, QStringLiteral("v1.3.8 deployed by bo")}};
        view->setMarks(marks);
        histogram->setMarks(marks);
        settle();
    }
    void settle()
    {
        filter.refresh();
        EXPECT_TRUE(soon([this] {
            return !filter.isRunning() && filter.matches().snapshot().endRow() == store.snapshot().endRow();
        }));
        const auto [from, to] = logs::timesOf(filter.matches());
        if (from != logs::noTime)
            histogram->setHistogram(logs::histogramOf(filter.matches(), from, to + 1, 150));
    }
};

TEST(LogLook, LightAndDark)
{
    const LookGuard guard;
    Picture picture(400);
    addLine(picture.store, logStart + 40'100, "ERROR java.lang.IllegalStateException: no connection", 1);
    for (int i = 0; i < 4; ++i)
        addLine(picture.store, logStart + 40'100, "\tat com.acme.Pay.run(Pay.java:7)", 1);
    addLine(picture.store, logStart + 40'200,
            "INFO control \x07 and \xff bytes, \xe4\xb8\xad\xe6\x96\x87 text", 1);
    picture.settle();
    logs::Query query;
    query.text = QStringLiteral("o");
    ASSERT_TRUE(picture.filter.setQuery(query));
    ASSERT_TRUE(soon([&] { return !picture.filter.isRunning(); }));
    picture.view->goToRow(394); // JSON
    QTest::keyClick(picture.view, Qt::Key_Right);
    picture.view->toggleBookmark();
    grab(picture.window, QStringLiteral("logs-light"));
    theme().setMode(ui::ColorMode::Dark);
    grab(picture.window, QStringLiteral("logs-dark"));
}

TEST(LogLook, ChineseNarrowWrappedAndPaused)
{
    const LookGuard guard;
    const InLanguage chinese = InLanguage::chinese();
    Picture picture(400, {824, 560});
    addLine(picture.store, logStart + 50'000,
            "WARN " + QByteArray("a long line that goes on and on ").repeated(12), 1);
    picture.settle();
    picture.view->setWrap(true);
    grab(picture.window, QStringLiteral("logs-zh-wrap"));
    picture.view->goToRow(300);
    addShop(picture.store, 214, logStart + 60'000);
    picture.settle();
    grab(picture.window, QStringLiteral("logs-zh-paused"));
}

TEST(LogLook, AMillionLinesAndNothing)
{
    const LookGuard guard;
    Picture picture(1'000'000);
    grab(picture.window, QStringLiteral("logs-million"));
    logs::Query query;
    query.text = QStringLiteral("nothing of the kind");
    ASSERT_TRUE(picture.filter.setQuery(query));
    ASSERT_TRUE(soon([&] { return !picture.filter.isRunning(); }));
    EXPECT_TRUE(picture.view->visibleLines().isEmpty());
    grab(picture.window, QStringLiteral("logs-none"));
    picture.store.clear();
    picture.settle();
    grab(picture.window, QStringLiteral("logs-empty"));
}

TEST(LogLook, AtDoubleTextNothingIsCutOff)
{
    const LookGuard guard;
    theme().setTextScale(1.5);
    Picture picture(200);
    grab(picture.window, QStringLiteral("logs-large"));
}

} // namespace
} // namespace envdeck::testing
