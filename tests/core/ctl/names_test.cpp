// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/names.h"

#include <gtest/gtest.h>

namespace envdeck::ctl {
namespace {

Workspace acme()
{
    Workspace workspace;
    for (const char *name : {"dev", "test", "prod"}) {
        Environment environment;
        environment.name = QLatin1String(name);
        workspace.environments.append(environment);
    }
    App api;
    api.name = QStringLiteral("api");
    api.environments = {QStringLiteral("dev"), QStringLiteral("test"), QStringLiteral("prod")};
    App tools;
    tools.name = QStringLiteral("tools");
    tools.environments = {QStringLiteral("dev")};
    workspace.apps = {api, tools};
    return workspace;
}

std::optional<Answer> answerTo(const char *line)
{
    const ParseResult result = parse(QString::fromLatin1(line).split(QLatin1Char(' ')));
    EXPECT_FALSE(result.leave) << qPrintable(result.text);
    return misnamed(acme(), result.arguments);
}

void expectUsage(const char *line, const char *text, const char *next)
{
    const auto answer = answerTo(line);
    ASSERT_TRUE(answer) << line;
    EXPECT_EQ(answer->code, exitUsage) << line;
    ASSERT_EQ(answer->problems.size(), 1);
    EXPECT_TRUE(answer->problems.first().text.contains(QLatin1String(text)))
        << qPrintable(answer->problems.first().text);
    EXPECT_EQ(answer->problems.first().next, QLatin1String(next));
}

TEST(Names, ThatAreThereAreNoProblem)
{
    EXPECT_FALSE(answerTo("envdeckctl status"));
    EXPECT_FALSE(answerTo("envdeckctl history api --env prod"));
    EXPECT_FALSE(answerTo("envdeckctl promote api --env prod --from test"));
    EXPECT_FALSE(answerTo("envdeckctl rollback api --env prod --to v1.3.7"));
}

TEST(Names, AnUnknownEnvironmentIsAnsweredWithThoseThatAre)
{
    expectUsage("envdeckctl status --env prd", "did you mean \"prod\"? There are: dev, test, prod",
                "envdeckctl status --env prod");
    expectUsage("envdeckctl status --env nowhere", "there are: dev, test, prod", "envdeckctl status");
    expectUsage("envdeckctl --env=prd history api", "did you mean \"prod\"?",
                "envdeckctl --env=prod history api");
}

TEST(Names, OnlyTheWrongNameItselfIsPutRight)
{
    expectUsage("envdeckctl promote api --env prd --reason prd --from dev", "did you mean",
                "envdeckctl promote api --env prod --reason prd --from dev");
    expectUsage("envdeckctl promote api --reason tset --env prod --from=tset", "did you mean \"test\"",
                "envdeckctl promote api --reason tset --env prod --from=test");
    expectUsage("envdeckctl deploy --reason aip --env prod aip --to v1", "did you mean",
                "envdeckctl deploy --reason aip --env prod api --to v1");
    expectUsage("envdeckctl deploy prd --env prd --to prd", "did you mean \"prod\"",
                "envdeckctl deploy prd --env prod --to prd");
}

TEST(Names, AnUnknownAppTooAndOneThatIsNotDeployedThere)
{
    expectUsage("envdeckctl history aip --env prod", "did you mean \"api\"?",
                "envdeckctl history api --env prod");
    expectUsage("envdeckctl history tools --env prod", "there is no app \"tools\" in prod; there are: api",
                "envdeckctl status");
}

TEST(Names, WhatIsNotGivenIsAskedForWithWhatThereIs)
{
    expectUsage("envdeckctl history api", "--env is not given; there are: dev, test, prod",
                "envdeckctl history api --env dev");
    expectUsage("envdeckctl history --env prod", "the app is not given; there are: api",
                "envdeckctl history --env prod api");
    expectUsage("envdeckctl promote api --env prod", "--from is not given; there are: dev, test",
                "envdeckctl promote api --env prod --from dev");
}

TEST(Names, VerbsOfTheStateNeedAnEnvironmentAndNoApp)
{
    expectUsage("envdeckctl outputs", "--env is not given; there are: dev, test, prod",
                "envdeckctl outputs --env dev");
    expectUsage("envdeckctl unlock --id abc", "--env is not given", "envdeckctl unlock --id abc --env dev");
    expectUsage("envdeckctl runs --env prdo", "did you mean \"prod\"?", "envdeckctl runs --env prod");
    for (const char *line : {"envdeckctl outputs --env dev", "envdeckctl unlock --env dev --id abc",
                             "envdeckctl push-state --env dev", "envdeckctl runs", "envdeckctl runs show 0"})
        EXPECT_FALSE(answerTo(line)) << line;
}

TEST(Names, APromotionComesFromElsewhere)
{
    expectUsage("envdeckctl promote api --env prod --from prod", "the same environment", "envdeckctl status");
    expectUsage("envdeckctl promote api --env prod --from tset", "did you mean \"test\"?",
                "envdeckctl promote api --env prod --from test");
}

TEST(Names, AVersionIsATag)
{
    expectUsage("envdeckctl deploy api --env dev --to v1/2", "is not a tag",
                "envdeckctl history api --env dev");
}

} // namespace
} // namespace envdeck::ctl
