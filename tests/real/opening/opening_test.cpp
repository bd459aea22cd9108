// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/opening.h"

#include "tests/real/git/git_world.h"

#include <QDir>
#include <QFileInfo>

namespace envdeck {
namespace {

const QByteArray workspaceText = R"(envdeck: 1
name: acme
git: { host: none, branch: main }
layout:
  terraform: terraform/environments/{environment}
  apps: deploy-config/{environment}/apps/{app}.compose.yml
environments:
  dev:
    kind: dev
    order: 1
)";

class OpeningTest : public git::GitWorld {
protected:
    OpeningTest()
    {
        paths.state = path(QStringLiteral("state/envdeck"));
        write(checkoutPath() + QStringLiteral("/envdeck.yaml"), workspaceText);
    }
    OpenResult opened(const QFuture<Result<OpenResult>> &future)
    {
        const auto result = git::await(future);
        EXPECT_TRUE(result);
        return result ? result.value() : OpenResult();
    }
    OpenResult asLastTime() { return opened(openAsLastTime(checkoutPath(), paths, &context)); }
    void movedTo(const QString &remote)
    {
        git(checkoutPath(),
            {QStringLiteral("remote"), QStringLiteral("set-url"), QStringLiteral("origin"), remote});
    }
    // A start that ran no program would find no git.
    void withoutGit(const std::function<void()> &then)
    {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nowhere");
        then();
        qputenv("PATH", path);
    }

    QObject context;
    Paths paths;
};

TEST_F(OpeningTest, TheFirstTimeGitIsAskedAndTheNextTimeItIsNot)
{
    const OpenResult first = asLastTime();
    ASSERT_TRUE(first.opened);
    EXPECT_FALSE(first.opened->remembered);
    EXPECT_EQ(first.opened->checkout.changedCount, 1);
    withoutGit([&] {
        const OpenResult second = asLastTime();
        ASSERT_TRUE(second.opened);
        EXPECT_TRUE(second.opened->remembered);
        EXPECT_EQ(second.opened->remote, first.opened->remote);
        EXPECT_EQ(second.opened->actor, first.opened->actor);
        EXPECT_EQ(second.opened->checkout, git::CheckoutFacts());
    });
}

TEST_F(OpeningTest, WhatIsRememberedIsOfThisUserAlone)
{
    asLastTime();
    const QFileInfo file(stateFolderOf(paths, checkoutPath()) + QStringLiteral("/opened.json"));
    ASSERT_TRUE(file.exists());
    EXPECT_EQ(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

TEST_F(OpeningTest, AnotherRemoteIsFoundWhenItIsReadAgainAndRememberedFromThenOn)
{
    const OpenResult first = asLastTime();
    ASSERT_TRUE(first.opened);
    const QString elsewhere = path(QStringLiteral("elsewhere.git"));
    movedTo(elsewhere);
    const OpenResult second = asLastTime();
    ASSERT_TRUE(second.opened);
    EXPECT_EQ(second.opened->remote, first.opened->remote);
    const OpenResult again = opened(readAgain(second.opened->workspace, paths, &context));
    ASSERT_TRUE(again.opened);
    EXPECT_EQ(again.opened->remote.text(), elsewhere);
    EXPECT_EQ(asLastTime().opened->remote.text(), elsewhere);
}

TEST_F(OpeningTest, WhatGitRefusesIsNotRemembered)
{
    const OpenResult first = asLastTime();
    ASSERT_TRUE(first.opened);
    movedTo(QStringLiteral("http://git.example.com/acme/infra"));
    EXPECT_FALSE(opened(readAgain(first.opened->workspace, paths, &context)).opened);
    const OpenResult next = asLastTime();
    EXPECT_FALSE(next.opened);
    EXPECT_EQ(next.failure.error.detail, QStringLiteral("protocol"));
}

TEST_F(OpeningTest, AMemoryThatIsNoneIsAskedForAgain)
{
    asLastTime();
    for (const char *text :
         {"", "{", "[]", R"({"remote":"ext::sh -c id","actor":"x"})", R"({"remote":"/srv/infra.git"})"}) {
        write(stateFolderOf(paths, checkoutPath()) + QStringLiteral("/opened.json"), text);
        const OpenResult result = asLastTime();
        ASSERT_TRUE(result.opened) << text;
        EXPECT_FALSE(result.opened->remembered) << text;
    }
}

} // namespace
} // namespace envdeck
