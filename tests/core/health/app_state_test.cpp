// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/health/overview.h"
#include "core/health/snapshot.h"

#include <gtest/gtest.h>

namespace envdeck::health {
namespace {

using namespace std::chrono_literals;

const QDateTime now(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC);
const Error refused{ErrorCode::Unreachable, {}, {}, 0};
const Error slow{ErrorCode::Timeout, {}, {}, 0};

// An app of which everything was seen just now and is well; each test spoils one thing.
AppHealth healthy()
{
    AppHealth app;
    app.target = {QStringLiteral("prod"), QStringLiteral("api")};
    Deployment desired;
    desired.target = app.target;
    desired.image = {QStringLiteral("acme/api"), QStringLiteral("v2"), {}};
    desired.at = now.addDays(-1);
    app.desired = observed(desired, QStringLiteral("git"), now);
    app.runtime = observed(Runtime{{{QStringLiteral("api-1"),
                                     QStringLiteral("api"),
                                     desired.image,
                                     QStringLiteral("running"),
                                     {},
                                     0,
                                     {}}},
                                   false},
                           QStringLiteral("Dokploy"), now);
    app.hasHealth = true;
    app.namesVersion = true;
    app.answer =
        observed(http::ProbeAnswer{200, 5ms, QStringLiteral("v2"), {}}, QStringLiteral("health"), now);
    app.hasTelemetry = true;
    app.behaviour = observed(platform::Behaviour{3.0, 0.1, 80.0, 300}, QStringLiteral("SigNoz"), now);
    return app;
}

DeploymentState stateOf(const AppHealth &app)
{
    return appState(app, 1.0, now, Intervals());
}

TEST(AppState, HealthyNeedsContainersAndAnswerSeenJustNow)
{
    EXPECT_EQ(stateOf(healthy()), DeploymentState::Healthy);
}

TEST(AppState, StaleIsNeverHealthy)
{
    AppHealth app = healthy();
    app.answer.at = now.addSecs(-60);
    app.runtime.at = now.addSecs(-60);
    EXPECT_EQ(stateOf(app), DeploymentState::Unknown);
    app = healthy();
    app.runtime = withFailure(app.runtime, slow, QStringLiteral("Dokploy"), now);
    EXPECT_EQ(stateOf(app), DeploymentState::Unknown);
    app = healthy();
    app.answer = withFailure(app.answer, slow, QStringLiteral("health"), now);
    EXPECT_EQ(stateOf(app), DeploymentState::Unknown);
}

TEST(AppState, NothingSeenIsUnknown)
{
    EXPECT_EQ(stateOf(AppHealth()), DeploymentState::Unknown);
}

TEST(AppState, ADeploymentInProgressIsSaidFirst)
{
    AppHealth app = healthy();
    app.runtime.value->deploying = true;
    app.runtime.value->containers.clear();
    EXPECT_EQ(stateOf(app), DeploymentState::Running);
}

TEST(AppState, DeadRestartingUnhealthyOrMissingContainersAreAFailure)
{
    for (const char *state : {"exited", "dead", "restarting", "created"}) {
        AppHealth app = healthy();
        app.runtime.value->containers.first().state = QString::fromLatin1(state);
        EXPECT_EQ(stateOf(app), DeploymentState::Failed) << state;
    }
    AppHealth app = healthy();
    app.runtime.value->containers.first().health = QStringLiteral("unhealthy");
    EXPECT_EQ(stateOf(app), DeploymentState::Failed);
    app.runtime.value->containers.clear();
    EXPECT_EQ(stateOf(app), DeploymentState::Failed);
}

TEST(AppState, NobodyAtTheHealthEndpointIsAFailureThoughThePlatformIsSilent)
{
    AppHealth app = healthy();
    app.answer = withFailure(app.answer, refused, QStringLiteral("health"), now);
    app.runtime = withFailure(app.runtime, slow, QStringLiteral("Dokploy"), now);
    EXPECT_EQ(stateOf(app), DeploymentState::Failed);
}

TEST(AppState, ABadStatusIsAFailure)
{
    AppHealth app = healthy();
    app.answer.value->status = 503;
    EXPECT_EQ(stateOf(app), DeploymentState::Failed);
}

TEST(AppState, AnotherVersionIsAMismatch)
{
    AppHealth app = healthy();
    app.answer.value->header = QStringLiteral("v1");
    EXPECT_EQ(stateOf(app), DeploymentState::Mismatch);
    app = healthy();
    app.runtime.value->containers.first().image.tag = QStringLiteral("v1");
    EXPECT_EQ(stateOf(app), DeploymentState::Mismatch);
}

TEST(AppState, ErrorsOverTheLimitDegrade)
{
    AppHealth app = healthy();
    app.behaviour.value->errorPercent = 2.4;
    EXPECT_EQ(stateOf(app), DeploymentState::Degraded);
    app.behaviour.at = now.addSecs(-600); // too old to be held against it
    EXPECT_EQ(stateOf(app), DeploymentState::Healthy);
}

TEST(AppState, AFewErrorsAmongFewRequestsDegradeNothing)
{
    AppHealth app = healthy();
    app.behaviour.value->requestsPerSecond = 0.2; // sixty requests, one of them bad
    app.behaviour.value->errorPercent = 1.7;
    EXPECT_EQ(stateOf(app), DeploymentState::Healthy);
}

TEST(Attention, ProdComesFirstThenWhatIsCritical)
{
    Overview overview;
    for (const auto &[name, kind] : {std::pair(QStringLiteral("dev"), EnvironmentKind::Dev),
                                     std::pair(QStringLiteral("prod"), EnvironmentKind::Prod)}) {
        EnvironmentHealth environment;
        environment.name = name;
        environment.kind = kind;
        AppHealth app = healthy();
        app.target.environment = name;
        app.state = DeploymentState::Degraded;
        environment.apps = {app};
        environment.hasPlatform = true;
        environment.platform =
            observed(platform::PlatformInfo{QStringLiteral("v0.30.2"), true}, QStringLiteral("Dokploy"), now);
        overview.environments.append(environment);
    }
    const auto list = attentionOf(overview, Thresholds(), now, Intervals());
    ASSERT_EQ(list.size(), 4);
    EXPECT_EQ(list.at(0).target.environment, QStringLiteral("prod"));
    EXPECT_EQ(list.at(0).code, AttentionCode::Degraded);
    EXPECT_EQ(list.at(1).code, AttentionCode::PlatformOutdated);
    EXPECT_EQ(list.at(2).target.environment, QStringLiteral("dev"));
}

TEST(Attention, DriftIsAWarningOfItsEnvironmentSinceItsOldest)
{
    EnvironmentHealth environment;
    environment.name = QStringLiteral("test");
    Overview overview;
    overview.environments = {environment};
    EXPECT_TRUE(attentionOf(overview, Thresholds(), now, Intervals()).isEmpty());
    overview.environments.first().drift = {2, now.addDays(-1)};
    const auto list = attentionOf(overview, Thresholds(), now, Intervals());
    ASSERT_EQ(list.size(), 1);
    EXPECT_EQ(list.at(0).code, AttentionCode::Drifted);
    EXPECT_FALSE(list.at(0).critical);
    EXPECT_EQ(list.at(0).target, (Target{QStringLiteral("test"), {}}));
    EXPECT_EQ(list.at(0).since, now.addDays(-1));
    EXPECT_EQ(list.at(0).facts.value(QStringLiteral("resources")), QStringLiteral("2"));
}

// prod/api at v2 since a day; v1 before it.
Overview withAlert(const QDateTime &since, DeploymentState state)
{
    AppHealth app = healthy();
    app.state = state;
    Deployment before = *app.desired.value;
    before.image.tag = QStringLiteral("v1");
    before.at = now.addDays(-3);
    app.earlier = {before};
    EnvironmentHealth environment;
    environment.name = QStringLiteral("prod");
    environment.kind = EnvironmentKind::Prod;
    environment.apps = {app};
    Alert alert;
    alert.rule = QStringLiteral("Errors above 1 %");
    alert.severity = QStringLiteral("critical");
    alert.firing = true;
    alert.service = QStringLiteral("api");
    alert.since = since;
    environment.alerts = observed(QList<Alert>{alert}, QStringLiteral("SigNoz"), now);
    Overview overview;
    overview.environments = {environment};
    return overview;
}

Attention alertOf(const Overview &overview)
{
    const auto list = attentionOf(overview, Thresholds(), now, Intervals());
    return list.isEmpty() ? Attention() : list.last();
}

TEST(Attention, AnAlertOfAVersionThatLeftNamesItAndAsksForNoWayBack)
{
    const Attention alert = alertOf(withAlert(now.addDays(-2), DeploymentState::Healthy));
    EXPECT_EQ(alert.code, AttentionCode::AlertFiring);
    EXPECT_EQ(alert.facts.value(QStringLiteral("outlived")), QStringLiteral("v1"));
    EXPECT_FALSE(alert.critical);
    // A moment without an answer brings the way back not back.
    EXPECT_EQ(
        alertOf(withAlert(now.addDays(-2), DeploymentState::Unknown)).facts.value(QStringLiteral("outlived")),
        QStringLiteral("v1"));
}

TEST(Attention, AnAlertOfWhatRunsIsAnAlertOfWhatRuns)
{
    const Attention present = alertOf(withAlert(now.addSecs(-600), DeploymentState::Healthy));
    EXPECT_FALSE(present.facts.contains(QStringLiteral("outlived")));
    EXPECT_TRUE(present.critical);
    // While the new version is not well either, the alert may be about it.
    EXPECT_FALSE(alertOf(withAlert(now.addDays(-2), DeploymentState::Degraded))
                     .facts.contains(QStringLiteral("outlived")));
    EXPECT_FALSE(alertOf(withAlert(now.addDays(-2), DeploymentState::Running))
                     .facts.contains(QStringLiteral("outlived")));
    // Nobody knows what ran then.
    EXPECT_FALSE(alertOf(withAlert(now.addDays(-9), DeploymentState::Healthy))
                     .facts.contains(QStringLiteral("outlived")));
    EXPECT_FALSE(alertOf(withAlert({}, DeploymentState::Healthy)).facts.contains(QStringLiteral("outlived")));
}

TEST(Snapshot, BringsBackVersionsStatesAndAges)
{
    Overview before;
    EnvironmentHealth environment;
    environment.name = QStringLiteral("prod");
    AppHealth app = healthy();
    app.state = DeploymentState::Healthy;
    environment.apps = {app};
    before.environments = {environment};

    Overview after;
    AppHealth blank;
    blank.target = app.target;
    environment.apps = {blank};
    after.environments = {environment};
    restoreFrom(toJson(before), &after);
    const AppHealth &restored = after.environments.first().apps.first();
    EXPECT_TRUE(after.restored);
    EXPECT_EQ(restored.state, DeploymentState::Healthy);
    ASSERT_TRUE(restored.desired.value);
    EXPECT_EQ(restored.desired.value->image.tag, QStringLiteral("v2"));
    EXPECT_EQ(restored.desired.at, now);
    EXPECT_EQ(restored.behaviour.value->errorPercent, 0.1);
}

TEST(Snapshot, OfAnotherFormatIsLeftAlone)
{
    Overview after;
    restoreFrom(QJsonObject{{QStringLiteral("version"), 99}}, &after);
    EXPECT_FALSE(after.restored);
}

} // namespace
} // namespace envdeck::health
