// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/variable_service.h"

#include "core/gitops/trailers.h"
#include "core/platform/github_code_host.h"
#include "core/workspace/parse.h"
#include "tests/real/git/git_world.h"
#include "tests/standins/github/github.h"
#include "tests/support/fake_clock.h"

#include <QDir>

namespace envdeck::configuration {
namespace {

const QByteArray yaml = "envdeck: 1\nname: acme\ngit: { host: none, branch: main }\n"
                        "layout:\n  terraform: terraform/environments/{environment}\n  apps: "
                        "deploy-config/{environment}/apps/{app}.compose.yml\n"
                        "environments:\n  dev: { kind: dev, order: 1, domain: dev.example.com }\n"
                        "  prod: { kind: prod, order: 2, domain: example.com }\n";
const QByteArray variables = "variable \"size\" {\n  type = string\n}\nvariable \"ports\" {\n  type    = "
                             "list(number)\n  default = [80]\n}\n"
                             "variable \"api_token\" {\n  type      = string\n  sensitive = true\n}\n"
                             "module \"vps\" {\n  source = \"../../modules/vps\"\n}\n";

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

class Variables : public git::GitWorld {
protected:
    void SetUp() override
    {
        for (const char *environment : {"dev", "prod"}) {
            const QString folder = checkoutPath() + q("/terraform/environments/") + q(environment);
            ASSERT_TRUE(QDir().mkpath(folder));
            write(folder + q("/main.tf"), variables);
            write(folder + q("/env.auto.tfvars"), "# What differs.\nsize   = \"small\" # enough\n");
        }
        git(checkoutPath(), {q("add"), q("--all")});
        ASSERT_TRUE(QDir().mkpath(checkoutPath() + q("/terraform/modules/vps")));
        pushed(q("terraform/modules/vps/main.tf"), "# empty\n", q("Begin"));
        workspace = *workspace::parse(yaml).workspace;
        workspace.root = checkoutPath();
        repository = mirror();
        service = std::make_unique<VariableService>(workspace, *repository, clock);
    }
    VariableReview reviewed(const char *name, const char *typed, const char *environment = "dev")
    {
        const auto made = git::await(service->review(q(environment), q(name), q(typed)));
        EXPECT_TRUE(made) << (made ? "" : git::said(made.error()));
        return made ? made.value() : VariableReview();
    }
    Error refused(const char *name, const char *typed)
    {
        const auto made = git::await(service->review(q("dev"), q(name), q(typed)));
        EXPECT_FALSE(made);
        return made ? Error() : made.error();
    }
    JobStatus run(const jobs::Job &job, const QString &name)
    {
        journal::Journal journal({path(name), {}, {}}, clock);
        jobs::JobCenter center(journal, clock, {path(name), q("anna"), {}, {}});
        EXPECT_TRUE(center.start(job));
        EXPECT_TRUE(testing::eventually([&] { return center.job(job.operation)->isOver(); },
                                        std::chrono::seconds(120)));
        return *center.job(job.operation);
    }
    QByteArray atRemote(const char *file = "env.auto.tfvars") const
    {
        return git(remotePath(), {q("show"), q("main:terraform/environments/dev/") + q(file)}).toUtf8();
    }

