// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/sandbox/world.h"

#include <QDir>
#include <QStandardPaths>

namespace envdeck::testing {
namespace {

// A real terraform, or tofu, on a commit exported to a folder of its own, as the product runs it.
class Exported {
public:
    explicit Exported(World &world)
    {
        for (const char *name : {"terraform", "tofu"}) {
            if (program.isEmpty())
                program = QStandardPaths::findExecutable(QLatin1String(name));
        }
        const QString archive = m_place.path() + QStringLiteral("/head.tar");
        world.git({QStringLiteral("archive"), QStringLiteral("--output"), archive, QStringLiteral("HEAD")});
        EXPECT_EQ(runProgram(QStringLiteral("tar"),
                             {QStringLiteral("-xf"), archive, QStringLiteral("-C"), m_place.path()})
                      .exitCode,
                  0);
    }
    Ran run(const QString &environment, const QStringList &arguments)
    {
        return runProgram(program, arguments,
                          m_place.path() + QStringLiteral("/terraform/environments/") + environment);
    }
    int plan(const QString &environment) // 0: nothing to do, 2: changes
    {
        const Ran init = run(environment, {QStringLiteral("init"), QStringLiteral("-input=false"),
                                           QStringLiteral("-no-color")});
        EXPECT_EQ(init.exitCode, 0) << init.errors.constData();
        last = run(environment,
                   {QStringLiteral("plan"), QStringLiteral("-input=false"), QStringLiteral("-no-color"),
                    QStringLiteral("-detailed-exitcode"), QStringLiteral("-out=plan.tfplan")});
        return last.exitCode;
    }

    QString program;
    Ran last;

private:
    QTemporaryDir m_place;
};

TEST(SandboxTerraform, DevHasChangesToApplyAndTheOthersHaveNone)
{
    World &world = sharedWorld();
    Exported exported(world);
    if (exported.program.isEmpty())
        GTEST_SKIP() << "neither terraform nor tofu is installed";
    EXPECT_EQ(exported.plan(QStringLiteral("test")), 0)
        << exported.last.output.constData() << exported.last.errors.constData();
    EXPECT_EQ(exported.plan(QStringLiteral("prod")), 0)
        << exported.last.output.constData() << exported.last.errors.constData();
    EXPECT_EQ(exported.plan(QStringLiteral("dev")), 2);
    EXPECT_TRUE(exported.last.output.contains("Plan: 1 to add, 2 to change, 0 to destroy."))
        << exported.last.output.constData();
    EXPECT_EQ(exported
                  .run(QStringLiteral("dev"), {QStringLiteral("apply"), QStringLiteral("-input=false"),
                                               QStringLiteral("plan.tfplan")})
                  .exitCode,
              0);
    // Another export finds the same state.
    Exported again(world);
    EXPECT_EQ(again.plan(QStringLiteral("dev")), 0) << again.last.output.constData();
    const Ran output = again.run(QStringLiteral("dev"), {QStringLiteral("output"), QStringLiteral("-raw"),
                                                         QStringLiteral("server_ip")});
    EXPECT_EQ(output.output, "127.0.0.11");
}

TEST(SandboxTerraform, AnnaHoldsTheLockUntilItIsCleared)
{
    World &world = sharedWorld();
    Exported exported(world);
    if (exported.program.isEmpty())
        GTEST_SKIP() << "neither terraform nor tofu is installed";
    world.command({QStringLiteral("scenario"), QStringLiteral("state-locked"), QStringLiteral("--env"),
                   QStringLiteral("test")});
    EXPECT_EQ(exported.plan(QStringLiteral("test")), 1);
    EXPECT_TRUE(exported.last.errors.contains("Error acquiring the state lock"))
        << exported.last.errors.constData();
    EXPECT_TRUE(exported.last.errors.contains("anna@acme-laptop"));
    EXPECT_EQ(exported.plan(QStringLiteral("prod")), 0);
    world.command({QStringLiteral("scenario"), QStringLiteral("clear")});
    EXPECT_EQ(exported.plan(QStringLiteral("test")), 0);
}

} // namespace
} // namespace envdeck::testing
