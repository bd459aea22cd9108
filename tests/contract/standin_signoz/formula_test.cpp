// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/aggregation.h"
#include "tests/standins/signoz/formula.h"
#include "tests/standins/signoz/refusal.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace envdeck::testing {
namespace {

using namespace standins::signoz;

const QMap<QString, double> values{
    {QStringLiteral("A"), 3}, {QStringLiteral("B"), 12}, {QStringLiteral("A.1"), 7}};

double result(const char *expression)
{
    return Formula::parse(QLatin1String(expression)).value(values);
}

TEST(SignozFormula, ReckonsWithTheUsualPrecedence)
{
    EXPECT_DOUBLE_EQ(result("A / B * 100"), 25);
    EXPECT_DOUBLE_EQ(result("A + B * 2"), 27);
    EXPECT_DOUBLE_EQ(result("(A + B) * 2"), 30);
    EXPECT_DOUBLE_EQ(result("B - A - 1"), 8);
    EXPECT_DOUBLE_EQ(result("-A + B"), 9);
    EXPECT_DOUBLE_EQ(result("A.1 - A"), 4);
    EXPECT_DOUBLE_EQ(result("max(A, B) / min(A, B)"), 4);
    EXPECT_DOUBLE_EQ(result("sqrt(abs(0 - 16)) + round(1.6) + exp(log(2))"), 8);
    EXPECT_TRUE(std::isinf(result("A / (B - 12)")));
}

TEST(SignozFormula, NamesWhatItUses)
{
    EXPECT_EQ(Formula::parse(QStringLiteral("A.1 / (B + A.1) * A")).names(),
              QStringList({QStringLiteral("A.1"), QStringLiteral("B"), QStringLiteral("A")}));
}

TEST(SignozFormula, RefusesWhatItCannotRead)
{
    for (const auto &bad : {"", "A +", "A B", "(A", "A)", "A / / B", "max(A)", "A $ B", "*A"})
        EXPECT_THROW(Formula::parse(QLatin1String(bad)), Refusal) << bad;
    EXPECT_THROW(Formula::parse(QString(5000, QLatin1Char('(')) + QLatin1Char('A')), Refusal);
}

Aggregation aggregation(const char *text)
{
    return Aggregation::parse(Signal::Traces, QLatin1String(text), {}).first();
}

TEST(SignozAggregation, OneToAHundredGiveTheQuantilesThatOneReckonsByHand)
{
    Accumulator accumulator;
    for (int i = 100; i >= 1; --i)
        accumulator.add(i, 1, true);
    EXPECT_DOUBLE_EQ(accumulator.value(aggregation("p50(duration_nano)"), 60), 50.5);
    EXPECT_DOUBLE_EQ(accumulator.value(aggregation("p95(duration_nano)"), 60), 95.05);
    EXPECT_DOUBLE_EQ(accumulator.value(aggregation("p99(duration_nano)"), 60), 99.01);
    EXPECT_DOUBLE_EQ(accumulator.value(aggregation("count()"), 60), 100);
    EXPECT_DOUBLE_EQ(accumulator.value(aggregation("rate()"), 50), 2);
    EXPECT_DOUBLE_EQ(accumulator.value(aggregation("sum(duration_nano)"), 60), 5050);
    EXPECT_DOUBLE_EQ(accumulator.value(aggregation("avg(duration_nano)"), 60), 50.5);
    EXPECT_DOUBLE_EQ(accumulator.value(aggregation("min(duration_nano)"), 60), 1);
    EXPECT_DOUBLE_EQ(accumulator.value(aggregation("max(duration_nano)"), 60), 100);
}

TEST(SignozAggregation, AWeightCountsAsThatManySamples)
{
    Accumulator accumulator; // 10 ten times, 20 nine times, 1000 once
    accumulator.add(20, 9, true);
    accumulator.add(1000, 1, true);
    accumulator.add(10, 10, true);
    EXPECT_DOUBLE_EQ(accumulator.value(aggregation("p50(duration_nano)"), 60),
                     15); // between the 10th and the 11th
    EXPECT_NEAR(accumulator.value(aggregation("p95(duration_nano)"), 60), 20 + 980 * 0.05,
                1e-6); // position 18.05
    EXPECT_DOUBLE_EQ(accumulator.value(aggregation("avg(duration_nano)"), 60), (100 + 180 + 1000) / 20.0);
}

TEST(SignozAggregation, WhatWasNotMeasuredCountsButHasNoDuration)
{
    Accumulator accumulator;
    accumulator.add(std::numeric_limits<double>::quiet_NaN(), 4, true);
    EXPECT_DOUBLE_EQ(accumulator.value(aggregation("count()"), 60), 4);
    EXPECT_TRUE(std::isnan(accumulator.value(aggregation("p95(duration_nano)"), 60)));
    accumulator.add(8, 1, true);
    EXPECT_DOUBLE_EQ(accumulator.value(aggregation("avg(duration_nano)"), 60), 8);
}

TEST(SignozAggregation, ReadsConditionsListsAndRefusesTheRest)
{
    const auto several = Aggregation::parse(
        Signal::Traces,
        QStringLiteral("count(), countIf(name IN ('a,b', 'c')), p99If(duration_nano, has_error = true)"), {});
    ASSERT_EQ(several.size(), 3);
    EXPECT_EQ(several.at(1).condition.fields(), QStringList{QStringLiteral("name")});
    EXPECT_DOUBLE_EQ(several.at(2).quantile, 0.99);
    for (const auto &bad :
         {"count", "median(duration_nano)", "p97(duration_nano)", "countIf()", "p99()", "count(x)",
          "count_distinct(name)", "rate_sum(duration_nano)", "avg(http.route)", ""})
        EXPECT_THROW(Aggregation::parse(Signal::Traces, QLatin1String(bad), {}), Refusal) << bad;
}

} // namespace
} // namespace envdeck::testing
