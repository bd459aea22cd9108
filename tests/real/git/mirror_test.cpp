// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/git/git_world.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace envdeck::git {
namespace {

using MirrorTest = GitWorld;

TEST_F(MirrorTest, NothingIsFetchedBeforeTheRemoteIsConfirmed)
{
    const auto held = mirror();
    QPromise<Result<void>> confirmed;
    confirmed.start();
    held->waitFor(confirmed.future());
    const auto fetching = held->fetch();
    QCoreApplication::processEvents();
    EXPECT_FALSE(QFileInfo::exists(held->folder()));
    confirmed.addResult(Result<void>());
    confirmed.finish();
    EXPECT_TRUE(await(fetching));

    const auto refused = mirror(QStringLiteral("refused"));
    refused->waitFor(ready<void>(Error{ErrorCode::Conflict, {}, {}, 0}));
    EXPECT_FALSE(await(refused->fetch()));
    EXPECT_FALSE(QFileInfo::exists(refused->folder()));
}

TEST_F(MirrorTest, TheFirstFetchClonesAndTheNextOneCatchesUp)
{
    const auto mirror = this->mirror();
    EXPECT_FALSE(mirror->lastFetch().isValid());
    EXPECT_EQ(await(mirror->readHead(QStringLiteral("main"))).error().code, ErrorCode::NotFound);
    ASSERT_TRUE(await(mirror->fetch()));
    EXPECT_EQ(await(mirror->readHead(QStringLiteral("main"))), Result<QString>(remoteHead()));
    EXPECT_TRUE(mirror->lastFetch().isValid());
    EXPECT_EQ(QFileInfo(mirror->folder()).permissions() & (QFile::ReadGroup | QFile::ReadOther),
              QFile::Permissions());

    const QString next = pushed(composePath, composeText + "# more\n", QStringLiteral("Next"));
    EXPECT_NE(await(mirror->readHead(QStringLiteral("main"))).value(), next);
    ASSERT_TRUE(await(mirror->fetch()));
    EXPECT_EQ(await(mirror->readHead(QStringLiteral("main"))).value(), next);
}

TEST_F(MirrorTest, BranchesThatAreGoneAtTheRemoteAreGoneHere)
{
    git(remotePath(), {QStringLiteral("branch"), QStringLiteral("old"), QStringLiteral("main")});
    const auto mirror = fetched();
    EXPECT_TRUE(await(mirror->readHead(QStringLiteral("old"))));
    git(remotePath(), {QStringLiteral("branch"), QStringLiteral("-D"), QStringLiteral("old")});
    ASSERT_TRUE(await(mirror->fetch()));
    EXPECT_EQ(await(mirror->readHead(QStringLiteral("old"))).error().code, ErrorCode::NotFound);
}

TEST_F(MirrorTest, FollowsABranchThatWasForcedBack)
{
    const QString first = remoteHead();
    pushed(composePath, composeText + "# more\n", QStringLiteral("Next"));
    const auto mirror = fetched();
    git(remotePath(), {QStringLiteral("update-ref"), QStringLiteral("refs/heads/main"), first});
    ASSERT_TRUE(await(mirror->fetch()));
    EXPECT_EQ(await(mirror->readHead(QStringLiteral("main"))).value(), first);
}

TEST_F(MirrorTest, ReadsFilesOfACommitByteForByte)
{
    const QByteArray bytes = QByteArray("a\r\nb\0c\xFF", 7);
    const QString commit = pushed(QStringLiteral("-odd/:(glob)*.bin"), bytes, QStringLiteral("Odd"));
    const auto mirror = fetched();
    EXPECT_EQ(await(mirror->readFile(commit, composePath)).value(), composeText);
    EXPECT_EQ(await(mirror->readFile(commit, QStringLiteral("-odd/:(glob)*.bin"))).value(), bytes);
    EXPECT_EQ(await(mirror->readFile(commit, QStringLiteral("gone.yml"))).error().code, ErrorCode::NotFound);
    EXPECT_EQ(await(mirror->readFile(QString(40, u'0'), composePath)).error().code, ErrorCode::NotFound);
    for (const char *bad : {"../x", "/etc/passwd", ".git/config", ""})
        EXPECT_EQ(await(mirror->readFile(commit, QString::fromLatin1(bad))).error().code,
                  ErrorCode::BadInput);
    EXPECT_EQ(await(mirror->readFile(QStringLiteral("--help"), composePath)).error().code,
              ErrorCode::BadInput);
    EXPECT_EQ(await(mirror->readHead(QStringLiteral("--all"))).error().code, ErrorCode::BadInput);
}

TEST_F(MirrorTest, ListsAFolder)
{
    const QString commit =
        pushed(QStringLiteral("deploy-config/prod/apps/web app.yml"), "x", QStringLiteral("Web"));
    const auto mirror = fetched();
    EXPECT_EQ(await(mirror->readPaths(commit, QStringLiteral("deploy-config/prod/apps"))).value(),
              (QStringList{composePath, QStringLiteral("deploy-config/prod/apps/web app.yml")}));
    EXPECT_EQ(await(mirror->readPaths(commit, QString())).value().size(), 2);
    EXPECT_TRUE(await(mirror->readPaths(commit, QStringLiteral("deploy"))).value().isEmpty());
    EXPECT_EQ(await(mirror->readPaths(QString(40, u'0'), QString())).error().code, ErrorCode::NotFound);
}

TEST_F(MirrorTest, ExportsWhatIsInGitAndNothingThatAttributesMakeOfIt)
{
    git(checkoutPath(), {QStringLiteral("config"), QStringLiteral("core.autocrlf"), QStringLiteral("false")});
    write(checkoutPath() + QStringLiteral("/.gitattributes"),
          "*.tf export-subst ident eol=crlf filter=evil\nsecret.tf export-ignore\n");
    write(path(QStringLiteral("home/.gitconfig")),
          read(path(QStringLiteral("home/.gitconfig"))) + "[filter \"evil\"]\n\tsmudge = touch " +
              QFile::encodeName(path(QStringLiteral("smudged"))) + "; cat\n\tclean = cat\n");
    script(checkoutPath() + QStringLiteral("/tf/run.sh"), "exit 0\n");
    write(checkoutPath() + QStringLiteral("/tf/secret.tf"), "x\n");
    QFile::link(QStringLiteral("../mod/a.tf"), checkoutPath() + QStringLiteral("/tf/env/link.tf"));
    QDir().mkpath(checkoutPath() + QStringLiteral("/tf/env"));
    QFile::link(QStringLiteral("../mod/a.tf"), checkoutPath() + QStringLiteral("/tf/env/link.tf"));
    git(checkoutPath(), {QStringLiteral("add"), QStringLiteral("-A")});
    const QString commit =
        pushed(QStringLiteral("tf/mod/a.tf"), "# $Format:%H$ $Id$\nx = 1\n", QStringLiteral("Terraform"));

    const auto mirror = fetched();
    const QString to = path(QStringLiteral("out"));
    const auto count = await(mirror->exportFolder(commit, QStringLiteral("tf"), to));
    ASSERT_TRUE(count) << said(count.error());
    EXPECT_EQ(count.value(), 4);
    EXPECT_EQ(read(to + QStringLiteral("/mod/a.tf")), "# $Format:%H$ $Id$\nx = 1\n");
    EXPECT_EQ(read(to + QStringLiteral("/env/link.tf")), "# $Format:%H$ $Id$\nx = 1\n");
    EXPECT_TRUE(QFileInfo(to + QStringLiteral("/run.sh")).isExecutable());
    EXPECT_FALSE(QFileInfo::exists(to + QStringLiteral("/.gitattributes")));
    EXPECT_FALSE(QFileInfo::exists(path(QStringLiteral("smudged"))));
    // Once only: what lies there is not mixed with another commit.
    EXPECT_EQ(await(mirror->exportFolder(commit, QStringLiteral("tf"), to)).error().code,
              ErrorCode::BadInput);
    EXPECT_EQ(
        await(mirror->exportFolder(commit, QStringLiteral("none"), path(QStringLiteral("o2")))).error().code,
        ErrorCode::NotFound);
}

TEST_F(MirrorTest, DoesNotExportALinkThatLeavesTheFolder)
{
    int n = 0;
    for (const char *target : {"/etc/passwd", "../../outside", "a/../../../x", "../env/../../x"}) {
        QDir().mkpath(checkoutPath() + QStringLiteral("/tf/env"));
        QFile::remove(checkoutPath() + QStringLiteral("/tf/env/link"));
        QFile::link(QString::fromLatin1(target), checkoutPath() + QStringLiteral("/tf/env/link"));
        git(checkoutPath(), {QStringLiteral("add"), QStringLiteral("-A")});
        const QString commit =
            pushed(QStringLiteral("tf/n.txt"), QByteArray::number(++n), QStringLiteral("Link"));
        const auto mirror = fetched();
        const auto out =
            await(mirror->exportFolder(commit, QStringLiteral("tf"), path(QStringLiteral("out%1").arg(n))));
        ASSERT_FALSE(out) << target;
        EXPECT_EQ(out.error().detail, QStringLiteral("link-leaves-folder"));
        EXPECT_FALSE(QFileInfo::exists(path(QStringLiteral("out%1/n.txt").arg(n))));
    }
}

TEST_F(MirrorTest, DoesNotExportAnotherRepository)
{
    git(checkoutPath(),
        {QStringLiteral("update-index"), QStringLiteral("--add"), QStringLiteral("--cacheinfo"),
         QStringLiteral("160000,") + remoteHead() + QStringLiteral(",tf/sub")});
    const QString commit = pushed(QStringLiteral("tf/a.tf"), "x", QStringLiteral("Sub"));
    const auto out =
        await(fetched()->exportFolder(commit, QStringLiteral("tf"), path(QStringLiteral("out"))));
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().detail, QStringLiteral("submodule"));
}

