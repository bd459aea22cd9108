// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/logs/log_lines.h"
#include "ui/theme/fonts.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using ui::LogMark;
using ui::LogStoreView;
using ui::ShownLine;

TEST(LogLineText, ShowsWhatWouldHideOrTurnText)
{
    const auto text = [](QByteArrayView bytes) {
        const ShownLine line = ui::shownLine(bytes, nullptr, false);
        return line.copied(0, static_cast<int>(line.text.size()));
    };
    EXPECT_EQ(text("a\x07"
                   "b\x7f"),
              QStringLiteral("a\u2407b\u2421"));
    EXPECT_EQ(text(QByteArrayView("a\0b", 3)), QStringLiteral("a\u2400b"));
    EXPECT_EQ(text("x\u202ey\u200bz"), QStringLiteral("x\u2426y\u2426z"));
    EXPECT_EQ(text("\xff"), QStringLiteral("\uFFFD"));
    EXPECT_EQ(text("a\tb"), QStringLiteral("a       b"));
    EXPECT_EQ(text("<b>no & markup</b>"), QStringLiteral("<b>no & markup</b>"));
    EXPECT_EQ(text("\x1b[31mred\x1b[0m -> www"), QStringLiteral("red -> www"));
}

TEST(LogLineText, CutsALongLineUntilAllOfItIsAskedFor)
{
    const QByteArray bytes(40'000, 'x');
    EXPECT_TRUE(ui::shownLine(bytes, nullptr, false).cut);
    EXPECT_EQ(ui::shownLine(bytes, nullptr, false).text.size(), 16 * 1024);
    EXPECT_EQ(ui::shownLine(bytes, nullptr, true).text.size(), 40'000);
}

TEST(LogLineText, MarksWhatIsLookedForAcrossColours)
{
    logs::Query query;
    query.text = QStringLiteral("timeout");
    const auto filter = logs::Filter::of(query);
    ASSERT_TRUE(filter);
    const ShownLine line = ui::shownLine("a \x1b[31mtime\x1b[0mout b", &filter.value(), false);
    QString found;
    for (const ShownLine::Run &run : line.runs)
        found += run.found ? line.copied(run.from, run.from + run.size) : QString();
    EXPECT_EQ(found, QStringLiteral("timeout"));
}

TEST(LogStoreView, FollowsUntilTheReaderScrollsUpAndEndResumes)
{
    LogScene scene;
    addShop(scene.store, 1000);
    ASSERT_TRUE(scene.settled());
    showActive(scene.view);
    EXPECT_TRUE(scene.view.follows());
    EXPECT_TRUE(scene.view.visibleLines().constLast().startsWith(QStringLiteral("10:42:46.900")));
    QSignalSpy follow(&scene.view, &LogStoreView::followChanged);
    scene.view.verticalScrollBar()->setValue(100);
    EXPECT_FALSE(scene.view.follows());
    const QString top = scene.view.visibleLines().constFirst();
    addShop(scene.store, 214, logStart + 200'000);
    ASSERT_TRUE(scene.settled());
    EXPECT_EQ(scene.view.newLines(), 214);
    EXPECT_EQ(scene.view.visibleLines().constFirst(), top); // what is read stays
    auto *pill = scene.view.findChild<QPushButton *>(QStringLiteral("logs.follow"));
    EXPECT_TRUE(pill->isVisible());
    EXPECT_EQ(pill->text(), QStringLiteral("Follow: paused, 214 new lines"));
    scene.press(Qt::Key_End);
    EXPECT_TRUE(scene.view.follows());
    EXPECT_FALSE(pill->isVisible());
    EXPECT_EQ(scene.view.currentRow(), 1213);
    EXPECT_GE(follow.count(), 3);
    scene.view.verticalScrollBar()->setValue(5);
    QTest::mouseClick(pill, Qt::LeftButton);
    EXPECT_TRUE(scene.view.follows());
}

TEST(LogStoreView, TheBarBelowReachesAsFarAsTheLongestLineAndNoFurther)
{
    LogScene scene;
    addLine(scene.store, logStart, "INFO short");
    ASSERT_TRUE(scene.settled());
    showActive(scene.view);
    const QScrollBar *bar = scene.view.horizontalScrollBar();
    EXPECT_EQ(bar->maximum(), 0);
    const QByteArray text(500, 'x');
    addLine(scene.store, logStart + 1, text);
    ASSERT_TRUE(scene.settled());
    const double width = QFontMetricsF(ui::font(ui::Type::Code)).horizontalAdvance(QString::fromLatin1(text));
    EXPECT_NEAR(bar->maximum() + bar->pageStep(), width, 4);
    scene.view.setWrap(true);
    EXPECT_EQ(bar->maximum(), 0);
}

TEST(LogStoreView, ALateLineMovesWhatWasSaidOfTheOthers)
{
    LogScene scene;
    addShop(scene.store, 10);
    ASSERT_TRUE(scene.settled());
    showActive(scene.view);
    scene.view.goToRow(5);
    scene.view.toggleBookmark();
    addLine(scene.store, logStart + 150, "late");
    ASSERT_TRUE(scene.settled());
    EXPECT_EQ(scene.view.currentRow(), 6);
    EXPECT_EQ(scene.view.bookmarks(), QSet<qint64>{6});
}

TEST(LogStoreView, CopiesLinesAndTextWithoutSecrets)
{
    LogScene scene;
    scene.store.addSource(QStringLiteral("api"));
    addLine(scene.store, logStart, "first hunter22 \x1b[31mred\x1b[0m -> x");
    addLine(scene.store, logStart + 1, "second");
    ASSERT_TRUE(scene.settled());
    Redactor redactor;
    redactor.learn(Secret("hunter22"));
    scene.view.setRedactor(redactor);
    showActive(scene.view);
    scene.press(Qt::Key_A, Qt::ControlModifier);
    scene.press(Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QApplication::clipboard()->text(),
              QStringLiteral(
                  "2026-03-02T10:41:07.000Z api first ****** red -> x\n2026-03-02T10:41:07.001Z api second"));
    // From the start of the text of the first line to the right.
    QTest::mousePress(scene.view.viewport(), Qt::LeftButton, {}, QPoint(300, 10));
    QTest::mouseMove(scene.view.viewport(), QPoint(895, 10));
    QMouseEvent drag(QEvent::MouseMove, QPointF(895, 10),
                     scene.view.viewport()->mapToGlobal(QPointF(895, 10)), Qt::NoButton, Qt::LeftButton,
                     Qt::NoModifier);
    QApplication::sendEvent(scene.view.viewport(), &drag);
    EXPECT_TRUE(scene.view.selectedText().endsWith(QStringLiteral("red -> x")))
        << qPrintable(scene.view.selectedText());
    EXPECT_FALSE(scene.view.selectedText().contains(QStringLiteral("2026")));
    EXPECT_FALSE(scene.view.selectedText().contains(QStringLiteral("hunter22")));
}

TEST(LogStoreView, HalfASecretIsNotCopiedEither)
{
    LogScene scene;
    addLine(scene.store, logStart, "key hunter22hunter22hunter22hunter22 and more");
    ASSERT_TRUE(scene.settled());
    Redactor redactor;
    redactor.learn(Secret("hunter22hunter22hunter22hunter22"));
    scene.view.setRedactor(redactor);
    showActive(scene.view);
    const auto drag = [&](int from, int to) {
        QTest::mousePress(scene.view.viewport(), Qt::LeftButton, {}, QPoint(from, 10));
        QMouseEvent move(QEvent::MouseMove, QPointF(to, 10),
                         scene.view.viewport()->mapToGlobal(QPointF(to, 10)), Qt::NoButton, Qt::LeftButton,
                         Qt::NoModifier);
        QApplication::sendEvent(scene.view.viewport(), &move);
        QTest::mouseRelease(scene.view.viewport(), Qt::LeftButton, {}, QPoint(to, 10));
        return scene.view.selectedText();
    };
    int partial = 0;
    for (int from = 100; from < 700; from += 23) {
        const QString text = drag(from, 895);
        EXPECT_FALSE(text.contains(QStringLiteral("hunter"))) << qPrintable(text);
        partial += text.startsWith(QStringLiteral("******")) ? 1 : 0;
        EXPECT_FALSE(drag(100, from).contains(QStringLiteral("hunter")));
    }
    EXPECT_GT(partial, 3);
    EXPECT_TRUE(drag(100, 895).endsWith(QStringLiteral("key ****** and more")))
        << qPrintable(scene.view.selectedText());
}

TEST(LogStoreView, NothingIsCopiedBeforeItIsKnownWhatToHide)
{
    LogScene scene;
    addLine(scene.store, logStart, "hunter22");
    ASSERT_TRUE(scene.settled());
    scene.view.setRedactor(std::nullopt);
    showActive(scene.view);
    QSignalSpy notYet(&scene.view, &LogStoreView::notYetToCopy);
    QApplication::clipboard()->setText(QStringLiteral("before"));
    scene.press(Qt::Key_A, Qt::ControlModifier);
    scene.press(Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(notYet.count(), 1);
    EXPECT_EQ(QApplication::clipboard()->text(), QStringLiteral("before"));
}

TEST(LogStoreView, TooMuchToCopyIsSaidInsteadOfDone)
{
    LogScene scene;
    addShop(scene.store, 12'000);
    ASSERT_TRUE(scene.settled());
    showActive(scene.view);
    QApplication::clipboard()->setText(QStringLiteral("before"));
    QSignalSpy many(&scene.view, &LogStoreView::tooManyToCopy);
    scene.press(Qt::Key_A, Qt::ControlModifier);
    scene.press(Qt::Key_C, Qt::ControlModifier);
    ASSERT_EQ(many.count(), 1);
    EXPECT_EQ(many.at(0).at(0).toLongLong(), 12'000);
    EXPECT_EQ(QApplication::clipboard()->text(), QStringLiteral("before"));
}

TEST(LogStoreView, GoesFromMatchToMatchAndShowsWhatIsAround)
{
    LogScene scene;
    addShop(scene.store, 600);
    ASSERT_TRUE(scene.settled());
    ASSERT_TRUE(scene.search(QStringLiteral("payment")));
    showActive(scene.view);
    scene.view.goToRow(60);
    EXPECT_EQ(scene.view.currentRow(), 60);
    scene.press(Qt::Key_N);
    EXPECT_EQ(scene.view.currentRow(), 66);
    scene.press(Qt::Key_N, Qt::ShiftModifier);
    EXPECT_EQ(scene.view.currentRow(), 60);
    for (const QString &line : scene.view.visibleLines())
        EXPECT_TRUE(line.contains(QStringLiteral("payment")));
    scene.press(Qt::Key_C);
    EXPECT_TRUE(scene.view.showsContext());
    scene.press(Qt::Key_Home);
    EXPECT_EQ(scene.view.currentRow(), 40);
    scene.press(Qt::Key_Down);
    EXPECT_EQ(scene.view.currentRow(), 41);
    for (int i = 0; i < 60; ++i)
        scene.press(Qt::Key_Down);
    EXPECT_EQ(scene.view.currentRow(), 80);
    scene.press(Qt::Key_Escape);
    EXPECT_FALSE(scene.view.showsContext());
}

TEST(LogStoreView, FoldsTracesAndOpensThem)
{
    LogScene scene;
    scene.store.addSource(QStringLiteral("api"));
    addLine(scene.store, logStart, "ERROR java.lang.IllegalStateException: x");
    for (int i = 0; i < 6; ++i)
        addLine(scene.store, logStart, "\tat com.acme.Pay.run(Pay.java:7)");
    addLine(scene.store, logStart + 1, "INFO goes on");
    ASSERT_TRUE(scene.settled());
    showActive(scene.view);
    EXPECT_EQ(scene.view.visibleLines().size(), 2);
    scene.view.goToRow(0);
    scene.press(Qt::Key_Down); // over what is folded
    EXPECT_EQ(scene.view.currentRow(), 7);
    scene.press(Qt::Key_Up);
    EXPECT_EQ(scene.view.currentRow(), 0);
    scene.press(Qt::Key_Right);
    EXPECT_EQ(scene.view.visibleLines().size(), 8);
    scene.press(Qt::Key_Left);
    EXPECT_EQ(scene.view.visibleLines().size(), 2);
    scene.view.setFold(false);
    EXPECT_EQ(scene.view.visibleLines().size(), 8);
}

// Traces of several containers lie between each other, short, long and without a head: each line folds under
// the head of its own, from wherever the view begins.
TEST(LogStoreView, FoldsTracesOfSeveralContainersThatLieInBetween)
{
    LogScene scene;
    const QList<logs::SourceId> sources{scene.store.addSource(QStringLiteral("a")),
                                        scene.store.addSource(QStringLiteral("b")),
                                        scene.store.addSource(QStringLiteral("c"))};
    QStringList heads;
    addLine(scene.store, logStart, "\tat lost.head(X.java:1)", sources.at(2));
    heads.append(QStringLiteral("lost.head"));
    for (int round = 0; round < 60; ++round) {
        for (const logs::SourceId source : sources) {
            const QByteArray head =
                "ERROR " + QByteArray::number(round) + " of " + QByteArray::number(source);
            addLine(scene.store, logStart + round * 10 + 1, head, source);
            heads.append(QString::fromLatin1(head));
        }
        for (int depth = 0; depth < round % 7 * 5; ++depth) {
            for (const logs::SourceId source : sources)
                addLine(scene.store, logStart + round * 10 + 2, "\tat x.y(Z.java:7)", source);
        }
    }
    ASSERT_TRUE(scene.settled());
    scene.view.resize(900, 20 * 12 + 4);
    showActive(scene.view);
    QScrollBar *bar = scene.view.verticalScrollBar();
    QSet<QString> seen;
    const auto look = [&] {
        QStringList shown;
        for (const QString &line : scene.view.visibleLines()) {
            const auto found = std::find_if(heads.cbegin(), heads.cend(), [&](const QString &head) {
                return line.endsWith(head) || line.contains(QStringLiteral("lost.head"));
            });
            ASSERT_NE(found, heads.cend()) << qPrintable(line);
            shown.append(line.section(QLatin1Char(' '), -4));
        }
        seen += QSet<QString>(shown.cbegin(), shown.cend());
    };
    for (int value = bar->maximum(); value >= 0; value -= 37) {
        bar->setValue(value);
        ASSERT_NO_FATAL_FAILURE(look());
    }
    bar->setValue(0);
    for (int value = 0; value <= bar->maximum(); ++value) {
        bar->setValue(value);
        ASSERT_NO_FATAL_FAILURE(look());
    }
    EXPECT_EQ(seen.size(), heads.size());
}

TEST(LogStoreView, BookmarksAreJumpedTo)
{
    LogScene scene;
    addShop(scene.store, 300);
    ASSERT_TRUE(scene.settled());
    showActive(scene.view);
    for (const qint64 row : {20, 200}) {
        scene.view.goToRow(row);
        scene.press(Qt::Key_B);
    }
    scene.press(Qt::Key_BracketLeft);
    EXPECT_EQ(scene.view.currentRow(), 20);
    scene.press(Qt::Key_BracketRight);
    EXPECT_EQ(scene.view.currentRow(), 200);
    scene.press(Qt::Key_B);
    EXPECT_EQ(scene.view.bookmarks(), QSet<qint64>{20});
}

TEST(LogStoreView, IsReadOutAsAListOfWhatIsInView)
{
    LogScene scene;
    addShop(scene.store, 30);
    ASSERT_TRUE(scene.settled());
    showActive(scene.view);
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&scene.view);
    ASSERT_NE(spoken, nullptr);
    EXPECT_EQ(spoken->role(), QAccessible::List);
    EXPECT_TRUE(spoken->text(QAccessible::Value).contains(QStringLiteral("WARN WARN retry 1/3")));
    EXPECT_EQ(spoken->text(QAccessible::Name), QStringLiteral("Log lines"));
    scene.view.goToRow(29);
    EXPECT_FALSE(spoken->text(QAccessible::Description).isEmpty());
}

TEST(LogStoreView, EmptyClearedAndWithoutAFilterItHoldsStill)
{
    LogScene scene;
    showActive(scene.view);
    for (const Qt::Key key :
         {Qt::Key_Up, Qt::Key_Down, Qt::Key_End, Qt::Key_Home, Qt::Key_PageUp, Qt::Key_Return, Qt::Key_Right,
          Qt::Key_N, Qt::Key_C, Qt::Key_B, Qt::Key_BracketLeft, Qt::Key_W})
        scene.press(key);
    scene.press(Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(scene.view.currentRow(), -1);
    addShop(scene.store, 100);
    ASSERT_TRUE(scene.settled());
    scene.view.goToRow(50);
    scene.store.clear();
    ASSERT_TRUE(scene.settled());
    for (const Qt::Key key : {Qt::Key_Up, Qt::Key_Return, Qt::Key_C, Qt::Key_N})
        scene.press(key);
    EXPECT_TRUE(scene.view.visibleLines().isEmpty());
    EXPECT_EQ(scene.view.selectedText(), QString());
    scene.view.setFilter(nullptr);
    EXPECT_TRUE(scene.view.visibleLines().isEmpty());
}

TEST(LogStoreView, TabLeaves)
{
    QWidget window;
    auto *view = new LogStoreView(&window);
    auto *after = new QPushButton(QStringLiteral("after"), &window);
    showActive(window);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Tab);
    EXPECT_TRUE(after->hasFocus());
}

} // namespace
} // namespace envdeck::testing
