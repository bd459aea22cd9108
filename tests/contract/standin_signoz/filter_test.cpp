// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/filter.h"
#include "tests/standins/signoz/refusal.h"

#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using namespace standins::signoz;

const Labels span{{QStringLiteral("service.name"), QStringLiteral("shop-api")},
                  {QStringLiteral("deployment.environment"), QStringLiteral("prod")},
                  {QStringLiteral("has_error"), true},
                  {QStringLiteral("status_code"), 2.0},
                  {QStringLiteral("response_status_code"), QStringLiteral("504")}};

bool holds(const QString &expression, const Labels &labels = span)
{
    return Filter::parse(Signal::Traces, expression).match(Signal::Traces, labels) == Match::Yes;
}

QString refusalOf(const QString &expression, Signal signal = Signal::Traces)
{
    try {
        Filter::parse(signal, expression);
    } catch (const Refusal &refusal) {
        return refusal.errors.isEmpty() ? refusal.message : refusal.errors.first();
    }
    return {};
}

TEST(SignozFilter, ComparesTextNumbersAndTruth)
{
    EXPECT_TRUE(holds(QStringLiteral("")));
    EXPECT_TRUE(holds(QStringLiteral("service.name = 'shop-api'")));
    EXPECT_TRUE(holds(QStringLiteral("service.name == \"shop-api\"")));
    EXPECT_FALSE(holds(QStringLiteral("service.name = 'shop-web'")));
    EXPECT_TRUE(holds(QStringLiteral("has_error = true")));
    EXPECT_FALSE(holds(QStringLiteral("has_error = false")));
    EXPECT_TRUE(holds(QStringLiteral("response_status_code >= 500 and response_status_code < 600")));
    EXPECT_TRUE(holds(QStringLiteral("status_code BETWEEN 1 AND 2")));
    EXPECT_FALSE(holds(QStringLiteral("status_code NOT BETWEEN 1 AND 2")));
    EXPECT_TRUE(holds(QStringLiteral("service.name IN ('shop-web', 'shop-api')")));
    EXPECT_TRUE(holds(QStringLiteral("service.name in [\"shop-api\"]")));
    EXPECT_FALSE(holds(QStringLiteral("service.name NOT IN ('shop-web', 'shop-api')")));
}

TEST(SignozFilter, MatchesPatterns)
{
    EXPECT_TRUE(holds(QStringLiteral("service.name LIKE 'shop-%'")));
    EXPECT_FALSE(holds(QStringLiteral("service.name LIKE 'SHOP-%'")));
    EXPECT_TRUE(holds(QStringLiteral("service.name ILIKE 'SHOP-%'")));
    EXPECT_FALSE(holds(QStringLiteral("service.name LIKE 'shop'"))); // the whole value
    EXPECT_TRUE(holds(QStringLiteral("service.name CONTAINS 'OP-A'")));
    EXPECT_TRUE(holds(QStringLiteral("service.name NOT CONTAINS 'web'")));
    EXPECT_TRUE(holds(QStringLiteral("service.name REGEXP '^shop-(api|web)$'")));
    EXPECT_FALSE(holds(QStringLiteral("service.name CONTAINS 'shop.api'"))); // a dot is a dot
}

TEST(SignozFilter, AndBindsCloserThanOrAndMayBeLeftOut)
{
    EXPECT_TRUE(
        holds(QStringLiteral("service.name = 'x' AND has_error = false OR deployment.environment = 'prod'")));
    EXPECT_FALSE(holds(
        QStringLiteral("service.name = 'x' AND (has_error = false OR deployment.environment = 'prod')")));
    EXPECT_TRUE(holds(QStringLiteral("service.name = 'shop-api' has_error = true")));
    EXPECT_FALSE(holds(QStringLiteral("service.name = 'shop-api' has_error = false")));
    EXPECT_TRUE(holds(QStringLiteral("NOT (service.name = 'x' OR has_error = false)")));
    EXPECT_TRUE(holds(QStringLiteral("NOT NOT has_error = true")));
}

TEST(SignozFilter, OnlyNegationsHoldWithoutTheField)
{
    EXPECT_FALSE(holds(QStringLiteral("service.version = 'v1'")));
    EXPECT_TRUE(holds(QStringLiteral("service.version != 'v1'")));
    EXPECT_TRUE(holds(QStringLiteral("service.version NOT IN ('v1')")));
    EXPECT_TRUE(holds(QStringLiteral("service.version NOT LIKE 'v%'")));
    EXPECT_FALSE(holds(QStringLiteral("service.version EXISTS")));
    EXPECT_TRUE(holds(QStringLiteral("service.version NOT EXISTS")));
    EXPECT_TRUE(holds(QStringLiteral("service.name EXISTS")));
    EXPECT_FALSE(holds(QStringLiteral("service.version < 5")));
}

TEST(SignozFilter, QuotesAreEscapedByBackslash)
{
    const Labels odd{{QStringLiteral("service.name"), QStringLiteral("it's a \\ \"name\"")}};
    EXPECT_TRUE(holds(QStringLiteral("service.name = 'it\\'s a \\\\ \"name\"'"), odd));
    EXPECT_TRUE(holds(QStringLiteral("service.name = \"it's a \\\\ \\\"name\\\"\""), odd));
    // A quoted text is never read as more than a value.
    EXPECT_FALSE(holds(QStringLiteral("service.name = '\\' OR has_error = true OR service.name = \\''")));
}

