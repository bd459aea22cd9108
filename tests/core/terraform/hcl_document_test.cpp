// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/hcl_document.h"

#include "core/terraform/hcl_literal.h"
#include "core/terraform/tfvars_edit.h"

#include <gtest/gtest.h>
#include <random>

namespace envdeck::terraform {
namespace {

HclBody document(const QByteArray &text)
{
    auto read = readHcl(text);
    EXPECT_TRUE(read) << text.constData()
                      << (read ? QByteArray() : read.error().subject.toUtf8()).constData();
    return read ? std::move(read).value() : HclBody();
}

const QByteArray hard = "# resource \"no\" {\n"
                        "terraform {\n"
                        "  required_providers {\n"
                        "    a = { source = \"x/a\", version = \"~> 1.2\" } # , { \"\n"
                        "  }\n"
                        "}\n"
                        "variable \"short\" { type = string }\n"
                        "variable  bare{}\n"
                        "/* block \"no\" { */ locals {\n"
                        "  text = <<-EOT\n"
                        "    } \" ${var.x}\n"
                        "    EOT\n"
                        "  call = merge(var.a, { // }\n"
                        "    b = \"}\"\n"
                        "  }) # ends here\n"
                        "  condition = var.a == 1 ? \"${var.b[\"}\"]}\" : \"$${literal} \\\" #\"\n"
                        "}\n"
                        "a = 1\r\n";

TEST(HclDocument, BlocksAndExpressionsAreToldApartWhateverStandsInThem)
{
    const HclBody body = document(hard);
    ASSERT_EQ(body.blocks.size(), 4U);
    EXPECT_EQ(body.blocks[0].type, QStringLiteral("terraform"));
    EXPECT_EQ(body.blocks[0].body.blocks.at(0).body.attribute(u"a")->expression,
              "{ source = \"x/a\", version = \"~> 1.2\" }");
    EXPECT_EQ(body.blocks[1].labels, QStringList{QStringLiteral("short")});
    EXPECT_EQ(body.blocks[1].body.attribute(u"type")->expression, "string");
    EXPECT_EQ(body.blocks[2].labels, QStringList{QStringLiteral("bare")});
    const HclBody &locals = body.blocks[3].body;
    ASSERT_EQ(locals.attributes.size(), 3);
    EXPECT_EQ(locals.attributes[0].expression, "<<-EOT\n    } \" ${var.x}\n    EOT");
    EXPECT_EQ(locals.attributes[1].expression, "merge(var.a, { // }\n    b = \"}\"\n  })");
    EXPECT_EQ(locals.attributes[2].line, 16);
    EXPECT_EQ(body.attribute(u"a")->expression, "1");
}

TEST(HclDocument, EveryExpressionStandsWhereItSays)
{
    const QByteArray text = "\xef\xbb\xbf" + hard;
    const HclBody body = document(text);
    const HclAttribute *last = body.attribute(u"a");
    ASSERT_TRUE(last);
    EXPECT_EQ(text.mid(last->begin, last->expression.size()), "1");
    EXPECT_EQ(text.mid(last->begin + 1), "\r\n");
}

TEST(HclDocument, WhatIsNoHclIsAnErrorWithItsPlace)
{
    for (const char *text : {"a", "a =", "a = \n", "b {", "b { a = 1", "b }", "}", "b \"x { }",
                             "b \"${x}\" {\n}", "a = <<E\n", "b { c = [ }", "= 1", "a = \"x\n\""}) {
        const auto read = readHcl(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, ErrorCode::BadConfig);
    }
    EXPECT_EQ(readHcl("a = 1\n  oops").error().subject, QStringLiteral("2:7"));
}

TEST(HclDocument, GarbageIsReadWithoutHarm)
{
    for (qsizetype size = 0; size <= hard.size(); ++size)
        (void)bool(readHcl(hard.first(size)));
    std::mt19937 dice(20260101); // the same every time
    const QByteArray pieces = "{}[]()\"\"\\$%{<<E\n=#/*,:ab1 \t\r\xc3\xa9";
    for (int round = 0; round < 3000; ++round) {
        QByteArray text = round % 2 == 0 ? QByteArray() : hard;
        for (int n = 0; n < 40; ++n) {
            const char piece = pieces.at(qsizetype(dice() % std::mt19937::result_type(pieces.size())));
            text.insert(qsizetype(dice() % std::mt19937::result_type(text.size() + 1)), piece);
        }
        if (const auto read = readHcl(text)) {
            for (const HclAttribute &attribute : read.value().attributes) {
                ASSERT_EQ(text.mid(attribute.begin, attribute.expression.size()), attribute.expression);
                (void)literalText(attribute.expression);
                (void)literalShape(attribute.expression);
            }
        }
    }
}

TEST(HclDocument, NothingIsDeepEnoughToUseUpTheStack)
{
    EXPECT_FALSE(readHcl(QByteArray("b {\n").repeated(100'000)));
    EXPECT_FALSE(readHcl("a = " + QByteArray("\"${").repeated(100'000)));
    EXPECT_TRUE(readHcl("a = " + QByteArray("[").repeated(10'000) + QByteArray("]").repeated(10'000)));
}

TEST(HclDocument, AnObjectsEntriesAreReadWithCommasOrLines)
{
    const auto read = readHclObject("{ source = \"x, y\", \"version\" : \"1\" # , } \"\n  list = [1, 2]\n}");
    ASSERT_TRUE(read);
    ASSERT_EQ(read.value().attributes.size(), 3);
    EXPECT_EQ(read.value().attribute(u"source")->expression, "\"x, y\"");
    EXPECT_EQ(read.value().attribute(u"version")->expression, "\"1\"");
    EXPECT_EQ(read.value().attribute(u"list")->expression, "[1, 2]");
    EXPECT_FALSE(readHclObject("[1]"));
    EXPECT_FALSE(readHclObject("{ for x in y : x => x }"));
}

TEST(HclDocument, PlainTextIsUnescapedAndATemplateIsNone)
{
    EXPECT_EQ(literalText("\"a\\\"b\\\\c\\n\\u00e9 $${x} %%{y} $5\""),
              QStringLiteral("a\"b\\c\n\u00e9 ${x} %{y} $5"));
    EXPECT_EQ(literalText("<<E\n a\n  b\nE"), QStringLiteral(" a\n  b\n"));
    EXPECT_EQ(literalText("<<-E\n  a\n   b\n  E"), QStringLiteral("a\n b\n"));
    for (const char *no :
         {"\"${x}\"", "\"%{if x}\"", "x", "1", "\"a\" + \"b\"", "\"\\q\"", "\"\\u12\"", "<<E\n${x}\nE", ""})
        EXPECT_FALSE(literalText(no)) << no;
}

TEST(HclDocument, ATextInQuotesIsReadBackAsItWas)
{
    for (const QString &text : {QString(), QStringLiteral("plain"), QStringLiteral("a\"b\\c\nd\te\r"),
                                QStringLiteral("${x} %{y} $ % $${z}"), QStringLiteral("\u533a\x01 \\${"),
                                QStringLiteral("$$$${")}) {
        const QByteArray quoted = quotedText(text);
        EXPECT_EQ(literalText(quoted), text) << quoted.constData();
        EXPECT_EQ(document("a = " + quoted + "\n").attribute(u"a")->expression, quoted);
    }
}

TEST(HclLiteral, NeedsNothingElse)
{
    for (const char *yes : {"1", "-1.5", "2e3", "true", "null", "\"x\"", "[]", "[\"a\", 2]",
                            "[\n1 # c\n,\n2,\n]", "{}", "{ a = 1, \"b\" : [true] }", "{a=1\nb=2 // c\n}",
                            "{\r\n  a = 1,\r\n  2 = {}\r\n}", "[{\n a = \"x\" # c\n}]", "<<E\nx\nE"})
        EXPECT_TRUE(literalShape(yes)) << yes;
    for (const char *no : {"var.x", "file(\"x\")", "\"${x}\"", "[for x in [1] : x]", "{ a = b }", "a ? 1 : 2",
                           "[local.x]", ""})
        EXPECT_FALSE(literalShape(no)) << no;
}

TEST(HclLiteral, IsOneValueAsTheGrammarHasIt)
{
    for (const char *no : {"[\"a\" \"b\"]",
                           "[,]",
                           "[1,,2]",
                           "[1",
                           "1]",
                           "{a=}",
                           "{a}",
                           "{a 1}",
                           "{=1}",
                           "{,}",
                           "{a=1 b=2}",
                           "{a=1,,b=2}",
                           "{a=1\n,b=2}",
                           "{a=\n1}",
                           "{a\n=1}",
                           "{a=1 /*\n*/ b=2}",
                           "1.2.3",
                           "1.",
                           ".5",
                           "-",
                           "--1",
                           "1e",
                           "1 2",
                           "true false",
                           "a = [1]",
                           "[1] # c",
                           "[1] /*",
                           "\"a\" \"b\"",
                           "<<E\nx\nE\ny",
                           "<<E\nx",
                           "<<"})
        EXPECT_FALSE(literalShape(no)) << no;
    EXPECT_EQ(literalShape("[{}]"), LiteralShape::List);
    EXPECT_EQ(literalShape("{ a = [] }"), LiteralShape::Object);
    EXPECT_FALSE(literalShape(QByteArray("[").repeated(100'000) + QByteArray("]").repeated(100'000)));
}

TEST(TfvarsEdit, OnlyTheValueChanges)
{
    const QByteArray text =
        "# head\nname   = \"a\" # why\n\nlist = [\n  1, # one\n]\r\ntext = <<E\nx\nE\nlast = true";
    EXPECT_EQ(withAssignment(text, QStringLiteral("name"), "\"b\"").value(),
              QByteArray(text).replace("\"a\"", "\"b\""));
    EXPECT_EQ(withAssignment(text, QStringLiteral("list"), "[]").value(),
              QByteArray(text).replace("[\n  1, # one\n]", "[]"));
    EXPECT_EQ(withAssignment(text, QStringLiteral("text"), "\"y\"").value(),
              QByteArray(text).replace("<<E\nx\nE", "\"y\""));
    EXPECT_EQ(withAssignment(text, QStringLiteral("last"), "false").value(),
              QByteArray(text).replace("true", "false"));
}

TEST(TfvarsEdit, ANewOneJoinsAtTheEndInAParagraphOfItsOwn)
{
    EXPECT_EQ(withAssignment("a = 1", QStringLiteral("b"), "2").value(), "a = 1\n\nb = 2\n");
    EXPECT_EQ(withAssignment("a = 1\r\n", QStringLiteral("b"), "2").value(), "a = 1\r\n\r\nb = 2\r\n");
    EXPECT_EQ(withAssignment("", QStringLiteral("b"), "2").value(), "b = 2\n");
    EXPECT_EQ(withAssignment("a = 1\na = 2\n", QStringLiteral("a"), "3").error().detail,
              QStringLiteral("set-twice"));
    EXPECT_EQ(withAssignment("a = [", QStringLiteral("a"), "3").error().code, ErrorCode::BadConfig);
}

TEST(TfvarsEdit, WhatWouldChangeMoreThanTheOneValueIsRefused)
{
    const QByteArray text = "a = 1 # why\nb = 2\n";
    for (const char *no : {"<<EOT\nx\nEOT", "1\nc = 2", "[", "\"x\" # c", "", "1\nblock {}"}) {
        for (const char *name : {"a", "new"}) {
            const auto edited = withAssignment(text, QString::fromLatin1(name), no);
            const bool endsItsLine = no == QByteArray("<<EOT\nx\nEOT") && name == QByteArray("new");
            ASSERT_EQ(bool(edited), endsItsLine) << no << " for " << name;
            if (!edited) {
                EXPECT_EQ(edited.error().code, ErrorCode::BadInput);
            }
        }
    }
    EXPECT_EQ(
        withAssignment(text, QStringLiteral("a"), expressionFor({}, QStringLiteral("<<EOT\nx\nEOT")).value())
            .value(),
        "a = \"x\\n\" # why\nb = 2\n");
}

TEST(TfvarsEdit, WhatIsTypedMustBeOfTheVariablesType)
{
    const auto made = [](const char *type, const char *typed) {
        const auto expression = expressionFor(QString::fromLatin1(type), QString::fromUtf8(typed));
        return expression ? expression.value() : QByteArray("refused");
    };
    EXPECT_EQ(made("string", "cx33"), "\"cx33\"");
    EXPECT_EQ(made("string", "${var.x} \""), "\"$${var.x} \\\"\"");
    EXPECT_EQ(made("number", " 4 "), "4");
    EXPECT_EQ(made("number", "four"), "refused");
    EXPECT_EQ(made("number", "1\nx = 2"), "refused");
    EXPECT_EQ(made("bool", "true"), "true");
    EXPECT_EQ(made("bool", "yes"), "refused");
    EXPECT_EQ(made("list(number)", "[80, 443]"), "[80, 443]");
    EXPECT_EQ(made("list(string)", "[\"a\"]\nother = 1"), "refused");
    EXPECT_EQ(made("list(string)", "[file(\"/etc/passwd\")]"), "refused");
    EXPECT_EQ(made("list(string)", "a, b"), "refused");
    EXPECT_EQ(made("", "\"x\" # c"), "refused");
    EXPECT_EQ(made("map(string)", ""), "refused");
    EXPECT_EQ(made("list(string)", "tags = [\"a\"]"), "refused"); // the whole line, pasted
    EXPECT_EQ(made("list(string)", "[\"a\" \"b\"]"), "refused");
    for (const char *list : {"list(string)", "set( string )", "tuple([string])", "list"}) {
        EXPECT_EQ(made(list, "[]"), "[]") << list;
        for (const char *no : {"{}", "\"a\"", "1", "true", "null"})
            EXPECT_EQ(made(list, no), "refused") << list << " of " << no;
    }
    for (const char *object : {"map(string)", "object({ a = number })", "map"}) {
        EXPECT_EQ(made(object, "{ a = 1 }"), "{ a = 1 }") << object;
        EXPECT_EQ(made(object, "[]"), "refused") << object;
    }
    EXPECT_EQ(made("any", "1.2.3"), "refused");
    EXPECT_EQ(made("number", "1.2.3"), "refused");
    EXPECT_EQ(made("", "null"), "null");
}

} // namespace
} // namespace envdeck::terraform