    testing::FakeClock clock;
    Workspace workspace;
    std::unique_ptr<git::Mirror> repository;
    std::unique_ptr<VariableService> service;
};

TEST_F(Variables, AreReadForEveryEnvironmentAtTheHeadOfItsBranch)
{
    const auto sides = git::await(service->files().read());
    ASSERT_TRUE(sides) << git::said(sides.error());
    ASSERT_EQ(sides.value().size(), 2);
    EXPECT_EQ(sides.value()[0].commit, remoteHead());
    EXPECT_EQ(sides.value()[0].side.variables.size(), 3);
    EXPECT_EQ(sides.value()[0].side.configuration.modules.first().digest.size(), 64);
    EXPECT_FALSE(terraform::compare(readable(sides.value())).hasConcerns());
}

TEST_F(Variables, AnEnvironmentThatCannotBeReadDoesNotHideTheOthers)
{
    const QString before = remoteHead();
    pushed(q("terraform/environments/prod/main.tf"), "module {", q("Break it"));
    const auto sides = git::await(service->files().read());
    ASSERT_TRUE(sides) << git::said(sides.error());
    EXPECT_FALSE(sides.value()[0].error);
    ASSERT_TRUE(sides.value()[1].error);
    EXPECT_EQ(sides.value()[1].error->subject, q("terraform/environments/prod/main.tf:1:9"));
    const auto earlier = git::await(service->files().read({before, {}}));
    ASSERT_TRUE(earlier);
    EXPECT_FALSE(earlier.value()[1].error);
}

TEST_F(Variables, ABranchOrFolderThatIsMissingIsTheErrorOfItsEnvironmentAlone)
{
    workspace.environments[1].branch = q("nowhere");
    auto sides = git::await(service->files().read());
    ASSERT_TRUE(sides) << git::said(sides.error());
    ASSERT_EQ(sides.value().size(), 2);
    EXPECT_FALSE(sides.value()[0].error);
    EXPECT_EQ(sides.value()[1].environment, q("prod"));
    ASSERT_TRUE(sides.value()[1].error);
    EXPECT_EQ(sides.value()[1].error->code, ErrorCode::NotFound);
    EXPECT_EQ(readable(sides.value()).size(), 1);
    EXPECT_EQ(reviewed("size", "large").to, "\"large\""); // the other one is not even looked at

    workspace.environments[1].branch = q("main");
    workspace.terraformLayout = q("{environment}/terraform");
    sides = git::await(service->files().read());
    ASSERT_TRUE(sides) << git::said(sides.error());
    EXPECT_EQ(sides.value()[0].error->code, ErrorCode::NotFound);

    std::stop_source stop;
    stop.request_stop();
    const auto stopped = git::await(service->files().read({}, stop.get_token()));
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Canceled);
}

TEST_F(Variables, OneEnvironmentAloneIsReadWhenItIsNamed)
{
    const auto sides = git::await(service->files().read({{}, q("prod")}));
    ASSERT_TRUE(sides) << git::said(sides.error());
    ASSERT_EQ(sides.value().size(), 1);
    EXPECT_EQ(sides.value()[0].environment, q("prod"));
}

TEST_F(Variables, TheCheckoutIsReadWithItsIgnoredFiles)
{
    write(checkoutPath() + q("/terraform/environments/dev/terraform.tfvars"), "api_token = \"x\"\n");
    const auto sides = readCheckout(workspace, {q("size")});
    ASSERT_EQ(sides.size(), 2);
    EXPECT_TRUE(sides[0].commit.isEmpty());
    EXPECT_EQ(sides[0].side.variables[0].problem, terraform::VariableProblem::EnvironmentAndFile);
    EXPECT_EQ(sides[0].side.variables[2].effective()->file, q("terraform.tfvars"));
    EXPECT_FALSE(sides[1].side.variables[2].effective());
}

TEST_F(Variables, AChangeIsOnePushedCommitOfOneValue)
{
    const VariableReview facts = reviewed("size", "large");
    EXPECT_EQ(facts.file, q("terraform/environments/dev/env.auto.tfvars"));
    EXPECT_EQ(facts.from, "\"small\"");
    EXPECT_TRUE(facts.guard.typed.isEmpty());
    EXPECT_EQ(reviewed("size", "large", "prod").guard.typed, q("prod"));
    const jobs::Job job = service->job(facts, q("more orders"));
    EXPECT_EQ(job.risk, Risk::R2);
    EXPECT_EQ(job.environment, q("dev"));
    EXPECT_EQ(job.detail, q("size \"small\" -> \"large\""));
    const JobStatus ended = run(job, q("one"));
    ASSERT_EQ(ended.state, JobState::Succeeded) << git::said(ended.error.value_or(Error{}));
    EXPECT_EQ(atRemote().trimmed(), "# What differs.\nsize   = \"large\" # enough");
    const QString message = git(remotePath(), {q("log"), q("-1"), q("--format=%B"), q("main")});
    EXPECT_TRUE(message.startsWith(q("Set size \"small\" -> \"large\" in dev\n"))) << qPrintable(message);
    const auto trailers = gitops::trailersOf(message);
    EXPECT_EQ(trailers.operation, job.operation);
    EXPECT_EQ(trailers.target.environment, q("dev"));
    EXPECT_EQ(trailers.reason, q("more orders"));
    // By a program that knows nothing of the first run.
    const QString head = remoteHead();
    EXPECT_EQ(run(job, q("two")).state, JobState::Succeeded);
    EXPECT_EQ(remoteHead(), head);
}

TEST_F(Variables, AValueThatHasADefaultAloneJoinsTheFile)
{
    ASSERT_EQ(run(service->job(reviewed("ports", "[80, 443]"), {}), q("one")).state, JobState::Succeeded);
    EXPECT_TRUE(atRemote().trimmed().endsWith("# enough\n\nports = [80, 443]")) << atRemote().constData();
}

TEST_F(Variables, AValueThatSomebodyElseChangedEndsAsConflict)
{
    const jobs::Job job = service->job(reviewed("size", "large"), {});
    pushed(q("terraform/environments/dev/env.auto.tfvars"), "size = \"huge\"\n", q("Somebody else"));
    const JobStatus ended = run(job, q("one"));
    EXPECT_EQ(ended.state, JobState::Failed);
    ASSERT_TRUE(ended.error);
    EXPECT_EQ(ended.error->code, ErrorCode::Conflict);
    EXPECT_EQ(ended.error->detail, q("value-changed"));
    EXPECT_EQ(atRemote().trimmed(), "size = \"huge\"");
}

TEST_F(Variables, WhatMustNotBeCommittedIsRefused)
{
    EXPECT_EQ(refused("api_token", "x").detail, q("secret"));
    EXPECT_EQ(refused("nothing", "x").detail, q("undeclared"));
    EXPECT_EQ(refused("ports", "eighty").code, ErrorCode::BadInput);
    EXPECT_EQ(refused("size", "small").detail, q("nothing-changed"));
    workspace.environments[0].policy.apply = ApplyPath::PullRequest;
    EXPECT_EQ(refused("size", "large").detail, q("pull-request"));
}

TEST_F(Variables, WhereThePolicyAsksForAPullRequestOneIsOpenedFollowedAndMerged)
{
    standins::GithubOptions options;
    options.folder = remotePath();
    standins::Github github(options);
    ASSERT_TRUE(github.start());
    github.access().addClassic("ghp_canary0123456789abcdef", q("bo"), {q("repo")});
    workspace.git = {GitHost::GitHubEnterprise, github.url(), q("acme/infra"), q("main")};
    workspace.environments[0].policy.apply = ApplyPath::PullRequest;
    http::Client http;
    secrets::Vault vault(std::make_unique<secrets::MemoryStore>());
    ASSERT_TRUE(git::await(vault.write(secrets::githubKey(workspace), Secret("ghp_canary0123456789abcdef"))));
    platform::GithubCodeHost host(workspace, http, vault);
    pulls::Desk desk(*repository, host, {std::chrono::milliseconds(10), std::chrono::milliseconds(10)});
    service->setPulls(&desk);
    const VariableReview facts = reviewed("size", "large");
    EXPECT_EQ(facts.path, ChangePath::PullRequest);
    EXPECT_EQ(reviewed("size", "large", "prod").path, ChangePath::Push);
    const jobs::Job job = service->job(facts, q("more orders"));
    desk.allowMerge(job.operation);
    const JobStatus ended = run(job, q("one"));
    ASSERT_EQ(ended.state, JobState::Succeeded) << git::said(ended.error.value_or(Error{}));
    EXPECT_EQ(atRemote().trimmed(), "# What differs.\nsize   = \"large\" # enough");
    EXPECT_EQ(ended.commit, remoteHead());
    const auto pull = github.pulls().all().first();
    EXPECT_EQ(pull.title, q("Set size \"small\" -> \"large\" in dev"));
    EXPECT_TRUE(pull.body.contains(q("- size = \"small\"\n+ size = \"large\"\n"))) << qPrintable(pull.body);
    EXPECT_TRUE(pull.body.contains(q("> more orders")));
    // By a program that knows nothing of the first run.
    const QString head = remoteHead();
    EXPECT_EQ(run(job, q("two")).state, JobState::Succeeded);
    EXPECT_EQ(remoteHead(), head);
    EXPECT_EQ(github.pulls().all().size(), 1);
}

TEST_F(Variables, AFreezeInForceStandsInTheReview)
{
    EXPECT_FALSE(reviewed("size", "large").freeze);
    workspace.environments[0].policy.freeze = {{q("until 2000-01-01"), {}},
                                               {q("until 2999-12-31"), q("audit")}};
    ASSERT_TRUE(reviewed("size", "large").freeze);
    EXPECT_EQ(reviewed("size", "large").freeze->reason, q("audit"));
    EXPECT_FALSE(reviewed("size", "large", "prod").freeze);
}

TEST_F(Variables, ASecretTypedIntoAPlainVariableNeverLeaves)
{
    const Secret secret("CANARY-0123456789");
    Redactor live;
    live.learn(secret);
    repository->setLive(live);
    const QString head = remoteHead();
    const JobStatus ended = run(service->job(reviewed("size", "x-CANARY-0123456789"), {}), q("one"));
    EXPECT_EQ(ended.state, JobState::Failed);
    EXPECT_EQ(ended.error->code, ErrorCode::Forbidden);
    EXPECT_EQ(remoteHead(), head);
}

TEST(VariableFacts, APayloadThatLacksSomethingIsRefused)
{
    const VariableFacts facts{q("op"), q("dev"), q("main"), q("a/b"), q("size"), {}, "1", {}};
    EXPECT_EQ(variableFactsFrom(toJson(facts)).value(), facts);
    QJsonObject json = toJson(facts);
    json.remove(q("to"));
    EXPECT_EQ(variableFactsFrom(json).error().subject, q("to"));
}

} // namespace
} // namespace envdeck::configuration
