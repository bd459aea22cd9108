// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/git/git_world.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <csignal>

namespace envdeck::git {
namespace {

const QString operation = QStringLiteral("019a1b2c-3d4e-7f60-8a1b-2c3d4e5f6071");

class PushTest : public GitWorld {
protected:
    QString made(Mirror &mirror, const QByteArray &tag = "v2") const
    {
        CommitRequest request;
        request.parent = remoteHead();
        request.message = QStringLiteral("Deploy\n\nEnvdeck-Operation: %1\n").arg(operation);
        request.edits = {{composePath, QByteArray(composeText).replace("v1", tag)}};
        const auto commit = await(mirror.commit(request));
        EXPECT_TRUE(commit) << (commit ? "" : said(commit.error()));
        return commit ? commit.value() : QString();
    }
    QString hook(const char *name) const
    {
        return remotePath() + QStringLiteral("/hooks/") + QString::fromLatin1(name);
    }
    // A hook that says that it runs and waits until the test lets it go on.
    QByteArray waiting() const
    {
        return "touch " + QFile::encodeName(path(QStringLiteral("running"))) + "\ni=0\nwhile [ ! -e " +
               QFile::encodeName(path(QStringLiteral("go"))) +
               " ] && [ $i -lt 600 ]; do sleep 0.1; i=$((i+1)); done\n";
    }
    bool hookRuns() const
    {
        return testing::eventually([&] { return QFileInfo::exists(path(QStringLiteral("running"))); },
                                   std::chrono::seconds(60));
    }
    void letGo() const { write(path(QStringLiteral("go")), ""); }
};

TEST_F(PushTest, TheSamePushTwiceIsFine)
{
    const auto mirror = fetched();
    const QString commit = made(*mirror);
    ASSERT_TRUE(await(mirror->push(commit, QStringLiteral("main"))));
    EXPECT_TRUE(await(mirror->push(commit, QStringLiteral("main"))));
    EXPECT_EQ(remoteHead(), commit);
}

TEST_F(PushTest, MakesABranchForAPullRequest)
{
    const auto mirror = fetched();
    const QString before = remoteHead();
    const QString commit = made(*mirror);
    ASSERT_TRUE(await(mirror->push(commit, QStringLiteral("envdeck/deploy-api"))));
    EXPECT_EQ(remoteHead(QStringLiteral("envdeck/deploy-api")), commit);
    EXPECT_EQ(remoteHead(), before);
}

TEST_F(PushTest, ARemoteThatMovedIsAConflict)
{
    const auto mirror = fetched();
    const QString commit = made(*mirror);
    const QString other = pushed(composePath, composeText + "# theirs\n", QStringLiteral("Theirs"));
    const auto result = await(mirror->push(commit, QStringLiteral("main")));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Conflict) << said(result.error());
    EXPECT_EQ(remoteHead(), other);
    // Also when the mirror already knows that it moved.
    ASSERT_TRUE(await(mirror->fetch()));
    EXPECT_EQ(await(mirror->push(commit, QStringLiteral("main"))).error().code, ErrorCode::Conflict);
}

TEST_F(PushTest, AnOlderCommitNeverReplacesANewerOne)
{
    const QString first = remoteHead();
    const QString second = pushed(composePath, composeText + "# 2\n", QStringLiteral("Second"));
    const auto mirror = fetched();
    EXPECT_EQ(await(mirror->push(first, QStringLiteral("main"))).error().code, ErrorCode::Conflict);
    EXPECT_EQ(remoteHead(), second);
}

TEST_F(PushTest, TheRemotesOwnHooksRun)
{
    script(hook("post-receive"), "cat > " + QFile::encodeName(path(QStringLiteral("received"))) +
                                     "\necho 'fatal: permission denied, not found' >&2\n");
    const auto mirror = fetched();
    const QString before = remoteHead();
    const QString commit = made(*mirror);
    ASSERT_TRUE(await(mirror->push(commit, QStringLiteral("main"))));
    EXPECT_EQ(read(path(QStringLiteral("received"))),
              (before + u' ' + commit + QStringLiteral(" refs/heads/main\n")).toUtf8());
}

TEST_F(PushTest, WhatTheRemoteDeclinesIsForbiddenInItsOwnWords)
{
    script(hook("pre-receive"), "echo 'protected branch: two reviews are needed' >&2\nexit 1\n");
    const auto mirror = fetched();
    const QString before = remoteHead();
    const auto result = await(mirror->push(made(*mirror), QStringLiteral("main")));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Forbidden) << said(result.error());
    EXPECT_TRUE(result.error().detail.contains(QLatin1String("two reviews"))) << said(result.error());
    EXPECT_EQ(remoteHead(), before);
}

TEST_F(PushTest, ARemoteThatIsGoneTookNothing)
{
    const auto mirror = fetched();
    const QString commit = made(*mirror);
    ASSERT_TRUE(QDir().rename(remotePath(), path(QStringLiteral("moved.git"))));
    EXPECT_EQ(await(mirror->push(commit, QStringLiteral("main"))).error().code, ErrorCode::NotFound);
    Mirror elsewhere(mirror->folder(), Remote::parse(QStringLiteral("ssh://git@127.0.0.1:1/x.git")).value(),
                     program());
    EXPECT_EQ(await(elsewhere.push(commit, QStringLiteral("main"))).error().code, ErrorCode::Unreachable);
}

