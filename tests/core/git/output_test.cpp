// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/log.h"
#include "core/git/run.h"

#include <gtest/gtest.h>

namespace envdeck::git {
namespace {

QByteArray nul(QByteArray text)
{
    return text.replace('~', '\0');
}

const QByteArray a40(40, 'a');
const QByteArray b40(40, 'b');

TEST(Log, IsReadWithItsChanges)
{
    const auto entries = parseLog(
        nul(a40 + "~" + b40 + "~Anna~a@b~2026-03-02T11:00:00+01:00~One\n\nBody\n~~\n:100644 100644 " + b40 +
            " " + a40 + " M~d/f~" + b40 + "~~Bo~~2026-03-01T10:00:00+00:00~Two\n~~\n:100644 000000 " + b40 +
            " " + QByteArray(40, '0') + " D~d/f~"),
        true);
    ASSERT_EQ(entries.size(), 2);
    EXPECT_EQ(entries.at(0).commit.sha, QString::fromLatin1(a40));
    EXPECT_EQ(entries.at(0).commit.parents, QStringList{QString::fromLatin1(b40)});
    EXPECT_EQ(entries.at(0).commit.at, QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC));
    EXPECT_EQ(entries.at(0).commit.message, QStringLiteral("One\n\nBody\n"));
    EXPECT_EQ(entries.at(0).blob, QString::fromLatin1(a40));
    EXPECT_TRUE(entries.at(0).present);
    EXPECT_FALSE(entries.at(1).present);
    EXPECT_TRUE(entries.at(1).commit.parents.isEmpty());
}

TEST(Log, CutShortGivesWhatIsWhole)
{
    const QByteArray one = nul(a40 + "~~Anna~a@b~2026-03-02T11:00:00Z~One\n~~");
    const QByteArray two = one + one;
    for (qsizetype i = 0; i <= two.size(); ++i) {
        const auto entries = parseLog(two.first(i), false);
        EXPECT_LE(entries.size(), i >= one.size() * 2 - 1 ? 2 : 1);
        (void)parseLog(two.first(i), true);
    }
    EXPECT_EQ(parseLog(two, false).size(), 2);
    EXPECT_TRUE(parseLog({}, true).isEmpty());
}

TEST(Branches, AreReadWithTheirHeads)
{
    const QByteArray out =
        nul("feature/a~" + a40 + "~" + b40 + "~Anna~<a@b>~2026-03-02T11:00:00+01:00~One\n\nBody\n~\nb~" +
            b40 + "~~Bo~~2026-03-01T10:00:00+00:00~Two\n~\n");
    const auto branches = parseBranches(out);
    ASSERT_EQ(branches.size(), 2);
    EXPECT_EQ(branches.at(0).name, QStringLiteral("feature/a"));
    EXPECT_EQ(branches.at(0).head.sha, QString::fromLatin1(a40));
    EXPECT_EQ(branches.at(0).head.parents, QStringList{QString::fromLatin1(b40)});
    EXPECT_EQ(branches.at(0).head.email, QStringLiteral("a@b"));
    EXPECT_EQ(branches.at(0).head.at, QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC));
    EXPECT_EQ(subjectOf(branches.at(0).head), QStringLiteral("One"));
    EXPECT_EQ(branches.at(1).name, QStringLiteral("b"));
    EXPECT_TRUE(branches.at(1).head.parents.isEmpty());
    for (qsizetype i = 0; i <= out.size(); ++i)
        EXPECT_LE(parseBranches(out.first(i)).size(), 2);
    EXPECT_TRUE(parseBranches({}).isEmpty());
}

TEST(Blobs, AreReadByTheirSize)
{
    const auto blobs = blobsIn(a40 + " blob 7\na\n b 2\n\nx:y z missing\n" + b40 + " blob 0\n\n");
    ASSERT_EQ(blobs.size(), 3);
    EXPECT_EQ(blobs.at(0)->content, "a\n b 2\n");
    EXPECT_FALSE(blobs.at(1));
    EXPECT_EQ(blobs.at(2)->content, "");
    EXPECT_EQ(blobs.at(2)->sha, QString::fromLatin1(b40));
    EXPECT_TRUE(blobsIn({}).isEmpty());
    EXPECT_FALSE(blobsIn(a40 + " blob 900\nshort\n").first()); // cut off
}

