// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/number_text.h"

#include <QLocale>
#include <cmath>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

class NumberText : public ::testing::Test {
protected:
    void SetUp() override { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void TearDown() override { QLocale::setDefault(QLocale::c()); }
};

TEST_F(NumberText, WhatIsNotKnownIsADashAndNeverZero)
{
    EXPECT_EQ(percentText(std::nullopt), absentText());
    EXPECT_EQ(latencyText(std::nan("")), absentText());
    EXPECT_EQ(rateText(INFINITY), absentText());
    EXPECT_EQ(sizeText(-1), absentText());
}

TEST_F(NumberText, SmallPercentagesKeepOneDecimal)
{
    EXPECT_EQ(percentText(0.0), QStringLiteral("0.0 %"));
    EXPECT_EQ(percentText(2.44), QStringLiteral("2.4 %"));
    EXPECT_EQ(percentText(9.97), QStringLiteral("10 %"));
    EXPECT_EQ(percentText(86.2), QStringLiteral("86 %"));
}

TEST_F(NumberText, LatencyChangesToSecondsWhenItIsSeconds)
{
    EXPECT_EQ(latencyText(0.4), QStringLiteral("0.4 ms"));
    EXPECT_EQ(latencyText(88.2), QStringLiteral("88 ms"));
    EXPECT_EQ(latencyText(999.7), QStringLiteral("1.0 s"));
    EXPECT_EQ(latencyText(1240.0), QStringLiteral("1.2 s"));
}

TEST_F(NumberText, SizesAndCountsFollowTheLocale)
{
    EXPECT_EQ(sizeText(512), QStringLiteral("512 bytes"));
    EXPECT_EQ(sizeText(3'100'000'000), QStringLiteral("3.1 GB"));
    EXPECT_EQ(limitText(256 << 20), QStringLiteral("256 MiB"));
    EXPECT_EQ(limitText(1536LL << 20), QStringLiteral("1.5 GiB"));
    EXPECT_EQ(limitText(2048LL << 20), QStringLiteral("2 GiB"));
    EXPECT_EQ(limitText(500'000'000), QStringLiteral("500.0 MB"));
    EXPECT_EQ(limitText(-1), absentText());
    EXPECT_EQ(countText(12345), QStringLiteral("12,345"));
    EXPECT_EQ(rateText(3.14), QStringLiteral("3.1 req/s"));
}

} // namespace
} // namespace envdeck::ui
