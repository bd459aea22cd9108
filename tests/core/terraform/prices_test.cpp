// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/plan_reader.h"
#include "core/terraform/prices.h"

#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

PriceTable table()
{
    const auto prices = pricesFrom(
        R"({"prices":[{"type":"hcloud_server","size":"s1","places":["fsn1"],"currency":"EUR","cents":500,"asOf":"2026-05-01"},)"
        R"({"type":"hcloud_server","size":"s2","places":["fsn1"],"currency":"EUR","cents":1250,"asOf":"2025-01-02"},)"
        R"({"type":"hcloud_server","size":"s1","places":["sin"],"currency":"EUR","cents":900,"asOf":"2026-05-01"},)"
        R"({"type":"digitalocean_droplet","size":"d1","places":["*"],"currency":"USD","cents":600,"asOf":"2026-05-01"}]})");
    EXPECT_TRUE(prices);
    return prices ? prices.value() : PriceTable();
}

PlanCost costWith(const char *type, const char *actions, const QByteArray &before, const QByteArray &after,
                  const QByteArray &more = {})
{
    const QByteArray json =
        QByteArray(R"({"format_version":"1.2","resource_changes":[{"address":"a","type":")") + type +
        R"(","name":"a","change":{"actions":)" + actions + R"(,"before":)" + before + R"(,"after":)" + after +
        more + "}}]}";
    const Result<Plan> plan = readPlan(json);
    EXPECT_TRUE(plan) << json.constData();
    return plan ? costOf(plan.value(), table()) : PlanCost();
}

const QByteArray none = "null";
const QByteArray small = R"({"server_type":"s1","location":"fsn1"})";
const QByteArray large = R"({"server_type":"s2","location":"fsn1"})";

TEST(Prices, OursAreWholeAndEachSaysItsSource)
{
    const PriceTable prices = builtInPrices();
    ASSERT_GE(prices.size(), 10);
    for (const ServerPrice &price : prices)
        EXPECT_FALSE(pricedBy(price.type).size.isEmpty()) << qPrintable(price.size);
}

TEST(Prices, ABadTableNamesTheEntry)
{
    EXPECT_FALSE(pricesFrom("nonsense"));
    const auto free = pricesFrom(
        R"({"prices":[{"type":"t","size":"s","places":["*"],"currency":"EUR","cents":0,"asOf":"2026-05-01"}]})");
    ASSERT_FALSE(free);
    EXPECT_EQ(free.error().detail, QStringLiteral("t/s"));
}

TEST(Prices, ComingGoingAndResizingServersMakeTheDifference)
{
    const QString euro = QStringLiteral("EUR");
    EXPECT_EQ(costWith("hcloud_server", R"(["create"])", none, small).differenceByCurrency.value(euro), 500);
    EXPECT_EQ(costWith("hcloud_server", R"(["delete"])", large, none).differenceByCurrency.value(euro),
              -1250);
    const PlanCost resized = costWith("hcloud_server", R"(["update"])", small, large);
    EXPECT_EQ(resized.differenceByCurrency.value(euro), 750);
    EXPECT_EQ(resized.asOf, QDate(2025, 1, 2)); // of the older one
    EXPECT_EQ(resized.unknown, 0);
}

TEST(Prices, AMoveToADearerPlaceIsPricedThoughTheSizeStays)
{
    const PlanCost moved = costWith("hcloud_server", R"(["delete","create"])", small,
                                    R"({"server_type":"s1","location":"sin"})");
    EXPECT_EQ(moved.differenceByCurrency.value(QStringLiteral("EUR")), 400);
    EXPECT_TRUE(costWith("hcloud_server", R"(["delete","create"])",
                         R"({"server_type":"s1","location":"fsn1","image":"a"})",
                         R"({"server_type":"s1","location":"fsn1","image":"b"})")
                    .isEmpty());
}

TEST(Prices, WhatNobodyKnowsIsUnknownAndNeverNothing)
{
    for (const QByteArray &after :
         {QByteArray(R"({"server_type":"new","location":"fsn1"})"), QByteArray(R"({"server_type":"s1"})"),
          QByteArray(R"({"server_type":"s1","location":"mars"})"), QByteArray(R"({"location":"fsn1"})")}) {
        const PlanCost cost =
            costWith("hcloud_server", R"(["create"])", none, after, R"(,"after_unknown":{"location":false})");
        EXPECT_EQ(cost.unknown, 1) << after.constData();
        EXPECT_TRUE(cost.differenceByCurrency.isEmpty());
        EXPECT_FALSE(cost.servers.value(QStringLiteral("a")).differenceCents());
    }
    const PlanCost half =
        costWith("hcloud_server", R"(["update"])", small, R"({"server_type":"new","location":"fsn1"})");
    EXPECT_EQ(half.unknown, 1);
    EXPECT_TRUE(half.differenceByCurrency.isEmpty()); // what it cost so far is no difference
}

TEST(Prices, WhatIsForgottenOrImportedCostsAsBefore)
{
    EXPECT_TRUE(costWith("hcloud_server", R"(["forget"])", small, none).isEmpty());
    EXPECT_TRUE(
        costWith("hcloud_server", R"(["no-op"])", small, small, R"(,"importing":{"id":"7"})").isEmpty());
    EXPECT_TRUE(costWith("other_server", R"(["create"])", none, small).isEmpty());
}

} // namespace
} // namespace envdeck::terraform
