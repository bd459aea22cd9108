// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/environment_values.h"

#include <QJsonDocument>
#include <gtest/gtest.h>

namespace envdeck::ctl {
namespace {

configuration::EnvironmentSide sideOf(const QString &environment)
{
    configuration::EnvironmentSide side{environment, {}, {environment, {}, {}}, {}};
    side.side.configuration.modules = {
        {QStringLiteral("far"), QStringLiteral("../../elsewhere"), {}, {}, QStringLiteral("main.tf"), 1}};
    side.side.configuration.unread = {QStringLiteral("extra.tf.json")};
    terraform::Variable seed{QStringLiteral("seed"), terraform::VariableDeclaration(), {}, {}};
    seed.declaration->type = QStringLiteral("string");
    seed.values = {{terraform::ValueSource::File, QStringLiteral("a.auto.tfvars"), 1,
                    "\"CANARY-" + environment.toUtf8() + '"'}};
    side.side.variables = {seed};
    return side;
}

QString lineOf(const Answer &answer, const char *name)
{
    for (const QString &line : answer.lines) {
        if (line.contains(QLatin1String(name)))
            return line;
    }
    ADD_FAILURE() << name;
    return {};
}

TEST(ParityAnswer, WhatWasNotReadIsSaidAndNeverTheSame)
{
    Arguments arguments;
    arguments.exitCode = true;
    const Answer answer =
        parityAnswer({sideOf(QStringLiteral("dev")), sideOf(QStringLiteral("prod"))}, arguments);
    EXPECT_EQ(answer.code, exitSomethingToDo);
    for (const char *name : {"far", "extra.tf.json"}) {
        const QString line = lineOf(answer, name);
        EXPECT_EQ(line.count(QLatin1String("(unread)")), 2) << qPrintable(line);
        EXPECT_TRUE(line.endsWith(QLatin1String(" unread"))) << qPrintable(line);
    }
    EXPECT_EQ(answer.data.value(QLatin1String("concerns")).toInt(), 2);
}

TEST(ParityAnswer, WhatIsSecretInOneEnvironmentIsInNoOutput)
{
    QList<configuration::EnvironmentSide> sides{sideOf(QStringLiteral("dev")),
                                                sideOf(QStringLiteral("prod"))};
    sides[1].side.variables.first().declaration->sensitive = true;
    const Answer answer = parityAnswer(sides, {});
    const QString all =
        answer.lines.join(QLatin1Char('\n')) + QString::fromUtf8(QJsonDocument(answer.data).toJson());
    EXPECT_FALSE(all.contains(QLatin1String("CANARY"))) << qPrintable(all);
    EXPECT_TRUE(lineOf(answer, "seed").contains(QLatin1String("(set)")));
}

TEST(ParityAnswer, AnEnvironmentThatWasNotReadIsNamed)
{
    configuration::EnvironmentSide gone{QStringLiteral("prod"),
                                        {},
                                        {QStringLiteral("prod"), {}, {}},
                                        Error{ErrorCode::NotFound, QStringLiteral("release"), {}, 0}};
    const Answer answer = parityAnswer({sideOf(QStringLiteral("dev")), gone}, {});
    ASSERT_EQ(answer.problems.size(), 1);
    EXPECT_TRUE(answer.problems.first().text.startsWith(QLatin1String("prod was not read: ")))
        << qPrintable(answer.problems.first().text);
    EXPECT_EQ(answer.code, exitCodeOf(*gone.error));
    EXPECT_FALSE(answer.lines.isEmpty());
}

} // namespace
} // namespace envdeck::ctl
