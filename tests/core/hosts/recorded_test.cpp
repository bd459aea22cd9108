// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What real hosts said, read; see tests/data/hosts/SOURCES.md.
#include "core/hosts/parse.h"
#include "tests/core/hosts/host_text.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::hosts {
namespace {

using namespace testing;

class Recorded : public ::testing::TestWithParam<const char *> {
protected:
    HostFacts facts = recordedHost(GetParam());
};

TEST_P(Recorded, TheHostIsKnown)
{
    EXPECT_TRUE(facts.complete);
    EXPECT_EQ(facts.problems, QList<Error>());
    ASSERT_TRUE(facts.system) << qPrintable(facts.system.error().detail);
    EXPECT_EQ(facts.system.value().name, s("prod-1"));
    EXPECT_EQ(facts.system.value().os, s("Debian GNU/Linux 12 (bookworm)"));
    EXPECT_EQ(facts.system.value().osId, s("debian"));
    EXPECT_EQ(facts.system.value().osVersion, s("12"));
    EXPECT_GT(facts.system.value().uptime.count(), 13000);
    ASSERT_TRUE(facts.cpu);
    EXPECT_EQ(facts.cpu.value().count, 2);
    EXPECT_GT(facts.cpu.value().ticks.busy, 1'500'000);
    ASSERT_TRUE(facts.memory);
    EXPECT_EQ(facts.memory.value().totalBytes, 24684092LL * 1024);
    EXPECT_GT(facts.memory.value().usedPercent(), 1);
    EXPECT_EQ(facts.memory.value().swapTotalBytes, 0);
    ASSERT_TRUE(facts.load);
    EXPECT_GT(facts.load.value().fifteen, 0.1);
    ASSERT_TRUE(facts.fileSystems);
    EXPECT_EQ(facts.fileSystems.value().first().mount, s("/"));
    EXPECT_EQ(facts.fileSystems.value().first().device, s("/dev/vda"));
    EXPECT_NEAR(facts.fileSystems.value().first().usedPercent(), 32.5, 1);
    EXPECT_NEAR(facts.fileSystems.value().first().inodesUsedPercent.value_or(0), 2.7, 0.5);
    ASSERT_TRUE(facts.reboot);
    EXPECT_FALSE(facts.reboot.value().isPending());
    ASSERT_TRUE(facts.clock);
    EXPECT_EQ(facts.clock.value().began.date(), QDate(2026, 12, 1));
    ASSERT_TRUE(facts.listeners) << qPrintable(facts.listeners.error().detail);
    EXPECT_GE(facts.listeners.value().size(), 4);
}

INSTANTIATE_TEST_SUITE_P(Hosts, Recorded,
                         ::testing::Values("probe-docker28.txt", "probe-docker20.txt",
                                           "probe-docker20-busybox-sh.txt", "probe-busybox.txt",
                                           "probe-no-daemon.txt", "probe-no-permission.txt"));

class RecordedDocker : public Recorded {};

TEST_P(RecordedDocker, EveryContainerIsInItsState)
{
    ASSERT_TRUE(facts.docker) << qPrintable(facts.docker.error().detail);
    EXPECT_EQ(facts.docker.value().version, s("20.10.24+dfsg1"));
    EXPECT_TRUE(facts.docker.value().manager);
    EXPECT_EQ(facts.docker.value().rootFolder, s("/var/lib/docker"));
    ASSERT_TRUE(facts.containers);
    EXPECT_TRUE(facts.containers.value().isWhole());
    EXPECT_EQ(facts.containers.value().total, 18);

    EXPECT_EQ(named(facts, "web").state, ContainerState::Running);
    EXPECT_EQ(named(facts, "web").health, ContainerHealth::None);
    EXPECT_EQ(named(facts, "web").exitCode, std::nullopt);
    EXPECT_EQ(named(facts, "web").project, s("shop"));
    EXPECT_EQ(named(facts, "web").memoryLimitBytes, 64 * 1024 * 1024);
    EXPECT_EQ(named(facts, "web").openPorts, (QList<PortMapping>{{s("127.0.0.1"), 18080, 80, s("tcp")}}));
    EXPECT_EQ(named(facts, "done").exitCode, 0);
    EXPECT_EQ(named(facts, "oom").exitCode, 137);
    EXPECT_TRUE(named(facts, "oom").oomKilled);
    EXPECT_EQ(named(facts, "killed").exitCode, 137);
    EXPECT_FALSE(named(facts, "killed").oomKilled);
    EXPECT_EQ(named(facts, "loop").state, ContainerState::Restarting);
    EXPECT_GT(named(facts, "loop").restarts, 10);
    EXPECT_EQ(named(facts, "sick").health, ContainerHealth::Unhealthy);
    EXPECT_EQ(named(facts, "sick").healthWords, s("HTTP 503 \"bad\" tab"));
    EXPECT_EQ(named(facts, "clash").state, ContainerState::Created);
    EXPECT_TRUE(named(facts, "clash").error.contains(s("port is already allocated")));
    EXPECT_EQ(named(facts, "clash").wantedPorts.value(0).hostPort, 18080);
    EXPECT_FALSE(named(facts, "clash").started.isValid());
    EXPECT_EQ(named(facts, "nocmd").exitCode, 127);
    EXPECT_EQ(named(facts, "paused").state, ContainerState::Paused);
    EXPECT_EQ(named(facts, "made").exitCode, std::nullopt);
}

TEST_P(RecordedDocker, DigestsComeFromTheImagesAndFromSwarm)
{
    // Started by its tag: the image list knows what that was.
    EXPECT_EQ(named(facts, "shop-api-1").image->tag, s("v1"));
    EXPECT_EQ(named(facts, "shop-api-1").digest,
              s("sha256:22b0f294b705943e555adc1d44ac87710e77c345dfe1d44ac8f5b9a21fe40ac5"));
    EXPECT_EQ(named(facts, "shop_api.1.o9bhnpfn69n4jzl2gnlr92wtw").digest,
              s("sha256:8ade1ceec0120c2b59beffe09d7da20c11d34804913cac8b94591f3cbf2efc83"));
    EXPECT_EQ(named(facts, "web").digest, QString()); // imported here
}

TEST_P(RecordedDocker, ServicesAndTasksOfTheSwarmAreKnown)
{
    ASSERT_TRUE(facts.services);
    QHash<QString, SwarmService> services;
    for (const SwarmService &service : facts.services.value())
        services.insert(service.name, service);
    EXPECT_EQ(services.value(s("good")).running, 2);
    EXPECT_EQ(services.value(s("good")).wanted, 2);
    EXPECT_EQ(services.value(s("noimage")).running, 0);
    EXPECT_EQ(services.value(s("shop_api")).stack, s("shop"));
    EXPECT_EQ(services.value(s("shop_api")).image->tag, s("v2"));
    EXPECT_EQ(services.value(s("shop_api")).id.size(), 25);
    ASSERT_TRUE(facts.tasks);
    const auto rejected = std::find_if(facts.tasks.value().cbegin(), facts.tasks.value().cend(),
                                       [](const SwarmTask &task) { return task.state == s("Rejected"); });
    ASSERT_NE(rejected, facts.tasks.value().cend());
    EXPECT_EQ(rejected->service(), s("noimage"));
    EXPECT_EQ(rejected->error, s("No such image: 127.0.0.1:5999/demo/none:v9"));
}

TEST_P(RecordedDocker, UseOfMemoryProcessorAndDiskIsKnown)
{
    ASSERT_TRUE(facts.usage);
    const ContainerUsage *web = facts.usage.value().of(named(facts, "web").id);
    ASSERT_TRUE(web);
    EXPECT_GT(web->memoryBytes.value_or(0), 100'000);
    EXPECT_GT(web->cpuNanoseconds.value_or(0), 1'000'000);
    EXPECT_FALSE(facts.usage.value().of(named(facts, "done").id));
    ASSERT_TRUE(facts.disk);
    EXPECT_EQ(facts.disk.value().images->count, 3);
    EXPECT_EQ(facts.disk.value().images->sizeBytes, 5'947'000);
    EXPECT_EQ(facts.disk.value().volumes->count, 1);
    EXPECT_GT(facts.disk.value().logBytes.value_or(0), 1000);
    EXPECT_GT(named(facts, "loop").logBytes, 1000);
}

INSTANTIATE_TEST_SUITE_P(Hosts, RecordedDocker,
                         ::testing::Values("probe-docker28.txt", "probe-docker20.txt",
                                           "probe-docker20-busybox-sh.txt", "probe-busybox.txt"));

TEST(RecordedTrouble, ADaemonThatIsNotThereMakesItsPartsUnknownAndNothingElse)
{
    const HostFacts facts = recordedHost("probe-no-daemon.txt");
    ASSERT_FALSE(facts.docker);
    EXPECT_EQ(facts.docker.error().code, ErrorCode::Unreachable);
    EXPECT_TRUE(facts.docker.error().detail.contains(s("Is the docker daemon running?")));
    EXPECT_EQ(facts.containers.error(), facts.docker.error());
    EXPECT_EQ(facts.images.error(), facts.docker.error());
    EXPECT_TRUE(facts.memory);
    EXPECT_EQ(dokployOn(facts), std::nullopt);
}

TEST(RecordedTrouble, AUserWhoMayNotTalkToDockerIsForbidden)
{
    const HostFacts facts = recordedHost("probe-no-permission.txt");
    ASSERT_FALSE(facts.docker);
    EXPECT_EQ(facts.docker.error().code, ErrorCode::Forbidden);
    EXPECT_EQ(facts.containers.error().code, ErrorCode::Forbidden);
    EXPECT_TRUE(facts.listeners);
}

TEST(RecordedTrouble, ProgramsOfListenersAreSeenByRoot)
{
    const HostFacts facts = recordedHost("probe-docker28.txt");
    const auto &listeners = facts.listeners.value();
    const auto proxy = std::find_if(listeners.cbegin(), listeners.cend(),
                                    [](const Listener &listener) { return listener.port == 18080; });
    ASSERT_NE(proxy, listeners.cend());
    EXPECT_EQ(*proxy, (Listener{s("127.0.0.1"), 18080, s("docker-proxy")}));
    const auto swarm = std::find_if(listeners.cbegin(), listeners.cend(),
                                    [](const Listener &listener) { return listener.port == 2377; });
    ASSERT_NE(swarm, listeners.cend());
    EXPECT_EQ(*swarm, (Listener{s("::"), 2377, s("dockerd")}));
}

} // namespace
} // namespace envdeck::hosts