TEST_F(MirrorTest, ARemoteThatIsGoneLeavesTheLastFetchReadable)
{
    const auto mirror = fetched();
    const QString head = remoteHead();
    const QDateTime before = mirror->lastFetch();
    ASSERT_TRUE(QDir().rename(remotePath(), path(QStringLiteral("moved.git"))));
    const auto failed = await(mirror->fetch());
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::NotFound) << said(failed.error());
    EXPECT_EQ(mirror->lastFetch(), before);
    EXPECT_EQ(await(mirror->readHead(QStringLiteral("main"))).value(), head);
    EXPECT_EQ(await(mirror->readFile(head, composePath)).value(), composeText);
}

TEST_F(MirrorTest, AServerThatDoesNotAnswerIsUnreachable)
{
    for (const char *text : {"https://127.0.0.1:1/acme/infra.git", "ssh://git@127.0.0.1:1/acme/infra.git"}) {
        Mirror mirror(path(QString::fromLatin1(text).left(3)),
                      Remote::parse(QString::fromLatin1(text)).value(), program());
        const auto failed = await(mirror.fetch());
        ASSERT_FALSE(failed);
        EXPECT_EQ(failed.error().code, ErrorCode::Unreachable) << said(failed.error());
    }
}

TEST_F(MirrorTest, WithoutGitItSaysSo)
{
    Program none = program();
    none.path = QStringLiteral("/nonexistent/git");
    Mirror mirror(path(QStringLiteral("m")), Remote::parse(remotePath()).value(), none);
    EXPECT_EQ(await(mirror.fetch()).error().code, ErrorCode::ToolMissing);
}

