// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/change_log.h"

#include "core/gitops/trailers.h"
#include "tests/real/git/git_world.h"
#include "tests/support/fake_clock.h"

namespace envdeck::deployments {
namespace {

QByteArray compose(const char *tag)
{
    return QByteArray("services:\n  api:\n    image: ghcr.io/acme/api:") + tag + "\n";
}

class ChangeLogTest : public git::GitWorld {
protected:
    ChangeLogTest()
    {
        workspace.appsLayout = QStringLiteral("deploy-config/{environment}/apps/{app}.compose.yml");
        for (const char *name : {"dev", "prod"}) {
            Environment environment;
            environment.name = QLatin1String(name);
            environment.branch = QStringLiteral("main");
            workspace.environments.append(environment);
        }
        for (const char *name : {"api", "web"}) { // web has no file yet
            App app;
            app.name = QLatin1String(name);
            app.services = {app.name};
            app.environments = {QStringLiteral("dev"), QStringLiteral("prod")};
            workspace.apps.append(app);
        }
    }
    static QString file(const char *environment)
    {
        return QStringLiteral("deploy-config/%1/apps/api.compose.yml").arg(QLatin1String(environment));
    }

    Workspace workspace;
    testing::FakeClock clock;
};

TEST_F(ChangeLogTest, NothingIsSaidBeforeTheFirstFetch)
{
    const auto nothing = mirror();
    GitChangeLog log(*nothing, workspace, clock);
    const auto changes = git::await(log.changes({}));
    ASSERT_FALSE(changes);
    EXPECT_EQ(changes.error().code, ErrorCode::NotFound);
}

TEST_F(ChangeLogTest, EveryAppsChangesStandTogetherWithWhoMadeThem)
{
    pushed(file("dev"), compose("v1"), QStringLiteral("Begin"));
    pushed(file("prod"), compose("v1"), QStringLiteral("Begin prod"));
    const QString byHand = pushed(file("dev"), compose("v2"), QStringLiteral("Bump api to v2"));
    gitops::Trailers trailers;
    trailers.operation = QStringLiteral("019ca000-0000-7000-8000-000000000001");
    trailers.action = Action::Promote;
    trailers.target = {QStringLiteral("prod"), QStringLiteral("api")};
    trailers.reason = QStringLiteral("release");
    const QString byEnvdeck =
        pushed(file("prod"), compose("v2"), gitops::commitMessage(QStringLiteral("Promote api"), trailers));
    pushed(QStringLiteral("README.md"), "words\n", QStringLiteral("Say something"));

    const auto repository = fetched();
    GitChangeLog log(*repository, workspace, clock);
    const auto result = git::await(log.changes({}));
    ASSERT_TRUE(result) << git::said(result.error());
    const VersionChanges &found = result.value();
    EXPECT_FALSE(found.error); // a file that is not there is no trouble
    EXPECT_TRUE(found.complete);
    EXPECT_EQ(found.fetchedAt, repository->lastFetch());
    const auto at = [&](const QString &sha) {
        const auto it = std::find_if(found.changes.cbegin(), found.changes.cend(),
                                     [&](const VersionChange &c) { return c.deployment.commit == sha; });
        return it == found.changes.cend() ? VersionChange() : *it;
    };
    EXPECT_EQ(at(byHand).before, QStringLiteral("v1"));
    EXPECT_EQ(at(byHand).deployment.image.tag, QStringLiteral("v2"));
    EXPECT_TRUE(at(byHand).deployment.operation.isEmpty());
    EXPECT_EQ(at(byEnvdeck).deployment.operation, trailers.operation);
    EXPECT_EQ(at(byEnvdeck).deployment.target.environment, QStringLiteral("prod"));
    EXPECT_TRUE(std::is_sorted(
        found.changes.cbegin(), found.changes.cend(),
        [](const VersionChange &a, const VersionChange &b) { return a.deployment.at > b.deployment.at; }));
}

TEST_F(ChangeLogTest, WhatWasCommittedSinceIsReadAfterTheNextFetch)
{
    pushed(file("dev"), compose("v1"), QStringLiteral("Begin"));
    const auto repository = fetched();
    GitChangeLog log(*repository, workspace, clock);
    const auto first = git::await(log.changes({}));
    ASSERT_TRUE(first);
    const QString later = pushed(file("dev"), compose("v2"), QStringLiteral("Bump api to v2"));
    EXPECT_EQ(git::await(log.changes({})).value().changes, first.value().changes);
    ASSERT_TRUE(git::await(repository->fetch()));
    const auto second = git::await(log.changes({}));
    ASSERT_TRUE(second);
    EXPECT_EQ(second.value().changes.size(), first.value().changes.size() + 1);
    EXPECT_EQ(second.value().changes.first().deployment.commit, later);
}

TEST_F(ChangeLogTest, StoppedIsStopped)
{
    pushed(file("dev"), compose("v1"), QStringLiteral("Begin"));
    const auto repository = fetched();
    GitChangeLog log(*repository, workspace, clock);
    std::stop_source stop;
    stop.request_stop();
    const auto changes = git::await(log.changes(stop.get_token()));
    ASSERT_FALSE(changes);
    EXPECT_EQ(changes.error().code, ErrorCode::Canceled);
}

} // namespace
} // namespace envdeck::deployments
