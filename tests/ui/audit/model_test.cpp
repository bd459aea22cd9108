// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/audit_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

QList<journal::AuditEntry> rowsFrom(int newest, int oldest)
{
    QList<journal::AuditEntry> rows;
    for (int sequence = newest; sequence >= oldest; --sequence) {
        journal::AuditEntry entry;
        entry.sequence = sequence;
        entry.operation = QString::number(sequence);
        entry.state = QStringLiteral("running");
        rows.append(entry);
    }
    return rows;
}

class AuditModelTest : public ::testing::Test {
protected:
    AuditModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(AuditModelTest, NewRowsOnTopLeaveTheOthersWhereTheyAre)
{
    model.setEntries(rowsFrom(10, 6));
    const QPersistentModelIndex watched(model.index(2, 0)); // 8
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setEntries(rowsFrom(12, 4));
    EXPECT_TRUE(resets.isEmpty());
    EXPECT_EQ(watched.row(), 4);
    EXPECT_EQ(model.rowCount(), 9);
    EXPECT_EQ(model.entries(), rowsFrom(12, 4));
}

TEST_F(AuditModelTest, AChangedRowIsSaidAndNothingElse)
{
    QList<journal::AuditEntry> rows = rowsFrom(5, 1);
    model.setEntries(rows);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    rows[1].state = QStringLiteral("succeeded");
    model.setEntries(rows);
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(changes.first().first().toModelIndex().row(), 1);
}

TEST_F(AuditModelTest, AnotherFilterStartsAnew)
{
    model.setEntries(rowsFrom(10, 6));
    model.setEntries(rowsFrom(3, 1));
    EXPECT_EQ(model.entries(), rowsFrom(3, 1));
    QList<journal::AuditEntry> sparse{rowsFrom(3, 3).first(), rowsFrom(1, 1).first()};
    model.setEntries(sparse); // the second of three is gone
    EXPECT_EQ(model.entries(), sparse);
    model.setEntries({});
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(AuditModelTest, MoreIsAskedForOnlyWhileThereIsMore)
{
    model.setEntries(rowsFrom(10, 6));
    QSignalSpy wanted(&model, &AuditModel::moreWanted);
    model.fetchMore({});
    EXPECT_TRUE(wanted.isEmpty());
    model.setMoreToCome(true);
    model.fetchMore({});
    EXPECT_EQ(wanted.size(), 1);
    model.append(rowsFrom(5, 1));
    EXPECT_EQ(model.rowOf(QStringLiteral("1")), 9);
    EXPECT_EQ(model.rowOf(QStringLiteral("99")), -1);
}

TEST_F(AuditModelTest, ACellSaysAloudWhatItShows)
{
    journal::AuditEntry entry;
    entry.operation = QStringLiteral("x");
    entry.sequence = 1;
    entry.action = QStringLiteral("rollback");
    entry.environment = QStringLiteral("prod");
    entry.subject = QStringLiteral("prod/api");
    entry.detail = QStringLiteral("v1.3.8 -> v1.3.7");
    entry.state = QStringLiteral("failed");
    entry.at = QDateTime(QDate(2026, 3, 2), QTime(10, 41, 7), Qt::UTC);
    entry.ended = entry.at.addSecs(72);
    model.setEntries({entry});
    const auto text = [&](int column, int role) { return model.index(0, column).data(role).toString(); };
    EXPECT_EQ(text(AuditModel::ResultColumn, Qt::AccessibleTextRole), QStringLiteral("Failed"));
    EXPECT_EQ(text(AuditModel::ActionColumn, Qt::DisplayRole), QStringLiteral("Roll back"));
    EXPECT_EQ(text(AuditModel::ObjectColumn, Qt::DisplayRole), QStringLiteral("api"));
    EXPECT_EQ(text(AuditModel::ChangeColumn, Qt::DisplayRole), QStringLiteral("v1.3.8 \u2192 v1.3.7"));
    EXPECT_EQ(text(AuditModel::DurationColumn, Qt::DisplayRole), QStringLiteral("1 min 12 s"));
    EXPECT_TRUE(text(AuditModel::TimeColumn, Qt::ToolTipRole).contains(QStringLiteral("10:41:07 UTC")));
}

} // namespace
} // namespace envdeck::ui