TEST_F(MirrorTest, VariablesOfOurOwnProcessDoNotBendIt)
{
    const char *const names[] = {
        "GIT_DIR",        "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_CONFIG_PARAMETERS",
        "GIT_SSH_COMMAND"};
    for (const char *name : names)
        qputenv(name, "/nonexistent");
    const auto mirror = this->mirror();
    const auto done = await(mirror->fetch());
    for (const char *name : names)
        qunsetenv(name);
    ASSERT_TRUE(done) << said(done.error());
    EXPECT_EQ(await(mirror->readHead(QStringLiteral("main"))).value(), remoteHead());
}

TEST_F(MirrorTest, HooksOfTheUsersTemplateAndConfigurationDoNotRun)
{
    const QString mark = path(QStringLiteral("ran"));
    for (const char *hook : {"reference-transaction", "post-checkout", "pre-push", "pre-commit", "commit-msg",
                             "post-commit", "pre-auto-gc", "post-index-change"}) {
        script(path(QStringLiteral("template/hooks/")) + QString::fromLatin1(hook),
               "echo " + QByteArray(hook) + " in $PWD >> " + QFile::encodeName(mark) + "\n");
        script(path(QStringLiteral("hooks/")) + QString::fromLatin1(hook),
               "echo " + QByteArray(hook) + " in $PWD >> " + QFile::encodeName(mark) + "\n");
    }
    write(path(QStringLiteral("home/.gitconfig")),
          read(path(QStringLiteral("home/.gitconfig"))) +
              "[init]\n\ttemplateDir = " + QFile::encodeName(path(QStringLiteral("template"))) +
              "\n[core]\n\thooksPath = " + QFile::encodeName(path(QStringLiteral("hooks"))) + "\n");
    const auto mirror = fetched();
    CommitRequest request;
    request.parent = remoteHead();
    request.message = QStringLiteral("x\n");
    request.edits = {{composePath, composeText + "# x\n"}};
    const auto commit = await(mirror->commit(request));
    ASSERT_TRUE(commit) << said(commit.error());
    ASSERT_TRUE(await(mirror->push(commit.value(), QStringLiteral("main"))));
    // The other side of a push to a local path is a git of its own, under the user's configuration.
    EXPECT_FALSE(read(mark).contains(QFile::encodeName(mirror->folder()))) << read(mark).constData();
    EXPECT_FALSE(QFileInfo::exists(mirror->folder() + QStringLiteral("/hooks")));
}

