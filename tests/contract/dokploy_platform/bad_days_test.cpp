// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a panel does on a bad day while something is asked of it, or being changed.
#include "core/apps/panel_steps.h"
#include "core/jobs/job_center.h"
#include "core/journal/journal.h"
#include "tests/contract/dokploy_platform/world.h"
#include "tests/support/text.h"

namespace envdeck::testing {
namespace {

using platform::AppSetup;

// A variable of the app is set, by a job.
class Setting : public ::testing::Test {
protected:
    JobStatus run()
    {
        apps::PanelSteps::Change change;
        change.target = worldApi;
        change.unchanged = [this](const AppSetup &) {
            if (rechecked)
                rechecked();
            return Result<void>();
        };
        change.write = [this](const AppSetup &setup, const jobs::Context &) {
            ++writes;
            return world.platform->changeVariables(worldApi, {{s("LEVEL"), Secret("debug")}},
                                                   setup.variablesDigest, {});
        };
        change.isDone = [](const AppSetup &setup) {
            return setup.variables.size() == 1 && setup.variables.first().name == s("LEVEL");
        };
        change.done = [](const AppSetup &) { return ready<void>({}); };
        jobs::Job job;
        job.kind = s("app-variables");
        job.environment = s("dev");
        job.subject = worldApi.text();
        job.risk = Risk::R2;
        job.steps = apps::panelSteps(std::make_shared<apps::PanelSteps>(*world.platform, change));
        jobs::JobCenter center(journal, world.bench.clock, {folder.path(), s("anna"), {}, {}});
        const auto started = center.start(job);
        EXPECT_TRUE(started);
        EXPECT_TRUE(
            eventually([&] { return center.job(started.value())->isOver(); }, std::chrono::seconds(60)));
        return *center.job(started.value());
    }
    QString env()
    {
        return world.row(s("compose"), s("composeId"), world.apiId)[QLatin1String("env")].toString();
    }

    PlatformWorld world;
    QTemporaryDir folder;
    journal::Journal journal{journal::Journal::Options{folder.path(), {}, {}}, world.bench.clock};
    int writes = 0;
    std::function<void()> rechecked; // after the look that precedes the change
};

TEST_F(Setting, IsWrittenOnceOnAGoodDay)
{
    const JobStatus ended = run();
    EXPECT_EQ(ended.state, JobState::Succeeded);
    EXPECT_EQ(writes, 1);
    EXPECT_EQ(env().trimmed(), s("LEVEL=debug"));
}

TEST_F(Setting, APanelThatIsUpgradedBetweenTheLookAndTheChangeIsWrittenOnceAllTheSame)
{
    rechecked = [this] { world.upgrade(s("v0.31.4")); };
    const JobStatus ended = run();
    EXPECT_EQ(ended.state, JobState::Succeeded);
    EXPECT_EQ(writes, 1);
    EXPECT_EQ(env().trimmed(), s("LEVEL=debug"));
    EXPECT_EQ(answerOf(world.platform->info(s("dev"), {})).value().version, s("v0.31.4"));
}

TEST_F(Setting, AKeyThatIsRefusedInTheMiddleLeavesEverythingAsItWas)
{
    rechecked = [this] { world.spoil("unauthorized"); };
    const JobStatus ended = run();
    EXPECT_EQ(ended.state, JobState::Failed);
    ASSERT_TRUE(ended.error);
    EXPECT_EQ(ended.error->code, ErrorCode::Unauthorized);
    world.spoil("");
    EXPECT_EQ(env(), QString());
    rechecked = {};
    EXPECT_EQ(run().state, JobState::Succeeded) << "the vault was asked again";
}

TEST_F(Setting, AProxysPageInsteadOfAnAnswerIsAnErrorBeforeAnythingIsWritten)
{
    world.spoil("html");
    const JobStatus ended = run();
    EXPECT_EQ(ended.state, JobState::Failed);
    EXPECT_EQ(ended.error->code, ErrorCode::BadResponse);
    EXPECT_EQ(writes, 0);
}

// The change was asked for and a page came: it may have been made or not, and is looked at before anything
// else.
TEST_F(Setting, AProxysPageAsTheAnswerToAChangeIsNoSuccess)
{
    rechecked = [this] { world.spoil("html"); };
    const JobStatus ended = run();
    EXPECT_NE(ended.state, JobState::Succeeded);
    world.spoil("");
    EXPECT_EQ(env(), QString());
}

TEST_F(Setting, APanelThatGoesAwayInTheMiddleIsNotWrittenTwice)
{
    rechecked = [this] { world.bench.dokploy.reset(); };
    const JobStatus ended = run();
    EXPECT_NE(ended.state, JobState::Succeeded);
    EXPECT_EQ(writes, 1);
    world.bench.restart();
    EXPECT_EQ(env(), QString());
}

TEST(BadDays, AFullQueueIsNoRowOfOurs)
{
    PlatformWorld world;
    world.bench.options.timing.create = world.bench.options.timing.clone = std::chrono::seconds(20);
    world.upgrade(s("v0.30.2"));
    for (int i = 0; i < 5; ++i)
        world.bench.post(s("compose.deploy"),
                         {{s("composeId"), world.apiId}, {s("title"), s("by hand %1").arg(i)}});
    const QString operation = s("0193595e-5c9a-7d1e-8f00-0123456789ab");
    ASSERT_TRUE(answerOf(world.platform->deploy(worldApi, {}, s("Deploy api"), operation, {})));
    EXPECT_EQ(world.bench.get(s("deployment.queueList")).toArray().size(), 6);
    const auto rows = answerOf(world.platform->deployments(worldApi, {}));
    ASSERT_TRUE(rows);
    for (const platform::PlatformDeployment &row : rows.value())
        EXPECT_NE(row.operation, operation) << "while it waits it has no row, and none is made up";
}

} // namespace
} // namespace envdeck::testing
