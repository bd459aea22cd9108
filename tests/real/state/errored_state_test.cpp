// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/state/state_server.h"
#include "tests/real/state/state_world.h"

namespace envdeck::infrastructure {
namespace {

// The backend took no state at the end of an apply.
class StateNotSaved : public StateWorld {
protected:
    void SetUp() override
    {
        StateWorld::SetUp();
        if (IsSkipped())
            return;
        configureAt(server.backend(), oneResource);
        ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
        server.savesNothing = true;
        const JobStatus job = applied(*mine);
        ASSERT_EQ(job.state, JobState::Failed);
        EXPECT_EQ(terraform::kindOf(*job.error), terraform::FailureKind::StateNotSaved) << said(job);
        server.savesNothing = false;
        server.lock.clear();
    }
    QString file() const { return mine->service->places(dev).erroredState(); }
    JobStatus pushed(const ErroredState &state)
    {
        return ended(*mine,
                     started(*mine, keeper().pushStateJob(dev, state, QStringLiteral("disk was full"))));
    }

    testing::StateServer server;
};

TEST_F(StateNotSaved, ItIsFoundPushedBackAndDeleted)
{
    const auto found = errored();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->path, file());
    EXPECT_EQ(found->resources, 1);
    EXPECT_GT(found->serial, 0);
    EXPECT_FALSE(QFile::permissions(file()) & (QFile::ReadGroup | QFile::ReadOther));
    EXPECT_TRUE(server.state.isEmpty());

    const JobStatus job = this->pushed(*found);
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_TRUE(server.state.contains("terraform_data"));
    EXPECT_FALSE(QFile::exists(file()));
    EXPECT_FALSE(errored());
    const JobStatus plan = planned(*mine);
    ASSERT_EQ(plan.state, JobState::Succeeded) << said(plan);
    EXPECT_FALSE(mine->service->plan(dev)->plan.hasChanges()) << "what was made is known again";
}

TEST_F(StateNotSaved, NoPlanIsAppliedBeforeThat)
{
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    const JobStatus job = applied(*mine);
    EXPECT_EQ(job.state, JobState::Failed);
    EXPECT_EQ(terraform::kindOf(*job.error), terraform::FailureKind::StateNotSaved) << said(job);
    EXPECT_TRUE(server.state.isEmpty());
    EXPECT_TRUE(QFile::exists(file()));
}

TEST_F(StateNotSaved, OnlyTheFileThatWasReadAboutIsPushed)
{
    auto found = errored();
    ASSERT_TRUE(found);
    const QByteArray text = read(file());
    write(file(), text + "\n");
    const JobStatus job = this->pushed(*found);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->detail, QStringLiteral("errored-state-changed")) << said(job);
    EXPECT_TRUE(server.state.isEmpty());
    EXPECT_EQ(read(file()), text + "\n");

    write(file(), "{\"version\":3}");
    const auto odd = git::await(keeper().erroredState(dev));
    ASSERT_FALSE(odd);
    EXPECT_EQ(odd.error().code, ErrorCode::BadResponse);
    QFile::remove(file());
    const JobStatus none = this->pushed(*found);
    EXPECT_EQ(none.error->code, ErrorCode::NotFound) << said(none);
}

TEST_F(StateNotSaved, ABackendThatRefusesItKeepsTheFile)
{
    const auto found = errored();
    ASSERT_TRUE(found);
    server.state =
        R"({"version":4,"terraform_version":"1.11.4","serial":99,"lineage":"another","outputs":{},"resources":[{"mode":"managed","type":"terraform_data","name":"theirs","provider":"provider[\"terraform.io/builtin/terraform\"]","instances":[{"schema_version":0,"attributes":{"id":"x"},"sensitive_attributes":[]}]}]})";
    const QByteArray theirs = server.state;
    const JobStatus job = this->pushed(*found);
    EXPECT_EQ(job.state, JobState::Failed) << said(job);
    EXPECT_EQ(server.state, theirs);
    EXPECT_TRUE(QFile::exists(file()));
    EXPECT_FALSE(job.blocks);
}

} // namespace
} // namespace envdeck::infrastructure
