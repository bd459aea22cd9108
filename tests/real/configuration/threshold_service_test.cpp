// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/threshold_service.h"

#include "core/configuration/threshold_facts.h"
#include "core/gitops/trailers.h"
#include "core/workspace/parse.h"
#include "tests/core/workspace/workspace_text.h"
#include "tests/real/git/git_world.h"
#include "tests/support/fake_clock.h"

namespace envdeck::configuration {
namespace {

const QString yamlFile = QStringLiteral("envdeck.yaml");

class SharedThresholdsTest : public git::GitWorld {
protected:
    void SetUp() override
    {
        first = pushed(yamlFile, testing::goodText(), QStringLiteral("Begin"));
        begun = commits();
        workspace = *workspace::parse(testing::goodText()).workspace;
        repository = mirror();
        service = std::make_unique<ThresholdService>(workspace, *repository, clock);
    }
    ThresholdReview review(double cpu)
    {
        const auto shared = git::await(service->read());
        EXPECT_TRUE(shared) << git::said(shared.error());
        Thresholds wanted = shared.value().thresholds;
        wanted.cpuPercent = cpu;
        const auto reviewed = service->review(shared.value(), wanted);
        EXPECT_TRUE(reviewed) << git::said(reviewed.error());
        return reviewed.value();
    }
    // Runs it in a program of its own, as far as the journal can tell.
    JobStatus run(const jobs::Job &job, const QString &name)
    {
        journal::Journal journal({path(name), {}, {}}, clock);
        jobs::JobCenter center(journal, clock, {path(name), QStringLiteral("anna"), {}, {}});
        const auto started = center.start(job);
        EXPECT_TRUE(started);
        EXPECT_TRUE(testing::eventually([&] { return center.job(job.operation)->isOver(); },
                                        std::chrono::seconds(120)));
        return *center.job(job.operation);
    }
    QByteArray atRemote() const
    {
        return git(remotePath(), {QStringLiteral("show"), QStringLiteral("main:envdeck.yaml")}).toUtf8();
    }
    int commits() const
    {
        return git(remotePath(),
                   {QStringLiteral("rev-list"), QStringLiteral("--count"), QStringLiteral("main")})
            .trimmed()
            .toInt();
    }

