// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/infrastructure/infrastructure_world.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace envdeck::infrastructure {
namespace {

using namespace std::chrono_literals;

// Plans to destroy and to accept, the layout of the code and whether it is right. With the real terraform or
// tofu.
class OtherRuns : public InfrastructureWorld {
protected:
    void SetUp() override
    {
        needTerraform();
        if (!IsSkipped())
            configure(two);
    }
    JobStatus plannedTo(PlanMode mode)
    {
        return ended(*mine, started(*mine, mine->service->planJob(dev, mode)));
    }
    void applyOnce()
    {
        const JobStatus plan = planned(*mine);
        ASSERT_EQ(plan.state, JobState::Succeeded) << said(plan);
        ASSERT_EQ(applied(*mine).state, JobState::Succeeded);
        clock.advance(1s); // ids sort by time
    }
    int inState() const
    {
        return int(
            QJsonDocument::fromJson(stateFile()).object().value(QLatin1String("resources")).toArray().size());
    }

    const QByteArray two = "resource \"terraform_data\" \"app\" { input = \"v1\" }\n"
                           "resource \"terraform_data\" \"disk\" {}\n";
};

TEST_F(OtherRuns, WhatAPlanToDestroyShowsIsAppliedAsThatFileAndEverythingIsGone)
{
    applyOnce();
    const JobStatus plan = plannedTo(PlanMode::Destroy);
    ASSERT_EQ(plan.state, JobState::Succeeded) << said(plan);
    EXPECT_EQ(plan.risk, Risk::R0); // nothing changes by it
    const auto reviewed = mine->service->plan(dev);
    ASSERT_TRUE(reviewed);
    EXPECT_EQ(reviewed->mode, PlanMode::Destroy);
    EXPECT_EQ(reviewed->plan.counts.destroy, 2);
    EXPECT_EQ(inState(), 2);

    mine->restart(); // another process finds it, and what it is
    const auto restored = git::await(mine->service->restore(dev, {}));
    ASSERT_TRUE(restored && restored.value());
    EXPECT_EQ(restored.value()->mode, PlanMode::Destroy);
    EXPECT_EQ(guardOf(*restored.value(), workspace.environments.first()).typed, dev);
    const JobStatus job = applied(*mine);
    ASSERT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_EQ(job.risk, Risk::R4);
    EXPECT_TRUE(job.detail.startsWith(QLatin1String("-destroy "))) << qPrintable(job.detail);
    EXPECT_EQ(inState(), 0);
    const auto runs = git::await(mine->service->runs().list(dev, 2));
    ASSERT_TRUE(runs);
    for (const RunEntry &run : runs.value())
        EXPECT_EQ(run.record.mode, QStringLiteral("-destroy")) << qPrintable(run.record.kind);
}

TEST_F(OtherRuns, APlanToDestroyIsRefusedWhenTheStateMovedSince)
{
    applyOnce();
    ASSERT_EQ(plannedTo(PlanMode::Destroy).state, JobState::Succeeded);
    const auto other = desk(QStringLiteral("other"));
    configure(two + "resource \"terraform_data\" \"more\" {}\n");
    ASSERT_EQ(planned(*other).state, JobState::Succeeded);
    ASSERT_EQ(applied(*other).state, JobState::Succeeded);
    const JobStatus job = applied(*mine);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Conflict) << said(job);
    EXPECT_EQ(inState(), 3);
}

// An output is what a state can be behind in without a provider.
TEST_F(OtherRuns, ARefreshOnlyPlanTakesIntoTheStateWhatItShowedAndTouchesNoResource)
{
    applyOnce();
    configure("resource \"terraform_data\" \"app\" { input = \"v2\" }\n"
              "resource \"terraform_data\" \"disk\" {}\noutput \"more\" { value = \"new\" }\n");
    const JobStatus plan = plannedTo(PlanMode::RefreshOnly);
    ASSERT_EQ(plan.state, JobState::Succeeded) << said(plan);
    const auto reviewed = mine->service->plan(dev);
    ASSERT_TRUE(reviewed && reviewed->plan.hasChanges());
    EXPECT_EQ(reviewed->mode, PlanMode::RefreshOnly);
    EXPECT_FALSE(reviewed->plan.destroys());
    const JobStatus job = applied(*mine);
    ASSERT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_EQ(job.risk, Risk::R3);
    EXPECT_TRUE(stateFile().contains("\"more\""));
    EXPECT_TRUE(stateFile().contains("v1"));
    EXPECT_FALSE(stateFile().contains("v2"));
}

TEST_F(OtherRuns, AStateEncryptedByASecretVariableIsRefusedBeforeAnythingRuns)
{
    configure(
        "variable \"passphrase\" {\n  type      = string\n  sensitive = true\n}\n"
        "terraform {\n  encryption {\n    key_provider \"pbkdf2\" \"k\" { passphrase = var.passphrase }\n"
        "  }\n}\n");
    const JobStatus plan = planned(*mine);
    ASSERT_EQ(plan.state, JobState::Failed);
    ASSERT_TRUE(plan.error);
    EXPECT_EQ(plan.error->code, ErrorCode::BadConfig);
    EXPECT_EQ(plan.error->subject, QStringLiteral("passphrase"));
    EXPECT_EQ(plan.error->detail, QStringLiteral("encryption-secret"));
}

