// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/scene.h"
#include "tests/core/hosts/host_text.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::hosts {
namespace {

using namespace testing;

constexpr qint64 gib = qint64(1) << 30;

FileSystem disk(const char *mount, double usedPercent, std::optional<double> inodes = {})
{
    const qint64 used = qint64(usedPercent * double(gib));
    return {s("/dev/sda1"), s(mount), 100 * gib, used, 100 * gib - used, inodes};
}

Scene healthyHost()
{
    Scene scene;
    scene.host = s("prod-1");
    scene.facts.fileSystems = QList<FileSystem>{disk("/", 40, 10)};
    scene.facts.memory = MemoryFacts{8 * gib, 4 * gib, 0, 0};
    return scene;
}

Finding onlyOneOf(const QList<Finding> &found)
{
    EXPECT_EQ(found.size(), 1);
    return found.value(0);
}

SwarmService service(const char *name, int running, int wanted)
{
    return {s("0123456789ab"),
            s(name),
            s("replicated"),
            running,
            wanted,
            ImageRef::parse(s("a/b:c")),
            {},
            {},
            {}};
}

Scene swarm(const QList<SwarmService> &services, const QList<SwarmTask> &tasks)
{
    Scene scene;
    scene.facts.docker = DockerFacts{s("28"), {}, {}, false, true, true, 1, 1, s("active"), {}};
    scene.facts.services = services;
    scene.facts.tasks = tasks;
    return scene;
}

TEST(HostDetectors, AHealthyHostHasNothingToSay)
{
    EXPECT_EQ(lookAtHost(healthyHost()), QList<Finding>());
}

TEST(HostDetectors, WhatCouldNotBeReadIsNoGoodNews)
{
    const QList<Finding> found = lookAtHost(Scene());
    EXPECT_EQ(found.size(), 2);
    for (const Finding &finding : found)
        EXPECT_EQ(finding.verdict, FindingVerdict::CouldNotCheck);
}

TEST(HostDetectors, AFullDiskIsACauseAndAFullerOneAWarning)
{
    Scene scene = healthyHost();
    scene.facts.fileSystems = QList<FileSystem>{disk("/", 85)};
    EXPECT_EQ(onlyOneOf(lookAtHost(scene)).verdict, FindingVerdict::Related);
    scene.facts.fileSystems = QList<FileSystem>{disk("/", 97)};
    EXPECT_EQ(onlyOneOf(lookAtHost(scene)).verdict, FindingVerdict::LikelyCause);
    EXPECT_EQ(onlyOneOf(lookAtHost(scene)).confidence, Confidence::Medium);
    EXPECT_EQ(onlyOneOf(lookAtHost(scene)).action, NextAction::OpenHost);
    ContainerFacts ran;
    ran.healthWords = s("write /data: No space left on device");
    scene.facts.containers = ContainerList{{ran}, 1};
    DiskUse use;
    use.images = DiskUseRow{9, 2, 50 * gib, 30 * gib};
    use.volumes = DiskUseRow{1, 0, 20 * gib, 20 * gib}; // is data: never counted as something to reclaim
    scene.facts.disk = use;
    const Finding sure = onlyOneOf(lookAtHost(scene));
    EXPECT_EQ(sure.confidence, Confidence::High);
    EXPECT_EQ(sure.evidence, QStringList{ran.healthWords});
    EXPECT_EQ(sure.action, NextAction::PruneImages);
    EXPECT_EQ(sure.facts.value(s("reclaimableBytes")), QString::number(30 * gib));
}

TEST(HostDetectors, InodesRunOutToo)
{
    Scene scene = healthyHost();
    scene.facts.fileSystems = QList<FileSystem>{disk("/", 40, 100)};
    EXPECT_EQ(onlyOneOf(lookAtHost(scene)).cause, Cause::Inodes);
    EXPECT_EQ(onlyOneOf(lookAtHost(scene)).confidence, Confidence::High);
}

TEST(HostDetectors, MemoryThatIsGoneWithItsSwapIsACause)
{
    Scene scene = healthyHost();
    scene.facts.memory = MemoryFacts{8 * gib, gib, 0, 0}; // 87.5 %
    EXPECT_EQ(onlyOneOf(lookAtHost(scene)).verdict, FindingVerdict::Related);
    scene.facts.memory = MemoryFacts{8 * gib, gib / 10, 4 * gib, 3 * gib};
    EXPECT_EQ(onlyOneOf(lookAtHost(scene)).verdict, FindingVerdict::Related);
    scene.facts.memory = MemoryFacts{8 * gib, gib / 10, 4 * gib, 0};
    EXPECT_EQ(onlyOneOf(lookAtHost(scene)).verdict, FindingVerdict::LikelyCause);
}

TEST(HostDetectors, ASkewCountsBeyondWhatCouldBeTheWay)
{
    using std::chrono::milliseconds;
    Scene scene = healthyHost();
    scene.skew = ClockSkew{milliseconds(2500), milliseconds(900)};
    EXPECT_EQ(lookAtHost(scene), QList<Finding>());
    scene.skew = ClockSkew{milliseconds(-2500), milliseconds(100)};
    EXPECT_EQ(onlyOneOf(lookAtHost(scene)).verdict, FindingVerdict::Related);
    scene.skew = ClockSkew{milliseconds(-120'000), milliseconds(100)};
    EXPECT_EQ(onlyOneOf(lookAtHost(scene)).verdict, FindingVerdict::LikelyCause);
    EXPECT_EQ(onlyOneOf(lookAtHost(scene)).facts.value(s("aheadMs")), s("-120000"));
}

TEST(HostDetectors, APendingRebootIsRelatedAtMost)
{
    Scene scene = healthyHost();
    scene.facts.reboot = RebootFacts{true, {s("linux-base")}, {}, false};
    EXPECT_EQ(onlyOneOf(lookAtHost(scene)).verdict, FindingVerdict::Related);
    EXPECT_EQ(onlyOneOf(lookAtHost(scene)).action, NextAction::Reboot);
}

TEST(SwarmDetectors, TellWhyEachRecordedServiceIsShort)
{
    Scene scene;
    scene.facts = recordedHost("probe-docker20.txt");
    QHash<QString, Finding> found;
    for (const Finding &finding : lookAtSwarm(scene))
        found.insert(finding.subject, finding);
    EXPECT_EQ(found.keys().size(), 3);
    EXPECT_EQ(found.value(s("noimage")).detector, Detector::TaskRejected);
    EXPECT_EQ(found.value(s("noimage")).cause, Cause::ImageMissing);
    EXPECT_EQ(found.value(s("noimage")).evidence.value(0), s("No such image: 127.0.0.1:5999/demo/none:v9"));
    EXPECT_EQ(found.value(s("noimage")).command, s("docker service ps --no-trunc y1xfzj93npp76vyfajdr5rk3l"));
    EXPECT_EQ(found.value(s("pending")).detector, Detector::TaskPending);
    EXPECT_EQ(found.value(s("pending")).cause, Cause::NoNodeFits);
    EXPECT_EQ(found.value(s("crash")).detector, Detector::Restarting);
    EXPECT_EQ(found.value(s("crash")).facts.value(s("restarts")), s("4"));
}

TEST(SwarmDetectors, AServiceThatHasAllItShouldIsWell)
{
    const SwarmTask old{s("0123456789ab"), s("api.1"), {}, {}, s("Shutdown"), s("Rejected"), {}, s("boom")};
    EXPECT_EQ(onlyOneOf(lookAtSwarm(swarm({service("api", 2, 2)}, {old}))).verdict,
              FindingVerdict::NoProblem);
    EXPECT_EQ(lookAtSwarm(swarm({}, {})), QList<Finding>());
}

TEST(SwarmDetectors, ATaskOnItsWayIsNoCauseYet)
{
    const SwarmTask pulling{s("0123456789ab"), s("api.1"),         {}, {}, s("Running"),
                            s("Preparing"),    s("4 minutes ago"), {}};
    const Finding finding = onlyOneOf(lookAtSwarm(swarm({service("api", 0, 1)}, {pulling})));
    EXPECT_EQ(finding.verdict, FindingVerdict::Related);
    EXPECT_EQ(finding.cause, Cause::StillStarting);
    EXPECT_EQ(finding.facts.value(s("since")), s("4 minutes ago"));
}

TEST(SwarmDetectors, TasksOfAnotherServiceSayNothing)
{
    const SwarmTask other{s("0123456789ab"), s("api-v2.1"), {}, {},
                          s("Running"),      s("Rejected"), {}, s("boom")};
    EXPECT_EQ(onlyOneOf(lookAtSwarm(swarm({service("api", 0, 1)}, {other}))).detector, Detector::Replicas);
}

TEST(SwarmDetectors, ServicesThatCouldNotBeListedAreNotTakenForNone)
{
    Scene scene = swarm({}, {});
    scene.facts.services = Error{ErrorCode::Timeout, s("services"), s("late"), 124};
    EXPECT_EQ(onlyOneOf(lookAtSwarm(scene)).verdict, FindingVerdict::CouldNotCheck);
    scene.facts.services = notAsked(s("services")); // no manager
    EXPECT_EQ(lookAtSwarm(scene), QList<Finding>());
}

TEST(Diagnosis, TheDeepestSureCauseIsNamedFirst)
{
    const auto finding = [](Detector detector, FindingVerdict verdict, Confidence confidence) {
        Finding made;
        made.detector = detector;
        made.verdict = verdict;
        made.confidence = confidence;
        return made;
    };
    const Finding http = finding(Detector::Http, FindingVerdict::LikelyCause, Confidence::High);
    const Finding sick = finding(Detector::Unhealthy, FindingVerdict::LikelyCause, Confidence::High);
    const Finding full = finding(Detector::DiskFull, FindingVerdict::LikelyCause, Confidence::High);
    const Finding unsure = finding(Detector::OutOfMemory, FindingVerdict::LikelyCause, Confidence::Medium);
    const Finding reboot = finding(Detector::RebootPending, FindingVerdict::Related, Confidence::High);
    const Finding blind = finding(Detector::Tls, FindingVerdict::CouldNotCheck, Confidence::High);
    const Diagnosis found = diagnose({blind, reboot, http, unsure, sick, full});
    EXPECT_EQ(found.mostLikely, full);
    EXPECT_EQ(found.follows, (QList<Finding>{sick, http, unsure}));
    EXPECT_EQ(found.couldNotCheck, 1);
    EXPECT_EQ(diagnose({reboot, blind}).mostLikely, std::nullopt); // no cause is made up
}

TEST(Diagnosis, NamesAreThoseOfTheCommandLine)
{
    EXPECT_EQ(detectorName(Detector::OutOfMemory), s("out-of-memory"));
    EXPECT_EQ(causeName(Cause::CertificateOfAnother), s("certificate-of-another"));
    EXPECT_EQ(verdictName(FindingVerdict::CouldNotCheck), s("could-not-check"));
    EXPECT_EQ(actionName(NextAction::RaiseMemoryLimit), s("raise-memory-limit"));
}

TEST(Diagnosis, ARecordedHostIsLookedAtAsAWhole)
{
    Scene scene;
    scene.facts = recordedHost("probe-docker28.txt");
    const QList<Finding> found = lookAt(scene);
    EXPECT_EQ(found.first().verdict, FindingVerdict::LikelyCause);
    EXPECT_EQ(diagnose(found).mostLikely->detector, Detector::OutOfMemory);
    EXPECT_EQ(diagnose(found).mostLikely->subject, s("oom"));
    EXPECT_GE(diagnose(found).follows.size(), 8);
}

} // namespace
} // namespace envdeck::hosts
