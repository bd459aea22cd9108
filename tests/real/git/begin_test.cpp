// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/begin.h"

#include "tests/real/git/git_world.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

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
    EXPECT_EQ(git(folder, {QStringLiteral("symbolic-ref"), QStringLiteral("HEAD")}),
              QStringLiteral("refs/heads/main"));
    git(folder, {QStringLiteral("rev-parse"), QStringLiteral("--verify"), QStringLiteral("HEAD")},
        false); // no commit yet
}

TEST_F(BeginRepository, RefusesWhatIsNoBranchAndSaysWhenThereIsNoFolder)
{
    EXPECT_EQ(begin(QStringLiteral("--upload-pack=x")).error().code, ErrorCode::BadInput);
    EXPECT_EQ(begin(QStringLiteral("main")).error().code, ErrorCode::NotFound);
}

TEST_F(BeginRepository, NeedsAPlaceOutsideOfEveryCheckout)
{
    const auto place = [this](const QString &folder, const Program &with) {
        return await(checkPlace(with, folder, &m_context));
    };
    EXPECT_TRUE(place(path(QStringLiteral("new")), program()));
    EXPECT_TRUE(place(path(QStringLiteral("no/such/folder")), program()));
    EXPECT_TRUE(place(checkoutPath(), program())); // it is one itself, and not in one
    ASSERT_TRUE(QDir().mkpath(checkoutPath() + QStringLiteral("/deep/empty")));
    ASSERT_TRUE(QFile::link(checkoutPath() + QStringLiteral("/deep/empty"), path(QStringLiteral("link"))));
    for (const QString &inside :
         {checkoutPath() + QStringLiteral("/new"), checkoutPath() + QStringLiteral("/deep/empty"),
          checkoutPath() + QStringLiteral("/not/there/yet"), path(QStringLiteral("link"))}) {
        const auto refused = place(inside, program());
        ASSERT_FALSE(refused) << qPrintable(inside);
        EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
        EXPECT_EQ(refused.error().detail, QStringLiteral("inside-checkout"));
        EXPECT_EQ(refused.error().subject, QFileInfo(checkoutPath()).canonicalFilePath());
    }
    Program gone = program();
    gone.path = QStringLiteral("no-such-git");
    EXPECT_EQ(place(path(QStringLiteral("new")), gone).error().code, ErrorCode::ToolMissing);
}

} // namespace
} // namespace envdeck::git
