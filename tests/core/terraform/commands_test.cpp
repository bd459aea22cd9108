// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/commands.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

class CommandsTest : public ::testing::Test {
protected:
    CommandsTest()
    {
        target.program = {Product::Terraform, QStringLiteral("/usr/bin/terraform"), QVersionNumber(1, 11, 4)};
        target.configuration = m_folder.path();
        target.work = QStringLiteral("/work-folder");
        target.workspace = QStringLiteral("prod");
        target.secrets.insert(QStringLiteral("TF_VAR_token"), Secret("canary-4711"));
        target.variables.insert(QStringLiteral("size"), QStringLiteral("big"));
    }

    QList<process::Spec> all() const
    {
        const QString file = QStringLiteral("/run/plan");
        return {initCommand(target),
                validateCommand(target),
                planCommand(target, file),
                showPlanCommand(target, file),
                applyCommand(target, file),
                outputCommand(target),
                statePullCommand(target),
                statePushCommand(target, file),
                forceUnlockCommand(target, QStringLiteral("4711")),
                lockProbeCommand(target)};
    }

    QTemporaryDir m_folder;
    Target target;
};

TEST_F(CommandsTest, EveryCallCarriesTheWholeEnvironment)
{
    for (const process::Spec &spec : all()) {
        EXPECT_EQ(spec.environment[QStringLiteral("TF_WORKSPACE")], QStringLiteral("prod"));
        EXPECT_EQ(spec.environment[QStringLiteral("TF_IN_AUTOMATION")], QStringLiteral("1"));
        EXPECT_EQ(spec.environment[QStringLiteral("TF_INPUT")], QStringLiteral("0"));
        EXPECT_EQ(spec.environment[QStringLiteral("CHECKPOINT_DISABLE")], QStringLiteral("1"));
        EXPECT_EQ(spec.environment[QStringLiteral("TF_DATA_DIR")], QStringLiteral("/work-folder/data"));
        EXPECT_EQ(spec.environment[QStringLiteral("TF_VAR_size")], QStringLiteral("big"));
        EXPECT_EQ(spec.workingFolder, target.configuration);
        EXPECT_EQ(spec.stopPolicy, process::StopPolicy::InterruptOnce);
        EXPECT_TRUE(spec.input.isEmpty());
    }
}

TEST_F(CommandsTest, InheritedSettingsOfTerraformDoNotReachIt)
{
    const QList<QByteArray> names{"TF_CLI_ARGS",        "TF_CLI_ARGS_plan", "TF_LOG",
                                  "TF_LOG_PATH",        "TF_VAR_size",      "TF_VAR_other",
                                  "TF_CLI_CONFIG_FILE", "TF_DATA_DIR",      "TF_WORKSPACE",
                                  "TF_INPUT",           "TF_ENCRYPTION"};
    for (const QByteArray &name : names)
        qputenv(name.constData(), "inherited");
    for (const process::Spec &spec : all()) {
        const QProcessEnvironment seen = process::plainEnvironment(spec);
        for (const QByteArray &name : names)
            EXPECT_NE(seen.value(QString::fromLatin1(name)), QStringLiteral("inherited")) << name.constData();
    }
    for (const QByteArray &name : names)
        qunsetenv(name.constData());
}

TEST_F(CommandsTest, NoSecretStandsInACommandLineOrThePlainEnvironment)
{
    for (const process::Spec &spec : all()) {
        EXPECT_FALSE(spec.arguments.join(u' ').contains(QStringLiteral("canary")));
        EXPECT_FALSE(
            process::plainEnvironment(spec).toStringList().join(u' ').contains(QStringLiteral("canary")));
        const bool isShow = spec.arguments.first() == QLatin1String("show"); // run before anybody confirms
        EXPECT_EQ(spec.secrets.contains(QStringLiteral("TF_VAR_token")), !isShow);
    }
}

TEST_F(CommandsTest, WhatIsOnlyHiddenIsGivenToNoProgramAndShownNowhere)
{
    target.hidden.insert(QStringLiteral("HCLOUD_TOKEN"), Secret("withheld-4711"));
    for (const process::Spec &spec : all())
        EXPECT_FALSE(spec.secrets.contains(QStringLiteral("HCLOUD_TOKEN")));
    EXPECT_EQ(target.redactor().redacted(QStringLiteral("withheld-4711")), QStringLiteral("******"));
    EXPECT_FALSE(target.environmentVariableNames().contains(QStringLiteral("HCLOUD_TOKEN")));
}