TEST_F(OtherRuns, TheLayoutOfTheCodeIsShownAndNothingIsWritten)
{
    const auto good = git::await(mine->service->checkFormat(dev, {}));
    ASSERT_TRUE(good) << git::said(good.error());
    EXPECT_EQ(good.value().commit, remoteHead());
    const QString file = QStringLiteral("terraform/modules/dns/main.tf"); // beside the environments
    const QString head =
        pushed(file, "variable \"zone\" {\ntype=string\n}\n", QStringLiteral("Add a module"));
    ASSERT_TRUE(git::await(mine->mirror().fetch({})));
    const auto found = git::await(mine->service->checkFormat(dev, {}));
    ASSERT_TRUE(found) << git::said(found.error());
    EXPECT_TRUE(found.value().found.files.contains(file)) << qPrintable(found.value().found.files.join(u' '));
    EXPECT_TRUE(found.value().found.diff.contains(QLatin1String("+  type = string")))
        << qPrintable(found.value().found.diff);
    EXPECT_EQ(remoteHead(), head);
    ASSERT_EQ(found.value().written.size(), found.value().found.files.size());
    const auto written = found.value().written.at(found.value().found.files.indexOf(file));
    EXPECT_EQ(written.before, "variable \"zone\" {\ntype=string\n}\n");
    EXPECT_EQ(written.after, "variable \"zone\" {\n  type = string\n}\n");

    pushed(file, "variable {\n", QStringLiteral("Break it"));
    ASSERT_TRUE(git::await(mine->mirror().fetch({})));
    const auto broken = git::await(mine->service->checkFormat(dev, {}));
    ASSERT_FALSE(broken);
    EXPECT_FALSE(broken.error().detail.isEmpty());
}

TEST_F(OtherRuns, WhatIsWrongWithTheCodeIsAnAnswerWithItsPlace)
{
    const auto good = git::await(mine->service->checkCode(dev, {}));
    ASSERT_TRUE(good) << git::said(good.error());
    EXPECT_TRUE(good.value().isValid());
    configure("resource \"terraform_data\" \"app\" { input = var.nowhere }\n");
    ASSERT_TRUE(git::await(mine->mirror().fetch({})));
    const auto found = git::await(mine->service->checkCode(dev, {}));
    ASSERT_TRUE(found) << git::said(found.error());
    EXPECT_FALSE(found.value().isValid());
    ASSERT_FALSE(found.value().diagnostics.isEmpty());
    EXPECT_EQ(found.value().diagnostics.first().file, QStringLiteral("main.tf"));
    EXPECT_GT(found.value().diagnostics.first().line, 0);
}

// Two windows, and a plan that is being applied: each read has the folder for itself, and the plan its own.
TEST_F(OtherRuns, ReadsTakeTurnsAndTouchNothingOfThePlanAtWork)
{
    configure(holding());
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    const QString plan = mine->service->plan(dev)->operation;
    const QString apply = applyJobStarted(*mine);
    ASSERT_TRUE(testing::eventually([&] { return isHolding(); }, 240s));
    const auto again = desk(QStringLiteral("mine")); // on the same folders
    QList<Async<State>> reads;
    for (int i = 0; i < 2; ++i)
        reads << mine->service->state(dev, {}) << again->service->state(dev, {});
    const auto layout = mine->service->checkFormat(dev, {});
    for (const Async<State> &read : std::as_const(reads)) {
        const auto state = git::await(read);
        ASSERT_TRUE(state) << git::said(state.error());
        EXPECT_LT(state.value().summary.resources.size(), 3); // as the apply has saved it by then
    }
    EXPECT_TRUE(git::await(layout));
    const Places places = mine->service->places(dev);
    EXPECT_TRUE(QFile::exists(places.exported(plan)));
    EXPECT_TRUE(QFile::exists(places.reading() + QStringLiteral("/data")));
    letGo();
    EXPECT_EQ(ended(*mine, apply).state, JobState::Succeeded);
    const auto state = git::await(again->service->state(dev, {}));
    ASSERT_TRUE(state);
    EXPECT_EQ(state.value().summary.resources.size(), 3);
}

TEST_F(OtherRuns, AReadThatFailsLetsTheNextOneIn)
{
    configure("resource {\n");
    ASSERT_TRUE(git::await(mine->mirror().fetch({})));
    EXPECT_FALSE(git::await(mine->service->state(dev, {})));
    configure(two);
    ASSERT_TRUE(git::await(mine->mirror().fetch({})));
    const auto state = git::await(mine->service->state(dev, {}));
    EXPECT_TRUE(state) << git::said(state.error());
}

} // namespace
} // namespace envdeck::infrastructure
