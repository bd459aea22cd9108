// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/message_reader.h"
#include "core/terraform/program.h"
#include "core/terraform/state.h"
#include "tests/contract/terraform/recordings.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

TEST(RecordedDocuments, BothVersionsAreRead)
{
    for (const QString &file : {QStringLiteral("version.json"), QStringLiteral("version-after-init.json")}) {
        const Result<Program> program =
            programFrom(QStringLiteral("/usr/bin/terraform"), testing::recording(file).text);
        ASSERT_TRUE(program);
        EXPECT_EQ(program.value().name(), QStringLiteral("terraform 1.11.4"));
        EXPECT_TRUE(program.value().hasInitJson());
    }
}

TEST(RecordedDocuments, ValidateGivesErrorsAndWarningsWithTheirPlace)
{
    const auto valid = diagnosticsFromValidate(testing::recording(QStringLiteral("validate-ok.json")).text);
    ASSERT_TRUE(valid);
    EXPECT_TRUE(valid.value().isEmpty());
    const auto errors =
        diagnosticsFromValidate(testing::recording(QStringLiteral("validate-errors.json")).text);
    ASSERT_TRUE(errors);
    ASSERT_EQ(errors.value().size(), 3);
    EXPECT_EQ(errors.value().at(0).severity, Severity::Error);
    EXPECT_EQ(errors.value().at(0).file, QStringLiteral("main.tf"));
    EXPECT_EQ(errors.value().at(0).line, 13);
    EXPECT_EQ(errors.value().at(0).column, 22);
    const auto warning =
        diagnosticsFromValidate(testing::recording(QStringLiteral("validate-deprecated-warning.json")).text);
    ASSERT_EQ(warning.value().size(), 1);
    EXPECT_EQ(warning.value().at(0).severity, Severity::Warning);
    EXPECT_EQ(warning.value().at(0).address, QStringLiteral("lab_dns.d"));
    EXPECT_TRUE(
        diagnosticsFromValidate(testing::recording(QStringLiteral("validate-syntax-error.json")).text));
    EXPECT_FALSE(diagnosticsFromValidate("Error: no"));
}

TEST(RecordedDocuments, AStateIsSummedUpWithoutItsValues)
{
    const Result<StateSummary> state = stateFrom(testing::recording(QStringLiteral("state-pull.json")).text);
    ASSERT_TRUE(state);
    EXPECT_TRUE(state.value().exists);
    EXPECT_EQ(state.value().serial, 4);
    EXPECT_EQ(state.value().lineage, QStringLiteral("2b27c3b0-7dd9-a4ce-ff2e-a14b8ff12ad1"));
    EXPECT_EQ(state.value().writtenBy, QStringLiteral("1.11.4"));
    const auto &resources = state.value().resources;
    ASSERT_FALSE(resources.isEmpty());
    EXPECT_EQ(resources.at(0).address, QStringLiteral("module.dns.lab_dns.record"));
    EXPECT_EQ(resources.at(0).provider, QStringLiteral("example.test/envdeck/lab"));
    EXPECT_EQ(resources.at(0).instances, 1);
}

TEST(RecordedDocuments, OutputsKeepSensitiveValuesApart)
{
    const auto outputs = outputsFrom(testing::recording(QStringLiteral("output-json.json")).text);
    ASSERT_TRUE(outputs);
    ASSERT_EQ(outputs.value().size(), 3);
    EXPECT_EQ(outputs.value().at(0).text(), QStringLiteral("dev"));
    EXPECT_EQ(outputs.value().at(0).type, QStringLiteral("string"));
    EXPECT_EQ(outputs.value().at(1).text(), QStringLiteral("{\"app\":\"203.0.113.223\"}"));
    const Output &passwords = outputs.value().at(2);
    EXPECT_TRUE(passwords.sensitive);
    EXPECT_EQ(passwords.json, QString());
    EXPECT_EQ(passwords.text(), QString());
    EXPECT_EQ(passwords.secret.reveal(), QByteArrayView("{\"app\":\"GeneratedRootPw-dev-app\"}"));
    EXPECT_TRUE(outputsFrom(testing::recording(QStringLiteral("sens-output-json.json")).text));
}

} // namespace
} // namespace envdeck::terraform
