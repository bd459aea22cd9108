// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/state/keyring.h"
#include "tests/real/state/state_world.h"
#include "tests/standins/s3/s3.h"

#include <QDirIterator>

namespace envdeck::infrastructure {
namespace {

const QString stateKey = QStringLiteral("dev/terraform.tfstate");
const QString lockKey = stateKey + QStringLiteral(".tflock");
const QByteArray secretKey = "CANARY-s3-secret-4711wxyz";

// The state in an object store, its lock an object beside it (use_lockfile, no DynamoDB).
class StateInS3 : public StateWorld {
protected:
    void SetUp() override
    {
        StateWorld::SetUp();
        if (IsSkipped())
            return;
        ASSERT_TRUE(server.start());
        configureAt("backend \"s3\" {\n    bucket = \"acme-state\"\n    key = \"dev/terraform.tfstate\"\n"
                    "    region = \"eu-central-1\"\n    endpoints = { s3 = \"" +
                        server.url().toEncoded() +
                        "\" }\n    use_path_style = true\n    use_lockfile = true\n"
                        "    skip_credentials_validation = true\n    skip_requesting_account_id = true\n"
                        "    skip_region_validation = true\n    skip_metadata_api_check = true\n  }",
                    oneResource);
        keys.keep(dev, QStringLiteral("AWS_ACCESS_KEY_ID"), "AKIDENVDECKTEST");
        keys.keep(dev, QStringLiteral("AWS_SECRET_ACCESS_KEY"), secretKey);
        mine->programPath = impatientProgram();
        mine->restart();
        mine->service->setSecrets(&keys.secrets);
    }
    void lockedBy(const QByteArray &id)
    {
        server.objects.insert(
            lockKey,
            R"({"ID":")" + id +
                R"(","Operation":"OperationTypeApply","Info":"","Who":"anna@gone","Version":"1.11.4",)"
                R"("Created":"2026-11-23T08:23:45Z","Path":"acme-state/dev/terraform.tfstate"})");
    }

    standins::S3 server{QStringLiteral("acme-state"), QStringLiteral("AKIDENVDECKTEST")};
    Keyring keys{workspace, remotePath()};
};

TEST_F(StateInS3, IsPlannedAppliedAndReadWithKeysThatLieNowhere)
{
    const JobStatus plan = planned(*mine);
    ASSERT_EQ(plan.state, JobState::Succeeded) << said(plan);
    const ReviewRecord record = mine->service->plan(dev)->record;
    EXPECT_EQ(record.backend, QStringLiteral("s3 acme-state dev/terraform.tfstate eu-central-1 ") +
                                  QString::fromUtf8(server.url().toEncoded()));
    const JobStatus apply = applied(*mine);
    ASSERT_EQ(apply.state, JobState::Succeeded) << said(apply);
    EXPECT_TRUE(server.objects.value(stateKey).contains("terraform_data"));
    EXPECT_FALSE(server.objects.contains(lockKey));
    EXPECT_TRUE(server.log().contains("PUT " + lockKey.toUtf8() + " 200"));
    const auto state = git::await(mine->service->state(dev, {}));
    ASSERT_TRUE(state) << git::said(state.error());
    EXPECT_EQ(state.value().summary.resources.size(), 1);
    ASSERT_EQ(state.value().outputs.size(), 1);
    EXPECT_EQ(state.value().outputs.first().text(), QStringLiteral("203.0.113.9"));
    EXPECT_FALSE(state.value().backend.storesCredentials);
    QDirIterator files(path(QStringLiteral("mine")), QDir::Files | QDir::Hidden,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        EXPECT_FALSE(read(file).contains(secretKey)) << file.toStdString();
    }
}

TEST_F(StateInS3, TheHolderOfItsLockIsNamedAndTakenItAwayFrom)
{
    lockedBy("11111111-2222-3333-4444-555555555555");
    const terraform::StateLock lock = lockOf(planned(*mine), "s3");
    EXPECT_EQ(lock, (terraform::StateLock{QStringLiteral("11111111-2222-3333-4444-555555555555"),
                                          QStringLiteral("OperationTypeApply"), QStringLiteral("anna@gone"),
                                          QStringLiteral("2026-11-23 08:23:45 +0000 UTC"), true, true}));
    const JobStatus another = unlocked(QStringLiteral("99999999-2222-3333-4444-555555555555"));
    ASSERT_TRUE(another.error);
    EXPECT_EQ(another.error->detail, QStringLiteral("lock-of-another")) << said(another);
    EXPECT_TRUE(server.objects.contains(lockKey));

    const JobStatus job = unlocked(lock.id);
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_FALSE(server.objects.contains(lockKey));
    const JobStatus plan = planned(*mine);
    EXPECT_EQ(plan.state, JobState::Succeeded) << said(plan);
}

TEST_F(StateInS3, APlanIsRefusedOnceAnotherHasWritten)
{
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    ASSERT_EQ(applied(*mine).state, JobState::Succeeded);
    pushed(QStringLiteral("terraform/environments/dev/more.tf"), "resource \"terraform_data\" \"more\" {}\n",
           QStringLiteral("More"));
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    QByteArray &state = server.objects[stateKey];
    state.replace("\"serial\": 1,", "\"serial\": 7,");
    const QByteArray theirs = state;
    ASSERT_TRUE(theirs.contains("\"serial\": 7,"));
    const JobStatus job = applied(*mine);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->detail, QStringLiteral("plan-moved serial")) << said(job);
    EXPECT_EQ(server.objects.value(stateKey), theirs);
}

TEST_F(StateInS3, AStateThatItDoesNotTakeIsWrittenBackLater)
{
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    server.refusedEnding = QStringLiteral(".tfstate");
    const JobStatus job = applied(*mine);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(terraform::kindOf(*job.error), terraform::FailureKind::StateNotSaved) << said(job);
    server.refusedEnding.clear();
    const auto found = errored();
    ASSERT_TRUE(found);
    const JobStatus push = ended(*mine, started(*mine, keeper().pushStateJob(dev, *found, {})));
    EXPECT_EQ(push.state, JobState::Succeeded) << said(push);
    EXPECT_TRUE(server.objects.value(stateKey).contains("terraform_data"));
}

TEST_F(StateInS3, AKeyThatItDoesNotKnowIsRefusedInItsWords)
{
    keys.keep(dev, QStringLiteral("AWS_ACCESS_KEY_ID"), "AKIDOFSOMEBODYELSE");
    const JobStatus plan = planned(*mine);
    EXPECT_EQ(plan.state, JobState::Failed);
    ASSERT_TRUE(plan.error);
    EXPECT_TRUE(plan.error->detail.contains(QLatin1String("InvalidAccessKeyId"))) << said(plan);
    EXPECT_FALSE(plan.error->detail.contains(QString::fromUtf8(secretKey)));
}

} // namespace
} // namespace envdeck::infrastructure
