// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/load.h"
#include "tests/core/workspace/workspace_text.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <unistd.h>

namespace envdeck::workspace {
namespace {

using testing::goodText;

class LoadWorkspace : public ::testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(m_outer.isValid());
        root = QDir(m_outer.path()).canonicalPath() + QStringLiteral("/infra");
        ASSERT_TRUE(QDir().mkpath(root));
    }

    void makeRepository() { ASSERT_TRUE(QDir().mkpath(root + QStringLiteral("/.git"))); }

    void put(const QString &path, const QByteArray &content)
    {
        const QString file = root + QLatin1Char('/') + path;
        ASSERT_TRUE(QDir().mkpath(QFileInfo(file).path()));
        QFile out(file);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(content);
    }

    QString root;

private:
    QTemporaryDir m_outer;
};

TEST_F(LoadWorkspace, FindsTheFileFromAnyFolderBelow)
{
    makeRepository();
    put(QStringLiteral("envdeck.yaml"), goodText());
    ASSERT_TRUE(QDir().mkpath(root + QStringLiteral("/a/b")));
    const auto loaded = load(root + QStringLiteral("/a/b"));
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded.value().root, root);
    ASSERT_TRUE(loaded.value().parsed.workspace.has_value());
    EXPECT_EQ(loaded.value().parsed.workspace->root, root);
}

TEST_F(LoadWorkspace, AWorktreeIsARepositoryToo)
{
    put(QStringLiteral(".git"), "gitdir: /elsewhere\n");
    put(QStringLiteral("envdeck.yaml"), goodText());
    EXPECT_TRUE(load(root));
}

TEST_F(LoadWorkspace, TellsAMissingFileFromAMissingRepository)
{
    const auto nowhere = load(root);
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error(), (Error{ErrorCode::BadInput, root, {}, 0}));
    makeRepository();
    const auto without = load(root);
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error(), (Error{ErrorCode::NotFound, root, {}, 0}));
}

TEST_F(LoadWorkspace, NeverLeavesTheRepositoryForAFileFurtherUp)
{
    makeRepository();
    put(QStringLiteral("envdeck.yaml"), goodText());
    ASSERT_TRUE(QDir().mkpath(root + QStringLiteral("/vendor/other/.git")));
    const auto inner = load(root + QStringLiteral("/vendor/other"));
    ASSERT_FALSE(inner);
    EXPECT_EQ(inner.error().code, ErrorCode::NotFound);
    EXPECT_EQ(inner.error().subject, root + QStringLiteral("/vendor/other"));
}

TEST_F(LoadWorkspace, AFileOutsideOfARepositoryIsNoWorkspace)
{
    put(QStringLiteral("envdeck.yaml"), goodText());
    const auto loaded = load(root);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::BadInput);
}

TEST_F(LoadWorkspace, ProblemsAreAnAnswerNotAnError)
{
    makeRepository();
    put(QStringLiteral("envdeck.yaml"), "envdeck: 1\n");
    const auto loaded = load(root);
    ASSERT_TRUE(loaded);
    EXPECT_FALSE(loaded.value().parsed.workspace.has_value());
    EXPECT_FALSE(loaded.value().parsed.problems.isEmpty());
    EXPECT_EQ(loaded.value().text, QByteArray("envdeck: 1\n"));
}

TEST_F(LoadWorkspace, WhatIsNoReadableFileIsAnIoError)
{
    makeRepository();
    ASSERT_TRUE(QDir().mkpath(root + QStringLiteral("/envdeck.yaml")));
    const auto folder = load(root);
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().code, ErrorCode::Io);
}

TEST_F(LoadWorkspace, ATooLargeFileIsAnIoError)
{
    makeRepository();
    put(QStringLiteral("envdeck.yaml"), QByteArray(2 * 1024 * 1024, '#'));
    const auto loaded = load(root);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::Io);
}

TEST_F(LoadWorkspace, AFolderThatDoesNotExistIsInNoRepository)
{
    const auto loaded = load(root + QStringLiteral("/gone"));
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::BadInput);
}

TEST_F(LoadWorkspace, MissingFilesAreToldAtTheNameThatAsksForThem)
{
    makeRepository();
    put(QStringLiteral("envdeck.yaml"), goodText());
    put(QStringLiteral("terraform/dev/main.tf"), {});
    put(QStringLiteral("deploy/prod/api.yml"), {});
    const auto loaded = load(root);
    ASSERT_TRUE(loaded);
    const auto problems = missingFiles(*loaded.value().parsed.workspace, loaded.value().text);
    ASSERT_EQ(problems.size(), 2);
    EXPECT_EQ(problems.at(0).code, ProblemCode::FileMissing);
    EXPECT_EQ(problems.at(0).value, QStringLiteral("deploy/dev/api.yml"));
    EXPECT_EQ(placeOf(problems.at(0)), QStringLiteral("envdeck.yaml:21:5"));
    EXPECT_EQ(problems.at(1).code, ProblemCode::FolderMissing);
    EXPECT_EQ(problems.at(1).value, QStringLiteral("terraform/prod"));
    EXPECT_EQ(placeOf(problems.at(1)), QStringLiteral("envdeck.yaml:14:3"));
}

TEST_F(LoadWorkspace, FilesOfOtherBranchesAreNotMissed)
{
    Workspace workspace = *parse(goodText(), root).workspace;
    workspace.environments[0].branch = QStringLiteral("develop");
    const auto problems = missingFiles(workspace, goodText(), QStringLiteral("main"));
    ASSERT_EQ(problems.size(), 2);
    EXPECT_EQ(problems.at(0).path, QStringLiteral("environments.prod"));
}

TEST_F(LoadWorkspace, AMissingPrivateCaIsToldAtItsKey)
{
    QByteArray text = goodText();
    text.replace("    kind: prod\n", "    kind: prod\n    tls:\n      ca: tls/ca.pem\n");
    put(QStringLiteral("terraform/dev/x"), {});
    put(QStringLiteral("terraform/prod/x"), {});
    put(QStringLiteral("deploy/dev/api.yml"), {});
    put(QStringLiteral("deploy/prod/api.yml"), {});
    const auto problems = missingFiles(*parse(text, root).workspace, text);
    ASSERT_EQ(problems.size(), 1);
    EXPECT_EQ(problems.at(0).value, QStringLiteral("tls/ca.pem"));
    EXPECT_EQ(placeOf(problems.at(0)), QStringLiteral("envdeck.yaml:17:7"));
}

} // namespace
} // namespace envdeck::workspace
