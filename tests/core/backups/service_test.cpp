// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backups/service.h"
#include "core/jobs/job_center.h"
#include "core/journal/journal.h"
#include "tests/core/backups/fake_data_sets.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"
#include "tests/support/text.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::backups {
namespace {

using testing::answerOf;
using testing::s;
using namespace std::chrono_literals;

class BackUp : public ::testing::Test {
protected:
    BackUp()
    {
        platform::BackupPlan plan;
        plan.id = s("b1");
        plan.schedule = s("0 3 * * *");
        plan.database = s("shop");
        plan.destination = s("minio");
        plan.stored = {{s("main/old.gz"), 1000, clock.now().addSecs(-3600)}};
        plan.runs = {
            {s("r1"), platform::RunState::Done, clock.now().addSecs(-3600), clock.now().addSecs(-3590)}};
        sets.sets = {{s("db1"), s("postgres"), s("main"), true, true, {plan}}};
        sets.made = [this](platform::BackupPlan &of) {
            of.stored.prepend({s("main/new.gz"), 1100, clock.now()});
            of.runs.prepend({s("r2"), platform::RunState::Done, clock.now(), clock.now()});
        };
    }
    JobStatus run()
    {
        const auto rows = answerOf(service.read(s("prod"), {}));
        EXPECT_TRUE(rows);
        const auto job = service.backUpJob(s("prod"), rows.value().first(), s("before the migration"));
        EXPECT_TRUE(job);
        jobs::JobCenter center(journal, clock, {folder.path(), s("anna"), {}, {}});
        const auto started = center.start(job.value());
        EXPECT_TRUE(started);
        EXPECT_TRUE(testing::eventually([&] { return center.job(started.value())->isOver(); }, 20s));
        return *center.job(started.value());
    }
    QTemporaryDir folder;
    testing::FakeClock clock;
    journal::Journal journal{journal::Journal::Options{folder.path(), {}, {}}, clock};
    testing::FakeDataSets sets;
    Service service{sets, clock, {1ms, 200ms}};
};

TEST_F(BackUp, IsMadeOnceAndItsFileIsLookedAt)
{
    const JobStatus ended = run();
    EXPECT_EQ(ended.state, JobState::Succeeded);
    EXPECT_EQ(ended.steps.last().note, s("main/new.gz"));
    EXPECT_EQ(sets.asked, 1);
    const auto entries = answerOf(journal.entries({}));
    ASSERT_FALSE(entries.value().isEmpty());
    EXPECT_EQ(entries.value().first().action, s("backup"));
    EXPECT_EQ(entries.value().first().reason, s("before the migration"));
}

TEST_F(BackUp, DoneWithoutAFileIsNoSuccess)
{
    sets.made = {};
    const JobStatus ended = run();
    EXPECT_EQ(ended.state, JobState::Failed);
    EXPECT_EQ(ended.error->detail, s("no-file"));
    EXPECT_EQ(sets.asked, 1);
}

TEST_F(BackUp, AnEmptyFileIsNoSuccess)
{
    sets.made = [this](platform::BackupPlan &of) { of.stored.prepend({s("main/new.gz"), 0, clock.now()}); };
    EXPECT_EQ(run().error->detail, s("no-file"));
}

TEST_F(BackUp, ALostAnswerIsFollowedByItsRunAndNotAskedForAgain)
{
    sets.answers = Error{ErrorCode::OutcomeUnknown, s("dokploy"), {}, 0};
    const auto make = sets.made;
    sets.made = [this](platform::BackupPlan &of) {
        of.runs.prepend({s("r2"), platform::RunState::Running, clock.now(), {}});
    };
    int looks = 0;
    sets.beforeLook = [this, &looks] {
        if (sets.asked == 0 || ++looks < 3)
            return;
        platform::BackupPlan &plan = sets.sets.first().plans.first();
        if (plan.runs.first().state != platform::RunState::Running)
            return;
        plan.runs.first().state = platform::RunState::Done;
        plan.stored.prepend({s("main/new.gz"), 1100, clock.now()});
    };
    EXPECT_EQ(run().state, JobState::Succeeded);
    EXPECT_EQ(sets.asked, 1);
    EXPECT_GE(looks, 3);
}

TEST_F(BackUp, ALostAnswerWithoutARunEndsUnknown)
{
    sets.answers = Error{ErrorCode::OutcomeUnknown, s("dokploy"), {}, 0};
    sets.made = {};
    EXPECT_EQ(run().state, JobState::Unknown);
    EXPECT_EQ(sets.asked, 1);
}

TEST_F(BackUp, ARunThatFailedIsSaid)
{
    sets.answers = Error{ErrorCode::OutcomeUnknown, s("dokploy"), {}, 0};
    sets.made = [this](platform::BackupPlan &of) {
        of.runs.prepend({s("r2"), platform::RunState::Failed, clock.now(), clock.now()});
    };
    EXPECT_EQ(run().error->detail, s("backup-failed"));
}

TEST_F(BackUp, OneIsNotBegunBesideAnother)
{
    sets.sets.first().plans.first().runs.prepend({s("r0"), platform::RunState::Running, clock.now(), {}});
    EXPECT_EQ(run().error->detail, s("backup-running"));
    EXPECT_EQ(sets.asked, 0);
}

TEST_F(BackUp, WhereNobodyCanLookAtTheDestinationTheRunCountsAndThatIsNoted)
{
    sets.sets.first().plans.first().storedError = Error{ErrorCode::Unreachable, s("s3"), {}, 0};
    const JobStatus ended = run();
    EXPECT_EQ(ended.state, JobState::Succeeded);
    EXPECT_EQ(ended.steps.last().note, s("not-seen"));
}

TEST_F(BackUp, WithoutAPlanThereIsNothingToRun)
{
    sets.sets.first().plans.clear();
    const auto rows = answerOf(service.read(s("prod"), {}));
    EXPECT_EQ(service.backUpJob(s("prod"), rows.value().first(), {}).error().detail, s("no-plan"));
    sets.refuses = Error{ErrorCode::Unauthorized, s("dokploy"), {}, 401};
    EXPECT_EQ(answerOf(service.read(s("prod"), {})).error().code, ErrorCode::Unauthorized);
}

} // namespace
} // namespace envdeck::backups
