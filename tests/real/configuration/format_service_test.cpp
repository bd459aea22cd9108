// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/format_service.h"

#include "core/workspace/parse.h"
#include "tests/real/git/git_world.h"
#include "tests/support/fake_clock.h"

namespace envdeck::configuration {
namespace {

const QByteArray formattedYaml =
    "envdeck: 1\nname: acme\ngit: { host: none, branch: main }\n"
    "layout:\n  terraform: terraform/environments/{environment}\n  apps: "
    "deploy-config/{environment}/apps/{app}.compose.yml\n"
    "environments:\n  dev: { kind: dev, order: 1, domain: dev.example.com }\n"
    "  prod: { kind: prod, order: 2, domain: example.com, policy: { apply: pull-request } }\n";
const QString mainFile = QStringLiteral("terraform/environments/dev/main.tf");
const QString moduleFile = QStringLiteral("terraform/modules/dns/main.tf");

class Formats : public git::GitWorld {
protected:
    void SetUp() override
    {
        pushed(mainFile, "a {\nb=1\n}\n", QStringLiteral("Add dev"));
        base = pushed(moduleFile, "c=\"\u00e9\"\n", QStringLiteral("Add a module"));
        workspace = *workspace::parse(formattedYaml).workspace;
        workspace.root = checkoutPath();
        repository = mirror();
        ASSERT_TRUE(git::await(repository->fetch()));
        service = std::make_unique<FormatService>(workspace, *repository, clock);
    }
    Result<FormatReview> reviewed(const char *environment = "dev")
    {
        return service->review(QString::fromLatin1(environment), base,
                               {{mainFile, "a {\nb=1\n}\n", "a {\n  b = 1\n}\n"},
                                {moduleFile, "c=\"\u00e9\"\n", "c = \"\u00e9\"\n"}});
    }
    JobStatus run(const jobs::Job &job)
    {
        journal::Journal journal({path(QStringLiteral("journal")), {}, {}}, clock);
        jobs::JobCenter center(journal, clock,
                               {path(QStringLiteral("journal")), QStringLiteral("anna"), {}, {}});
        EXPECT_TRUE(center.start(job));
        EXPECT_TRUE(testing::eventually([&] { return center.job(job.operation)->isOver(); },
                                        std::chrono::seconds(120)));
        return *center.job(job.operation);
    }
    QByteArray atRemote(const QString &file) const
    {
        return git(remotePath(), {QStringLiteral("show"), QStringLiteral("main:") + file}).toUtf8();
    }

    testing::FakeClock clock;
    Workspace workspace;
    QString base;
    std::unique_ptr<git::Mirror> repository;
    std::unique_ptr<FormatService> service;
};

TEST_F(Formats, AllFilesGoInOneCommitWithItsTrailers)
{
    const auto review = reviewed();
    ASSERT_TRUE(review);
    EXPECT_EQ(review.value().path, ChangePath::Push);
    const jobs::Job job = service->job(review.value(), QStringLiteral("as everywhere"));
    EXPECT_EQ(job.risk, Risk::R2);
    const JobStatus done = run(job);
    ASSERT_EQ(done.state, JobState::Succeeded) << (done.error ? git::said(*done.error) : "");
    EXPECT_EQ(atRemote(mainFile), "a {\n  b = 1\n}");
    EXPECT_EQ(atRemote(moduleFile), "c = \"\u00e9\"");
    EXPECT_EQ(git(remotePath(), {QStringLiteral("rev-parse"), QStringLiteral("main~1")}), base);
    const QString message = git(remotePath(), {QStringLiteral("log"), QStringLiteral("-1"),
                                               QStringLiteral("--format=%B"), QStringLiteral("main")});
    EXPECT_TRUE(message.startsWith(QLatin1String("Format 2 files of terraform code"))) << qPrintable(message);
    EXPECT_TRUE(message.contains(job.operation) && message.contains(QLatin1String("as everywhere")));
}

TEST_F(Formats, AFileThatMovedOnSinceTheReviewIsLeftAlone)
{
    const auto review = reviewed();
    ASSERT_TRUE(review);
    const QString head = pushed(moduleFile, "c=\"other\"\n", QStringLiteral("Change it"));
    const JobStatus done = run(service->job(review.value(), {}));
    EXPECT_EQ(done.state, JobState::Failed);
    ASSERT_TRUE(done.error);
    EXPECT_EQ(done.error->code, ErrorCode::Conflict);
    EXPECT_EQ(done.error->subject, moduleFile);
    EXPECT_EQ(remoteHead(), head);
}

TEST_F(Formats, WhatNeedsAPullRequestIsRefusedWhereNoneCanBeOpened)
{
    const auto refused = reviewed("prod");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Forbidden);
    EXPECT_EQ(refused.error().detail, QStringLiteral("pull-request"));
    const auto nothing = service->review(QStringLiteral("dev"), base, {});
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().detail, QStringLiteral("nothing-changed"));
}

TEST_F(Formats, FactsSurviveTheJournalAndAHoleInThemIsNamed)
{
    const FormatFacts facts{QStringLiteral("id"),   QStringLiteral("dev"),
                            QStringLiteral("main"), {{mainFile, digestOf("x"), "x = 1\n"}},
                            QStringLiteral("why"),  ChangePath::PullRequest};
    const auto again = formatFactsFrom(toJson(facts));
    ASSERT_TRUE(again);
    EXPECT_EQ(again.value(), facts);
    for (const char *field : {"operation", "environment", "branch", "files"}) {
        QJsonObject json = toJson(facts);
        json.remove(QLatin1String(field));
        const auto broken = formatFactsFrom(json);
        ASSERT_FALSE(broken) << field;
        EXPECT_EQ(broken.error().subject, QLatin1String(field));
    }
}

} // namespace
} // namespace envdeck::configuration
