// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/state/cloud_server.h"
#include "tests/real/state/keyring.h"
#include "tests/real/state/state_world.h"

namespace envdeck::infrastructure {
namespace {

const QByteArray token = "CANARY-atlasv1-4711wxyz";

// The state in a workspace of Terraform Cloud that is told to let others execute.
class StateInCloud : public StateWorld {
protected:
    void SetUp() override
    {
        StateWorld::SetUp();
        if (IsSkipped())
            return;
        const auto identity = testing::makeTlsIdentity("DNS:localhost");
        if (!identity)
            GTEST_SKIP() << "no openssl in PATH";
        qputenv("SSL_CERT_FILE", identity->caFile.toUtf8());
        server = std::make_unique<testing::CloudServer>(*identity, token);
        configureAt(server->block(), oneResource);
        keys.keep(dev, QStringLiteral("TF_TOKEN_") + server->host(), token);
        mine->programPath = impatientProgram();
        QByteArray text = read(mine->programPath); // a plain sh drops a variable with a port in its name
        write(mine->programPath, text.replace(0, text.indexOf('\n'), "#!/bin/bash"));
        mine->restart();
        mine->service->setSecrets(&keys.secrets);
    }
    void TearDown() override { qunsetenv("SSL_CERT_FILE"); }
    JobStatus pushedBack(const ErroredState &found)
    {
        return ended(*mine, started(*mine, keeper().pushStateJob(dev, found, {})));
    }

    std::unique_ptr<testing::CloudServer> server;
    Keyring keys{workspace, remotePath()};
};

TEST_F(StateInCloud, IsPlannedAppliedAndReadInTheWorkspaceThatTheCodeNames)
{
    const JobStatus plan = planned(*mine);
    ASSERT_EQ(plan.state, JobState::Succeeded) << said(plan);
    const ReviewRecord record = mine->service->plan(dev)->record;
    EXPECT_EQ(record.workspace, QStringLiteral("dev"));
    EXPECT_EQ(record.backend, QStringLiteral("cloud ") + server->host() + QStringLiteral(" acme dev"));
    const JobStatus apply = applied(*mine);
    ASSERT_EQ(apply.state, JobState::Succeeded) << said(apply);
    EXPECT_TRUE(server->state().contains("terraform_data"));
    EXPECT_FALSE(server->locked);
    const auto state = git::await(mine->service->state(dev, {}));
    ASSERT_TRUE(state) << git::said(state.error());
    EXPECT_EQ(state.value().summary.resources.size(), 1);
    ASSERT_EQ(state.value().outputs.size(), 1);
    EXPECT_EQ(state.value().outputs.first().text(), QStringLiteral("203.0.113.9"));
    EXPECT_FALSE(state.value().backend.storesCredentials);
    EXPECT_FALSE(
        read(mine->service->places(dev).work() + QStringLiteral("/data/terraform.tfstate")).contains(token));
}

TEST_F(StateInCloud, ItsLockHasTheNameOfTheWorkspaceAndNoHolder)
{
    server->locked = true;
    const terraform::StateLock lock = lockOf(planned(*mine), "cloud");
    EXPECT_EQ(lock.id, QStringLiteral("acme/dev"));
    EXPECT_TRUE(lock.idOfHolder);
    EXPECT_FALSE(lock.ofHolder) << "terraform names the one that asked in vain";
    const JobStatus another = unlocked(QStringLiteral("acme/prod"));
    ASSERT_TRUE(another.error);
    EXPECT_EQ(another.error->detail, QStringLiteral("lock-of-another")) << said(another);
    EXPECT_EQ(server->forced, 0);

    const JobStatus job = unlocked(lock.id);
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_EQ(server->forced, 1);
    EXPECT_FALSE(server->locked);
    const JobStatus plan = planned(*mine);
    EXPECT_EQ(plan.state, JobState::Succeeded) << said(plan);
}

TEST_F(StateInCloud, APlanIsRefusedOnceAnotherHasWritten)
{
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    ASSERT_EQ(applied(*mine).state, JobState::Succeeded);
    pushed(QStringLiteral("terraform/environments/dev/more.tf"), "resource \"terraform_data\" \"more\" {}\n",
           QStringLiteral("More"));
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    QByteArray theirs = server->state();
    theirs.replace("\"serial\": 1,", "\"serial\": 7,");
    ASSERT_NE(theirs, server->state());
    server->addState(theirs);
    const JobStatus job = applied(*mine);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->detail, QStringLiteral("plan-moved serial")) << said(job);
    EXPECT_EQ(server->state(), theirs);
}

// Terraform keeps the lock then, so that nobody plans on what is not true any more.
TEST_F(StateInCloud, AStateThatItDoesNotTakeIsWrittenBackOnceTheLockThatStayedIsTakenAway)
{
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    server->savesNothing = true;
    const JobStatus job = applied(*mine);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(terraform::kindOf(*job.error), terraform::FailureKind::StateNotSaved) << said(job);
    server->savesNothing = false;
    EXPECT_TRUE(server->locked);
    const auto found = errored();
    ASSERT_TRUE(found);
    const JobStatus refused = pushedBack(*found);
    ASSERT_TRUE(refused.error);
    EXPECT_EQ(terraform::kindOf(*refused.error), terraform::FailureKind::Locked) << said(refused);
    EXPECT_TRUE(errored());

    const JobStatus unlock = unlocked(lockOf(refused, "cloud").id);
    EXPECT_EQ(unlock.state, JobState::Succeeded) << said(unlock);
    const JobStatus push = pushedBack(*found);
    EXPECT_EQ(push.state, JobState::Succeeded) << said(push);
    EXPECT_TRUE(server->state().contains("terraform_data"));
    EXPECT_FALSE(errored());
}

TEST_F(StateInCloud, WithoutItsTokenNothingIsReadAndNoneIsInvented)
{
    keys.keep(dev, QStringLiteral("TF_TOKEN_") + server->host(), "of-somebody-else");
    const JobStatus plan = planned(*mine);
    EXPECT_EQ(plan.state, JobState::Failed);
    ASSERT_TRUE(plan.error);
    EXPECT_FALSE(plan.error->detail.contains(QLatin1String("of-somebody-else"))) << said(plan);
    EXPECT_TRUE(server->state().isEmpty());
}

} // namespace
} // namespace envdeck::infrastructure
