// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/commit.h"

#include <gtest/gtest.h>

namespace envdeck::git {
namespace {

TEST(Names, BranchesAsGitTakesThem)
{
    for (const char *good : {"main", "release/1.2", "envdeck/rollback-api", "a", "x@y", "ünïcode"})
        EXPECT_TRUE(isBranchName(QString::fromUtf8(good))) << good;
    for (const char *bad : {"",     "-x",     "--force",  "a..b", "a b",  "a~1",   "a^",   "a:b",
                            "a?",   "a*",     "a[",       "a\\b", "a//b", "/a",    "a/",   ".a",
                            "a/.b", "a.lock", "a.lock/b", "a.",   "@",    "a@{1}", "a\nb", "HEAD\x7f"})
        EXPECT_FALSE(isBranchName(QString::fromUtf8(bad))) << bad;
    EXPECT_FALSE(isBranchName(QString(300, u'a')));
}

TEST(Names, Commits)
{
    EXPECT_TRUE(isSha(QString(40, u'a')));
    EXPECT_TRUE(isSha(QString(64, u'0')));
    for (const QString &bad :
         {QString(), QString(39, u'a'), QString(40, u'A'), QString(40, u'g'), QStringLiteral("HEAD"),
          QString(40, u'a') + QStringLiteral("\n"), QStringLiteral("--all")})
        EXPECT_FALSE(isSha(bad)) << qPrintable(bad);
}

TEST(Names, PathsStayInsideAndOutOfGitsOwnFolder)
{
    for (const char *good : {"a", "a/b.yml", "-a/b", ":(glob)x", "a b/c",
                             "deploy-config/prod/apps/api.compose.yml", ".github/x", "a/.gitignore"})
        EXPECT_TRUE(isRepositoryPath(QString::fromUtf8(good))) << good;
    for (const char *bad : {"", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", ".git/config", "a/.git/x",
                            "a/.GIT", "a\nb", "a\tb"})
        EXPECT_FALSE(isRepositoryPath(QString::fromUtf8(bad))) << bad;
}

TEST(Names, SubjectIsTheFirstLine)
{
    Commit commit;
    commit.message = QStringLiteral("One \n\nTwo");
    EXPECT_EQ(subjectOf(commit), QStringLiteral("One"));
}

} // namespace
} // namespace envdeck::git
