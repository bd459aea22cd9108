// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/change_facts.h"
#include "core/domain/freeze.h"
#include "core/deployments/witnesses.h"

#include <gtest/gtest.h>

namespace envdeck::deployments {
namespace {

Deployment deployment(const char *tag, const char *commit, bool current)
{
    Deployment d;
    d.target = {QStringLiteral("prod"), QStringLiteral("api")};
    d.image = {QStringLiteral("acme/api"), QString::fromLatin1(tag), {}};
    d.commit = QString::fromLatin1(commit);
    d.current = current;
    return d;
}

Witnesses running(const char *tag)
{
    Witnesses witnesses;
    witnesses.containersKnown = true;
    witnesses.containers = {{QStringLiteral("api-1"),
                             QStringLiteral("api"),
                             {QStringLiteral("acme/api"), QString::fromLatin1(tag), {}},
                             QStringLiteral("running"),
                             {},
                             0,
                             {}}};
    return witnesses;
}

DeploymentState stateOf(const Deployment &d, const Witnesses &witnesses)
{
    return witnessed({d}, witnesses, 1.0).first().state;
}

TEST(Witnesses, NothingSaidMeansUnknownNeverHealthy)
{
    EXPECT_EQ(stateOf(deployment("v2", "c2", true), {}), DeploymentState::Unknown);
    EXPECT_EQ(stateOf(deployment("v1", "c1", false), {}), DeploymentState::Unknown);
}

TEST(Witnesses, AnotherVersionThatRunsIsAMismatch)
{
    EXPECT_EQ(stateOf(deployment("v2", "c2", true), running("v1")), DeploymentState::Mismatch);
}

TEST(Witnesses, NoContainerAtAllIsAFailureOfTheCurrentVersionOnly)
{
    Witnesses none;
    none.containersKnown = true;
    EXPECT_EQ(stateOf(deployment("v2", "c2", true), none), DeploymentState::Failed);
    EXPECT_EQ(stateOf(deployment("v1", "c1", false), none), DeploymentState::Unknown);
}

TEST(Witnesses, APlatformAtWorkOutweighsWhatStillRuns)
{
    Witnesses witnesses = running("v1");
    platform::PlatformDeployment row;
    row.id = QStringLiteral("d1");
    row.commit = QStringLiteral("c2");
    row.state = platform::PlatformState::Running;
    witnesses.rows = {row};
    const Deployment seen = witnessed({deployment("v2", "c2", true)}, witnesses, 1.0).first();
    EXPECT_EQ(seen.state, DeploymentState::Running);
    EXPECT_EQ(seen.platform, QStringLiteral("d1"));
}

TEST(Witnesses, ErrorsOverTheLimitDegradeWhatWasRecordedHealthy)
{
    Witnesses witnesses = running("v2");
    journal::DeploymentRecord record;
    record.commit = QStringLiteral("c2");
    record.state = DeploymentState::Healthy;
    witnesses.records = {record};
    witnesses.behaviour.insert(QStringLiteral("c2"), {std::nullopt, 2.4, 610.0});
    EXPECT_EQ(stateOf(deployment("v2", "c2", true), witnesses), DeploymentState::Degraded);
    witnesses.behaviour.insert(QStringLiteral("c2"), {std::nullopt, 0.2, 80.0});
    EXPECT_EQ(stateOf(deployment("v2", "c2", true), witnesses), DeploymentState::Healthy);
}

TEST(Witnesses, AnEarlierVersionIsJudgedByHowItBehaved)
{
    Witnesses witnesses;
    witnesses.behaviour.insert(QStringLiteral("c1"), {std::nullopt, 0.1, 88.0});
    EXPECT_EQ(stateOf(deployment("v1", "c1", false), witnesses), DeploymentState::Healthy);
    witnesses.behaviour.insert(QStringLiteral("c1"), {std::nullopt, 5.1, 95.0});
    EXPECT_EQ(stateOf(deployment("v1", "c1", false), witnesses), DeploymentState::Degraded);
}

class FailedRows : public ::testing::Test {
protected:
    static QDateTime at(int minutes)
    {
        return QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC).addSecs(minutes * 60);
    }