    testing::FakeClock clock;
    QString first;
    int begun = 0; // commits before the test
    Workspace workspace;
    std::unique_ptr<git::Mirror> repository;
    std::unique_ptr<ThresholdService> service;
};

TEST_F(SharedThresholdsTest, AreReadAtTheHeadWithTheirLines)
{
    const auto shared = git::await(service->read());
    ASSERT_TRUE(shared) << git::said(shared.error());
    EXPECT_EQ(shared.value().commit, first);
    EXPECT_EQ(shared.value().branch, QStringLiteral("main"));
    EXPECT_EQ(shared.value().thresholds, workspace.thresholds);
    EXPECT_EQ(shared.value().lines, (QHash<QString, int>{{QStringLiteral("cpu"), 27}}));
}

TEST_F(SharedThresholdsTest, AChangeIsOnePushedCommitOfOneLine)
{
    const ThresholdReview facts = review(70);
    EXPECT_EQ(facts.changes, QStringList{QStringLiteral("cpu 80 % -> 70 %")});
    EXPECT_EQ(facts.guardedBy, QStringLiteral("prod"));
    EXPECT_EQ(facts.guard.typed, QStringLiteral("prod"));
    const QByteArray before = read(checkoutPath() + QStringLiteral("/envdeck.yaml"));
    const jobs::Job job = service->job(facts, QStringLiteral("less noise"));
    EXPECT_EQ(job.risk, Risk::R2);
    const JobStatus ended = run(job, QStringLiteral("one"));
    ASSERT_EQ(ended.state, JobState::Succeeded) << git::said(ended.error.value_or(Error{}));
    EXPECT_EQ(atRemote().trimmed(), facts.after.trimmed());
    EXPECT_EQ(commits(), begun + 1);
    const auto trailers =
        gitops::trailersOf(git(remotePath(), {QStringLiteral("log"), QStringLiteral("-1"),
                                              QStringLiteral("--format=%B"), QStringLiteral("main")}));
    EXPECT_EQ(trailers.operation, job.operation);
    EXPECT_EQ(trailers.reason, QStringLiteral("less noise"));
    EXPECT_EQ(read(checkoutPath() + QStringLiteral("/envdeck.yaml")),
              before); // the operator's own files stay
}

TEST_F(SharedThresholdsTest, TheSameJobAgainFindsItsCommitAndChangesNothing)
{
    const jobs::Job job = service->job(review(70), {});
    ASSERT_EQ(run(job, QStringLiteral("one")).state, JobState::Succeeded);
    const auto facts = thresholdFactsFrom(job.payload);
    ASSERT_TRUE(facts);
    EXPECT_EQ(toJson(facts.value()), job.payload);
    // By a program that knows nothing of the first run: that was killed before it could write the end down.
    ASSERT_EQ(run(job, QStringLiteral("two")).state, JobState::Succeeded);
    EXPECT_EQ(commits(), begun + 1);
}

TEST_F(SharedThresholdsTest, ThresholdsThatSomebodyElseChangedEndAsConflict)
{
    const jobs::Job job = service->job(review(70), {});
    pushed(yamlFile, testing::edited(testing::goodText(), "cpu: 80 %", "cpu: 75 %"),
           QStringLiteral("Somebody else"));
    const JobStatus ended = run(job, QStringLiteral("one"));
    EXPECT_EQ(ended.state, JobState::Failed);
    ASSERT_TRUE(ended.error);
    EXPECT_EQ(ended.error->code, ErrorCode::Conflict);
    EXPECT_EQ(commits(), begun + 1);
}

TEST_F(SharedThresholdsTest, AnythingElseThatChangedMeanwhileStays)
{
    const jobs::Job job = service->job(review(70), {});
    const QByteArray theirs = testing::edited(testing::goodText(), "drift: 6 h", "drift: 12 h");
    pushed(yamlFile, theirs, QStringLiteral("Somebody else"));
    ASSERT_EQ(run(job, QStringLiteral("one")).state, JobState::Succeeded);
    EXPECT_EQ(atRemote().trimmed(), testing::edited(theirs, "cpu: 80 %", "cpu: 70 %").trimmed());
}

TEST_F(SharedThresholdsTest, ABrokenFileAtTheHeadIsNotTouched)
{
    const jobs::Job job = service->job(review(70), {});
    pushed(yamlFile, "envdeck: 1\nnmae: x\n", QStringLiteral("Oops"));
    EXPECT_EQ(git::await(service->read()).error().code, ErrorCode::BadConfig);
    EXPECT_EQ(run(job, QStringLiteral("one")).error->code, ErrorCode::BadConfig);
    EXPECT_EQ(commits(), begun + 1);
}

TEST_F(SharedThresholdsTest, NothingToChangeIsNoReview)
{
    const auto shared = git::await(service->read());
    const auto reviewed = service->review(shared.value(), shared.value().thresholds);
    ASSERT_FALSE(reviewed);
    EXPECT_EQ(reviewed.error().detail, QStringLiteral("nothing-changed"));
}

TEST(ThresholdFacts, APayloadThatLacksSomethingIsRefused)
{
    QJsonObject json = toJson(ThresholdFacts{QStringLiteral("op"), QStringLiteral("main"), {}, {}, {}});
    EXPECT_TRUE(thresholdFactsFrom(json));
    json.remove(QStringLiteral("to"));
    EXPECT_EQ(thresholdFactsFrom(json).error().subject, QStringLiteral("to.cpu"));
    EXPECT_EQ(thresholdFactsFrom({}).error().subject, QStringLiteral("operation"));
}

} // namespace
} // namespace envdeck::configuration
