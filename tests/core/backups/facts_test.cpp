// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backups/cron.h"
#include "core/backups/facts.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::backups {
namespace {

using testing::s;
using namespace std::chrono_literals;

QDateTime at(const char *text)
{
    return QDateTime::fromString(s(text), Qt::ISODate);
}

TEST(Cron, TheNextTime)
{
    const QList<std::tuple<const char *, const char *, const char *>> table{
        {"0 3 * * *", "2026-12-01T02:59:59Z", "2026-12-01T03:00:00Z"},
        {"0 3 * * *", "2026-12-01T03:00:00Z", "2026-12-02T03:00:00Z"},
        {"*/15 * * * *", "2026-12-01T03:16:00Z", "2026-12-01T03:30:00Z"},
        {"30 2 * * 1", "2026-12-01T00:00:00Z", "2026-12-07T02:30:00Z"},
        {"30 2 * * MON", "2026-12-01T00:00:00Z", "2026-12-07T02:30:00Z"},
        {"0 0 1 * *", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"},
        {"0 4 29 2 *", "2026-12-01T00:00:00Z", "2028-02-29T04:00:00Z"},
        {"5 4 1,15 * 5", "2026-12-01T12:00:00Z", "2026-12-04T04:05:00Z"}, // either kind of day does
        {"0 0 * * 7", "2026-12-01T00:00:00Z", "2026-12-06T00:00:00Z"},
        {"@daily", "2026-12-01T12:00:00Z", "2026-12-02T00:00:00Z"},
        {"0 22-23/1 * jan-mar sun", "2026-12-01T00:00:00Z", "2027-01-03T22:00:00Z"},
    };
    for (const auto &[text, after, expected] : table) {
        const auto cron = Cron::parse(s(text));
        ASSERT_TRUE(cron) << text;
        EXPECT_EQ(cron->next(at(after)), at(expected)) << text << " after " << after;
    }
    for (const char *bad : {"", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "5-1 * * * *",
                            "a b c d e", "*/0 * * * *", "0 3 * * * *", "0 3 * * mond*"})
        EXPECT_FALSE(Cron::parse(s(bad))) << bad;
    EXPECT_FALSE(Cron::parse(s("0 0 31 2 *"))->next(at("2026-12-01T00:00:00Z")).isValid()) << "never";
}

TEST(Cron, TheLongestPause)
{
    const QDateTime now = at("2026-12-01T00:00:00Z");
    EXPECT_EQ(Cron::parse(s("0 3 * * *"))->longestGap(now), 24h);
    EXPECT_EQ(Cron::parse(s("0 */6 * * *"))->longestGap(now), 6h);
    EXPECT_EQ(Cron::parse(s("0 8,20 * * mon-fri"))->longestGap(now), 60h); // the weekend
    EXPECT_EQ(Cron::parse(s("0 3 * * 0"))->longestGap(now), 24h * 7);
    EXPECT_EQ(Cron::parse(s("*/5 * * * *"))->longestGap(now), 5min);
    EXPECT_EQ(Cron::parse(s("0 3 1 * *"))->longestGap(now), 24h * 31);
}

class RowsOf : public ::testing::Test {
protected:
    RowsOf()
    {
        set.id = s("db1");
        set.kind = s("postgres");
        set.name = s("main");
        plan.id = s("b1");
        plan.schedule = s("0 3 * * *");
        for (int day = 30; day > 20; --day)
            plan.stored.append(
                {s("x/%1").arg(day), 1000, QDateTime(QDate(2026, 11, day), QTime(3, 0), Qt::UTC)});
        plan.runs = {
            {s("r1"), platform::RunState::Done, at("2026-11-30T03:00:00Z"), at("2026-11-30T03:01:00Z")}};
    }
    Row row()
    {
        set.plans = {plan};
        return rowsOf({set}, now).first();
    }
    QDateTime now = at("2026-11-30T20:00:00Z");
    platform::DataSet set;
    platform::BackupPlan plan;
};

TEST_F(RowsOf, AFileOfLastNightIsFresh)
{
    const Row fresh = row();
    EXPECT_EQ(fresh.state, State::Fresh);
    EXPECT_EQ(fresh.lastGood, at("2026-11-30T03:00:00Z"));
    EXPECT_EQ(fresh.bytes, 1000);
    EXPECT_EQ(fresh.kept, 10);
    EXPECT_EQ(fresh.next, at("2026-12-01T03:00:00Z"));
    EXPECT_TRUE(fresh.seen);
}

TEST_F(RowsOf, NothingNewInATenthMoreThanItsPauseIsLateAlthoughNoJobFailed)
{
    now = at("2026-12-01T05:23:00Z"); // 26 h 23 min
    EXPECT_EQ(row().state, State::Fresh);
    now = at("2026-12-01T05:25:00Z");
    EXPECT_EQ(row().state, State::Late);
    plan.schedule = s("0 3 * * 0");
    EXPECT_EQ(row().state, State::Fresh) << "a weekly one has a week";
    plan.schedule = s("when I think of it");
    EXPECT_EQ(row().state, State::Late) << "one that nobody understands has a day";
}

TEST_F(RowsOf, AnEmptyFileIsNoBackup)
{
    plan.stored.prepend({s("x/new"), 0, at("2026-11-30T19:00:00Z")});
    EXPECT_EQ(row().lastGood, at("2026-11-30T03:00:00Z"));
    for (platform::StoredBackup &stored : plan.stored)
        stored.bytes = 0;
    EXPECT_EQ(row().state, State::Never);
}

TEST_F(RowsOf, ARunThatSaysDoneIsNotABackupThatWasSeen)
{
    plan.stored.clear();
    EXPECT_EQ(row().state, State::Never) << "the destination was looked at, and there is nothing";
    plan.storedError = Error{ErrorCode::Unreachable, s("s3"), {}, 0};
    EXPECT_EQ(row().state, State::Unseen);
    EXPECT_FALSE(row().seen);
    EXPECT_EQ(row().lastGood, at("2026-11-30T03:01:00Z"));
    plan.runs.clear();
    EXPECT_EQ(row().state, State::Never);
    plan.runsError = plan.storedError;
    EXPECT_EQ(row().state, State::Unknown);
}

TEST_F(RowsOf, AFailedRunAfterTheLastFileIsSaid)
{
    plan.runs.prepend(
        {s("r2"), platform::RunState::Failed, at("2026-11-30T12:00:00Z"), at("2026-11-30T12:01:00Z")});
    EXPECT_EQ(row().state, State::Failing);
    plan.runs.first().began = at("2026-11-30T01:00:00Z");
    EXPECT_EQ(row().state, State::Fresh);
}

TEST_F(RowsOf, ASizeThatFellBelowThreeFifthsOfTheMedianIsSaid)
{
    plan.stored.first().bytes = 599;
    EXPECT_EQ(row().state, State::Shrunk);
    plan.stored.first().bytes = 600;
    EXPECT_EQ(row().state, State::Fresh);
    plan.stored = plan.stored.first(3);
    plan.stored.first().bytes = 10;
    EXPECT_EQ(row().state, State::Fresh) << "of two others a median says nothing";
}

TEST_F(RowsOf, TheWorstStandFirst)
{
    set.plans = {plan};
    platform::DataSet none{s("db2"), s("mysql"), s("orders"), true, true, {}};
    platform::DataSet cache{s("db3"), s("redis"), s("a-cache"), true, false, {}};
    platform::DataSet off{s("db4"), s("postgres"), s("zoo"), true, true, {plan}};
    off.plans.first().enabled = false;
    const QList<Row> rows = rowsOf({set, cache, off, none}, now);
    QStringList states;
    for (const Row &row : rows)
        states.append(row.set.name + QLatin1Char(' ') + stateName(row.state));
    EXPECT_EQ(states,
              (QStringList{s("orders no-plan"), s("zoo off"), s("a-cache not-backed-up"), s("main fresh")}));
    EXPECT_TRUE(isCritical(rows.first().state));
    EXPECT_TRUE(isWarning(rows.at(1).state));
}

} // namespace
} // namespace envdeck::backups
