// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/begin.h"

#include "tests/real/git/git_world.h"

#include <QDir>

namespace envdeck::git {
namespace {

class BeginRepository : public GitWorld {
protected:
    Result<void> begin(const QString &branch)
    {
        return await(beginRepository(program(), path(QStringLiteral("new")), branch, &m_context));
    }

    QObject m_context;
};

TEST_F(BeginRepository, StagesWhatIsNotIgnoredOnTheBranchAndCommitsNothing)
{
    const QString folder = path(QStringLiteral("new"));
    ASSERT_TRUE(QDir().mkpath(folder));
    write(folder + QStringLiteral("/.gitignore"), "secret\n");
    write(folder + QStringLiteral("/a file"), "x");
    write(folder + QStringLiteral("/secret"), "y");
    ASSERT_TRUE(begin(QStringLiteral("main")));
    EXPECT_EQ(git(folder, {QStringLiteral("ls-files")}), QStringLiteral(".gitignore\na file"));
    EXPECT_EQ(git(folder, {QStringLiteral("symbolic-ref"), QStringLiteral("HEAD")}), QStringLiteral("refs/heads/main"));
    git(folder, {QStringLiteral("rev-parse"), QStringLiteral("--verify"), QStringLiteral("HEAD")}, false); // no commit yet
}

TEST_F(BeginRepository, RefusesWhatIsNoBranchAndSaysWhenThereIsNoFolder)
{
    EXPECT_EQ(begin(QStringLiteral("--upload-pack=x")).error().code, ErrorCode::BadInput);
    EXPECT_EQ(begin(QStringLiteral("main")).error().code, ErrorCode::NotFound);
}

} // namespace
} // namespace envdeck::git
