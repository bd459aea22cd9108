// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/apply_permission.h"
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

TEST_F(MergedApply, InAFreezeItIsMergedAndAppliedOnlyWithAReason)
{
    planned();
    const QString operation = waiting();
    const QString main = remoteHead();
    workspace.environments[0].policy.freeze = {Freeze{q("until 2999-12-31"), {}}};
    requests.allowMerge(operation); // asked for before it began
    const JobStatus refused = ended(*mine, operation);
    ASSERT_TRUE(refused.error);
    EXPECT_EQ(refused.error->detail, q("frozen until 2999-12-31")) << said(refused);
    EXPECT_EQ(remoteHead(), main);
    EXPECT_TRUE(stateFile().isEmpty());

    workspace.environments[0].policy.freeze.clear();
    const QString again = waiting();
    workspace.environments[0].policy.freeze = {Freeze{q("until 2999-12-31"), {}}};
    requests.allowMerge(again, q("the site is down"));
    const JobStatus job = ended(*mine, again);
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_NE(remoteHead(), main);
    EXPECT_TRUE(stateFile().contains("\"more\""));
}

TEST_F(MergedApply, ABranchThatMovedSinceItWasLookedAtIsNotRun)
{
    const QString seen = remoteHead(q("bigger"));
    git(checkoutPath(), {q("checkout"), q("-q"), q("bigger")});
    branchWith(q("bigger"), "worse.tf", "resource \"terraform_data\" \"worse\" {}\n");
    const JobStatus job = ended(
        *mine, started(*mine, mine->service->branchPlanJob(dev, q("bigger"), SecretsFor::Planning, seen)));
    ASSERT_TRUE(job.error);
    EXPECT_EQ(*job.error, (Error{ErrorCode::Conflict, dev, q("head-moved before-plan"), 0})) << said(job);
    EXPECT_EQ(step(job, q("export")).state, StepState::Failed);
    EXPECT_FALSE(QDir(mine->service->places(dev).exported(job.operation)).exists());
    EXPECT_FALSE(mine->service->plan(dev));
    const JobStatus now =
        ended(*mine, started(*mine, mine->service->branchPlanJob(dev, q("bigger"), SecretsFor::Planning,
                                                                 remoteHead(q("bigger")))));
    EXPECT_EQ(now.state, JobState::Succeeded) << said(now);
}

// Merged by a pull request at the host, past Envdeck.
class ByPullRequest : public MergedApply {
protected:
    void catchUp() { git(checkoutPath(), {q("pull"), q("-q"), q("--rebase"), q("origin"), q("main")}); }
    void mergedAtHost(const char *branch, const char *file, const QByteArray &content)
    {
        catchUp();
        branchWith(q(branch), file, content);
        const auto pull = git::await(host.open({q(branch), q("main"), q("Change it"), {}}, {}));
        ASSERT_TRUE(pull) << git::said(pull.error());
        const auto merged = git::await(
            host.merge({pull.value().progress.number, pull.value().headCommit, q("Change it"), {}}, {}));
        ASSERT_TRUE(merged) << git::said(merged.error());
        catchUp();
        ASSERT_TRUE(git::await(mine->mirror().fetch()));
    }
    Result<void> may(PlanMode mode = PlanMode::Changes)
    {
        return git::await(mine->service->mayApply(dev, remoteHead(), mode, {}));
    }
    void SetUp() override
    {
        MergedApply::SetUp();
        workspace.environments[0].policy.apply = ApplyPath::PullRequest;
    }
};

TEST_F(ByPullRequest, ThePolicyLetsOnlyMergedCodeBeApplied)
{
    ASSERT_EQ(InfrastructureWorld::planned(*mine).state, JobState::Succeeded);
    const JobStatus direct = applied(*mine);
    ASSERT_TRUE(direct.error);
    EXPECT_EQ(direct.error->code, ErrorCode::Forbidden);
    EXPECT_TRUE(direct.error->detail.startsWith(q("not-by-pull-request "))) << said(direct);
    EXPECT_TRUE(stateFile().isEmpty());

    planned();
    const QString operation = waiting();
    requests.allowMerge(operation);
    ASSERT_EQ(ended(*mine, operation).state, JobState::Succeeded);
    const QByteArray first = stateFile();
    catchUp();
    pushed(q("elsewhere.txt"), "no terraform\n", q("Note something")); // no change of what is applied
    ASSERT_EQ(InfrastructureWorld::planned(*mine).state, JobState::Succeeded);
    const auto allowed = may();
    EXPECT_TRUE(allowed) << (allowed ? "" : git::said(allowed.error()));
    pushedToMain("direct.tf", "# past the review\n");
    ASSERT_EQ(InfrastructureWorld::planned(*mine).state, JobState::Succeeded);
    EXPECT_FALSE(may());
    EXPECT_EQ(stateFile(), first);
}

TEST_F(ByPullRequest, OneMergedChangeDoesNotCarryAnotherWithIt)
{
    planned();
    const QString operation = waiting();
    requests.allowMerge(operation);
    ASSERT_EQ(ended(*mine, operation).state, JobState::Succeeded);
    ASSERT_NO_FATAL_FAILURE(mergedAtHost("one", "one.tf", "# one\n"));
    ASSERT_NO_FATAL_FAILURE(mergedAtHost("two", "two.tf", "# two\n"));
    const auto both = may();
    EXPECT_TRUE(both) << (both ? "" : git::said(both.error()));
    pushedToMain("direct.tf", "# past the review\n");
    const QString past = remoteHead();
    ASSERT_NO_FATAL_FAILURE(mergedAtHost("three", "three.tf", "# three\n"));
    ASSERT_NE(remoteHead(), past);
    const auto refused = may();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(),
              (Error{ErrorCode::Forbidden, dev, q("not-by-pull-request ") + past.left(7), 0}));
    EXPECT_TRUE(isPolicyRefusal(refused.error()));
}

TEST_F(ByPullRequest, WhereNothingWasAppliedYetItIsAskedSinceThePolicyWasWritten)
{
    git(checkoutPath(), {q("checkout"), q("-q"), q("main")});
    pushed(q("envdeck.yaml"), "envdeck: 1\n", q("Ask for pull requests")); // what was before is what it is
    ASSERT_NO_FATAL_FAILURE(mergedAtHost("one", "one.tf", "# one\n"));
    const auto allowed = may();
    EXPECT_TRUE(allowed) << (allowed ? "" : git::said(allowed.error()));
    pushedToMain("direct.tf", "# past the review\n");
    const QString past = remoteHead();
    ASSERT_NO_FATAL_FAILURE(mergedAtHost("two", "two.tf", "# two\n"));
    const auto refused = may();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().detail, q("not-by-pull-request ") + past.left(7));
}

TEST_F(ByPullRequest, NothingIsDestroyedPastIt)
{
    EXPECT_EQ(may(PlanMode::Destroy).error(), (Error{ErrorCode::Forbidden, dev, q("destroy-by-policy"), 0}));
    planned();
    const QString operation = waiting();
    requests.allowMerge(operation);
    ASSERT_EQ(ended(*mine, operation).state, JobState::Succeeded);
    const QByteArray first = stateFile();
    ASSERT_EQ(ended(*mine, started(*mine, mine->service->planJob(dev, PlanMode::Destroy))).state,
              JobState::Succeeded);
    const JobStatus job = applied(*mine);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->detail, q("destroy-by-policy")) << said(job);
    EXPECT_EQ(stateFile(), first);
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
