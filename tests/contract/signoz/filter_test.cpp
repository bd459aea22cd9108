// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/signoz/filter.h"
#include "tests/standins/signoz/filter.h"

#include <gtest/gtest.h>
#include <random>

namespace envdeck::signoz {
namespace {

const QString prod = QStringLiteral("deployment.environment = 'prod'");

TEST(SignozFilterExpression, JoinsItsParts)
{
    EXPECT_EQ(filterOf({QStringLiteral("api"), prod}, QStringLiteral("kind_string = 'Server'")).value(),
              QStringLiteral(
                  "kind_string = 'Server' AND (deployment.environment = 'prod') AND service.name = 'api'"));
    EXPECT_EQ(filterOf({QStringLiteral("api"), {}}).value(), QStringLiteral("service.name = 'api'"));
    EXPECT_EQ(filterOf({{}, QStringLiteral("  ")}).value(), QString());
}

TEST(SignozFilterExpression, AnOpenFilterIsRefusedBeforeItIsSent)
{
    for (const auto &open :
         {"a = 'x", "a = \"x", "(a = 1", "a = 1)", "a IN (1]", "a = 1) OR (b = 2", "[a", "'\\'"}) {
        const auto filter = filterOf({QStringLiteral("api"), QLatin1String(open)});
        ASSERT_FALSE(filter) << open;
        EXPECT_EQ(filter.error().code, ErrorCode::BadConfig);
    }
    for (const auto &closed : {"a = ')'", "a = \"('\"", "(a IN [1, 2]) OR b = 'it\\'s ('", ""})
        EXPECT_TRUE(isClosed(QLatin1String(closed))) << closed;
}

// Against a parser that shares nothing with the writer.
TEST(SignozFilterExpression, WhateverAServiceIsCalledItStaysOneValue)
{
    namespace server = standins::signoz;
    std::mt19937 random(20261124);
    const QString alphabet = QStringLiteral("ab'\"\\ ()[]=,$%ORAND\n\t\u00e4\u4e2d;");
    const auto pick = [&](qsizetype below) { return qsizetype(random() % std::mt19937::result_type(below)); };
    for (int i = 0; i < 1000; ++i) {
        QString name;
        for (qsizetype length = 1 + pick(12); length > 0; --length)
            name += alphabet.at(pick(alphabet.size()));
        const QString expression = filterOf({name, prod}).value();
        const auto filter = server::Filter::parse(server::Signal::Traces, expression);
        const auto matches = [&](const QString &service) {
            return filter.match(server::Signal::Traces, {{QStringLiteral("service.name"), service},
                                                         {QStringLiteral("deployment.environment"),
                                                          QStringLiteral("prod")}}) == server::Match::Yes;
        };
        EXPECT_TRUE(matches(name)) << qPrintable(expression);
        EXPECT_FALSE(matches(name + QLatin1Char('x'))) << qPrintable(expression);
        EXPECT_EQ(filter.fields().size(), 2) << qPrintable(expression);
    }
}

} // namespace
} // namespace envdeck::signoz
