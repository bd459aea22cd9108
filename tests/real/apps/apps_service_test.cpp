// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/apps/service.h"

#include "core/gitops/trailers.h"
#include "core/workspace/parse.h"
#include "tests/core/workspace/workspace_text.h"
#include "tests/real/apps/fake_panel.h"
#include "tests/real/git/git_world.h"
#include "tests/support/fake_clock.h"
#include "tests/support/text.h"

namespace envdeck::apps {
namespace {

using git::await;
using git::said;
using testing::s;

const Target api{s("dev"), s("api")};
const QByteArray compose =
    "services:\n  api:\n    image: ghcr.io/acme/api:v1\n    environment:\n      - KEY=${KEY}\n"
    "  worker:\n    image: ghcr.io/acme/api:v1\n";

class AppsServiceTest : public git::GitWorld {
protected:
    void SetUp() override
    {
        pushed(s("deploy/dev/api.yml"), compose, s("Begin"));
        workspace = *workspace::parse(testing::goodText()).workspace;
        repository = fetched();
        journal =
            std::make_unique<journal::Journal>(journal::Journal::Options{path(s("journal")), {}, {}}, clock);
        platform::AppSetup setup;
        setup.status = platform::AppStatus::Done;
        setup.source = {s("git"), s("acme/infra"), s("main"), s("./deploy/dev/api.yml"), {}, {}};
        platform::AppDomain domain;
        domain.id = s("d1");
        domain.host = s("api.dev.example.com");
        domain.port = 8080;
        setup.domains = {domain};
        panel.setups.insert(api.text(), setup);
        panel.set(api, s("LEVEL"), s("info"));
        service = begun();
    }
    std::unique_ptr<Service> begun()
    {
        return std::make_unique<Service>(
            Outside{workspace, *repository, panel, certificates, *journal, clock, nullptr}, s("anna"));
    }
    AppFacts facts()
    {
        const auto read = await(service->read(api, {}, {}));
        EXPECT_TRUE(read) << said(read.error());
        return read.value();
    }
    JobStatus run(const Result<jobs::Job> &job, const char *name = "run")
    {
        EXPECT_TRUE(job) << said(job.error());
        jobs::JobCenter center(*journal, clock, {path(s(name)), s("anna"), {}, {}});
        const auto started = center.start(job.value());
        EXPECT_TRUE(started) << said(started.error());
        EXPECT_TRUE(testing::eventually([&] { return center.job(started.value())->isOver(); },
                                        std::chrono::seconds(60)));
        return *center.job(started.value());
    }
    QStringList drift()
    {
        QStringList words;
        for (const PanelDrift &one : facts().drift)
            words.append(driftName(one.kind) + QLatin1Char(' ') + one.subject);
        return words;
    }

