// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/state.h"

#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

TEST(State, NothingPrintedMeansNothingWasEverApplied)
{
    const Result<StateSummary> state = stateFrom("\n");
    ASSERT_TRUE(state);
    EXPECT_FALSE(state.value().exists);
}

TEST(State, AStateWithoutALineageWasNeverWrittenEither)
{
    const Result<StateSummary> state = stateFrom(
        R"({"version":4,"terraform_version":"1.11.4","serial":0,"lineage":"","outputs":{},"resources":[],"check_results":null})");
    ASSERT_TRUE(state);
    EXPECT_FALSE(state.value().exists);
    for (const QByteArray &text :
         {QByteArray(R"({"version":4,"serial":3,"lineage":"","resources":[]})"),
          QByteArray(R"({"version":4,"serial":0,"lineage":"","resources":[{"type":"t"}]})")})
        EXPECT_FALSE(stateFrom(text)) << text.constData();
}

TEST(State, WhatIsNoStateIsAnErrorThatQuotesNothing)
{
    for (const QByteArray &text :
         {QByteArray("{"), QByteArray("{}"), QByteArray(R"({"version":3,"lineage":"l"})"),
          QByteArray(R"({"version":4,"serial":1})"), QByteArray("CANARY")}) {
        const Result<StateSummary> state = stateFrom(text);
        ASSERT_FALSE(state) << text.constData();
        EXPECT_EQ(state.error().code, ErrorCode::BadResponse);
        EXPECT_EQ(state.error().detail, QString());
    }
}

TEST(State, InstancesAndTaintsAreCounted)
{
    const Result<StateSummary> state = stateFrom(
        R"({"version":4,"serial":12345678901,"lineage":"l","resources":[{"mode":"data","type":"t","name":"n","provider":"provider[\"r/p\"].west",)"
        R"("instances":[{"status":"tainted"},{},{"deposed":"x"}]}]})");
    ASSERT_TRUE(state);
    EXPECT_EQ(state.value().serial, 12345678901);
    const StateResource expected{QStringLiteral("data.t.n"), QStringLiteral("t"), QStringLiteral("r/p"), 3,
                                 1};
    EXPECT_EQ(state.value().resources, QList<StateResource>{expected});
}

TEST(Outputs, AnUnmarkedOneCountsAsSensitive)
{
    const auto outputs = outputsFrom(
        R"({"a":{"type":"string","value":"x"},"b":{"sensitive":false,"type":"bool","value":true}})");
    ASSERT_TRUE(outputs);
    EXPECT_TRUE(outputs.value().at(0).sensitive);
    EXPECT_EQ(outputs.value().at(1).text(), QStringLiteral("true"));
    EXPECT_TRUE(outputsFrom("{}").value().isEmpty());
    EXPECT_FALSE(outputsFrom(""));
    EXPECT_FALSE(outputsFrom("[]"));
}

} // namespace
} // namespace envdeck::terraform
