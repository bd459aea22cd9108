// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/drift_watch.h"
#include "tests/core/infrastructure/fake_drift.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::infrastructure {
namespace {

using namespace std::chrono_literals;
using testing::eventually;

class DriftWatching : public ::testing::Test {
protected:
    DriftWatching()
    {
        for (const char *name : {"dev", "prod"}) {
            Environment environment;
            environment.name = QString::fromLatin1(name);
            workspace.environments.append(environment);
        }
        jobs::JobCenter::Options options;
        options.folder = folder.path();
        jobs = std::make_unique<jobs::JobCenter>(journal, clock, options);
        DriftWatch::Rhythm rhythm;
        rhythm.first = 24h; // the test looks itself
        watch =
            std::make_unique<DriftWatch>(DriftWatch::Outside{[this](std::stop_token) {
                                                                 ++lookedFor;
                                                                 return ready<terraform::Program>(program);
                                                             },
                                                             drift, *jobs, workspace, clock},
                                         rhythm);
        watch->start();
        testing::drainEvents();
    }
    // What was asked for by a look, in order.
    QStringList looked()
    {
        const qsizetype before = drift.asked.size();
        watch->look();
        testing::drainEvents();
        eventually([&] { return drift.isChecking(); }, 50ms);
        return drift.asked.mid(before);
    }
    void ended(const Result<void> &result = {})
    {
        const QString environment = drift.asked.last();
        if (result) {
            DriftReport report;
            report.environment = environment;
            report.at = clock.now();
            drift.hold(report);
        }
        drift.end(result);
        ASSERT_TRUE(eventually([&] { return jobs->jobs().first().isOver(); }));
    }

    QTemporaryDir folder;
    testing::FakeClock clock;
    Workspace workspace;
    journal::Journal journal{journal::Journal::Options{folder.path(), QStringLiteral("desk"), {}}, clock};
    std::unique_ptr<jobs::JobCenter> jobs;
    testing::FakeDrift drift;
    Result<terraform::Program> program = terraform::Program();
    int lookedFor = 0; // the program
    std::unique_ptr<DriftWatch> watch;
};

const QStringList devOnly{QStringLiteral("dev")};
const QStringList prodOnly{QStringLiteral("prod")};

TEST_F(DriftWatching, ChecksOneEnvironmentAfterTheOtherAndThenRests)
{
    EXPECT_EQ(looked(), devOnly);
    EXPECT_EQ(looked(), QStringList()); // it is still at dev
    ended();
    EXPECT_EQ(looked(), prodOnly);
    ended();
    EXPECT_EQ(looked(), QStringList());
    clock.advance(6h - 1s);
    const int before = lookedFor;
    EXPECT_EQ(looked(), QStringList());
    EXPECT_EQ(lookedFor, before); // nothing is due, so no program is started
    clock.advance(1s);
    EXPECT_EQ(looked(), devOnly);
}

TEST_F(DriftWatching, TheWorkspaceSaysHowOften)
{
    workspace.schedules.insert(QStringLiteral("drift"), 1h);
    EXPECT_EQ(looked(), devOnly);
    ended();
    EXPECT_EQ(watch->dueAt(QStringLiteral("dev")), clock.now().addSecs(3600));
}

TEST_F(DriftWatching, LeavesAnEnvironmentAloneWhileAJobOfItRuns)
{
    jobs::Job apply;
    apply.kind = QStringLiteral("plan");
    apply.environment = QStringLiteral("dev");
    apply.subject = QStringLiteral("dev/terraform");
    QPromise<Result<void>> held;
    held.start();
    apply.steps = {{QStringLiteral("plan"), false, 1h, [&](const jobs::Context &) { return held.future(); }}};
    ASSERT_TRUE(jobs->start(apply));
    EXPECT_EQ(looked(), prodOnly);
    ended();
    EXPECT_EQ(looked(), QStringList());
    held.addResult(Result<void>());
    held.finish();
    ASSERT_TRUE(eventually([&] { return jobs->jobs().first().isOver() && jobs->jobs().last().isOver(); }));
    EXPECT_EQ(looked(), devOnly);
}

TEST_F(DriftWatching, DoesNotWaitForPeople)
{
    jobs::Job change;
    change.kind = QStringLiteral("apply");
    change.environment = QStringLiteral("dev");
    change.subject = QStringLiteral("dev/terraform");
    change.risk = Risk::R3;
    QPromise<Result<void>> held;
    held.start();
    change.steps = {
        {QStringLiteral("approval"), false, 1h, [&](const jobs::Context &) { return held.future(); }}};
    change.steps[0].waits = true;
    ASSERT_TRUE(jobs->start(change));
    ASSERT_TRUE(eventually([&] { return waitsForPeople(jobs->jobs().first()); }));
    EXPECT_EQ(looked(), devOnly);
    ended();
    held.addResult(Result<void>());
    held.finish();
    ASSERT_TRUE(eventually([&] { return jobs->jobs().last().isOver(); }));
}

TEST_F(DriftWatching, SaysNothingWithoutAProgram)
{
    program = Error{ErrorCode::ToolMissing, QStringLiteral("terraform, tofu"), {}, 0};
    EXPECT_EQ(looked(), QStringList());
    EXPECT_TRUE(jobs->jobs().isEmpty());
    program = terraform::Program();
    EXPECT_EQ(looked(), devOnly);
}

TEST_F(DriftWatching, WhatFailsIsAskedLaterAndLater)
{
    const Error refused{ErrorCode::ToolFailed, {}, QStringLiteral("401"), 0};
    workspace.environments.removeLast();
    QList<qint64> waits;
    for (int i = 0; i < 5; ++i) {
        ASSERT_EQ(looked(), devOnly);
        ended(refused);
        waits.append(clock.now().secsTo(watch->dueAt(QStringLiteral("dev"))) / 3600);
        clock.set(watch->dueAt(QStringLiteral("dev")));
    }
    EXPECT_EQ(waits, (QList<qint64>{12, 24, 48, 48, 48}));
    ASSERT_EQ(looked(), devOnly);
    ended();
    EXPECT_EQ(clock.now().secsTo(watch->dueAt(QStringLiteral("dev"))), 6 * 3600);
}

TEST_F(DriftWatching, CountsFromWhatAnEarlierProcessFound)
{
    DriftReport report;
    report.environment = QStringLiteral("dev");
    report.at = clock.now().addSecs(-3600);
    drift.kept = {{report.environment, report}};
    watch->start();
    testing::drainEvents();
    EXPECT_EQ(looked(), prodOnly);
    EXPECT_EQ(watch->dueAt(QStringLiteral("dev")), clock.now().addSecs(5 * 3600));
}

} // namespace
} // namespace envdeck::infrastructure