    // v1 from minute 0, v2 from minute 10, v3 from minute 20; newest first.
    static QList<Deployment> three()
    {
        QList<Deployment> all{deployment("v3", "c3", true), deployment("v2", "c2", false),
                              deployment("v1", "c1", false)};
        for (int i = 0; i < 3; ++i) {
            all[i].at = at(20 - 10 * i);
            all[i].liveFor = std::chrono::minutes(10);
            all[i].subject = QStringLiteral("Deploy api %1").arg(all.at(i).image.tag);
        }
        return all;
    }
    static platform::PlatformDeployment row(const char *id, int minutes, platform::PlatformState state,
                                            const char *title, const char *commit = "")
    {
        platform::PlatformDeployment row;
        row.id = QString::fromLatin1(id);
        row.created = at(minutes);
        row.state = state;
        row.title = QString::fromLatin1(title);
        row.commit = QString::fromLatin1(commit);
        return row;
    }
    static QList<Deployment> seen(const QList<platform::PlatformDeployment> &rows)
    {
        Witnesses witnesses;
        witnesses.rows = rows;
        for (const char *commit : {"c1", "c2", "c3"}) // what serves is measured, whoever it is
            witnesses.behaviour.insert(QString::fromLatin1(commit), {std::nullopt, 0.1, 88.0});
        return witnessed(three(), witnesses, 1.0);
    }
    using P = platform::PlatformState;
};

TEST_F(FailedRows, AVersionWhoseDeploymentFailedWasNeverLiveWhateverWasMeasuredMeanwhile)
{
    const auto all =
        seen({row("d3", 21, P::Done, "Deploy api v3", "c3"), row("d2", 11, P::Error, "Deploy api v2"),
              row("d1", 1, P::Done, "Deploy api v1", "c1")});
    EXPECT_EQ(all.at(1).state, DeploymentState::Failed);
    EXPECT_EQ(all.at(1).platform, QStringLiteral("d2"));
    EXPECT_FALSE(all.at(1).liveFor || all.at(1).errorPercent || all.at(1).p95Ms);
    EXPECT_EQ(all.at(0).state, DeploymentState::Healthy);
    EXPECT_EQ(all.at(2).state, DeploymentState::Healthy);
    EXPECT_TRUE(all.at(2).liveFor && all.at(2).errorPercent);
}

TEST_F(FailedRows, ACloneThatFailedShowsTheCommitBeforeAndIsNotHeldAgainstIt)
{
    const auto all =
        seen({row("d2", 11, P::Error, "Deploy api v1"), row("d1", 1, P::Done, "Deploy api v1", "c1")});
    EXPECT_EQ(all.at(1).state, DeploymentState::Failed);
    EXPECT_EQ(all.at(2).state, DeploymentState::Healthy);
}

TEST_F(FailedRows, ALaterTryThatWentWellWins)
{
    const auto all =
        seen({row("d2b", 14, P::Done, "Explain the files", "c9"), row("d2", 11, P::Error, "Deploy api v2"),
              row("d1", 1, P::Done, "Deploy api v1", "c1")});
    EXPECT_EQ(all.at(1).state, DeploymentState::Healthy);
}

TEST_F(FailedRows, TheOldestRowOfAListThatForgetsCountsOnlyWhenItNamesTheVersion)
{
    EXPECT_EQ(seen({row("d2", 15, P::Error, "Restart")}).at(1).state, DeploymentState::Healthy);
    EXPECT_EQ(seen({row("d2", 15, P::Error, "Deploy api v2")}).at(1).state, DeploymentState::Failed);
}

TEST_F(FailedRows, ARunningRowIsOfTheCurrentVersionAlthoughItNamesNoCommitYet)
{
    EXPECT_EQ(seen({row("d3", 21, P::Running, "Deploy api v3")}).at(0).state, DeploymentState::Running);
}

TEST_F(FailedRows, WhatWeSawRunWellWasLive)
{
    Witnesses witnesses;
    witnesses.rows = {row("d2", 11, P::Error, "Deploy api v2"), row("d1", 1, P::Done, "Deploy api v1", "c1")};
    journal::DeploymentRecord record;
    record.commit = QStringLiteral("c2");
    record.state = DeploymentState::Healthy;
    witnesses.records = {record};
    const Deployment two = witnessed(three(), witnesses, 1.0).at(1);
    EXPECT_EQ(two.state, DeploymentState::Healthy);
    EXPECT_TRUE(two.liveFor);
}

TEST(Freeze, HoldsItsSpanOfTheWeekAcrossSunday)
{
    const Freeze freeze{QStringLiteral("fri 16:00-mon 08:00"), {}};
    const auto moment = [](int day, int hour, int minute) {
        return QDateTime(QDate(2026, 3, day), QTime(hour, minute));
    }; // 2026-03-02 is a Monday
    EXPECT_TRUE(isInForce(freeze, moment(2, 7, 59)));
    EXPECT_FALSE(isInForce(freeze, moment(2, 8, 0)));
    EXPECT_FALSE(isInForce(freeze, moment(6, 15, 59)));
    EXPECT_TRUE(isInForce(freeze, moment(6, 16, 0)));
    EXPECT_TRUE(isInForce(freeze, moment(8, 12, 0)));
}

TEST(Freeze, UntilADateIncludesIt)
{
    const Freeze freeze{QStringLiteral("until 2026-12-24"), {}};
    EXPECT_TRUE(isInForce(freeze, QDateTime(QDate(2026, 12, 24), QTime(23, 59))));
    EXPECT_FALSE(isInForce(freeze, QDateTime(QDate(2026, 12, 25), QTime(0, 0))));
}

TEST(Freeze, WhatCannotBeReadIsInForce)
{
    EXPECT_TRUE(isInForce({QStringLiteral("friday-ish"), {}}, QDateTime::currentDateTime()));
}

TEST(ChangeFacts, SurviveTheJournal)
{
    ChangeFacts facts;
    facts.operation = QStringLiteral("0190a1b2-0000-7000-8000-000000000000");
    facts.action = Action::Rollback;
    facts.target = {QStringLiteral("prod"), QStringLiteral("api")};
    facts.from = {QStringLiteral("acme/api"), QStringLiteral("v2"), {}};
    facts.to = {QStringLiteral("acme/api"), QStringLiteral("v1"),
                QStringLiteral("sha256:") + QString(64, QLatin1Char('a'))};
    facts.branch = QStringLiteral("main");
    facts.file = QStringLiteral("deploy-config/prod/apps/api.compose.yml");
    facts.reason = QStringLiteral("errors");
    facts.hold = Hold{QStringLiteral("api"), QStringLiteral("v1"), QDate(2026, 12, 1), QStringLiteral("bo"),
                      QStringLiteral("errors")};
    const auto back = changeFactsFrom(toJson(facts));
    ASSERT_TRUE(back);
    EXPECT_EQ(back.value(), facts);
}

TEST(ChangeFacts, AMissingFieldIsNamed)
{
    ChangeFacts facts;
    facts.operation = QStringLiteral("op");
    facts.target = {QStringLiteral("prod"), QStringLiteral("api")};
    QJsonObject json = toJson(facts);
    json.remove(QStringLiteral("app"));
    const auto read = changeFactsFrom(json);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().detail, QStringLiteral("app"));
}

} // namespace
} // namespace envdeck::deployments
