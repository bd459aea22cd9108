// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/program.h"

#include "tests/support/event_loop.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

class ProgramTest : public ::testing::Test {
protected:
    ~ProgramTest() override { qputenv("PATH", m_path); }

    QString install(const QString &name, const QByteArray &body)
    {
        QFile file(m_folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + body);
        file.close();
        EXPECT_TRUE(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        return file.fileName();
    }
    QString installVersion(const QString &name, const QByteArray &version)
    {
        return install(name, "[ \"$*\" = 'version -json' ] && echo '{\"terraform_version\":\"" + version +
                                 "\"}'\n");
    }
    void onlyOurPath() { qputenv("PATH", m_folder.path().toLocal8Bit()); }

    static Result<Program> found(const Async<Program> &future)
    {
        if (!testing::eventually([&] { return future.isFinished(); }, std::chrono::seconds(120)))
            return Error{ErrorCode::Internal, QStringLiteral("never answered"), {}, 0};
        return future.result();
    }

private:
    QTemporaryDir m_folder;
    QByteArray m_path = qgetenv("PATH");
};

TEST_F(ProgramTest, NoneInPathIsToolMissing)
{
    onlyOurPath();
    const Result<Program> program = found(findProgram(WantedProgram::Auto));
    ASSERT_FALSE(program);
    EXPECT_EQ(program.error().code, ErrorCode::ToolMissing);
    EXPECT_EQ(program.error().subject, QStringLiteral("terraform, tofu"));
}

TEST_F(ProgramTest, AutoPrefersTerraformAndFallsBackToTofu)
{
    installVersion(QStringLiteral("tofu"), "1.8.0");
    onlyOurPath();
    EXPECT_EQ(found(findProgram(WantedProgram::Auto)).value().name(), QStringLiteral("tofu 1.8.0"));
    EXPECT_EQ(found(findProgram(WantedProgram::Terraform)).error().code, ErrorCode::ToolMissing);
    installVersion(QStringLiteral("terraform"), "1.11.4");
    EXPECT_EQ(found(findProgram(WantedProgram::Auto)).value().name(), QStringLiteral("terraform 1.11.4"));
    EXPECT_EQ(found(findProgram(WantedProgram::OpenTofu)).value().name(), QStringLiteral("tofu 1.8.0"));
}

TEST_F(ProgramTest, APersonalPathWinsAndMustBeThere)
{
    const QString own = installVersion(QStringLiteral("my-terraform"), "1.6.1");
    EXPECT_EQ(found(findProgram(WantedProgram::Auto, own)).value().path, own);
    EXPECT_EQ(found(findProgram(WantedProgram::Auto, QStringLiteral("/no/terraform"))).error().code,
              ErrorCode::ToolMissing);
}

TEST_F(ProgramTest, TooOldIsSaidWithItsVersion)
{
    const QString old = installVersion(QStringLiteral("terraform"), "1.4.7");
    const Result<Program> program = found(findProgram(WantedProgram::Auto, old));
    ASSERT_FALSE(program);
    EXPECT_EQ(program.error().code, ErrorCode::BadConfig);
    EXPECT_EQ(program.error().subject, old);
    EXPECT_EQ(program.error().detail, QStringLiteral("1.4.7"));
    EXPECT_FALSE(programFrom(QStringLiteral("/usr/bin/tofu"), R"({"terraform_version":"1.5.9"})"));
    EXPECT_TRUE(programFrom(QStringLiteral("/usr/bin/terraform"), R"({"terraform_version":"1.5.0"})"));
    EXPECT_TRUE(programFrom(QStringLiteral("/usr/bin/tofu"), R"({"terraform_version":"1.6.0-rc1"})"));
}

TEST_F(ProgramTest, WhatFailsOrSaysNoVersionIsAnError)
{
    EXPECT_EQ(found(findProgram(WantedProgram::Auto, install(QStringLiteral("a"), "echo broken >&2; exit 1")))
                  .error()
                  .code,
              ErrorCode::ToolFailed);
    EXPECT_EQ(found(findProgram(WantedProgram::Auto, install(QStringLiteral("b"), "echo Terraform v1.11.4")))
                  .error()
                  .code,
              ErrorCode::BadResponse);
    EXPECT_EQ(found(findProgram(WantedProgram::Auto,
                                install(QStringLiteral("c"), "echo '{\"terraform_version\":7}'")))
                  .error()
                  .code,
              ErrorCode::BadResponse);
}

} // namespace
} // namespace envdeck::terraform
