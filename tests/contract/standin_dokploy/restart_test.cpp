// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/standin_dokploy/bench.h"

#include <QFile>

namespace envdeck::testing {
namespace {

class Running {
public:
    Running()
        : image(bench.image(QStringLiteral("acme/api"), QStringLiteral("v1"))),
          id(bench.makeCompose(QStringLiteral("services:\n  api:\n    image: %1\n").arg(image)))
    {
        EXPECT_EQ(bench.deploy(id), QStringLiteral("done"));
    }
    Bench bench;
    QString image;
    QString id;
};

TEST(DokployRestart, KnowsItsRowsAndLeavesRunningContainersAlone)
{
    Running running;
    const QJsonArray before = running.bench.rows(running.id);
    running.bench.restart();
    EXPECT_EQ(running.bench.rows(running.id), before);
    EXPECT_EQ(running.bench.engine.events.size(), 1);
    EXPECT_EQ(running.bench.containers(running.id).first()[QLatin1String("state")].toString(),
              QStringLiteral("running"));
}

TEST(DokployRestart, CancelsTheRunningRowAndLosesTheQueue)
{
    Running running;
    running.bench.options.timing.clone = std::chrono::seconds(30);
    running.bench.restart();
    for (int i = 0; i < 3; ++i)
        running.bench.post(QStringLiteral("compose.deploy"), {{QStringLiteral("composeId"), running.id}});
    EXPECT_EQ(running.bench.get(QStringLiteral("deployment.queueList")).toArray().size(), 3);
    running.bench.restart();
    EXPECT_EQ(running.bench.rows(running.id).first()[QLatin1String("status")].toString(),
              QStringLiteral("cancelled"));
    EXPECT_EQ(running.bench.rows(running.id).size(), 2);
    EXPECT_TRUE(running.bench.get(QStringLiteral("deployment.queueList")).toArray().isEmpty());
}

TEST(DokployRestart, StartsContainersThatWentDownWithTheMachine)
{
    Running running;
    running.bench.dokploy.reset();
    running.bench.engine.end(running.image, {});
    running.bench.restart();
    EXPECT_EQ(running.bench.engine.running(), QStringList{running.image});
}

TEST(DokployRestart, LeavesCrashedContainersDead)
{
    Running running;
    running.bench.dokploy.reset();
    running.bench.engine.end(running.image, 1);
    running.bench.restart();
    EXPECT_TRUE(running.bench.engine.running().isEmpty());
    EXPECT_TRUE(running.bench.containers(running.id)
                    .first()[QLatin1String("status")]
                    .toString()
                    .startsWith(QLatin1String("Exited (1)")));
}

TEST(DokployRestart, RefusesAStateThatItCannotRead)
{
    Running running;
    running.bench.dokploy.reset();
    QFile state(running.bench.options.stateFile);
    ASSERT_TRUE(state.open(QIODevice::WriteOnly | QIODevice::Truncate));
    state.write("{\"organizationId\":");
    state.close();
    standins::Dokploy dokploy(running.bench.options, running.bench.engine, running.bench.clock);
    const auto begun = dokploy.begin();
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().code, ErrorCode::BadResponse);
}

} // namespace
} // namespace envdeck::testing
