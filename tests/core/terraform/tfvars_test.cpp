// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/tfvars.h"

#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

QStringList namesIn(const QByteArray &text)
{
    const auto assignments = assignmentsIn(text);
    EXPECT_TRUE(assignments) << text.constData();
    QStringList names;
    for (const Assignment &assignment : assignments ? assignments.value() : QList<Assignment>())
        names.append(assignment.name);
    return names;
}

TEST(Tfvars, NamesAreFoundPastEveryKindOfValue)
{
    const QByteArray text = "# comment = 1\n"
                            "a = \"x # no comment \\\" still = 1\"\n"
                            "/* b = 2\n c = 3 */\n"
                            "d=[\n  1, # one\n  { e = \"}\" },\n]\n"
                            "f = {\n  g = 1\n  h = \"${i} $${literal \"\n}\n"
                            "j = <<-EOT\n  k = 1\n  EOT\n"
                            "l = <<EOT\nm = \"\nEOTX\nEOT\n"
                            "n-1 = \"${lookup(o, \"}\")}\" // p = 1\n"
                            "\xe5\x8c\xba_q = true";
    EXPECT_EQ(namesIn(text),
              (QStringList{QStringLiteral("a"), QStringLiteral("d"), QStringLiteral("f"), QStringLiteral("j"),
                           QStringLiteral("l"), QStringLiteral("n-1"), QStringLiteral("区_q")}));
}

TEST(Tfvars, LinesAreCountedThroughHeredocsAndCrlf)
{
    const auto assignments = assignmentsIn("\xef\xbb\xbf"
                                           "a = 1\r\nb = <<E\r\n1\r\n2\r\nE\r\nc = 3\r\n");
    ASSERT_TRUE(assignments);
    EXPECT_EQ(
        assignments.value(),
        (QList<Assignment>{{QStringLiteral("a"), 1}, {QStringLiteral("b"), 2}, {QStringLiteral("c"), 6}}));
    EXPECT_TRUE(assignmentsIn("").value().isEmpty());
    EXPECT_TRUE(assignmentsIn("  \n# only").value().isEmpty());
}

TEST(Tfvars, WhatIsNoTfvarsIsAnErrorWithItsPlace)
{
    for (const QByteArray &text :
         {QByteArray("a"), QByteArray("= 1"), QByteArray("a == 1"), QByteArray("a = \"x"),
          QByteArray("a = \"x\n\""), QByteArray("a = ["), QByteArray("a = ]"), QByteArray("a = <<E\nx"),
          QByteArray("a = \"${b"), QByteArray("block {\n}"), QByteArray("a = \"\\"), QByteArray("\"a\" = 1"),
          QByteArray("a = \"%{"), QByteArray("a = \"$$")}) {
        const auto assignments = assignmentsIn(text);
        ASSERT_FALSE(assignments) << text.constData();
        EXPECT_EQ(assignments.error().code, ErrorCode::BadConfig);
    }
    EXPECT_EQ(assignmentsIn("ok = 1\n  oops").error().subject, QStringLiteral("2:7"));
}

TEST(Tfvars, EveryPrefixOfAFileIsReadWithoutHarm)
{
    const QByteArray text =
        "a = \"${f(\"x\")}\"\nb = <<-E\n  ${y}\n  E\nc = [{ d = \"%{if}\" }] # end\n/* x */ e = \"\\n\"\n";
    for (qsizetype size = 0; size <= text.size(); ++size) {
        const QByteArray part(text.constData(), size);
        (void)bool(assignmentsIn(part));
    }
}

class CheckVariables : public ::testing::Test {
protected:
    CheckVariables()
    {
        target.configuration = m_folder.path();
        target.secrets.insert(QStringLiteral("TF_VAR_token"), Secret("x"));
        target.secrets.insert(QStringLiteral("HCLOUD_TOKEN"), Secret("x"));
    }
    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    }

    QTemporaryDir m_folder;
    Target target;
};

TEST_F(CheckVariables, AStaleFileThatWouldWinIsNamedWithItsLine)
{
    write(QStringLiteral("terraform.tfvars"), "region = \"eu\"\nHCLOUD_TOKEN = \"y\"\ntoken = \"stale\"\n");
    const Result<void> checked = checkVariables(target);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, ErrorCode::BadConfig);
    EXPECT_EQ(checked.error().subject, QStringLiteral("terraform.tfvars:3"));
    EXPECT_EQ(checked.error().detail, QStringLiteral("token"));
}

TEST_F(CheckVariables, JsonAndGivenFilesCountToo)
{
    write(QStringLiteral("x.auto.tfvars.json"), R"({"token":"stale"})");
    EXPECT_EQ(checkVariables(target).error().subject, QStringLiteral("x.auto.tfvars.json"));
    QFile::remove(m_folder.filePath(QStringLiteral("x.auto.tfvars.json")));
    write(QStringLiteral("given.tfvars"), "token = \"stale\"");
    EXPECT_TRUE(checkVariables(target));
    target.variableFiles = QStringList{QStringLiteral("given.tfvars")};
    EXPECT_EQ(checkVariables(target).error().subject, QStringLiteral("given.tfvars:1"));
}

TEST_F(CheckVariables, ANestedKeyOfThatNameIsNoConflict)
{
    write(QStringLiteral("terraform.tfvars"), "settings = {\n  token = 1\n}\n# token = 2\n");
    EXPECT_TRUE(checkVariables(target));
}

TEST_F(CheckVariables, WithoutVariablesOfOursNoFileIsRead)
{
    target.secrets.clear();
    write(QStringLiteral("terraform.tfvars"), "not a tfvars file");
    EXPECT_TRUE(checkVariables(target));
}

} // namespace
} // namespace envdeck::terraform