TEST_F(PushTest, StoppedAfterTheRemoteTookItTheTruthIsReadBack)
{
    script(hook("post-receive"), waiting());
    const auto mirror = fetched();
    const QString commit = made(*mirror);
    std::stop_source stop;
    const auto pushing = mirror->push(commit, QStringLiteral("main"), stop.get_token());
    ASSERT_TRUE(hookRuns());
    stop.request_stop();
    const auto result = await(pushing);
    letGo();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::OutcomeUnknown) << said(result.error());

    const auto found = await(mirror->fetchOperation(QStringLiteral("main"), operation));
    ASSERT_TRUE(found) << said(found.error());
    ASSERT_TRUE(found.value());
    EXPECT_EQ(found.value()->sha, commit);
    EXPECT_EQ(found.value()->author, QStringLiteral("Bo Zhang"));
    EXPECT_EQ(subjectOf(*found.value()), QStringLiteral("Deploy"));
}

TEST_F(PushTest, StoppedBeforeTheRemoteTookItTheTruthIsReadBack)
{
    script(hook("pre-receive"), waiting() + "exit 1\n");
    const auto mirror = fetched();
    const QString commit = made(*mirror);
    std::stop_source stop;
    const auto pushing = mirror->push(commit, QStringLiteral("main"), stop.get_token());
    ASSERT_TRUE(hookRuns());
    stop.request_stop();
    const auto result = await(pushing);
    letGo();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::OutcomeUnknown) << said(result.error());
    const auto found = await(mirror->fetchOperation(QStringLiteral("main"), operation));
    ASSERT_TRUE(found) << said(found.error());
    EXPECT_FALSE(found.value());
}

TEST_F(PushTest, AGitThatIsKilledLeavesTheOutcomeOpen)
{
    // A git that kills itself while the remote's hook runs: what a lost process looks like from here.
    script(hook("post-receive"), waiting());
    script(path(QStringLiteral("dying-git")),
           "case \" $* \" in *\" push \"*) git \"$@\" & p=$!; while [ ! -e " +
               QFile::encodeName(path(QStringLiteral("running"))) +
               " ]; do sleep 0.1; done; kill -9 $p; kill -9 $$;; esac\nexec git \"$@\"\n");
    const auto healthy = fetched();
    const QString commit = made(*healthy);
    Program dying = program();
    dying.path = path(QStringLiteral("dying-git"));
    Mirror mirror(healthy->folder(), Remote::parse(remotePath()).value(), dying);
    const auto result = await(mirror.push(commit, QStringLiteral("main")));
    letGo();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::OutcomeUnknown) << said(result.error());
    const auto found = await(mirror.fetchOperation(QStringLiteral("main"), operation));
    ASSERT_TRUE(found && found.value());
    EXPECT_EQ(found.value()->sha, commit);
    // Pushing it once more after reading back does no harm.
    EXPECT_TRUE(await(healthy->push(commit, QStringLiteral("main"))));
}

TEST_F(PushTest, StoppedBeforeItBeganItIsCanceledAndNothingIsOpen)
{
    const auto mirror = fetched();
    const QString commit = made(*mirror);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(await(mirror->push(commit, QStringLiteral("main"), stop.get_token())).error().code,
              ErrorCode::Canceled);
}

TEST_F(PushTest, OnlyTheTrailerItselfNamesAnOperation)
{
    pushed(composePath, composeText + "# 2\n", QStringLiteral("See Envdeck-Operation: %1").arg(operation));
    const auto mirror = fetched();
    EXPECT_FALSE(await(mirror->fetchOperation(QStringLiteral("main"), operation)).value());
    const QString commit = made(*mirror);
    ASSERT_TRUE(await(mirror->push(commit, QStringLiteral("main"))));
    git(checkoutPath(), {QStringLiteral("pull"), QStringLiteral("-q"), QStringLiteral("--rebase"),
                         QStringLiteral("origin"), QStringLiteral("main")});
    pushed(composePath, composeText + "# 3\n", QStringLiteral("On top"));
    EXPECT_EQ(await(mirror->fetchOperation(QStringLiteral("main"), operation)).value()->sha, commit);
    EXPECT_EQ(await(mirror->fetchOperation(QStringLiteral("main"), QStringLiteral("x\ny"))).error().code,
              ErrorCode::BadInput);
    EXPECT_EQ(await(mirror->fetchOperation(QStringLiteral("gone"), operation)).error().code,
              ErrorCode::NotFound);
}

TEST_F(PushTest, TheCommandLineCarriesNoSecretAndNoForce)
{
    script(path(QStringLiteral("telling-git")),
           "echo \"$*\" >> " + QFile::encodeName(path(QStringLiteral("told"))) + "\nexec git \"$@\"\n");
    Program telling = program();
    telling.path = path(QStringLiteral("telling-git"));
    const HttpsCredential credential{QStringLiteral("https://127.0.0.1:1"), QStringLiteral("x"),
                                     Secret("tok-canary-5531")};
    Mirror mirror(path(QStringLiteral("mirror")),
                  Remote::parse(QStringLiteral("https://127.0.0.1:1/a/b")).value(), telling);
    mirror.setCredentials([credential] { return ready<HttpsCredential>(credential); });
    Redactor live;
    live.learn(credential.token);
    mirror.setLive(live);
    (void)await(mirror.fetch());
    (void)await(mirror.push(remoteHead(), QStringLiteral("main")));
    (void)await(mirror.readLeaks(remoteHead(), {}));
    const QByteArray told = read(path(QStringLiteral("told")));
    EXPECT_TRUE(told.contains(" push ")) << told.constData();
    EXPECT_FALSE(told.contains("canary"));
    EXPECT_FALSE(told.contains("--force"));
    EXPECT_FALSE(told.contains("Basic"));
    EXPECT_FALSE(told.contains(" +" + remoteHead().toLatin1()));
}

} // namespace
} // namespace envdeck::git
