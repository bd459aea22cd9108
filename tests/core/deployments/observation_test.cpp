// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/observation.h"

#include <gtest/gtest.h>

namespace envdeck::deployments {
namespace {

using namespace std::chrono_literals;

const ImageRef wanted{QStringLiteral("acme/api"), QStringLiteral("v2"), {}};

QDateTime at(int seconds)
{
    return QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC).addSecs(seconds);
}

platform::Container container(const char *tag, const char *state = "running", int restarts = 0,
                              std::optional<int> exitCode = {})
{
    return {QStringLiteral("api-1"),
            QStringLiteral("api"),
            {QStringLiteral("acme/api"), QString::fromLatin1(tag), {}},
            QString::fromLatin1(state),
            {},
            restarts,
            exitCode};
}

Look look(int seconds, int status, const char *version,
          const QList<platform::Container> &containers = {container("v2")})
{
    Look look;
    look.at = at(seconds);
    look.hasHealth = true;
    look.namesVersion = true;
    if (status > 0)
        look.health = http::ProbeAnswer{status, 5ms, QString::fromLatin1(version), QStringLiteral("body")};
    look.containers = containers;
    look.containersKnown = true;
    return look;
}

// Judges the looks in order; the first verdict ends it.
std::optional<Result<Observation>> judged(const QList<Look> &looks)
{
    Observer observer(wanted, 10s, 60s);
    for (const Look &one : looks) {
        if (auto verdict = observer.judge(one))
            return verdict;
    }
    return std::nullopt;
}

TEST(Observer, IsHealthyOnlyAfterItWasGoodForTheWholeTime)
{
    EXPECT_FALSE(judged({look(0, 200, "v2"), look(9, 200, "v2")}));
    const auto verdict = judged({look(0, 200, "v2"), look(5, 200, "v2"), look(10, 200, "v2")});
    ASSERT_TRUE(verdict && *verdict);
    EXPECT_EQ(verdict->value().firstGood, at(0));
}

TEST(Observer, AnAnswerOfTheOldVersionIsNotGood)
{
    EXPECT_FALSE(judged({look(0, 200, "v1", {container("v1")}), look(30, 200, "v1", {container("v1")})}));
}

TEST(Observer, MeasuresTheGapBetweenOldAndNew)
{
    const auto verdict = judged(
        {look(0, 200, "v1", {container("v1")}), look(2, 0, "", {}), look(6, 200, "v2"), look(16, 200, "v2")});
    ASSERT_TRUE(verdict && *verdict);
    EXPECT_EQ(verdict->value().gap, 6s);
}

TEST(Observer, AContainerThatDiesAfterFiveSecondsIsNeverHealthy)
{
    const auto verdict =
        judged({look(0, 200, "v2"), look(4, 200, "v2"), look(6, 0, "", {container("v2", "exited", 0, 137)})});
    ASSERT_TRUE(verdict);
    ASSERT_FALSE(*verdict);
    EXPECT_EQ(verdict->error().code, ErrorCode::Unhealthy);
    EXPECT_EQ(verdict->error().status, 137);
    EXPECT_TRUE(verdict->error().detail.startsWith(QLatin1String("crashed")));
}

TEST(Observer, ARestartCountsAsACrash)
{
    const auto verdict = judged({look(0, 200, "v2", {container("v2", "running", 3)}),
                                 look(4, 200, "v2", {container("v2", "running", 4)})});
    ASSERT_TRUE(verdict);
    EXPECT_FALSE(*verdict);
}

TEST(Observer, AnOldDeadContainerIsNotHeldAgainstTheNewVersion)
{
    const QList<platform::Container> both{container("v1", "exited", 0, 0), container("v2")};
    const auto verdict = judged({look(0, 200, "v2", both), look(10, 200, "v2", both)});
    ASSERT_TRUE(verdict);
    EXPECT_TRUE(*verdict);
}

TEST(Observer, OneBadAnswerIsForgivenThreeAreNot)
{
    EXPECT_FALSE(judged({look(0, 200, "v2"), look(1, 502, ""), look(2, 200, "v2")}));
    const auto verdict = judged({look(0, 200, "v2"), look(1, 500, ""), look(2, 500, ""), look(3, 500, "")});
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->error().status, 500);
}

TEST(Observer, NothingGoodWithinTheTimeToStartIsAFailure)
{
    const auto verdict = judged({look(0, 0, "", {}), look(61, 0, "", {})});
    ASSERT_TRUE(verdict);
    EXPECT_TRUE(verdict->error().detail.startsWith(QLatin1String("never-healthy")));
}

TEST(Observer, WithoutHealthEndpointRunningContainersAreGood)
{
    Look first = look(0, 0, "");
    Look second = look(10, 0, "");
    first.hasHealth = second.hasHealth = false;
    const auto verdict = judged({first, second});
    ASSERT_TRUE(verdict);
    EXPECT_TRUE(*verdict);
}

TEST(Observer, WithoutHealthEndpointTheOldVersionsContainersAreNotGood)
{
    const auto without = [](int seconds, const QList<platform::Container> &containers) {
        Look one = look(seconds, 0, "", containers);
        one.hasHealth = one.namesVersion = false;
        return one;
    };
    EXPECT_FALSE(judged({without(0, {container("v1")}), without(30, {container("v1")})}));
    EXPECT_FALSE(judged(
        {without(0, {container("v1"), container("v2")}), without(30, {container("v1"), container("v2")})}));
    const auto verdict = judged({without(0, {container("v1")}), without(61, {container("v1")})});
    ASSERT_TRUE(verdict);
    EXPECT_FALSE(*verdict);
    platform::Container starting = container("v2");
    starting.health = QStringLiteral("starting");
    EXPECT_FALSE(judged({without(0, {starting}), without(30, {starting})}));
}

TEST(Observer, AnAnswerThatNamesNoVersionCountsOnlyWhenNoOldContainerRuns)
{
    const auto unnamed = [](int seconds, const QList<platform::Container> &containers) {
        Look one = look(seconds, 200, "", containers);
        one.namesVersion = false;
        return one;
    };
    EXPECT_FALSE(judged({unnamed(0, {container("v1")}), unnamed(30, {container("v1")})}));
    const auto verdict = judged({unnamed(0, {container("v2")}), unnamed(10, {container("v2")})});
    ASSERT_TRUE(verdict);
    EXPECT_TRUE(*verdict);
}

} // namespace
} // namespace envdeck::deployments