TEST_F(CommandsTest, APlanIsWrittenToAFileAndAnApplyTakesNothingElse)
{
    target.variableFiles = QStringList{QStringLiteral("dev.tfvars")};
    const QStringList plan = planCommand(target, QStringLiteral("/run/plan")).arguments;
    EXPECT_EQ(plan,
              (QStringList{QStringLiteral("plan"), QStringLiteral("-input=false"), QStringLiteral("-json"),
                           QStringLiteral("-detailed-exitcode"), QStringLiteral("-out=/run/plan"),
                           QStringLiteral("-lock-timeout=30s"), QStringLiteral("-var-file=dev.tfvars")}));
    const QStringList apply = applyCommand(target, QStringLiteral("/run/plan")).arguments;
    EXPECT_EQ(apply,
              (QStringList{QStringLiteral("apply"), QStringLiteral("-input=false"), QStringLiteral("-json"),
                           QStringLiteral("-lock-timeout=30s"), QStringLiteral("/run/plan")}));
    EXPECT_FALSE(apply.join(u' ').contains(QStringLiteral("auto-approve")));
}

TEST_F(CommandsTest, ADriftPlanTakesNoLockAndOneThatIsToBeAppliedDoes)
{
    const QString file = QStringLiteral("/run/plan"), noLock = QStringLiteral("-lock=false");
    const QStringList drift = planCommand(target, file, PlanMode::RefreshOnly, StateLocking::None).arguments;
    EXPECT_TRUE(drift.contains(QStringLiteral("-refresh-only")));
    EXPECT_TRUE(drift.contains(noLock));
    const QStringList accept = planCommand(target, file, PlanMode::RefreshOnly).arguments;
    EXPECT_TRUE(accept.contains(QStringLiteral("-refresh-only")));
    EXPECT_FALSE(accept.contains(noLock));
    const QStringList destroy = planCommand(target, file, PlanMode::Destroy).arguments;
    EXPECT_TRUE(destroy.contains(QStringLiteral("-destroy")));
    EXPECT_FALSE(destroy.contains(noLock));
}

TEST_F(CommandsTest, FormattingIsLookedAtWithoutWritingAndNeverSeesASecret)
{
    const QString check = QStringLiteral("-check");
    const process::Spec looked = formatCheckCommand(target, QStringLiteral("/export"));
    const process::Spec written = formatCommand(target, QStringLiteral("/export"));
    EXPECT_TRUE(looked.arguments.contains(check));
    EXPECT_FALSE(written.arguments.contains(check));
    EXPECT_FALSE(target.secrets.isEmpty());
    for (const process::Spec &spec : {looked, written}) {
        EXPECT_EQ(spec.workingFolder, QStringLiteral("/export"));
        EXPECT_TRUE(spec.secrets.isEmpty());
    }
}

TEST_F(CommandsTest, InitNeverChangesTheLockFileAndFindsTheBackendFile)
{
    EXPECT_TRUE(initCommand(target).arguments.contains(QStringLiteral("-lockfile=readonly")));
    EXPECT_FALSE(initCommand(target).arguments.join(u' ').contains(QStringLiteral("backend-config")));
    QFile file(m_folder.filePath(QStringLiteral("backend.hcl")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    EXPECT_TRUE(initCommand(target).arguments.contains(QStringLiteral("-backend-config=") + file.fileName()));
    target.program.version = QVersionNumber(1, 8, 5);
    EXPECT_FALSE(initCommand(target).arguments.contains(QStringLiteral("-json")));
}

TEST_F(CommandsTest, ValueFilesStandInTheOrderThatTerraformReadsThem)
{
    for (const char *name : {"b.auto.tfvars", "a.auto.tfvars.json", "terraform.tfvars.json",
                             "terraform.tfvars", "x.tfvars", "dev.tfvars"})
        EXPECT_TRUE(QFile(m_folder.filePath(QString::fromLatin1(name))).open(QIODevice::WriteOnly));
    target.variableFiles = QStringList{QStringLiteral("x.tfvars"), QStringLiteral("missing.tfvars")};
    QStringList names;
    for (const QString &file : target.valueFiles())
        names.append(QDir(target.configuration).relativeFilePath(file));
    EXPECT_EQ(names, (QStringList{QStringLiteral("terraform.tfvars"), QStringLiteral("terraform.tfvars.json"),
                                  QStringLiteral("a.auto.tfvars.json"), QStringLiteral("b.auto.tfvars"),
                                  QStringLiteral("x.tfvars")}));
}

} // namespace
} // namespace envdeck::terraform
