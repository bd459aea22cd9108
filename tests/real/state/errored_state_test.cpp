// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/state/state_server.h"
#include "tests/real/state/state_world.h"

#include <QDir>
#include <QFileInfo>

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

// The way out of a state that no backend takes any more.
TEST_F(StateNotSaved, WhatTheBackendRefusesForEverIsSetAsideAndKept)
{
    const auto found = errored();
    ASSERT_TRUE(found);
    const QByteArray text = read(file());
    QFile::setPermissions(file(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    const jobs::Job job = keeper().setAsideJob(dev, found->digest, QStringLiteral("another state by now"));
    EXPECT_EQ(job.risk, Risk::R3);
    const JobStatus done = ended(*mine, started(*mine, job));
    ASSERT_EQ(done.state, JobState::Succeeded) << said(done);
    EXPECT_FALSE(QFile::exists(file()));
    const QString kept = step(done, QStringLiteral("set-aside")).note;
    const QFileInfo info(kept);
    EXPECT_EQ(info.path(), mine->service->places(dev).setAside());
    EXPECT_TRUE(info.fileName().startsWith(QStringLiteral("errored-") +
                                           clock.now().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"))));
    EXPECT_EQ(read(kept), text);
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    EXPECT_FALSE(info.permissions() & others);
    EXPECT_FALSE(QFileInfo(info.path()).permissions() & (others | QFile::ExeGroup | QFile::ExeOther));
    const auto journalled = git::await(mine->journal().records(done.operation));
    ASSERT_TRUE(journalled);
    EXPECT_FALSE(journalled.value().isEmpty());

    const JobStatus again = ended(*mine, started(*mine, keeper().setAsideJob(dev, found->digest, {})));
    EXPECT_EQ(step(again, QStringLiteral("set-aside")).note, kept) << "it is there already";
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    EXPECT_EQ(applied(*mine).state, JobState::Succeeded) << "nothing is in the way any more";
    EXPECT_EQ(read(kept), text);
}

TEST_F(StateNotSaved, OnlyTheFileThatWasReadAboutIsSetAsideStateOrNot)
{
    const QByteArray before = git::await(keeper().erroredDigest(dev)).value();
    write(file(), "{\"version\":3}");
    const JobStatus refused = ended(*mine, started(*mine, keeper().setAsideJob(dev, before, {})));
    ASSERT_TRUE(refused.error);
    EXPECT_EQ(refused.error->detail, QStringLiteral("errored-state-changed")) << said(refused);
    EXPECT_TRUE(QFile::exists(file()));

    const QByteArray digest = git::await(keeper().erroredDigest(dev)).value();
    EXPECT_EQ(ended(*mine, started(*mine, keeper().setAsideJob(dev, digest, {}))).state, JobState::Succeeded);
    EXPECT_EQ(git::await(keeper().erroredDigest(dev)).value(), QByteArray());
    write(file(), "{\"version\":2}"); // that one is moved already, and this one is not
    const JobStatus another = ended(*mine, started(*mine, keeper().setAsideJob(dev, digest, {})));
    ASSERT_TRUE(another.error);
    EXPECT_EQ(another.error->detail, QStringLiteral("errored-state-changed")) << said(another);
    EXPECT_TRUE(QFile::remove(file()));
    EXPECT_EQ(QDir(mine->service->places(dev).setAside()).entryList(QDir::Files).size(), 1);
    const JobStatus none = ended(*mine, started(*mine, keeper().setAsideJob(dev, QByteArray(64, '0'), {})));
    ASSERT_TRUE(none.error);
    EXPECT_EQ(none.error->code, ErrorCode::NotFound) << said(none);
}

} // namespace
} // namespace envdeck::infrastructure
