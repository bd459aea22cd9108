// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/rollout.h"
#include "core/base/ids.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"
#include "tests/support/text.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::deployments {
namespace {

using testing::s;
using State = RolloutPart::State;

class MadeChecks final : public Preflight {
public:
    explicit MadeChecks(QList<PreflightCheck> checks) : m_checks(std::move(checks)) {}
    QList<PreflightCheck> checks() const override { return m_checks; }
    bool isFinished() const override { return true; }

private:
    QList<PreflightCheck> m_checks;
};

// What comes of each app's change, by "prod/api".
class FakeChanges final : public Service {
public:
    explicit FakeChanges(const Clock &clock) : m_clock(clock) {}

    QHash<QString, Error> refusals; // of the review
    QHash<QString, Error> failures; // of the job
    QStringList unseen;             // it answers well, and nobody says that it is this version
    QStringList blocked;            // a check stands against it
    QHash<QString, QStringList> skipped;
    QStringList begun; // jobs, in order

    Async<Review> review(const Request &request, std::stop_token) override
    {
        const QString target = request.target.text();
        if (refusals.contains(target))
            return ready<Review>(refusals.value(target));
        Review review;
        review.request = request;
        review.from = {s("acme/") + request.target.app, s("v1"), {}};
        review.to = request.to;
        review.skipped = skipped.value(target);
        return ready<Review>(review);
    }
    std::unique_ptr<Preflight> preflight(const Review &review) override
    {
        const bool bad = blocked.contains(review.request.target.text());
        return std::make_unique<MadeChecks>(
            QList<PreflightCheck>{{s("variables-set"), bad ? Verdict::Failed : Verdict::Ok, {}, {}}});
    }
    jobs::Job job(const Review &review, const Decision &) override
    {
        const QString target = review.request.target.text();
        jobs::Job job;
        job.operation = newOperationId(m_clock.now());
        job.kind = s("deploy");
        job.environment = review.request.target.environment;
        job.subject = target;
        job.risk = Risk::R2;
        const bool seen = !unseen.contains(target);
        const auto failure = failures.contains(target) ? std::optional(failures.value(target)) : std::nullopt;
        job.steps.append({s("push"), true, std::chrono::minutes(1), [this, target](const jobs::Context &) {
                              begun.append(target);
                              return ready<void>({});
                          }});
        job.steps.append(
            {s("record"), false, std::chrono::minutes(1), [failure, seen](const jobs::Context &context) {
                 context.note(seen ? s("healthy") : s("answers well, version not seen"));
                 return ready<void>(failure ? Result<void>(*failure) : Result<void>());
             }});
        return job;
    }
    Async<History> history(const Target &, std::stop_token) override { return ready<History>(no()); }
    Async<QList<Version>> versions(const Target &, std::stop_token) override
    {
        return ready<QList<Version>>(no());
    }
    Async<Version> readVersion(const Version &, std::stop_token) override { return ready<Version>(no()); }
    Async<VersionNews> news(const Target &, const Version &, std::stop_token) override
    {
        return ready<VersionNews>(no());
    }
    Async<platform::CiFacts> ci(const Version &, std::stop_token) override
    {
        return ready<platform::CiFacts>(no());
    }
    jobs::Job triggerJob(const Target &) override { return {}; }
    jobs::Job watchJob(const Target &, std::chrono::seconds) override { return {}; }
    jobs::Job holdJob(const Target &, const Hold &) override { return {}; }
    jobs::Job releaseHoldJob(const Target &, const QString &) override { return {}; }
    Async<Truth> truth(const Target &, std::stop_token) override { return ready<Truth>(no()); }

private:
    static Error no() { return Error{ErrorCode::Internal, {}, s("not in this test"), 0}; }
    const Clock &m_clock;
};

class Rollouts : public ::testing::Test {
protected:
    Rollouts()
    {
        jobs::JobCenter::Options options;
        options.folder = folder.path();
        options.actor = s("bo");
        center = std::make_unique<jobs::JobCenter>(journal, clock, options);
        for (const auto &[name, order] : {std::pair("dev", 1), std::pair("test", 2), std::pair("prod", 3)}) {
            Environment environment;
            environment.name = s(name);
            environment.order = order;
            workspace.environments.append(environment);
        }
        App api;
        api.name = s("api");
        api.environments = {s("dev"), s("test"), s("prod")};
        App worker = api;
        worker.name = s("worker");
        worker.environments = {s("dev"), s("prod")};
        workspace.apps = {api, worker};
    }
    QList<RolloutPart> ran(const QList<Request> &requests, const QString &reason = {})
    {
        Rollout rollout(changes, *center, requests, {reason, false, {}, {}});
        rollout.start();
        EXPECT_TRUE(testing::eventually([&] { return rollout.isOver(); }, std::chrono::seconds(60)));
        healthy = rollout.isHealthy();
        return rollout.parts();
    }
    static QList<State> states(const QList<RolloutPart> &parts)
    {
        QList<State> all;
        for (const RolloutPart &part : parts)
            all.append(part.state);
        return all;
    }
    QList<Request> through() const
    {
        return promoteRequests(workspace, s("api"), {s("acme/api"), s("v2"), {}}, s("dev"), s("prod"));
    }

