// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/terraform/terraform_place.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace envdeck::terraform {
namespace {

TEST_F(TerraformPlace, APlanIsReviewableAndPrivate)
{
    init();
    const RunPlace place = operation(QStringLiteral("one"));
    const Seen seen = plan(place);
    ASSERT_TRUE(seen.ok()) << qPrintable(seen.error().detail);
    EXPECT_TRUE(seen.end->value().changes);
    const Plan read = planOf(place);
    EXPECT_EQ(read.counts.create, 1);
    EXPECT_EQ(read.resources.at(0).address, QStringLiteral("terraform_data.app"));
    EXPECT_EQ(QFileInfo(place.planFile()).permissions() & 0x77, 0);
    EXPECT_EQ(QFileInfo(place.folder).permissions() & 0x77, 0);
    EXPECT_EQ(QFileInfo(target.work).permissions() & 0x77, 0);
}

TEST_F(TerraformPlace, TheSecretReachesTerraformAndNothingThatWeKeepOrShow)
{
    init();
    const RunPlace place = operation(QStringLiteral("one"));
    const Seen planned = plan(place);
    ASSERT_TRUE(planned.ok());
    const Plan read = planOf(place);
    const auto attributes = read.resources.at(0).attributes.list();
    const auto password = std::find_if(attributes.cbegin(), attributes.cend(), [](const AttributeChange &a) {
        return a.path == QLatin1String("input.password");
    });
    ASSERT_TRUE(password != attributes.cend());
    EXPECT_TRUE(password->sensitive);
    for (const AttributeChange &attribute : attributes)
        EXPECT_FALSE((attribute.before + attribute.after).contains(QLatin1String(canary)));
    const Seen applied = apply(place, review(place));
    ASSERT_TRUE(applied.ok()) << qPrintable(applied.error().detail);
    for (const Message &message : planned.messages + applied.messages)
        EXPECT_FALSE((message.text + message.output).contains(QLatin1String(canary)));
    int files = 0;
    for (const QString &folder : {place.folder, target.work}) {
        QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            ASSERT_TRUE(file.open(QIODevice::ReadOnly));
            EXPECT_FALSE(file.readAll().contains(canary)) << qPrintable(file.fileName());
            EXPECT_EQ(file.permissions() & 0x77, 0) << qPrintable(file.fileName());
            ++files;
        }
    }
    EXPECT_GE(files, 8);
    const auto outputs = answer(tool().fetchOutputs());
    ASSERT_TRUE(outputs);
    EXPECT_EQ(outputs.value().at(0).text(), QStringLiteral("v1"));
    EXPECT_EQ(outputs.value().at(1).json, QString());
    EXPECT_EQ(outputs.value().at(1).secret.reveal(), QByteArrayView("\"CANARY-0815-secret\""));
}

TEST_F(TerraformPlace, AFailedPlanLeavesNoPlanBehind)
{
    configure(R"(resource "terraform_data" "app" {
  lifecycle {
    precondition {
      condition     = var.image != "v1"
      error_message = "not that one"
    }
  }
})");
    init();
    const RunPlace place = operation(QStringLiteral("one"));
    const Seen seen = plan(place);
    EXPECT_EQ(seen.error().code, ErrorCode::ToolFailed);
    EXPECT_TRUE(seen.error().detail.contains(QStringLiteral("not that one")));
    EXPECT_EQ(seen.error().status, 1);
    EXPECT_FALSE(QFileInfo::exists(place.planFile()));
}

TEST_F(TerraformPlace, WithoutInitItSaysSo)
{
    EXPECT_EQ(kindOf(plan(operation(QStringLiteral("one"))).error()), FailureKind::NotInitialised);
}

TEST_F(TerraformPlace, AMissingValueAndASyntaxErrorAreToldApart)
{
    init();
    target.secrets.clear();
    EXPECT_EQ(kindOf(plan(operation(QStringLiteral("one"))).error()), FailureKind::MissingValue);
    configure("resource \"terraform_data\" {");
    const auto validated = answer(tool().validate());
    ASSERT_FALSE(validated);
    EXPECT_TRUE(validated.error().subject.startsWith(QLatin1String("main.tf:")))
        << qPrintable(validated.error().subject);
}

TEST_F(TerraformPlace, AVariableFileThatWouldWinStopsThePlanBeforeItStarts)
{
    init();
    write(QStringLiteral("export/terraform.tfvars"), "token = \"stale\"\n");
    const RunPlace place = operation(QStringLiteral("one"));
    const Seen seen = plan(place);
    EXPECT_EQ(seen.error().code, ErrorCode::BadConfig);
    EXPECT_EQ(seen.error().subject, QStringLiteral("terraform.tfvars:1"));
    EXPECT_FALSE(QFileInfo::exists(place.planRun()));
}

TEST_F(TerraformPlace, AMissingProgramIsToolMissing)
{
    target.program.path = QStringLiteral("/no/such/terraform");
    EXPECT_EQ(plan(operation(QStringLiteral("one"))).error().code, ErrorCode::ToolMissing);
    EXPECT_EQ(answer(tool().init()).error().code, ErrorCode::ToolMissing);
}

TEST_F(TerraformPlace, AStateInTheExportIsReported)
{
    const auto absolute = answer(tool().init());
    ASSERT_TRUE(absolute);
    EXPECT_FALSE(absolute.value().backend.insideConfiguration);
    EXPECT_FALSE(absolute.value().messages.isEmpty());
    target.work = path(QStringLiteral("work2"));
    write(QStringLiteral("export/main.tf"), "resource \"terraform_data\" \"a\" {}\n");
    const auto beside = answer(tool().init());
    ASSERT_TRUE(beside);
    EXPECT_TRUE(beside.value().backend.insideConfiguration);
}

TEST_F(TerraformPlace, NothingInheritedReachesTerraformOrItsProvisioners)
{
    qputenv("AWS_SECRET_ACCESS_KEY", "inherited");
    qputenv("TF_LOG", "trace");
    qputenv("TF_VAR_image", "inherited");
    qputenv("TF_CLI_ARGS_plan", "-target=nothing");
    configure("resource \"terraform_data\" \"app\" {\n input = var.image\n provisioner \"local-exec\" { "
              "command = \"env > '" +
              path(QStringLiteral("seen")).toUtf8() + "'\" }\n}\n");
    init();
    const bool applied = planAndApply(QStringLiteral("one"));
    for (const char *name : {"AWS_SECRET_ACCESS_KEY", "TF_LOG", "TF_VAR_image", "TF_CLI_ARGS_plan"})
        qunsetenv(name);
    ASSERT_TRUE(applied);
    QFile file(path(QStringLiteral("seen")));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray seen = file.readAll();
    EXPECT_FALSE(seen.contains("inherited"));
    EXPECT_FALSE(seen.contains("TF_LOG="));
    EXPECT_FALSE(seen.contains("TF_CLI_ARGS"));
    EXPECT_TRUE(seen.contains("TF_WORKSPACE=default"));
}

} // namespace
} // namespace envdeck::terraform
