// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/arguments.h"
#include "app/ctl/command_line.h"
#include "app/ctl/exit_code.h"

#include <gtest/gtest.h>

namespace envdeck::ctl {
namespace {

ParseResult parsed(const char *line)
{
    return parse(QString::fromLatin1(line).split(QLatin1Char(' ')));
}

TEST(CommandLine, OptionsOfEveryVerbMayStandBeforeIt)
{
    for (const char *line : {"envdeckctl --workspace /w --env prod --json history api",
                             "envdeckctl history api --workspace /w --env prod --json"}) {
        const ParseResult result = parsed(line);
        ASSERT_FALSE(result.leave) << qPrintable(result.text);
        EXPECT_EQ(result.arguments.verb, QStringLiteral("history"));
        EXPECT_EQ(result.arguments.app, QStringLiteral("api"));
        EXPECT_EQ(result.arguments.workspaceFolder, QStringLiteral("/w"));
        EXPECT_EQ(result.arguments.environment, QStringLiteral("prod"));
        EXPECT_TRUE(result.arguments.json);
    }
}

TEST(CommandLine, WhatIsSetGoesToTheBranchAndNowhereElse)
{
    for (const char *line : {"envdeckctl variables --checkout set size small --env dev",
                             "envdeckctl variables --at 0123 set size small --env dev",
                             "envdeckctl variables --env dev --checkout --at 0123"})
        EXPECT_EQ(parsed(line).code, exitUsage) << line;
    EXPECT_FALSE(parsed("envdeckctl variables set size small --env dev").leave);
}

TEST(CommandLine, AMistypedVerbIsAnsweredWithTheOneThatWasMeant)
{
    const ParseResult result = parsed("envdeckctl depoly api --env dev --to v1");
    EXPECT_TRUE(result.leave);
    EXPECT_EQ(result.code, exitUsage);
    EXPECT_TRUE(result.text.contains(QLatin1String("did you mean deploy?"))) << qPrintable(result.text);
    EXPECT_EQ(result.next, QStringLiteral("envdeckctl deploy api --env dev --to v1"));
    EXPECT_EQ(parsed("envdeckctl workspace chekc").next, QStringLiteral("envdeckctl workspace check"));
}

TEST(CommandLine, AMistypedOptionToo)
{
    EXPECT_EQ(parsed("envdeckctl status --jsn").next, QStringLiteral("envdeckctl status --json"));
    EXPECT_EQ(parsed("envdeckctl audit --limt=5").next, QStringLiteral("envdeckctl audit --limit=5"));
    const ParseResult far = parsed("envdeckctl --json status --no-such-option");
    EXPECT_EQ(far.next, QStringLiteral("envdeckctl status --help"));
    EXPECT_TRUE(far.arguments.json); // whoever asked for JSON gets it also now
}

TEST(CommandLine, ABareCallNamesTheVerbs)
{
    const ParseResult result = parsed("envdeckctl");
    EXPECT_EQ(result.code, exitUsage);
    EXPECT_TRUE(result.text.contains(QLatin1String("rollback"))) << qPrintable(result.text);
}

TEST(CommandLine, ARunIsShownByItsOperation)
{
    const ParseResult list = parsed("envdeckctl runs --env dev --limit 5");
    EXPECT_EQ(list.arguments.verb, QStringLiteral("runs"));
    EXPECT_EQ(list.arguments.limit, 5);
    const ParseResult one = parsed("envdeckctl runs show 019cae19-eaa0-765f-83d8-d5f3c2f9a142");
    EXPECT_EQ(one.arguments.verb, QStringLiteral("runs show"));
    EXPECT_EQ(one.arguments.operation, QStringLiteral("019cae19-eaa0-765f-83d8-d5f3c2f9a142"));
    EXPECT_EQ(parsed("envdeckctl runs show").code, exitUsage);
    EXPECT_EQ(parsed("envdeckctl unlock --env dev").code, exitUsage); // which lock?
}

TEST(CommandLine, HelpIsNoError)
{
    const ParseResult result = parsed("envdeckctl deploy --help");
    EXPECT_TRUE(result.leave);
    EXPECT_EQ(result.code, exitOk);
    EXPECT_TRUE(result.text.contains(QLatin1String("--unchecked"))) << qPrintable(result.text);
}

TEST(CommandLine, WhatIsToBeTypedIsQuotedOnlyWhereItMustBe)
{
    EXPECT_EQ(shellWord(QStringLiteral("v1.3.9-rc_2")), QStringLiteral("v1.3.9-rc_2"));
    EXPECT_EQ(shellWord(QStringLiteral("it's late; rm -r /")), QStringLiteral("'it'\\''s late; rm -r /'"));
    EXPECT_EQ(shellWord(QString()), QStringLiteral("''"));
    Arguments arguments;
    arguments.workspaceFolder = QStringLiteral("/my infra");
    EXPECT_EQ(commandLine({QStringLiteral("doctor")}, arguments),
              QStringLiteral("envdeckctl doctor --workspace '/my infra'"));
}

} // namespace
} // namespace envdeck::ctl
