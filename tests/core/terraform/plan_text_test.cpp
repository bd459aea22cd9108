// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/plan_text.h"
#include "core/terraform/plan_reader.h"

#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

TEST(KeptText, StaysAsItWasHoweverMuchComesAfterIt)
{
    KeptText kept;
    QList<QByteArrayView> views;
    QByteArrayList texts;
    for (int i = 0; i < 300; ++i)
        texts.append(QByteArray(i == 150 ? 9 * 1024 * 1024 : i * 100, char('a' + i % 26)));
    for (const QByteArray &text : std::as_const(texts))
        views.append(kept.keep(text, 64));
    for (int i = 0; i < texts.size(); ++i)
        EXPECT_TRUE(views.at(i) == texts.at(i)) << i;
}

TEST(PlanText, AChangeThatIsNoJsonChangesAndShowsNothing)
{
    const QByteArray change = R"({"actions":["update"],"before":{"a":nonsense},"after":{"a":"secret"}})";
    const Result<Plan> plan = readPlan(
        R"({"format_version":"1.2","resource_changes":[{"address":"a.b","change":)" + change + "}]}");
    ASSERT_TRUE(plan);
    const auto found = plan.value().resources.at(0).attributes.list();
    ASSERT_EQ(found.size(), 1);
    EXPECT_TRUE(found.at(0).changed);
    EXPECT_TRUE(found.at(0).sensitive);
    EXPECT_TRUE(found.at(0).before.isEmpty() && found.at(0).after.isEmpty());
}

TEST(PlanText, OutlivesItsReaderAndTheOtherCopiesOfThePlan)
{
    ResourceChange last;
    {
        QByteArray resources;
        for (int i = 0; i < 500; ++i)
            resources += (i ? "," : "") + QByteArray(R"({"address":"a.)") + QByteArray::number(i) +
                         R"(","change":{"actions":["create"],"before":null,"after":{"n":)" +
                         QByteArray::number(i) + R"(},"after_unknown":{},"before_sensitive":false}})";
        const Result<Plan> plan =
            readPlan(R"({"format_version":"1.2","resource_changes":[)" + resources + "]}");
        ASSERT_TRUE(plan);
        EXPECT_FALSE(plan.value().resources.last().attributes.isHeld());
        last = plan.value().resources.last();
    }
    const auto found = last.attributes.list();
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(found.at(0).after, QStringLiteral("499"));
}

} // namespace
} // namespace envdeck::terraform