    testing::FakeClock clock;
    testing::FakePanel panel;
    http::CertificateProbe certificates;
    Workspace workspace;
    std::unique_ptr<git::Mirror> repository;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<Service> service;
};

TEST_F(AppsServiceTest, GitAndPanelAreReadTogether)
{
    const AppFacts app = facts();
    ASSERT_TRUE(app.compose.value);
    EXPECT_EQ(app.compose.value->imageLines, (QList<int>{3, 7}));
    EXPECT_EQ(app.compose.value->variables.size(), 1);
    ASSERT_TRUE(app.setup.value);
    EXPECT_TRUE(app.drift.isEmpty());
    EXPECT_EQ(app.effect.stopsFirst, true);
    EXPECT_EQ(await(service->read({s("prod"), s("none")}, {}, {})).error().code, ErrorCode::NotFound);
}

TEST_F(AppsServiceTest, APanelThatIsDownLeavesTheFileOfGit)
{
    panel.refuses = Error{ErrorCode::Unreachable, s("dokploy"), {}, 0};
    const AppFacts app = facts();
    EXPECT_TRUE(app.compose.value);
    ASSERT_TRUE(app.setup.error);
    EXPECT_EQ(app.setup.error->code, ErrorCode::Unreachable);
    EXPECT_FALSE(app.effect.stopsFirst) << "unknown is not a kind";
}

TEST_F(AppsServiceTest, AVariableIsSetAndReadBack)
{
    const JobStatus ended = run(service->variablesJob(
        facts(), {{s("LEVEL"), Secret("debug")}, {s("KEY"), Secret("canary-5521-key")}}, {}));
    ASSERT_EQ(ended.state, JobState::Succeeded) << said(ended.error.value_or(Error{}));
    EXPECT_EQ(panel.values.value(s("dev/api LEVEL")), s("debug"));
    EXPECT_EQ(panel.changes, 1);
    EXPECT_TRUE(drift().isEmpty()) << "what we changed is no drift";
    // The name is in the journal, the value is not.
    const auto entries = await(journal->entries({}));
    EXPECT_EQ(entries.value().first().detail, s("set LEVEL, set KEY"));
    journal.reset();
    QByteArray files;
    for (const QString &name : QDir(path(s("journal"))).entryList(QDir::Files))
        files += read(path(s("journal/")) + name);
    EXPECT_FALSE(files.contains("canary-5521-key"));
    EXPECT_TRUE(files.contains("KEY"));
    service.reset();
}

TEST_F(AppsServiceTest, AChangeOfOthersSinceTheReviewIsAConflict)
{
    const auto job = service->variablesJob(facts(), {{s("LEVEL"), Secret("debug")}}, {});
    panel.set(api, s("OTHER"), s("x"));
    const JobStatus ended = run(job);
    EXPECT_EQ(ended.state, JobState::Failed);
    EXPECT_EQ(ended.error->detail, s("variables-changed"));
    EXPECT_EQ(panel.changes, 0);
}

TEST_F(AppsServiceTest, AnAnswerThatWasLostIsReadBackAndNotRepeated)
{
    panel.changeLost = Error{ErrorCode::OutcomeUnknown, s("dokploy"), {}, 0};
    EXPECT_EQ(run(service->variablesJob(facts(), {{s("LEVEL"), Secret("debug")}}, {}), "one").state,
              JobState::Succeeded);
    EXPECT_EQ(panel.changes, 1);
    panel.changeLost.reset();
    panel.changeNeverLeft = Error{ErrorCode::OutcomeUnknown, s("dokploy"), {}, 0};
    const JobStatus ended = run(service->variablesJob(facts(), {{s("LEVEL"), Secret("trace")}}, {}), "two");
    EXPECT_EQ(ended.state, JobState::Failed);
    EXPECT_EQ(ended.error->detail, s("not-written"));
    EXPECT_EQ(panel.changes, 2);
}

TEST_F(AppsServiceTest, APanelThatForgetsIsFoundOut)
{
    panel.forgets = true;
    const JobStatus ended = run(service->variablesJob(facts(), {{s("LEVEL"), Secret("debug")}}, {}));
    EXPECT_EQ(ended.state, JobState::Failed);
    EXPECT_EQ(ended.error->detail, s("not-as-written"));
}

TEST_F(AppsServiceTest, WhatIsAsWantedAlreadyIsNotWritten)
{
    EXPECT_EQ(run(service->variablesJob(facts(), {{s("LEVEL"), Secret("info")}}, {})).state,
              JobState::Succeeded);
    EXPECT_EQ(panel.changes, 0);
    EXPECT_FALSE(service->variablesJob(facts(), {}, {}));
}

TEST_F(AppsServiceTest, StoppingAndStartingAreSentOnce)
{
    EXPECT_EQ(run(service->runningJob(api, false, {}), "one").state, JobState::Succeeded);
    EXPECT_EQ(panel.setups.value(api.text()).status, platform::AppStatus::Idle);
    EXPECT_EQ(run(service->runningJob(api, true, {}), "two").state, JobState::Succeeded);
    EXPECT_EQ(panel.changes, 2);
    panel.setups[api.text()].status = platform::AppStatus::Running;
    EXPECT_EQ(run(service->runningJob(api, false, {}), "three").error->detail, s("deploying"));
}

TEST_F(AppsServiceTest, WhatOthersChangeIsDriftUntilItIsAcceptedOrRestored)
{
    EXPECT_TRUE(drift().isEmpty());
    panel.setups[api.text()].domains.first().port = 9090;
    panel.set(api, s("LEVEL"), s("trace"));
    panel.set(api, s("ADDED"), s("x"));
    EXPECT_EQ(drift(), (QStringList{s("domain-changed api.dev.example.com"), s("variable-added ADDED"),
                                    s("variable-changed LEVEL")}));
    const JobStatus ended = run(service->restoreJob(facts(), facts().drift, {}));
    ASSERT_EQ(ended.state, JobState::Succeeded) << said(ended.error.value_or(Error{}));
    EXPECT_EQ(panel.setups.value(api.text()).domains.first().port, 8080);
    EXPECT_EQ(drift(), QStringList{s("variable-changed LEVEL")})
        << "a value that nobody keeps cannot come back";
    ASSERT_TRUE(await(service->accept(facts(), facts().drift)));
    EXPECT_TRUE(drift().isEmpty());
}

TEST_F(AppsServiceTest, WhatWasAcceptedIsKnownToTheNextRun)
{
    EXPECT_TRUE(drift().isEmpty());
    ASSERT_TRUE(
        testing::eventually([&] { return bool(await(journal->snapshot(s("app-baseline/dev/api")))); }));
    service = begun();
    panel.setups[api.text()].domains.clear();
    EXPECT_EQ(drift(), QStringList{s("domain-removed api.dev.example.com")});
    EXPECT_EQ(run(service->restoreJob(facts(), facts().drift, {})).state, JobState::Succeeded);
    EXPECT_EQ(panel.setups.value(api.text()).domains.size(), 1);
    EXPECT_TRUE(drift().isEmpty());
}

TEST_F(AppsServiceTest, ASourceThatWasTurnedAwayIsTurnedBack)
{
    panel.setups[api.text()].source.branch = s("trial");
    EXPECT_EQ(drift(), QStringList{s("compose-source deploy/dev/api.yml")});
    EXPECT_EQ(run(service->restoreJob(facts(), facts().drift, {})).state, JobState::Succeeded);
    EXPECT_EQ(panel.setups.value(api.text()).source.branch, s("main"));
}

TEST_F(AppsServiceTest, AStackRollsOnlyWhereItsFileSaysSo)
{
    EXPECT_EQ(facts().effect.stopsFirst, true);
    EXPECT_FALSE(facts().effect.isStack);
    panel.setups[api.text()].stopsFirst = false; // Dokploy's kind is a stack
    EXPECT_TRUE(facts().effect.isStack);
    EXPECT_EQ(facts().effect.stopsFirst, true) << "docker stack stops first by itself";
    ASSERT_EQ(run(service->stackDraftJob(facts(), s("no more gaps")), "one").state, JobState::Succeeded);
    const QString at = git(remotePath(), {s("show"), s("main:deploy/dev/api.yml")});
    EXPECT_EQ(at.count(s("order: start-first")), 2) << qPrintable(at);
    ASSERT_TRUE(await(repository->fetch()));
    EXPECT_EQ(facts().effect.stopsFirst, false);
    EXPECT_EQ(service->stackDraftJob(facts(), {}).error().detail, s("rolls"));
    service.reset();
}

TEST_F(AppsServiceTest, ATextOfThePanelIsAdoptedByOneCommit)
{
    panel.setups[api.text()].source = {s("raw"), {}, {}, s("./docker-compose.yml"), compose + "# by hand\n",
                                       {}};
    EXPECT_EQ(drift(), QStringList{s("compose-text deploy/dev/api.yml")});
    const auto job = service->adoptJob(facts(), s("mended at night"));
    const JobStatus ended = run(job, "one");
    ASSERT_EQ(ended.state, JobState::Succeeded) << said(ended.error.value_or(Error{}));
    const QString at = git(remotePath(), {s("show"), s("main:deploy/dev/api.yml")});
    EXPECT_TRUE(at.contains(s("# by hand")));
    const auto trailers =
        gitops::trailersOf(git(remotePath(), {s("log"), s("-1"), s("--format=%B"), s("main")}));
    EXPECT_EQ(trailers.operation, job.value().operation);
    EXPECT_EQ(trailers.reason, s("mended at night"));
    ASSERT_TRUE(await(repository->fetch()));
    EXPECT_TRUE(drift().isEmpty());
    // And once more, by a program that knows nothing of the first: no second commit.
    const QString head = remoteHead();
    journal =
        std::make_unique<journal::Journal>(journal::Journal::Options{path(s("journal-2")), {}, {}}, clock);
    EXPECT_EQ(run(job, "two").state, JobState::Succeeded);
    EXPECT_EQ(remoteHead(), head);
    service.reset();
}

TEST_F(AppsServiceTest, AFileThatChangedMeanwhileIsNotOverwritten)
{
    panel.setups[api.text()].source = {s("raw"), {}, {}, s("./docker-compose.yml"), compose + "# by hand\n",
                                       {}};
    const auto job = service->adoptJob(facts(), {});
    pushed(s("deploy/dev/api.yml"), compose + "# by git\n", s("Somebody else"));
    const JobStatus ended = run(job);
    EXPECT_EQ(ended.state, JobState::Failed);
    EXPECT_EQ(ended.error->detail, s("file-changed"));
}

TEST_F(AppsServiceTest, ARevealIsInTheJournalBeforeTheValueIsAskedFor)
{
    EXPECT_EQ(platform::shownValue(await(service->reveal(api, s("LEVEL"))).value()), s("info"));
    const auto entries = await(journal->entries({}));
    ASSERT_FALSE(entries.value().isEmpty());
    EXPECT_EQ(entries.value().first().action, s("reveal-variable"));
    EXPECT_EQ(entries.value().first().detail, s("LEVEL"));
    EXPECT_EQ(entries.value().first().actor, s("anna"));
}

} // namespace
} // namespace envdeck::apps
