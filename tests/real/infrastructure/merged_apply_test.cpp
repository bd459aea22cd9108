// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/github_code_host.h"
#include "tests/real/infrastructure/infrastructure_world.h"
#include "tests/standins/github/github.h"

#include <QDir>

namespace envdeck::infrastructure {
namespace {

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

// A branch that changes dev, reviewed here and merged at a GitHub of this machine. With the real terraform or
// tofu.
class MergedApply : public InfrastructureWorld {
protected:
    ~MergedApply() override
    {
        mine->center.reset(); // before what its jobs ask
        mine->service.reset();
    }
    void SetUp() override
    {
        needTerraform();
        if (IsSkipped())
            return;
        ASSERT_TRUE(github.start());
        github.access().addClassic("ghp_canary0123456789abcdef", q("bo"), {q("repo")});
        workspace.git = {GitHost::GitHubEnterprise, github.url(), q("acme/infra"), q("main")};
        ASSERT_TRUE(
            git::await(vault.write(secrets::githubKey(workspace), Secret("ghp_canary0123456789abcdef"))));
        mine->pulls = &requests;
        mine->restart();
        configure("variable \"tag\" { default = \"v1\" }\n"
                  "resource \"terraform_data\" \"app\" { input = var.tag }\n");
        git(checkoutPath(), {q("checkout"), q("-q"), q("-b"), q("bigger")});
        write(checkoutPath() + q("/terraform/environments/dev/more.tf"),
              "resource \"terraform_data\" \"more\" { input = var.tag }\n");
        git(checkoutPath(), {q("add"), q("--all")});
        git(checkoutPath(), {q("commit"), q("-q"), q("-m"), q("Add more")});
        git(checkoutPath(), {q("push"), q("-q"), q("origin"), q("bigger")});
        git(checkoutPath(), {q("checkout"), q("-q"), q("main")});
    }
    void planned()
    {
        const JobStatus job = ended(*mine, started(*mine, mine->service->branchPlanJob(dev, q("bigger"))));
        ASSERT_EQ(job.state, JobState::Succeeded) << said(job);
        ASSERT_TRUE(mine->service->plan(dev));
        ASSERT_EQ(mine->service->plan(dev)->record.commit, remoteHead(q("bigger")));
        ASSERT_EQ(mine->service->plan(dev)->plan.counts.create, 2);
    }
    jobs::Job applyJob()
    {
        const auto job =
            mine->service->mergedApplyJob(dev, q("bigger"), q("Add more to dev"), q("+2 to add"), q("more"));
        EXPECT_TRUE(job) << (job ? "" : git::said(job.error()));
        return job ? job.value() : jobs::Job();
    }
    QString waiting()
    {
        const QString operation = started(*mine, applyJob());
        EXPECT_TRUE(testing::eventually(
            [&] { return pullProgressOf(step(status(*mine, operation), q("approval")).note).has_value(); },
            std::chrono::seconds(120)));
        return operation;
    }
    void pushedToMain(const char *file, const QByteArray &content)
    {
        pushed(q("terraform/environments/dev/") + q(file), content, q("Somebody else's"));
    }

