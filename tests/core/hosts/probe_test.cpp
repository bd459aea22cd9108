// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/parse_parts.h"
#include "core/hosts/probe_script.h"
#include "tests/core/hosts/host_text.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::hosts {
namespace {

using namespace testing;

HostFacts after(const char *section, const QByteArray &body, int code = 0)
{
    return parseProbe(sectionText(section, body, code) + sectionText("end", "1796091540.250"), marker);
}

HostFacts withCpu(const QByteArray &ticks, const QByteArray &boot = "b1")
{
    return parseProbe(sectionText("system", "name=h\nkernel=6.1.0-31-amd64\nuptime=5\nboot=" + boot) +
                          sectionText("cpu", "count=4\ncpu  " + ticks),
                      marker);
}

TEST(ProbeScript, AsksForWhatIsWantedUnderAMarkerOfItsOwn)
{
    const QByteArray marker1 = newMarker();
    EXPECT_EQ(marker1.size(), 32);
    EXPECT_NE(marker1, newMarker());
    const QByteArray script = probeScript({marker1, ProbePart::Basics | ProbePart::Docker, false});
    EXPECT_TRUE(script.startsWith("M='" + marker1 + "'\nW=' basics docker '\n"));
    EXPECT_TRUE(script.endsWith("main </dev/null\n"));
    EXPECT_TRUE(probeScript({marker1, everything, true}).contains(" disk listeners owners sudo '"));
    EXPECT_LT(script.size(), 16 * 1024); // goes over the wire at each poll
}

TEST(Probe, NothingIsKnownOfWhatWasNotAsked)
{
    const HostFacts facts = parseProbe({}, marker);
    EXPECT_FALSE(facts.complete);
    EXPECT_EQ(facts.memory.error(), notAsked(s("memory")));
    EXPECT_EQ(facts.containers.error(), notAsked(s("containers")));
}

TEST(Probe, CpuIsWhatPassedBetweenTwoReadings)
{
    const HostFacts before = withCpu("100 0 100 800 0 0 0 0 0 0");
    EXPECT_EQ(cpuPercent(before, withCpu("125 0 125 830 10 0 0 10 0 0")), 50.0);
    EXPECT_EQ(stolenPercent(before, withCpu("125 0 125 830 10 0 0 10 0 0")), 10.0);
    EXPECT_EQ(cpuPercent(before, before), std::nullopt);                         // no time passed
    EXPECT_EQ(cpuPercent(before, withCpu("5 0 5 8 0 0 0 0 0 0")), std::nullopt); // counts went back
    EXPECT_EQ(cpuPercent(before, withCpu("200 0 200 900 0 0 0 0 0 0", "b2")), std::nullopt); // restarted
    EXPECT_EQ(cpuPercent(HostFacts(), before), std::nullopt);
}

TEST(Probe, CpuOfAContainerIsOfOneProcessor)
{
    const QByteArray system = sectionText("system", "name=h\nkernel=6\nuptime=5\nboot=b");
    const auto reading = [&](const QByteArray &text) {
        return parseProbe(system + sectionText("usage", text), marker);
    };
    const HostFacts before = reading("at=100.00\n0123456789ab cpu.stat:usage_usec 1000000");
    const HostFacts later = reading("at=110.00\n0123456789ab cpu.stat:usage_usec 26000000");
    const QString id = s("0123456789ab") + QString(52, u'c');
    EXPECT_EQ(containerCpuPercent(before, later, id), 250.0);
    EXPECT_EQ(containerCpuPercent(later, before, id), std::nullopt);
    EXPECT_EQ(containerCpuPercent(before, later, s("another")), std::nullopt);
    EXPECT_EQ(containerCpuPercent(before, reading("at=110.00\n0123456789ab cpu.stat:usage_usec 5"), id),
              std::nullopt); // started again
}

TEST(Probe, MemoryOfAContainerIsWithoutTheCacheThatCanGo)
{
    const UsageFacts two = after("usage", "at=1.00\n0123456789ab memory.current:5000\n"
                                          "0123456789ab memory.stat:inactive_file 2000\n"
                                          "0123456789ab memory.events:oom_kill 3")
                               .usage.value();
    EXPECT_EQ(two.of(s("0123456789ab"))->memoryBytes, 3000);
    EXPECT_EQ(two.of(s("0123456789ab"))->oomKills, 3);
    EXPECT_EQ(two.of(s("0123456789ab"))->cpuNanoseconds, std::nullopt);
    const UsageFacts one = after("usage", "at=1.00\n0123456789ab memory.usage_in_bytes:5000\n"
                                          "0123456789ab memory.stat:total_inactive_file 4000\n"
                                          "0123456789ab memory.stat:inactive_file 2000")
                               .usage.value();
    EXPECT_EQ(one.of(s("0123456789ab"))->memoryBytes, 1000);
}

TEST(Probe, MemoryOfAnOldKernelIsReckoned)
{
    EXPECT_EQ(after("memory", "MemTotal: 1000 kB\nMemFree: 100 kB\nBuffers: 50 kB\nCached: 200 kB")
                  .memory.value()
                  .availableBytes,
              350 * 1024);
    EXPECT_EQ(after("memory", "MemTotal: 1000 kB\nMemFree: 100 kB").memory.error().code,
              ErrorCode::BadResponse);
    EXPECT_EQ(after("memory", "MemTotal: 0 kB\nMemAvailable: 0 kB").memory.error().code,
              ErrorCode::BadResponse);
}

TEST(Probe, FileSystemsAreReadWithSpacesAndOnlyOnce)
{
    const auto list = after("filesystems", "Filesystem 1024-blocks Used Available Capacity Mounted on\n"
                                           "/dev/sda1 1000 500 400 56% /srv/my data\n"
                                           "/dev/vda 2000 1000 900 53% /\n"
                                           "/dev/vda 2000 1000 900 53% /var/lib/docker\n"
                                           "//nas/a b 10 5 5 50% /mnt/nas\n"
                                           "/dev/loop0 100 100 0 100% /snap/core\n"
                                           "nothing - - - - /proc\n"
                                           "df: /mnt/dead: Stale file handle\n"
                                           "/dev/vda 2000 1000 900 53% /\n")
                          .fileSystems.value();
    ASSERT_EQ(list.size(), 3);
    EXPECT_EQ(list.at(0).mount, s("/"));
    EXPECT_EQ(list.at(1).mount, s("/srv/my data"));
    EXPECT_NEAR(list.at(1).usedPercent(), 55.6, 0.1);
    EXPECT_EQ(list.at(1).totalBytes, 1000 * 1024);
    EXPECT_EQ(list.at(2).device, s("//nas/a b"));
    EXPECT_EQ(list.at(2).inodesUsedPercent, std::nullopt);
}

TEST(Probe, ARebootIsPendingForAMarkAndForANewerKernelOfTheSameKind)
{
    EXPECT_FALSE(after("reboot", "running=6.1.0-9-amd64\nkernel=6.1.0-9-amd64").reboot.value().isPending());
    EXPECT_EQ(after("reboot", "running=6.1.0-9-amd64\nkernel=6.1.0-9-amd64\nkernel=6.1.0-31-amd64")
                  .reboot.value()
                  .newerKernel,
              s("6.1.0-31-amd64"));
    EXPECT_FALSE(after("reboot", "running=6.1.0-9-cloud-amd64\nkernel=6.1.0-9-cloud-amd64\n"
                                 "kernel=6.1.0-31-amd64\nkernel=6.1.0-8-cloud-amd64")
                     .reboot.value()
                     .isPending());
    EXPECT_FALSE(after("reboot", "running=6.18.1-vm\nkernel=6.19.0-31-amd64").reboot.value().isPending());
    const RebootFacts marked =
        after("reboot", "required\npackage=linux-base\npackage=linux-base\npackage=dbus\nrunning=6.8.0-1")
            .reboot.value();
    EXPECT_TRUE(marked.isPending());
    EXPECT_EQ(marked.packages, (QStringList{s("linux-base"), s("dbus")}));
}

TEST(Probe, SkewIsReckonedFromBothWays)
{
    const QDateTime sent = QDateTime::fromMSecsSinceEpoch(1'000'000, Qt::UTC);
    // 30 ms there, 200 ms in the host, 10 ms back; the host is 5 s ahead.
    const HostClock host{sent.addMSecs(5030), sent.addMSecs(5230), std::chrono::milliseconds(1)};
    const ClockSkew skew = clockSkew(host, sent, sent.addMSecs(240));
    EXPECT_EQ(skew.ahead.count(), 5010); // off by half of the difference of the two ways
    EXPECT_EQ(skew.uncertainty.count(), 21);
    const HostClock coarse{sent.addMSecs(-5000), sent.addMSecs(-5000), std::chrono::milliseconds(1000)};
    EXPECT_EQ(clockSkew(coarse, sent, sent.addMSecs(240)).ahead.count(), -4620);
    EXPECT_GE(clockSkew(coarse, sent, sent.addMSecs(240)).uncertainty.count(), 1000);
}

TEST(Probe, BusyboxTellsWholeSeconds)
{
    const HostFacts facts =
        parseProbe(sectionText("clock", "1796091540.%N") + sectionText("end", "1796091541.%N"), marker);
    EXPECT_EQ(facts.clock.value().resolution.count(), 1000);
    EXPECT_EQ(facts.clock.value().began.toSecsSinceEpoch(), 1796091540);
}

TEST(Probe, SizesOfDockerAreBytes)
{
    EXPECT_EQ(bytesFromDocker(s("0B (0%)")), 0);
    EXPECT_EQ(bytesFromDocker(s("1.982MB")), 1'982'000);
    EXPECT_EQ(bytesFromDocker(s("312KiB")), 312 * 1024);
    EXPECT_EQ(bytesFromDocker(s("12.5kB (3%)")), 12'500);
    for (const char *bad : {"", "N/A", "-1B", "1.2.3MB", "12", "9e99GB", "MB"})
        EXPECT_EQ(bytesFromDocker(s(bad)), std::nullopt) << bad;
}

TEST(Probe, DokployIsKnownByItsImage)
{
    const auto container = [](const char *image, ContainerState state) {
        ContainerFacts facts;
        facts.image = ImageRef::parse(s(image));
        facts.state = state;
        return facts;
    };
    HostFacts facts;
    facts.containers = ContainerList{{container("dokploy/dokploy:v0.29.0", ContainerState::Exited),
                                      container("dokploy/dokploy:v0.30.2", ContainerState::Running),
                                      container("traefik:v3.6.7", ContainerState::Running),
                                      container("dokploy/dokploy:v0.28.0", ContainerState::Exited)},
                                     4};
    EXPECT_EQ(dokployOn(facts), (DokployFacts{s("v0.30.2"), true, true}));
    facts.containers = ContainerList{{container("dokploy/dokploy:latest", ContainerState::Running),
                                      container("acme/not-traefik:v1", ContainerState::Running)},
                                     2};
    EXPECT_EQ(dokployOn(facts), (DokployFacts{QString(), true, false}));
}

} // namespace
} // namespace envdeck::hosts
