// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/ui/support/look.h"
#include "ui/widgets/data_table.h"
#include "ui/models/cells.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using Kind = StatusCell::Kind;

QStandardItem *item(const StatusCell &cell)
{
    auto *result = new QStandardItem(cell.text);
    result->setData(QVariant::fromValue(cell), StatusCellRole);
    result->setData(cell.spoken(), Qt::AccessibleTextRole);
    return result;
}

class Table : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        const auto add = [this](const char *version, bool works, const char *action) {
            model.appendRow({item({Kind::Version, QString::fromLatin1(version), QStringLiteral("77c0b1e")}),
                             item({Kind::Number, QStringLiteral("2.4 %"), {}, Severity::Critical}),
                             item({Kind::Action, QString::fromLatin1(action), {}, Severity::None, works})});
        };
        add("v1.3.8", true, "Roll back");
        add("v1.3.7", false, "image missing");
        table.setModel(&model);
        table.setColumns({{200, true}, {100, false, 400}, {140}});
        table.resize(600, 200);
        table.show();
        table.setFocus();
        testing::drainEvents();
    }
    QPoint at(int row, int column) { return table.visualRect(model.index(row, column)).center(); }
    QPoint onButton(int row)
    {
        const QRect cell = table.visualRect(model.index(row, 2));
        return {cell.right() - 40, cell.center().y()};
    }

    QStandardItemModel model;
    DataTable table;
    QSignalSpy triggered{&table, &DataTable::actionTriggered};
    QSignalSpy opened{&table, &DataTable::opened};
};

TEST_F(Table, AColumnGrowsWithItsWordsAndNoFurther)
{
    table.setColumns({{100, true}, {40, false, 0, 160}, {40, false, 0, 90}});
    table.resize(700, 200);
    testing::drainEvents();
    const int narrow = table.columnWidth(1);
    EXPECT_GT(narrow, 40);
    model.setItem(0, 1, item({Kind::Number, QStringLiteral("15 小时 36 分钟"), {}, Severity::Critical}));
    testing::drainEvents();
    EXPECT_GT(table.columnWidth(1), narrow);
    EXPECT_GE(table.columnWidth(1), table.sizeHintForIndex(model.index(0, 1)).width());
    EXPECT_EQ(table.columnWidth(2), 90); // "image missing" has more to say than it gets
    model.setItem(0, 1, item({Kind::Number, QStringLiteral("1 s"), {}, Severity::None}));
    testing::drainEvents();
    EXPECT_GT(table.columnWidth(1), narrow); // none jumps back and forth
}

TEST_F(Table, AColumnThatWasDraggedStays)
{
    table.setColumns({{100, true}, {40, false, 0, 160}, {90}});
    testing::drainEvents();
    table.setColumnWidth(1, 75);
    model.setItem(0, 1, item({Kind::Number, QStringLiteral("15 h 36 min and more"), {}, Severity::None}));
    testing::drainEvents();
    EXPECT_EQ(table.columnWidth(1), 75);
}

TEST_F(Table, AClickOnThePaintedButtonTriggersItOnce)
{
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, onButton(0));
    EXPECT_EQ(triggered.size(), 1);
    EXPECT_TRUE(opened.isEmpty());
}

TEST_F(Table, ADoubleClickOnTheButtonIsNoOpeningOfTheRow)
{
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, onButton(0));
    QTest::mouseDClick(table.viewport(), Qt::LeftButton, {}, onButton(0));
    EXPECT_TRUE(opened.isEmpty());
}

TEST_F(Table, AReasonIsNoButton)
{
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, onButton(1));
    table.setCurrentIndex(model.index(1, 2));
    QTest::keyClick(&table, Qt::Key_Space);
    EXPECT_TRUE(triggered.isEmpty());
}

TEST_F(Table, EnterAndSpacePressTheButtonOfTheCurrentCell)
{
    table.setCurrentIndex(model.index(0, 2));
    QTest::keyClick(&table, Qt::Key_Return);
    QTest::keyClick(&table, Qt::Key_Space);
    EXPECT_EQ(triggered.size(), 2);
    EXPECT_TRUE(opened.isEmpty());
}

TEST_F(Table, EnterElsewhereOpensTheRow)
{
    table.setCurrentIndex(model.index(1, 0));
    QTest::keyClick(&table, Qt::Key_Return);
    EXPECT_EQ(opened.size(), 1);
    EXPECT_TRUE(triggered.isEmpty());
}

TEST_F(Table, AHeldKeyActsOnce)
{
    table.setCurrentIndex(model.index(0, 2));
    QKeyEvent repeat(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"), true);
    QApplication::sendEvent(&table, &repeat);
    EXPECT_TRUE(triggered.isEmpty() && opened.isEmpty());
}

TEST_F(Table, TheMenuKeyAsksForTheCurrentRow)
{
    QSignalSpy menu(&table, &DataTable::menuAsked);
    table.setCurrentIndex(model.index(1, 0));
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(0, 0), QPoint(0, 0));
    QApplication::sendEvent(table.viewport(), &event);
    ASSERT_EQ(menu.size(), 1);
    EXPECT_EQ(menu.first().first().toModelIndex().row(), 1);
}

TEST_F(Table, CopyGivesRowsAsTextWithoutButtons)
{
    table.selectAll();
    QTest::keySequence(&table, QKeySequence::Copy);
    EXPECT_EQ(QApplication::clipboard()->text(),
              QStringLiteral("v1.3.8 77c0b1e\t2.4 %\nv1.3.7 77c0b1e\t2.4 %"));
}

TEST_F(Table, ColumnsLeaveInANarrowWindowAndComeBack)
{
    table.resize(380, 200);
    EXPECT_TRUE(table.isColumnHidden(1));
    EXPECT_FALSE(table.isColumnHidden(2));
    table.resize(600, 200);
    EXPECT_FALSE(table.isColumnHidden(1));
}

TEST_F(Table, CellsAreSpoken)
{
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&table);
    ASSERT_TRUE(spoken && spoken->tableInterface());
    EXPECT_EQ(spoken->tableInterface()->cellAt(0, 1)->text(QAccessible::Name),
              QStringLiteral("2.4 %, critical"));
    EXPECT_EQ(spoken->tableInterface()->cellAt(0, 2)->text(QAccessible::Name),
              QStringLiteral("Roll back, button"));
}

TEST_F(Table, TabLeaves)
{
    QWidget window;
    table.setParent(&window);
    QWidget after(&window);
    after.setFocusPolicy(Qt::TabFocus);
    testing::showActive(window);
    table.show();
    after.show();
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Tab);
    EXPECT_EQ(QApplication::focusWidget(), &after);
    table.setParent(nullptr);
}

} // namespace
} // namespace envdeck::ui
