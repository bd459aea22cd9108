// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/deployment.h"

#include <gtest/gtest.h>

namespace envdeck {
namespace {

Deployment deployment(const char *tag, DeploymentState state, std::optional<double> errorPercent = {})
{
    Deployment made;
    made.image = ImageRef{QStringLiteral("ghcr.io/acme/api"), QString::fromLatin1(tag), {}};
    made.state = state;
    made.errorPercent = errorPercent;
    return made;
}

Deployment currentOf(Deployment made)
{
    made.current = true;
    return made;
}

constexpr double threshold = 1.0;

TEST(SafestTarget, IsTheNewestHealthyVersionUnderTheThreshold)
{
    EXPECT_EQ(safestTarget({currentOf(deployment("v5", DeploymentState::Degraded, 9)),
                            deployment("v4", DeploymentState::Healthy, 2),
                            deployment("v3", DeploymentState::Healthy, 0.2),
                            deployment("v2", DeploymentState::Healthy, 0.1)},
                           threshold),
              2);
}

TEST(SafestTarget, IsNeverTheVersionThatRunsAlreadyWhateverItsDigest)
{
    Deployment earlier = deployment("v3", DeploymentState::Healthy, 0.1); // rolled back to since
    earlier.image.digest = QStringLiteral("sha256:") + QString(64, QLatin1Char('a'));
    EXPECT_EQ(safestTarget({currentOf(deployment("v3", DeploymentState::Healthy, 0.2)),
                            deployment("v4", DeploymentState::Degraded, 9), earlier,
                            deployment("v2", DeploymentState::Healthy, 0.1)},
                           threshold),
              3);
}

TEST(SafestTarget, MeasuredBeatsUnmeasuredAndUnmeasuredBeatsNothing)
{
    const auto v5 = currentOf(deployment("v5", DeploymentState::Failed));
    EXPECT_EQ(safestTarget({v5, deployment("v4", DeploymentState::Healthy),
                            deployment("v3", DeploymentState::Healthy, 0.5)},
                           threshold),
              2);
    EXPECT_EQ(safestTarget({v5, deployment("v4", DeploymentState::Healthy),
                            deployment("v3", DeploymentState::Healthy)},
                           threshold),
              1);
    EXPECT_EQ(safestTarget({v5, deployment("v4", DeploymentState::Healthy, 4)}, threshold),
              -1); // known to be bad
}

TEST(SafestTarget, NeverTheCurrentVersionUnderAnyName)
{
    const auto v5 = currentOf(deployment("v5", DeploymentState::Healthy, 0.1));
    EXPECT_EQ(safestTarget({v5}, threshold), -1);
    EXPECT_EQ(safestTarget({v5, deployment("v5", DeploymentState::Healthy, 0.1),
                            deployment("v4", DeploymentState::Healthy, 0.3)},
                           threshold),
              2);
}

TEST(SafestTarget, NeverOneThatWasRolledBackOrDidNotEndHealthy)
{
    auto rolledBack = deployment("v4", DeploymentState::Healthy, 0.1);
    rolledBack.rolledBack = true;
    EXPECT_EQ(safestTarget({currentOf(deployment("v5", DeploymentState::Failed)), rolledBack,
                            deployment("v3", DeploymentState::Unknown),
                            deployment("v2", DeploymentState::Mismatch, 0.1),
                            deployment("v1", DeploymentState::Running, 0.1)},
                           threshold),
              -1);
}

TEST(SafestTarget, TheThresholdItselfIsNotUnderIt)
{
    EXPECT_EQ(safestTarget({currentOf(deployment("v5", DeploymentState::Failed)),
                            deployment("v4", DeploymentState::Healthy, 1.0)},
                           threshold),
              -1);
}

TEST(SafestTarget, OfNothingIsNothing)
{
    EXPECT_EQ(safestTarget({}, threshold), -1);
}

TEST(DeploymentNames, ReadBackAsTheyAreWritten)
{
    for (const auto state : {DeploymentState::Running, DeploymentState::Healthy, DeploymentState::Degraded,
                             DeploymentState::Failed, DeploymentState::Unknown, DeploymentState::Mismatch})
        EXPECT_EQ(stateFromName(stateName(state)), state);
    for (const auto action : {Action::Deploy, Action::Promote, Action::Rollback, Action::Hold})
        EXPECT_EQ(actionFromName(actionName(action)), action);
    EXPECT_EQ(stateFromName(QStringLiteral("Healthy")), std::nullopt);
    EXPECT_EQ(actionFromName(QString()), std::nullopt);
    EXPECT_EQ((Target{QStringLiteral("prod"), QStringLiteral("api")}.text()), QStringLiteral("prod/api"));
}

} // namespace
} // namespace envdeck