    QTemporaryDir folder;
    testing::FakeClock clock;
    journal::Journal journal{journal::Journal::Options{folder.path(), s("desk"), {}}, clock};
    Workspace workspace;
    FakeChanges changes{clock};
    std::unique_ptr<jobs::JobCenter> center;
    bool healthy = false;
};

TEST_F(Rollouts, OneAfterTheOtherEachAJobOfItsOwn)
{
    const auto parts = ran(deployRequests({s("api"), s("worker")}, s("dev"), s("v2")));
    EXPECT_TRUE(healthy);
    EXPECT_EQ(changes.begun, (QStringList{s("dev/api"), s("dev/worker")}));
    EXPECT_EQ(states(parts), (QList{State::Healthy, State::Healthy}));
    EXPECT_FALSE(parts.first().operation.isEmpty());
    EXPECT_NE(parts.first().operation, parts.last().operation);
    EXPECT_EQ(parts.first().from.tag, s("v1"));
}

TEST_F(Rollouts, PromotesThroughEveryEnvironmentThatTheAppIsIn)
{
    EXPECT_EQ(through().size(), 2);
    EXPECT_EQ(through().last().promotedFrom, s("test"));
    const auto worker =
        promoteRequests(workspace, s("worker"), {s("acme/worker"), s("v2"), {}}, s("dev"), s("prod"));
    ASSERT_EQ(worker.size(), 1);
    EXPECT_EQ(worker.first().target, (Target{s("prod"), s("worker")}));
    EXPECT_TRUE(promoteRequests(workspace, s("api"), {}, s("prod"), s("dev")).isEmpty());
    EXPECT_TRUE(promoteRequests(workspace, s("api"), {}, s("dev"), s("nowhere")).isEmpty());
}

TEST_F(Rollouts, StopsAtTheFirstThatIsNotHealthy)
{
    changes.failures.insert(s("test/api"), {ErrorCode::Unhealthy, s("test/api"), s("crashed"), 137});
    const auto parts = ran(through());
    EXPECT_FALSE(healthy);
    EXPECT_EQ(changes.begun, QStringList{s("test/api")});
    EXPECT_EQ(states(parts), (QList{State::Stopped, State::LeftOut}));
    EXPECT_EQ(parts.first().error->code, ErrorCode::Unhealthy);
}

TEST_F(Rollouts, AVersionThatNobodySawIsNoneToGoOnWith)
{
    changes.unseen = {s("test/api")};
    const auto parts = ran(through());
    EXPECT_EQ(states(parts), (QList{State::Stopped, State::LeftOut}));
    EXPECT_EQ(parts.first().error->detail, s("version-not-seen"));
}

TEST_F(Rollouts, ACheckThatFailedStopsItBeforeAnythingIsPushedThere)
{
    changes.blocked = {s("prod/api")};
    const auto parts = ran(through());
    EXPECT_EQ(changes.begun, QStringList{s("test/api")});
    EXPECT_EQ(states(parts), (QList{State::Healthy, State::Stopped}));
    EXPECT_EQ(parts.last().error->detail, s("checks-failed"));
    EXPECT_EQ(parts.last().checks.size(), 1);
}

TEST_F(Rollouts, WhatIsThereAlreadyIsPassedBy)
{
    changes.refusals.insert(s("test/api"), {ErrorCode::BadInput, s("test/api"), s("already-current"), 0});
    const auto parts = ran(through());
    EXPECT_TRUE(healthy);
    EXPECT_EQ(states(parts), (QList{State::AlreadyThere, State::Healthy}));
    EXPECT_EQ(changes.begun, QStringList{s("prod/api")});
}

TEST_F(Rollouts, AnEnvironmentIsSkippedWithAReasonOnly)
{
    changes.skipped.insert(s("prod/api"), {s("test")});
    const QList<Request> past{{Action::Promote, {s("prod"), s("api")}, {{}, s("v2"), {}}, s("dev")}};
    EXPECT_EQ(ran(past).first().error->detail, s("reason-required"));
    EXPECT_TRUE(changes.begun.isEmpty());
    ran(past, s("hotfix"));
    EXPECT_TRUE(healthy);
}

TEST_F(Rollouts, StoppedItBeginsNoOther)
{
    Rollout rollout(changes, *center, through(), {});
    QObject::connect(&rollout, &Rollout::changed, &rollout, [&](int part) {
        if (rollout.parts().at(part).state == State::Healthy)
            rollout.stop();
    });
    rollout.start();
    ASSERT_TRUE(testing::eventually([&] { return rollout.isOver(); }, std::chrono::seconds(60)));
    EXPECT_EQ(changes.begun, QStringList{s("test/api")});
    EXPECT_EQ(rollout.parts().last().error->code, ErrorCode::Canceled);
}

} // namespace
} // namespace envdeck::deployments
