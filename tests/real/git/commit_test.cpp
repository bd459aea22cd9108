// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/git/git_world.h"

#include <QDir>
#include <QFile>

namespace envdeck::git {
namespace {

class CommitTest : public GitWorld {
protected:
    CommitRequest request(const QByteArray &content, const QString &file = composePath) const
    {
        CommitRequest request;
        request.parent = remoteHead();
        request.message =
            QStringLiteral("Roll back api\n\nEnvdeck-Operation: 019a1b2c-3d4e-7f60-8a1b-2c3d4e5f6071\n");
        request.edits = {{file, content}};
        return request;
    }
};

TEST_F(CommitTest, ChangesOneLineAndNothingElse)
{
    write(checkoutPath() + QStringLiteral("/other.txt"), "x\n");
    git(checkoutPath(), {QStringLiteral("add"), QStringLiteral("-A")});
    pushed(QStringLiteral("run.sh"), "#!/bin/sh\n", QStringLiteral("More"));
    const auto mirror = fetched();
    CommitRequest asked = request(QByteArray(composeText).replace("v1", "v2"));
    asked.at = QDateTime(QDate(2026, 3, 2), QTime(10, 41), Qt::UTC);
    const auto commit = await(mirror->commit(asked));
    ASSERT_TRUE(commit) << said(commit.error());
    EXPECT_NE(remoteHead(), commit.value()); // nothing has left this machine
    ASSERT_TRUE(await(mirror->push(commit.value(), QStringLiteral("main"))));
    EXPECT_EQ(remoteHead(), commit.value());

    const auto show = [&](const QString &format) {
        return git(remotePath(), {QStringLiteral("show"), QStringLiteral("-s"),
                                  QStringLiteral("--format=") + format, QStringLiteral("main")});
    };
    EXPECT_EQ(show(QStringLiteral("%an|%ae|%cn|%ce|%aI|%cI|%P")),
              QStringLiteral("Bo Zhang|bo@example.com|Bo "
                             "Zhang|bo@example.com|2026-03-02T10:41:00+00:00|2026-03-02T10:41:00+00:00|") +
                  asked.parent);
    EXPECT_EQ(show(QStringLiteral("%B")), asked.message.trimmed());
    EXPECT_EQ(git(remotePath(), {QStringLiteral("diff"), QStringLiteral("--numstat"),
                                 QStringLiteral("main~1"), QStringLiteral("main")}),
              QStringLiteral("1\t1\t") + composePath);
    EXPECT_EQ(await(mirror->readHead(QStringLiteral("main"))).value(),
              commit.value()); // known without another fetch
}

TEST_F(CommitTest, TheIdentityOfTheCheckoutGoesBeforeTheUserWideOne)
{
    git(checkoutPath(),
        {QStringLiteral("config"), QStringLiteral("user.email"), QStringLiteral("bo@acme.example")});
    const auto commit = await(fetched()->commit(request("x\n")));
    ASSERT_TRUE(commit) << said(commit.error());
    EXPECT_EQ(git(path(QStringLiteral("mirror")), {QStringLiteral("show"), QStringLiteral("-s"),
                                                   QStringLiteral("--format=%an %ae"), commit.value()}),
              QStringLiteral("Bo Zhang bo@acme.example"));
}

TEST_F(CommitTest, WithoutAnIdentityNobodyCommits)
{
    write(path(QStringLiteral("home/.gitconfig")), "[user]\n\tname = Bo\n");
    const auto commit = await(fetched()->commit(request("x\n")));
    ASSERT_FALSE(commit);
    EXPECT_EQ(commit.error().code, ErrorCode::BadConfig);
    EXPECT_EQ(commit.error().detail, QStringLiteral("no-identity"));
}

TEST_F(CommitTest, TakesSeveralFilesAndKeepsTheirModes)
{
    script(checkoutPath() + QStringLiteral("/run.sh"), "old\n");
    pushed(QStringLiteral("run.sh"), "old\n", QStringLiteral("Script"));
    const auto mirror = fetched();
    CommitRequest asked = request("#!/bin/sh\nnew\n", QStringLiteral("run.sh"));
    asked.edits.append({QStringLiteral("new folder/ü.yml"), QByteArray("a\r\n\0b", 5)});
    asked.edits.append({QStringLiteral("empty"), {}});
    const auto commit = await(mirror->commit(asked));
    ASSERT_TRUE(commit) << said(commit.error());
    EXPECT_EQ(await(mirror->readFile(commit.value(), QStringLiteral("new folder/ü.yml"))).value(),
              QByteArray("a\r\n\0b", 5));
    const QString tree =
        git(mirror->folder(),
            {QStringLiteral("-c"), QStringLiteral("core.quotePath=false"), QStringLiteral("ls-tree"),
             QStringLiteral("-r"), QStringLiteral("--format=%(objectmode) %(path)"), commit.value()});
    EXPECT_EQ(tree, QStringLiteral("100644 ") + composePath +
                        QStringLiteral("\n100644 empty\n100644 new folder/ü.yml\n100755 run.sh"));
    EXPECT_TRUE(QDir(mirror->folder()).entryList({QStringLiteral("envdeck-index-*")}).isEmpty());
}

TEST_F(CommitTest, TheOperatorsCheckoutIsNeverTouched)
{
    write(checkoutPath() + u'/' + composePath, "my work\n");
    write(checkoutPath() + QStringLiteral("/untracked"), "x");
    write(checkoutPath() + QStringLiteral("/staged"), "y");
    git(checkoutPath(), {QStringLiteral("add"), QStringLiteral("staged")});
    const QByteArray index = read(checkoutPath() + QStringLiteral("/.git/index"));
    const QString refs = git(checkoutPath(), {QStringLiteral("for-each-ref")});
    const QString objects = git(checkoutPath(), {QStringLiteral("count-objects"), QStringLiteral("-v")});

    const auto mirror = fetched();
    const auto commit = await(mirror->commit(request(QByteArray(composeText).replace("v1", "v2"))));
    ASSERT_TRUE(commit) << said(commit.error());
    ASSERT_TRUE(await(mirror->push(commit.value(), QStringLiteral("main"))));

    EXPECT_EQ(read(checkoutPath() + u'/' + composePath), "my work\n");
    EXPECT_EQ(read(checkoutPath() + QStringLiteral("/.git/index")), index);
    EXPECT_EQ(git(checkoutPath(), {QStringLiteral("for-each-ref")}), refs);
    EXPECT_EQ(git(checkoutPath(), {QStringLiteral("count-objects"), QStringLiteral("-v")}), objects);
    EXPECT_EQ(git(checkoutPath(), {QStringLiteral("status"), QStringLiteral("--porcelain")}),
              QStringLiteral("M %1\nA  staged\n?? untracked").arg(composePath));
}

TEST_F(CommitTest, RefusesWhatIsNoChange)
{
    const auto mirror = fetched();
    const auto same = await(mirror->commit(request(composeText)));
    ASSERT_FALSE(same);
    EXPECT_EQ(same.error().detail, QStringLiteral("nothing-changed"));
}

TEST_F(CommitTest, RefusesNamesThatAreNone)
{
    const auto mirror = fetched();
    for (const char *bad : {".git/hooks/x", "../x", "/x", "a/../../x", "", "a\nb"})
        EXPECT_EQ(await(mirror->commit(request("x", QString::fromLatin1(bad)))).error().code,
                  ErrorCode::BadInput)
            << bad;
    CommitRequest twice = request("x");
    twice.edits.append(twice.edits.first());
    EXPECT_EQ(await(mirror->commit(twice)).error().code, ErrorCode::BadInput);
    CommitRequest nothing = request("x");
    nothing.edits.clear();
    EXPECT_EQ(await(mirror->commit(nothing)).error().code, ErrorCode::BadInput);
    CommitRequest mute = request("x");
    mute.message = QStringLiteral(" \n");
    EXPECT_EQ(await(mirror->commit(mute)).error().code, ErrorCode::BadInput);
    CommitRequest option = request("x");
    option.parent = QStringLiteral("--all");
    EXPECT_EQ(await(mirror->commit(option)).error().code, ErrorCode::BadInput);
    CommitRequest unknown = request("x");
    unknown.parent = QString(40, u'1');
    EXPECT_EQ(await(mirror->commit(unknown)).error().code, ErrorCode::NotFound);
}

TEST_F(CommitTest, RefusesToWriteThroughALinkOrOverAFolder)
{
    QFile::link(QStringLiteral("/etc/passwd"), checkoutPath() + QStringLiteral("/link"));
    git(checkoutPath(), {QStringLiteral("add"), QStringLiteral("link")});
    pushed(QStringLiteral("x"), "x", QStringLiteral("Link"));
    const auto mirror = fetched();
    EXPECT_EQ(await(mirror->commit(request("x", QStringLiteral("link")))).error().detail,
              QStringLiteral("not-a-file"));
    EXPECT_FALSE(await(mirror->commit(request("x", QStringLiteral("deploy-config")))));
    EXPECT_FALSE(await(mirror->commit(request("x", QStringLiteral("link/below")))));
}

TEST_F(CommitTest, AMessageIsTakenAsItIs)
{
    CommitRequest asked = request("x\n");
    asked.message = QStringLiteral("-m --amend `touch x` $(touch y)\n\n# no comment\n\n  ünïcode 回滚\n");
    const auto mirror = fetched();
    const auto commit = await(mirror->commit(asked));
    ASSERT_TRUE(commit) << said(commit.error());
    EXPECT_EQ(git(mirror->folder(), {QStringLiteral("show"), QStringLiteral("-s"),
                                     QStringLiteral("--format=%B"), commit.value()}),
              asked.message.trimmed());
}

} // namespace
} // namespace envdeck::git
