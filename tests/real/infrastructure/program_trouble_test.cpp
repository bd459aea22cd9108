// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/infrastructure/infrastructure_world.h"

#include <QDir>

namespace envdeck::infrastructure {
namespace {

// The program is not there, is not the right one, or does not even begin. Needs no terraform.
class ProgramTrouble : public InfrastructureWorld {
protected:
    ProgramTrouble() { configure("resource \"terraform_data\" \"app\" {}\n"); }
    ~ProgramTrouble() override
    {
        if (!m_path.isNull())
            qputenv("PATH", m_path);
    }

    // A program that knows its version, and otherwise does that.
    QString scripted(const QByteArray &version, const QByteArray &body = "exit 1\n",
                     const QString &name = QStringLiteral("scripted")) const
    {
        const QString program = path(name);
        script(program, "[ \"$1\" = version ] && { echo '{\"terraform_version\":\"" + version +
                            "\"}'; exit 0; }\n" + body);
        return program;
    }
    JobStatus plannedWith(const QString &program)
    {
        mine->programPath = program;
        mine->restart();
        return planned(*mine);
    }
    // Nothing in PATH but git and a shell.
    void hideTerraform()
    {
        m_path = qgetenv("PATH");
        const QString bin = path(QStringLiteral("bin"));
        QDir().mkpath(bin);
        for (const char *name : {"git", "sh"}) {
            const auto found = process::findProgram(QString::fromLatin1(name));
            ASSERT_TRUE(found);
            ASSERT_TRUE(QFile::link(found.value(), bin + QLatin1Char('/') + QString::fromLatin1(name)));
        }
        qputenv("PATH", QFile::encodeName(bin));
    }
    void expectNothingBegun(const JobStatus &job, const char *id, ErrorCode code)
    {
        EXPECT_EQ(job.state, JobState::Failed);
        ASSERT_TRUE(job.error);
        EXPECT_EQ(job.error->code, code) << said(job);
        EXPECT_EQ(step(job, QString::fromLatin1(id)).state, StepState::Failed);
        EXPECT_FALSE(job.blocks);
        EXPECT_FALSE(mine->service->plan(dev));
        EXPECT_EQ(mine->service->applyJob(dev, {}).error().code, ErrorCode::NotFound);
    }

private:
    QByteArray m_path;
};

TEST_F(ProgramTrouble, AMissingProgramIsNamedAndNotTheEnvironment)
{
    const JobStatus job = plannedWith(QStringLiteral("/no/such/terraform"));
    expectNothingBegun(job, "init", ErrorCode::ToolMissing);
    EXPECT_EQ(job.error->subject, QStringLiteral("/no/such/terraform"));
    hideTerraform();
    const JobStatus none = plannedWith({});
    expectNothingBegun(none, "init", ErrorCode::ToolMissing);
    EXPECT_EQ(none.error->subject, QStringLiteral("terraform, tofu"));
}

TEST_F(ProgramTrouble, WhatWeUnpackedOurselvesIsFoundAfterThePath)
{
    hideTerraform();
    mine->toolsFolder = path(QStringLiteral("tofu"));
    for (const QByteArray version : {"1.9.0", "1.10.1"}) {
        QDir().mkpath(mine->toolsFolder + QLatin1Char('/') + QString::fromLatin1(version));
        scripted(version, "exit 1\n", QStringLiteral("tofu/%1/tofu").arg(QString::fromLatin1(version)));
    }
    mine->restart();
    const auto program = git::await(mine->service->program({}));
    ASSERT_TRUE(program);
    EXPECT_EQ(program.value().name(), QStringLiteral("tofu 1.10.1"));
}

TEST_F(ProgramTrouble, AProgramThatIsTooOldIsRefusedWithItsVersion)
{
    const QString old = scripted("1.4.7");
    const JobStatus job = plannedWith(old);
    expectNothingBegun(job, "init", ErrorCode::BadConfig);
    EXPECT_EQ(job.error->subject, old);
    EXPECT_EQ(job.error->detail, QStringLiteral("1.4.7"));
}

TEST_F(ProgramTrouble, AnInitThatFailsSaysItsReasonAndNothingIsPlanned)
{
    const JobStatus job =
        plannedWith(scripted("1.11.4", "echo 'Error: registry.terraform.io is not reachable' >&2; exit 1\n"));
    expectNothingBegun(job, "init", ErrorCode::ToolFailed);
    EXPECT_TRUE(job.error->detail.contains(QLatin1String("is not reachable"))) << said(job);
}

TEST_F(ProgramTrouble, WithoutTheRunnerThePlanSaysThatItIsMissing)
{
    needTerraform();
    if (IsSkipped())
        return;
    mine->runner.clear(); // was not found
    const JobStatus job = plannedWith({});
    expectNothingBegun(job, "plan", ErrorCode::ToolMissing);
    EXPECT_EQ(job.error->subject, QStringLiteral("envdeck-runner"));
}

TEST_F(ProgramTrouble, AStateInsideTheRepositoryIsRefusedBeforeAPlan)
{
    needTerraform();
    if (IsSkipped())
        return;
    pushed(QStringLiteral("terraform/environments/dev/main.tf"), "resource \"terraform_data\" \"app\" {}\n",
           QStringLiteral("Forget the backend"));
    const JobStatus job = plannedWith({});
    expectNothingBegun(job, "init", ErrorCode::BadConfig);
    EXPECT_EQ(job.error->detail, QStringLiteral("state-inside-configuration"));
}

TEST_F(ProgramTrouble, AConfigurationWithAMistakeNamesItsPlace)
{
    needTerraform();
    if (IsSkipped())
        return;
    configure("resource \"terraform_data\" \"app\" { input = var.nowhere }\n");
    const JobStatus job = plannedWith({});
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_TRUE(job.error->detail.contains(QLatin1String("undeclared"), Qt::CaseInsensitive)) << said(job);
    EXPECT_FALSE(mine->service->plan(dev));
}

} // namespace
} // namespace envdeck::infrastructure