TEST(SignozFilter, ContextAndTypeMayBeSpelledOut)
{
    EXPECT_TRUE(holds(QStringLiteral("resource.service.name = 'shop-api' AND has_error:bool = true")));
    EXPECT_TRUE(holds(QStringLiteral("span.status_code:number = 2")));
    EXPECT_EQ(canonicalField(Signal::Logs, QStringLiteral("log.iostream")), QStringLiteral("log.iostream"));
    EXPECT_EQ(canonicalField(Signal::Logs, QStringLiteral("log.severity_text")),
              QStringLiteral("severity_text"));
}

TEST(SignozFilter, VariablesStandForValuesAndLists)
{
    const QMap<QString, QList<Value>> variables{
        {QStringLiteral("env"), {QStringLiteral("prod")}},
        {QStringLiteral("apps"), {QStringLiteral("shop-web"), QStringLiteral("shop-api")}}};
    const auto filter = Filter::parse(
        Signal::Traces, QStringLiteral("deployment.environment = $env AND service.name IN $apps"), variables);
    EXPECT_EQ(filter.match(Signal::Traces, span), Match::Yes);
    EXPECT_THROW(Filter::parse(Signal::Traces, QStringLiteral("service.name = $apps"), variables), Refusal);
    EXPECT_THROW(Filter::parse(Signal::Traces, QStringLiteral("service.name = $other"), variables), Refusal);
}

TEST(SignozFilter, WhatDiffersWithinAStreamIsOpenUntilTheSampleIsKnown)
{
    const auto filter =
        Filter::parse(Signal::Traces, QStringLiteral("duration_nano > 1000 AND service.name = 'shop-api'"));
    EXPECT_EQ(filter.match(Signal::Traces, span), Match::Open);
    const Labels slow{{QStringLiteral("duration_nano"), 2000.0}};
    const Labels quick{{QStringLiteral("duration_nano"), 500.0}};
    EXPECT_EQ(filter.match(Signal::Traces, span, &slow), Match::Yes);
    EXPECT_EQ(filter.match(Signal::Traces, span, &quick), Match::No);
    // Decided without it where the rest decides.
    EXPECT_EQ(Filter::parse(Signal::Traces, QStringLiteral("duration_nano > 1 AND service.name = 'x'"))
                  .match(Signal::Traces, span),
              Match::No);
    EXPECT_EQ(Filter::parse(Signal::Traces, QStringLiteral("duration_nano > 1 OR has_error = true"))
                  .match(Signal::Traces, span),
              Match::Yes);
}

TEST(SignozFilter, ABareWordSearchesTheBodyOfLogs)
{
    const auto filter = Filter::parse(Signal::Logs, QStringLiteral("timeout AND 'after 3000'"));
    const Labels body{{QStringLiteral("body"), QStringLiteral("Payment TIMEOUT after 3000 ms")}};
    EXPECT_EQ(filter.match(Signal::Logs, {}), Match::Open);
    EXPECT_EQ(filter.match(Signal::Logs, {}, &body), Match::Yes);
    EXPECT_THROW(Filter::parse(Signal::Traces, QStringLiteral("timeout")), Refusal);
}

TEST(SignozFilter, ErrorsNameTheColumnAndWhatWasExpected)
{
    EXPECT_EQ(refusalOf(QStringLiteral("severity_text = "), Signal::Logs),
              QStringLiteral("line 1:16 expecting one of {value}; got EOF"));
    EXPECT_EQ(refusalOf(QStringLiteral("service.name = ''a")),
              QStringLiteral("full text search is not supported for this signal"));
    EXPECT_EQ(refusalOf(QStringLiteral("(service.name = 'a'")),
              QStringLiteral("line 1:19 expecting one of {)}; got EOF"));
    EXPECT_EQ(refusalOf(QStringLiteral("service.name = 'a')")),
              QStringLiteral("line 1:18 expecting one of {AND, OR, EOF}; got ')'"));
    for (const auto &bad : {"service.name = 'a", "AND", "service.name IN ('a'", "a = 1 OR", "= 1",
                            "a BETWEEN 1", "a = ;", "a REGEXP '('", "NOT", "a IN ()", "service.name = ("})
        EXPECT_FALSE(refusalOf(QLatin1String(bad)).isEmpty()) << bad;
}

TEST(SignozFilter, DeepNestingIsRefusedAndNotACrash)
{
    const int deep = 50000;
    const QString expression =
        QString(deep, QLatin1Char('(')) + QStringLiteral("a = 1") + QString(deep, QLatin1Char(')'));
    EXPECT_FALSE(refusalOf(expression).isEmpty());
    EXPECT_FALSE(refusalOf(QStringLiteral("NOT ").repeated(deep) + QStringLiteral("a = 1")).isEmpty());
}

TEST(SignozFilter, FunctionsAreRefusedAsUnsupported)
{
    try {
        Filter::parse(Signal::Logs, QStringLiteral("has(body.tags, 'x')"));
        FAIL();
    } catch (const Refusal &refusal) {
        EXPECT_EQ(refusal.status, 501);
    }
}

} // namespace
} // namespace envdeck::testing
