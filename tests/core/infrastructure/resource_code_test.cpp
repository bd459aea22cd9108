// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/resource_code.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

class CodeFinderTest : public ::testing::Test {
protected:
    CodeFinderTest()
    {
        write("env/dev/main.tf",
              "# dev\nmodule \"dns\" {\n  source = \"../../modules/dns\"\n  ttl    = var.dns_ttl\n"
              "  zone   = \"example.test\"\n}\n"
              "resource \"lab_server\" \"web\" {\n  count = 2\n  size = var.size\n"
              "  image = local.image\n  note = \"by hand\"\n  admin_password = \"CANARY\"\n"
              "  labels = { team = \"ops\" }\n  disk {\n    gb = 20\n  }\n}\n"
              "module \"far\" {\n  source = \"git::https://example.test/m.git?ref=v1\"\n}\n"
              "module \"out\" {\n  source = \"../../../outside\"\n}\n");
        write("env/dev/variables.tf",
              "variable \"dns_ttl\" { type = number }\nvariable \"size\" {\n  default = \"s\"\n}\n");
        write("env/dev/env.auto.tfvars", "# values\ndns_ttl = 300 # five minutes\n");
        write("modules/dns/main.tf",
              "variable \"ttl\" {}\nvariable \"zone\" {}\nvariable \"mark\" { default = \"m\" }\n"
              "resource \"lab_dns\" \"record\" {\n  for_each = toset([\"a.b\"])\n  ttl = var.ttl\n  zone = "
              "var.zone\n"
              "  mark = var.mark\n  name = each.value\n}\n");
    }
    void write(const QByteArray &path, const QByteArray &text) const
    {
        const QString file = m_folder.filePath(QStringLiteral("repo/") + QString::fromUtf8(path));
        ASSERT_TRUE(QDir().mkpath(QFileInfo(file).path()));
        QFile out(file);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(text);
    }
    ResourceCode found(const char *address, const QStringList &paths = {}) const
    {
        const QString root = m_folder.filePath(QStringLiteral("repo"));
        return CodeFinder(root, root + QStringLiteral("/env/dev")).find(q(address), paths);
    }
    ArgumentCode argument(const char *address, const char *path) const
    {
        return found(address, {q(path)}).arguments.value(q(path));
    }

private:
    QTemporaryDir m_folder;
};

TEST_F(CodeFinderTest, AResourceIsFoundWithItsLine)
{
    const ResourceCode code = found("lab_server.web[1]");
    EXPECT_EQ(code.file, q("env/dev/main.tf"));
    EXPECT_EQ(code.line, 7);
    EXPECT_TRUE(code.repeated);
    EXPECT_TRUE(found("lab_server.gone").file.isEmpty());
    EXPECT_TRUE(found("data.lab_server.web").file.isEmpty());
}

TEST_F(CodeFinderTest, AnIndexMayHoldWhatElseSeparates)
{
    const ResourceCode code = found("module.dns.lab_dns.record[\"a.b\"]");
    EXPECT_EQ(code.file, q("modules/dns/main.tf"));
    EXPECT_EQ(code.line, 4);
    EXPECT_TRUE(code.repeated);
}

TEST_F(CodeFinderTest, AVariableIsFollowedThroughTheModuleToItsLineInTheTfvars)
{
    EXPECT_EQ(argument("module.dns.lab_dns.record[\"a.b\"]", "ttl"),
              (ArgumentCode{q("env/dev/env.auto.tfvars"), 2, q("dns_ttl"), "300", q("dns_ttl"), true, false,
                            q("number")}));
}

TEST_F(CodeFinderTest, ADefaultOfTheRootIsTheVariablesToo)
{
    const ArgumentCode code = argument("lab_server.web[0]", "size");
    EXPECT_EQ(code.file, q("env/dev/variables.tf"));
    EXPECT_EQ(code.variable, q("size"));
    EXPECT_EQ(code.expression, QByteArray("\"s\""));
    EXPECT_FALSE(code.isLiteral); // the default is everybody's; a value joins the environment's own file
}

TEST_F(CodeFinderTest, AValueInAModuleCallIsEditedThere)
{
    EXPECT_EQ(argument("module.dns.lab_dns.record[\"a.b\"]", "zone"),
              (ArgumentCode{q("env/dev/main.tf"), 5, q("zone"), "\"example.test\"", {}, true, false, {}}));
}

TEST_F(CodeFinderTest, ADefaultOfAModuleIsEditedThere)
{
    EXPECT_EQ(argument("module.dns.lab_dns.record[\"a.b\"]", "mark").line, 3);
}

TEST_F(CodeFinderTest, WhatIsComputedEndsAtItsLine)
{
    EXPECT_EQ(argument("lab_server.web[0]", "image"),
              (ArgumentCode{q("env/dev/main.tf"), 10, q("image"), "local.image", {}, false, false, {}}));
    EXPECT_EQ(argument("lab_server.web[0]", "note"),
              (ArgumentCode{q("env/dev/main.tf"), 11, q("note"), "\"by hand\"", {}, true, false, {}}));
}

TEST_F(CodeFinderTest, APartOfAValueNamesTheWholeAndIsNoValueToReplace)
{
    const ArgumentCode label = argument("lab_server.web[0]", "labels.team");
    EXPECT_EQ(label.line, 13);
    EXPECT_FALSE(label.isLiteral);
    const ArgumentCode disk = argument("lab_server.web[0]", "disk[0].gb");
    EXPECT_EQ(disk.line, 14);
    EXPECT_TRUE(disk.expression.isEmpty());
}

TEST_F(CodeFinderTest, WhatTheCodeDoesNotSayIsNowhere)
{
    EXPECT_TRUE(argument("lab_server.web[0]", "ipv4").file.isEmpty());
}

TEST_F(CodeFinderTest, ASecretIsNotRepeated)
{
    const ArgumentCode code = argument("lab_server.web[0]", "admin_password");
    EXPECT_TRUE(code.isSecret);
    EXPECT_TRUE(code.expression.isEmpty());
    EXPECT_EQ(code.line, 12);
}

TEST_F(CodeFinderTest, CodeFromElsewhereIsNotLookedFor)
{
    write("../outside/main.tf", "resource \"lab_dns\" \"record\" {}\n");
    EXPECT_TRUE(found("module.far.lab_dns.record").file.isEmpty());
    EXPECT_TRUE(found("module.out.lab_dns.record").file.isEmpty());
}

TEST(ExpressionOfJson, IsWhatTheCodeWouldSay)
{
    EXPECT_EQ(expressionOfJson(q("60")), QByteArray("60"));
    EXPECT_EQ(expressionOfJson(q("\"198.51.100.7\"")), QByteArray("\"198.51.100.7\""));
    EXPECT_EQ(expressionOfJson(q("\"a\\\"${b}\"")), QByteArray("\"a\\\"$${b}\""));
    EXPECT_EQ(expressionOfJson(q("true")), QByteArray("true"));
    EXPECT_EQ(expressionOfJson(q("[\"a\"]")), QByteArray("[\"a\"]"));
}

} // namespace
} // namespace envdeck::terraform