TEST(Tree, EntriesKeepWhatIsInTheirNames)
{
    const auto entries = entriesIn(nul("100644 blob " + a40 + "\ta b\tc\n~160000 commit " + b40 + "\tsub~"));
    ASSERT_EQ(entries.size(), 2);
    EXPECT_EQ(entries.at(0).path, QStringLiteral("a b\tc\n"));
    EXPECT_EQ(entries.at(1).mode, "160000");
}

ErrorCode codeFor(const char *err)
{
    process::Outcome outcome;
    outcome.exitCode = 128;
    outcome.err = err;
    return remoteError(outcome, {}, {}).code;
}

bool nothingSent(const char *err)
{
    process::Outcome outcome;
    outcome.exitCode = 128;
    outcome.err = err;
    return wasNothingSent(outcome);
}

TEST(RemoteErrors, AreToldApartByTheirWords)
{
    EXPECT_EQ(codeFor("ssh: Could not resolve hostname nowhere: Name or service not known\nfatal: Could not "
                      "read from remote repository."),
              ErrorCode::Unreachable);
    EXPECT_EQ(codeFor("fatal: unable to access 'https://x/': Failed to connect to x port 443 after 1 ms: "
                      "Couldn't connect to server"),
              ErrorCode::Unreachable);
    EXPECT_EQ(
        codeFor(
            "git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository."),
        ErrorCode::Unauthorized);
    EXPECT_EQ(codeFor("fatal: could not read Username for 'https://github.com': terminal prompts disabled"),
              ErrorCode::Unauthorized);
    EXPECT_EQ(codeFor("ERROR: Permission to acme/infra.git denied to bo.\nfatal: Could not read from remote "
                      "repository."),
              ErrorCode::Forbidden);
    EXPECT_EQ(codeFor("fatal: unable to access 'https://x/': The requested URL returned error: 403"),
              ErrorCode::Forbidden);
    EXPECT_EQ(codeFor("Host key verification failed.\nfatal: Could not read from remote repository."),
              ErrorCode::Tls);
    EXPECT_EQ(codeFor("fatal: unable to access 'https://x/': server certificate verification failed."),
              ErrorCode::Tls);
    EXPECT_EQ(codeFor("ERROR: Repository not found.\nfatal: Could not read from remote repository."),
              ErrorCode::NotFound);
    EXPECT_EQ(codeFor("fatal: '/srv/gone' does not appear to be a git repository"), ErrorCode::NotFound);
    EXPECT_EQ(codeFor("fatal: transport 'file' not allowed"), ErrorCode::BadConfig);
    EXPECT_EQ(codeFor("fatal: something new"), ErrorCode::ToolFailed);
}

TEST(RemoteErrors, WhatAHookSaysIsNotWhatHappened)
{
    EXPECT_EQ(
        codeFor("remote: file not found, permission denied (x)\nfatal: the remote end hung up unexpectedly"),
        ErrorCode::ToolFailed);
}

TEST(RemoteErrors, OnlyAnEndBeforeTheTransferMeansThatNothingWasSent)
{
    EXPECT_TRUE(nothingSent("ssh: connect to host x port 22: Connection refused"));
    EXPECT_TRUE(nothingSent("ssh: connect to host x port 22: Connection timed out"));
    EXPECT_TRUE(nothingSent("git@x: Permission denied (publickey)."));
    EXPECT_FALSE(nothingSent("Timeout, server x not responding. Connection timed out\nfatal: the remote end "
                             "hung up unexpectedly"));
    EXPECT_FALSE(nothingSent("error: RPC failed; curl 56 SSL read: errno 104"));
    EXPECT_FALSE(nothingSent("fatal: the remote end hung up unexpectedly"));
    EXPECT_FALSE(nothingSent(""));
}

} // namespace
} // namespace envdeck::git
