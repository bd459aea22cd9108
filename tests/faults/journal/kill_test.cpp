// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/journal/kill_points.h"

#include <QRandomGenerator>

namespace envdeck::journal {
namespace {

// All points are killed at by faults_journal_all_points; here every 80th.
TEST(JournalKill, NoAcknowledgedRowIsLostAtWritePoints)
{
    constexpr int rows = 25;
    const QList<KillPoint> points = killPoints(rows);
    if (points.isEmpty())
        GTEST_SKIP() << "strace may not trace here";
    ASSERT_GE(points.size(), 200);
    for (qsizetype i = 0; i < points.size(); i += 80)
        EXPECT_TRUE(survives(points.at(i), rows));
}

TEST(JournalKill, NoAcknowledgedRowIsLostAtAnyMoment)
{
    QRandomGenerator random(4711);
    const QTemporaryDir folder;
    for (int round = 0; round < 6; ++round) {
        const QString subject = QStringLiteral("prod/round%1").arg(round);
        Child child({QStringLiteral("write"), folder.path(), QStringLiteral("100000"), subject});
        const int enough = random.bounded(1, 60);
        ASSERT_TRUE(
            testing::eventually([&] { return child.acknowledged() >= enough; }, std::chrono::minutes(1)));
        child.kill();
        ASSERT_TRUE(child.ended());
        EXPECT_TRUE(holds(folder.path(), subject, child.acknowledged()));
    }
}

TEST(JournalKill, ProcessesThatWriteAtOnceShareOneChain)
{
    const QTemporaryDir folder;
    constexpr int rows = 150;
    Child a({QStringLiteral("write"), folder.path(), QString::number(rows), QStringLiteral("prod/a")});
    Child b({QStringLiteral("write"), folder.path(), QString::number(rows), QStringLiteral("prod/b")});
    Child c({QStringLiteral("write"), folder.path(), QString::number(rows), QStringLiteral("prod/c")});
    for (Child *child : {&a, &b, &c}) {
        ASSERT_TRUE(child->ended());
        EXPECT_EQ(child->acknowledged(), rows) << child->errors().constData();
    }
    for (const char *subject : {"prod/a", "prod/b", "prod/c"})
        EXPECT_TRUE(holds(folder.path(), QLatin1String(subject), rows));
}

TEST(JournalKill, AWriterThatDiesLeavesTheOthersWriting)
{
    const QTemporaryDir folder;
    Child doomed(
        {QStringLiteral("write"), folder.path(), QStringLiteral("100000"), QStringLiteral("prod/doomed")});
    Child other(
        {QStringLiteral("write"), folder.path(), QStringLiteral("200"), QStringLiteral("prod/other")});
    ASSERT_TRUE(testing::eventually([&] { return doomed.acknowledged() >= 20; }, std::chrono::minutes(1)));
    doomed.kill();
    ASSERT_TRUE(doomed.ended());
    ASSERT_TRUE(other.ended());
    EXPECT_EQ(other.acknowledged(), 200) << other.errors().constData();
    EXPECT_TRUE(holds(folder.path(), QStringLiteral("prod/doomed"), doomed.acknowledged()));
    EXPECT_TRUE(holds(folder.path(), QStringLiteral("prod/other"), 200));
}

} // namespace
} // namespace envdeck::journal
