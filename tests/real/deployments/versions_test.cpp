// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/github_code_host.h"
#include "core/secrets/vault.h"
#include "tests/real/deployments/deploy_world.h"
#include "tests/standins/github/github.h"
#include "tests/support/text.h"

namespace envdeck::deployments {
namespace {

using testing::s;

// What each version is made of, at a GitHub of this machine.
class VersionNewsAtGithub : public DeployWorld {
protected:
    VersionNewsAtGithub()
    {
        EXPECT_TRUE(github.start());
        github.access().addClassic("ghp_canary0123456789abcdef", s("bo"), {s("repo")});
        github.alsoServe(s("acme/api"));
        workspace.git = {GitHost::GitHubEnterprise, github.url(), s("acme/infra"), s("main")};
        EXPECT_TRUE(
            git::await(vault.write(secrets::githubKey(workspace), Secret("ghp_canary0123456789abcdef"))));
        for (int i = 1; i <= 3; ++i) {
            github.branches().add({sha(i), QStringLiteral("Change %1").arg(i), s("anna"),
                                   QDateTime(QDate(2026, 11, 20), QTime(10, i), Qt::UTC)});
            platform::ImageFacts &facts = registry.images[QStringLiteral("v%1").arg(i)];
            facts.labels = {{s("org.opencontainers.image.revision"), sha(i)},
                            {s("org.opencontainers.image.source"), github.url().toString() + s("/acme/api")}};
            facts.platforms = {s("linux/amd64")};
        }
        codeHost = &host;
        restart();
    }
    ~VersionNewsAtGithub() override
    {
        center.reset();
        service.reset();
    }
    static QString sha(int number) { return QString(40, QLatin1Char(char('0' + number))); }
    static Version version(const QString &tag)
    {
        Version wanted;
        wanted.image = image(tag);
        return wanted;
    }

    standins::Github github;
    http::Client http;
    secrets::Vault vault{std::make_unique<secrets::MemoryStore>()};
    platform::GithubCodeHost host{workspace, http, vault};
};

TEST_F(VersionNewsAtGithub, AreTheCommitsSinceWhatTheFileNames)
{
    const auto news = git::await(service->news(target, version(v3), {}));
    ASSERT_TRUE(news) << git::said(news.error());
    EXPECT_EQ(news.value().since, image(v1, digest('a')));
    EXPECT_EQ(news.value().comparison.ahead, 2);
    ASSERT_EQ(news.value().comparison.commits.size(), 2);
    EXPECT_EQ(news.value().comparison.commits.first().subject, s("Change 3"));
    EXPECT_TRUE(github.asked().contains(s("GET compare/") + sha(1) + s("...") + sha(3)));
    const auto same = git::await(service->news(target, version(v1), {}));
    EXPECT_EQ(same.value().comparison.ahead, 0);
}

TEST_F(VersionNewsAtGithub, AnImageThatDoesNotSayWhatItIsMadeOfIsNamed)
{
    registry.images[v2].labels.clear();
    const Error missing = git::await(service->news(target, version(v2), {})).error();
    EXPECT_EQ(missing.detail, s("no-revision"));
    EXPECT_EQ(missing.subject, image(v2, digest('b')).text());
    registry.images[v3].labels[s("org.opencontainers.image.source")] =
        s("https://elsewhere.example.com/acme/api");
    EXPECT_EQ(git::await(service->news(target, version(v3), {})).error().detail, s("no-revision"));
    EXPECT_TRUE(github.asked().isEmpty()); // nobody was asked about a commit of another place
}

TEST_F(VersionNewsAtGithub, TheChecksOfItsCommitAreGreenRedRunningOrNone)
{
    using platform::CiState;
    const auto state = [&](const QString &tag) {
        const auto facts = git::await(service->ci(version(tag), {}));
        EXPECT_TRUE(facts) << (facts ? "" : git::said(facts.error()));
        return facts ? facts.value().state : CiState::None;
    };
    EXPECT_EQ(state(v2), CiState::None);
    github.pulls().setCheck(sha(2), {s("build"), s("in_progress"), {}});
    EXPECT_EQ(state(v2), CiState::Running);
    github.pulls().setCheck(sha(2), {s("build"), s("completed"), s("success")});
    EXPECT_EQ(state(v2), CiState::Passed);
    github.pulls().setCheck(sha(2), {s("lint"), s("completed"), s("failure")});
    EXPECT_EQ(state(v2), CiState::Failed);
}

TEST_F(VersionNewsAtGithub, WithoutACodeHostItIsNotAskedAbout)
{
    codeHost = nullptr;
    restart();
    EXPECT_EQ(git::await(service->news(target, version(v2), {})).error().detail, s("not-configured"));
    EXPECT_EQ(git::await(service->ci(version(v2), {})).error().detail, s("not-configured"));
}

class ManyVersions : public DeployWorld {};

TEST_F(ManyVersions, OfThousandsNoneIsReadBeforeSomebodyLooksAtIt)
{
    registry.images.clear();
    for (int i = 0; i < 3000; ++i)
        registry.images.insert(QStringLiteral("v1.%1.0").arg(i), {digest('a'), {}, {}});
    registry.images.insert(s("v1.2999.0-rc1"), {digest('a'), {}, {}}); // older than what it led to
    registry.images.insert(s("latest"), {digest('a'), {}, {}});
    registry.images.insert(s("9d21c04"), {digest('a'), {}, {}});
    registry.asked = 0;
    const auto versions = git::await(service->versions(target, {}));
    ASSERT_TRUE(versions) << git::said(versions.error());
    ASSERT_EQ(versions.value().size(), 3003);
    EXPECT_EQ(registry.asked, 0);
    EXPECT_EQ(versions.value().first().image.tag, s("v1.2999.0"));
    EXPECT_EQ(versions.value().at(1).image.tag, s("v1.2999.0-rc1"));
    EXPECT_EQ(versions.value().at(3000).image.tag, s("v1.0.0")); // what has no number stands behind
    const auto read = git::await(service->readVersion(versions.value().first(), {}));
    ASSERT_TRUE(read);
    EXPECT_TRUE(read.value().isRead);
    EXPECT_EQ(read.value().image.digest, digest('a'));
    EXPECT_EQ(registry.asked, 1);
}

TEST_F(ManyVersions, FewStandInTheOrderOfTheirTime)
{
    const QDateTime day(QDate(2026, 11, 20), QTime(10, 0), Qt::UTC);
    registry.images[v1].created = day.addDays(3); // built once more
    registry.images[v2].created = day;
    registry.images[v3].created = day.addDays(1);
    const auto versions = git::await(service->versions(target, {}));
    ASSERT_EQ(versions.value().size(), 3);
    EXPECT_EQ(versions.value().at(0).image.tag, v1);
    EXPECT_EQ(versions.value().at(1).image.tag, v3);
    EXPECT_TRUE(versions.value().at(0).isRead);
}

} // namespace
} // namespace envdeck::deployments
