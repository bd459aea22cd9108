// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/history.h"
#include "core/gitops/trailers.h"
#include "tests/real/git/git_world.h"

namespace envdeck::git {
namespace {

const QString operation = QStringLiteral("019a1b2c-3d4e-7f60-8a1b-2c3d4e5f6071");

class HistoryTest : public GitWorld {
protected:
    QByteArray compose(const QByteArray &tag) const { return QByteArray(composeText).replace("v1", tag); }

    FileHistory history(int limit, int skip = 0) const
    {
        const auto mirror = fetched();
        const auto read = await(mirror->readHistory(remoteHead(), composePath, limit, skip));
        EXPECT_TRUE(read) << (read ? "" : said(read.error()));
        return read ? read.value() : FileHistory();
    }

    // `count` commits, each with another tag, written at once.
    void manyCommits(int count) const
    {
        QByteArray stream;
        for (int i = 1; i <= count; ++i) {
            const QByteArray content = compose("r" + QByteArray::number(i));
            const QByteArray message = "Deploy " + QByteArray::number(i) + "\n\nEnvdeck-App: api\n";
            stream += "commit refs/heads/main\ncommitter Anna <a@b> " +
                      QByteArray::number(1'700'000'000 + i * 60) + " +0100\ndata " +
                      QByteArray::number(message.size()) + "\n" + message +
                      (i == 1 ? "from refs/heads/main^0\n" : "") + "M 100644 inline " + composePath.toUtf8() +
                      "\ndata " + QByteArray::number(content.size()) + "\n" + content + "\n";
        }
        git(remotePath(), {QStringLiteral("fast-import"), QStringLiteral("--quiet")}, true, stream);
    }
};

TEST_F(HistoryTest, IsNewestFirstWithContents)
{
    pushed(composePath, compose("v2"), QStringLiteral("Two\n\nBody with | and \" and ünïcode"));
    pushed(QStringLiteral("other.txt"), "x", QStringLiteral("Elsewhere"));
    const QString last = pushed(composePath, compose("v3"), QStringLiteral("Three"));
    const FileHistory read = history(10);
    ASSERT_EQ(read.versions.size(), 3);
    EXPECT_TRUE(read.complete);
    EXPECT_EQ(read.head, last);
    EXPECT_EQ(read.versions.at(0).commit.sha, last);
    EXPECT_EQ(read.versions.at(0).content, compose("v3"));
    EXPECT_EQ(read.versions.at(1).commit.message.trimmed(),
              QStringLiteral("Two\n\nBody with | and \" and ünïcode"));
    EXPECT_EQ(read.versions.at(1).commit.author, QStringLiteral("Bo Zhang"));
    EXPECT_EQ(read.versions.at(2).content, composeText);
}

TEST_F(HistoryTest, ComesInPages)
{
    manyCommits(10);
    const FileHistory first = history(4);
    ASSERT_EQ(first.versions.size(), 4);
    EXPECT_FALSE(first.complete);
    EXPECT_EQ(subjectOf(first.versions.at(0).commit), QStringLiteral("Deploy 10"));
    const FileHistory second = history(4, 4);
    EXPECT_EQ(subjectOf(second.versions.at(0).commit), QStringLiteral("Deploy 6"));
    const FileHistory last = history(4, 8);
    EXPECT_EQ(last.versions.size(), 3); // two, and the one that everything began with
    EXPECT_TRUE(last.complete);
    EXPECT_TRUE(history(11).complete);
    EXPECT_FALSE(history(10).complete);
}

TEST_F(HistoryTest, AThousandCommitsBecomeAThousandDeployments)
{
    manyCommits(1000);
    const FileHistory read = history(2000);
    ASSERT_EQ(read.versions.size(), 1001);
    EXPECT_TRUE(read.complete);
    EXPECT_EQ(read.versions.at(0).content, compose("r1000"));
    EXPECT_EQ(read.versions.at(999).content, compose("r1"));
    const auto rows = gitops::deploymentsOf({QStringLiteral("prod"), QStringLiteral("api")},
                                            {QStringLiteral("api")}, read, QDateTime::currentDateTimeUtc());
    ASSERT_EQ(rows.size(), 1001); // and the version that everything began with
    EXPECT_EQ(rows.at(0).image.tag, QStringLiteral("r1000"));
    EXPECT_EQ(rows.at(1).liveFor, std::chrono::minutes(1));
    EXPECT_TRUE(rows.at(0).current);
}

TEST_F(HistoryTest, AMergeCountsWhenItReachedTheBranch)
{
    gitops::Trailers trailers;
    trailers.operation = operation;
    trailers.action = Action::Rollback;
    trailers.target = {QStringLiteral("prod"), QStringLiteral("api")};
    git(checkoutPath(),
        {QStringLiteral("checkout"), QStringLiteral("-q"), QStringLiteral("-b"), QStringLiteral("side")});
    write(checkoutPath() + u'/' + composePath, compose("v2"));
    git(checkoutPath(), {QStringLiteral("commit"), QStringLiteral("-qam"),
                         gitops::commitMessage(QStringLiteral("Roll back api"), trailers)});
    write(checkoutPath() + u'/' + composePath, compose("v2") + "# reviewed\n");
    git(checkoutPath(), {QStringLiteral("commit"), QStringLiteral("-qam"), QStringLiteral("After review")});
    write(checkoutPath() + u'/' + composePath, compose("v2"));
    git(checkoutPath(), {QStringLiteral("commit"), QStringLiteral("-qam"), QStringLiteral("Undo review")});
    git(checkoutPath(), {QStringLiteral("checkout"), QStringLiteral("-q"), QStringLiteral("main")});
    git(checkoutPath(),
        {QStringLiteral("merge"), QStringLiteral("-q"), QStringLiteral("--no-ff"), QStringLiteral("-m"),
         QStringLiteral("Merge pull request #214 from acme/side"), QStringLiteral("side")});
    git(checkoutPath(),
        {QStringLiteral("push"), QStringLiteral("-q"), QStringLiteral("origin"), QStringLiteral("main")});

    const FileHistory read = history(10);
    ASSERT_EQ(read.versions.size(), 2);
    EXPECT_EQ(read.versions.at(0).commit.parents.size(), 2);
    const auto rows = gitops::deploymentsOf(trailers.target, {QStringLiteral("api")}, read,
                                            QDateTime::currentDateTimeUtc());
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(rows.at(0).source, QStringLiteral("PR #214"));
    EXPECT_EQ(rows.at(0).operation, operation);
    EXPECT_TRUE(rows.at(1).rolledBack);
    // Reading back finds the commit itself, which is on the branch now.
    EXPECT_TRUE(await(fetched()->fetchOperation(QStringLiteral("main"), operation)).value());
}

TEST_F(HistoryTest, ARemovedFileAndAFileThatNeverWas)
{
    git(checkoutPath(), {QStringLiteral("rm"), QStringLiteral("-q"), composePath});
    pushed(QStringLiteral("other.txt"), "x", QStringLiteral("Remove api"));
    const FileHistory read = history(10);
    ASSERT_EQ(read.versions.size(), 2);
    EXPECT_FALSE(read.versions.at(0).present);
    EXPECT_TRUE(read.versions.at(0).content.isEmpty());
    const auto never = await(fetched()->readHistory(remoteHead(), QStringLiteral("never.yml"), 10));
    ASSERT_TRUE(never) << said(never.error());
    EXPECT_TRUE(never.value().versions.isEmpty());
    EXPECT_TRUE(never.value().complete);
}

TEST_F(HistoryTest, RefusesNamesThatAreNone)
{
    const auto mirror = fetched();
    EXPECT_EQ(await(mirror->readHistory(QStringLiteral("main"), composePath, 10)).error().code,
              ErrorCode::BadInput);
    EXPECT_EQ(await(mirror->readHistory(remoteHead(), QStringLiteral("../x"), 10)).error().code,
              ErrorCode::BadInput);
    EXPECT_EQ(await(mirror->readHistory(remoteHead(), composePath, 0)).error().code, ErrorCode::BadInput);
    EXPECT_EQ(await(mirror->readHistory(QString(40, u'1'), composePath, 10)).error().code,
              ErrorCode::NotFound);
}

} // namespace
} // namespace envdeck::git