TEST_F(MirrorTest, TwoProcessesMayFetchAtOnce)
{
    const auto a = mirror();
    const auto b = mirror();
    for (int i = 0; i < 4; ++i) {
        const QString head = pushed(composePath, composeText + QByteArray::number(i), QStringLiteral("Next"));
        const auto first = a->fetch();
        const auto second = b->fetch();
        const auto one = await(first);
        const auto two = await(second);
        EXPECT_TRUE(one) << said(one.error());
        EXPECT_TRUE(two) << said(two.error());
        EXPECT_EQ(await(a->readHead(QStringLiteral("main"))).value(), head);
    }
}

TEST_F(MirrorTest, ALockThatAKilledGitLeftBehindIsRemovedWhenItIsOld)
{
    const auto mirror = fetched();
    const QString lock = mirror->folder() + QStringLiteral("/refs/heads/main.lock");
    const QString next = pushed(composePath, composeText + "# 2\n", QStringLiteral("Next"));
    write(lock, "");
    EXPECT_FALSE(await(mirror->fetch())); // somebody may hold it
    QFile file(lock);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    ASSERT_TRUE(
        file.setFileTime(QDateTime::currentDateTime().addSecs(-3600), QFileDevice::FileModificationTime));
    file.close();
    const auto done = await(mirror->fetch());
    ASSERT_TRUE(done) << said(done.error());
    EXPECT_EQ(await(mirror->readHead(QStringLiteral("main"))).value(), next);
}

TEST_F(MirrorTest, WhatAPowerCutLeftIsClonedAgain)
{
    const auto mirror = fetched();
    pushed(composePath, composeText + "# 2\n", QStringLiteral("Next"));
    for (const QString &broken :
         {QStringLiteral("refs/heads/main"), QStringLiteral("HEAD"), QStringLiteral("config")}) {
        QFile::remove(mirror->folder() + QStringLiteral("/packed-refs"));
        write(mirror->folder() + u'/' + broken, broken == u"config" ? "[core\n" : "");
        const auto done = await(mirror->fetch());
        ASSERT_TRUE(done) << qPrintable(broken) << ": " << said(done.error());
        EXPECT_EQ(await(mirror->readHead(QStringLiteral("main"))).value(), remoteHead())
            << qPrintable(broken);
    }
}

TEST_F(MirrorTest, AMirrorThatIsDestroyedAnswersCanceled)
{
    auto mirror = this->mirror();
    const auto pending = mirror->fetch();
    mirror.reset();
    testing::eventually([&] { return pending.isFinished(); });
    EXPECT_EQ(await(pending).error().code, ErrorCode::Canceled);
}

TEST_F(MirrorTest, StopsWhenAsked)
{
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(await(mirror()->fetch(stop.get_token())).error().code, ErrorCode::Canceled);
}

} // namespace
} // namespace envdeck::git
