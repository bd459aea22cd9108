// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/guard.h"

#include <gtest/gtest.h>

namespace envdeck {
namespace {

using namespace std::chrono_literals;

Environment environmentOf(EnvironmentKind kind)
{
    Environment environment;
    environment.name = QStringLiteral("prod-eu");
    environment.kind = kind;
    return environment;
}

struct Row {
    Risk risk;
    bool prod;
    Guard guard; // review, readTick, typed, arming, freshBackup, enterConfirms
};

TEST(Guards, AreTheTableOfTheUxSpecification)
{
    const QString name = QStringLiteral("prod-eu");
    const QString host = QStringLiteral("test-1");
    const QList<Row> table{
        {Risk::R0, false, {}},
        {Risk::R0, true, {}},
        {Risk::R1, false, {}},
        {Risk::R1, true, {}},
        {Risk::R2, false, {true, false, {}, 0s, false, true}},
        {Risk::R2, true, {true, false, name, 0s, false, false}},
        {Risk::R3, false, {true, true, {}, 0s, false, false}},
        {Risk::R3, true, {true, false, name, 5s, false, false}},
        {Risk::R4, false, {true, false, host, 3s, false, false}},
        {Risk::R4, true, {true, false, name + QLatin1Char('/') + host, 3s, true, false}},
    };
    for (const Row &row : table) {
        EXPECT_EQ(
            guardFor(row.risk, environmentOf(row.prod ? EnvironmentKind::Prod : EnvironmentKind::Test), host),
            row.guard)
            << "R" << int(row.risk) << (row.prod ? " prod" : " test");
    }
}

TEST(Guards, OnlyProdIsStricter)
{
    for (const Risk risk : {Risk::R0, Risk::R1, Risk::R2, Risk::R3, Risk::R4}) {
        const Guard dev = guardFor(risk, environmentOf(EnvironmentKind::Dev), QStringLiteral("x"));
        EXPECT_EQ(dev, guardFor(risk, environmentOf(EnvironmentKind::Test), QStringLiteral("x")));
        EXPECT_EQ(dev, guardFor(risk, environmentOf(EnvironmentKind::Custom), QStringLiteral("x")));
    }
}

TEST(Guards, TypedTextIsComparedExactlyButForWhiteSpaceAround)
{
    const Guard guard = guardFor(Risk::R2, environmentOf(EnvironmentKind::Prod));
    EXPECT_TRUE(satisfies(guard, QStringLiteral("prod-eu")));
    EXPECT_TRUE(satisfies(guard, QStringLiteral("  prod-eu\n")));
    for (const char *wrong : {"", "Prod-eu", "prod", "prod-eu-1", "prod eu", "prod\u2011eu"})
        EXPECT_FALSE(satisfies(guard, QString::fromUtf8(wrong))) << wrong;
    EXPECT_TRUE(satisfies(guardFor(Risk::R2, environmentOf(EnvironmentKind::Dev)), QString()));
}

} // namespace
} // namespace envdeck