    standins::Github github{[this] {
        standins::GithubOptions options;
        options.folder = remotePath();
        return options;
    }()};
    http::Client http;
    secrets::Vault vault{std::make_unique<secrets::MemoryStore>()};
    platform::GithubCodeHost host{workspace, http, vault};
    pulls::Desk requests{
        mine->mirror(), host, {std::chrono::milliseconds(10), std::chrono::milliseconds(10)}};
};

TEST_F(MergedApply, WhatWasReviewedIsAppliedAfterTheMergeWithoutASecondReview)
{
    planned();
    const QString operation = waiting();
    EXPECT_EQ(github.pulls().find(1)->head, q("bigger"));
    EXPECT_EQ(github.pulls().find(1)->body, q("+2 to add"));
    EXPECT_TRUE(stateFile().isEmpty());
    requests.allowMerge(operation);
    const JobStatus job = ended(*mine, operation);
    ASSERT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_TRUE(stateFile().contains("\"more\""));
    EXPECT_EQ(job.commit, remoteHead());
    EXPECT_FALSE(mine->service->plan(dev));          // it is spent
    EXPECT_FALSE(remoteHead(q("bigger")).isEmpty()); // not ours to delete
}

TEST_F(MergedApply, WhatWasReviewedWithoutSecretsIsPlannedAndAppliedWithoutThem)
{
    const QByteArray canary = "CANARY-pa55-4711-wxyz";
    const QProcessEnvironment own;
    TerraformSecrets secrets(workspace, vault, remotePath(), own);
    ASSERT_TRUE(git::await(vault.write(
        secrets::terraformKey(workspace, dev, q("TF_VAR_db_password"), remotePath()), Secret(canary))));
    git(checkoutPath(), {q("checkout"), q("-q"), q("bigger")});
    branchWith(q("bigger"), "secret.tf",
               "variable \"db_password\" {\n  type = string\n  sensitive = true\n  default = \"\"\n}\n");
    mine->programPath = tellingProgram();
    mine->restart();
    mine->service->setSecrets(&secrets);
    const JobStatus plan =
        ended(*mine, started(*mine, mine->service->branchPlanJob(dev, q("bigger"), SecretsFor::Withheld)));
    ASSERT_EQ(plan.state, JobState::Succeeded) << said(plan);
    const QString operation = waiting();
    mine->restart(); // the next process gives it none either
    mine->service->setSecrets(&secrets);
    requests.allowMerge(operation);
    const JobStatus job = resumed(*mine, operation);
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_TRUE(stateFile().contains("\"more\""));
    EXPECT_TRUE(wasAsked("apply"));
    EXPECT_EQ(commandsGiven(canary), QStringList());
    mine->service->setSecrets(nullptr);
}

TEST_F(MergedApply, OneMoreChangeOnTheWayAsksForAnotherReview)
{
    planned();
    const QString operation = waiting();
    pushedToMain("other.tf", "resource \"terraform_data\" \"other\" {}\n");
    requests.allowMerge(operation);
    const JobStatus job = ended(*mine, operation);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Conflict);
    EXPECT_EQ(job.error->detail, q("plan-differs counts"));
    EXPECT_TRUE(stateFile().isEmpty());
    ASSERT_TRUE(mine->service->plan(dev)); // of the merged commit, to be reviewed
    EXPECT_EQ(mine->service->plan(dev)->record.commit, remoteHead());
    EXPECT_EQ(mine->service->plan(dev)->plan.counts.create, 3);
}

TEST_F(MergedApply, AnotherValueAsksForAnotherReview)
{
    planned();
    const QString operation = waiting();
    pushedToMain("env.auto.tfvars", "tag = \"v2\"\n");
    requests.allowMerge(operation);
    const JobStatus job = ended(*mine, operation);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->detail, q("plan-differs changes"));
    EXPECT_TRUE(stateFile().isEmpty());
}

// The plan is the same, and what the code does beside it is not.
TEST_F(MergedApply, CodeThatNobodyReviewedAsksForAnotherReview)
{
    planned();
    const QString operation = waiting();
    pushedToMain("notes.tf", "# a provisioner would show as little\n");
    requests.allowMerge(operation);
    const JobStatus job = ended(*mine, operation);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->detail, q("plan-differs code"));
    EXPECT_TRUE(stateFile().isEmpty());
    ASSERT_TRUE(mine->service->plan(dev)); // of the merged commit, to be reviewed
    EXPECT_EQ(mine->service->plan(dev)->branch, QString());
}

TEST_F(MergedApply, APlanOfABranchIsNotAppliedAsItIs)
{
    planned();
    const auto direct = mine->service->applyJob(dev, {});
    ASSERT_FALSE(direct);
    EXPECT_EQ(direct.error().code, ErrorCode::Conflict);
    EXPECT_EQ(direct.error().detail, q("plan-branch bigger"));
    const auto other = mine->service->mergedApplyJob(dev, q("smaller"), {}, {}, {});
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().detail, q("plan-branch bigger"));
}

TEST_F(MergedApply, APlanOfABranchIsFoundAgainAsThatOnly)
{
    planned();
    mine->restart();
    const auto own = git::await(mine->service->restore(dev, {}));
    ASSERT_TRUE(own);
    EXPECT_FALSE(own.value());
    const auto other = git::await(mine->service->restoreBranch(dev, q("smaller"), {}));
    ASSERT_TRUE(other);
    EXPECT_FALSE(other.value());
    const auto ours = git::await(mine->service->restoreBranch(dev, q("bigger"), {}));
    ASSERT_TRUE(ours && ours.value());
    EXPECT_EQ(ours.value()->branch, q("bigger"));
}

TEST_F(MergedApply, ABranchThatMovedSinceItsPlanIsNotProposed)
{
    planned();
    git(checkoutPath(), {q("push"), q("-q"), q("-f"), q("origin"), q("main:bigger")});
    const JobStatus job = ended(*mine, started(*mine, applyJob()));
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->detail, q("head-moved"));
    EXPECT_TRUE(github.pulls().all().isEmpty());
}

TEST_F(MergedApply, IsGoneOnWithByTheNextProcess)
{
    planned();
    const QString operation = waiting();
    mine->restart();
    ASSERT_EQ(status(*mine, operation).state, JobState::Unknown);
    requests.allowMerge(operation);
    const JobStatus job = resumed(*mine, operation);
    ASSERT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_TRUE(stateFile().contains("\"more\""));
    EXPECT_EQ(github.pulls().all().size(), 1);
}

} // namespace
} // namespace envdeck::infrastructure
