// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The probe, the detectors and the prune plan against a Docker daemon of our own.
#include "core/base/clock.h"
#include "core/hosts/app_look.h"
#include "core/hosts/parse.h"
#include "core/hosts/probe_script.h"
#include "core/hosts/prune_plan.h"
#include "core/hosts/scene.h"
#include "tests/real/hosts/docker_daemon.h"
#include "tests/real/hosts/shells.h"
#include "tests/support/event_loop.h"
#include "tests/support/text.h"

#include <QTcpServer>
#include <gtest/gtest.h>

namespace envdeck::hosts {
namespace {

using namespace testing;

class RealDocker : public ::testing::Test {
protected:
    static void SetUpTestSuite()
    {
        daemon = new DockerDaemon;
        if (!daemon->isRunning())
            return;
        QTcpServer free;
        free.listen(QHostAddress::LocalHost);
        port = free.serverPort();
        free.close();
        const QString mapping = s("127.0.0.1:%1:80").arg(port);
        run({s("--name"), s("web"), s("-m"), s("64m"), s("-p"), mapping, s("--restart"), s("always")},
            {s("sleep"), s("100000")});
        run({s("--name"), s("done")}, {s("true")});
        run({s("--name"), s("oom"), s("-m"), s("16m"), s("--memory-swap"), s("16m")},
            {s("sh"), s("-c"), s("x=a; while true; do x=$x$x; done")});
        run({s("--name"), s("loop"), s("--restart"), s("always")}, {s("sh"), s("-c"), s("echo bad; exit 3")});
        run({s("--name"), s("sick"), s("--health-cmd"), s("echo not well; false"), s("--health-interval"),
             s("1s"), s("--health-retries"), s("1")},
            {s("sleep"), s("100000")});
        run({s("--name"), s("clash"), s("-p"), mapping}, {s("sleep"), s("100000")});
        if (daemon->isSwarm()) {
            service({s("--name"), s("good"), s("--replicas"), s("2")}, s("demo/app:v1"));
            service({s("--name"), s("noimage")}, s("127.0.0.1:1/none:v9"));
            service({s("--name"), s("pending"), s("--constraint"), s("node.labels.x==y")}, s("demo/app:v1"));
        }
    }
    static void TearDownTestSuite()
    {
        delete daemon;
        daemon = nullptr;
    }
    void SetUp() override
    {
        if (!daemon->isRunning())
            GTEST_SKIP() << qPrintable(daemon->whyNot());
    }

    static void run(const QStringList &options, const QStringList &command)
    {
        daemon->docker(QStringList{s("run"), s("-d")} + options + QStringList{s("demo/app:v1")} + command);
    }
    static void service(const QStringList &options, const QString &image)
    {
        daemon->docker(QStringList{s("service"), s("create"), s("-d")} + options +
                       QStringList{image, s("sleep"), s("100000")});
    }

    static HostFacts probed(const QStringList &shell = shells().first(), ProbeParts parts = everything)
    {
        const QByteArray marker = newMarker();
        const Ran ran = runScript(shell, probeScript({marker, parts, false}), daemon->environment());
        EXPECT_EQ(ran.code, 0);
        EXPECT_EQ(ran.err, QByteArray());
        std::printf("[ measured ] %s: %lld bytes in %lld ms\n", qPrintable(shell.join(u' ')),
                    static_cast<long long>(ran.out.size()), static_cast<long long>(ran.took));
        return parseProbe(ran.out, marker);
    }
    static ContainerFacts named(const HostFacts &facts, const char *name)
    {
        if (facts.containers) {
            for (const ContainerFacts &container : facts.containers.value().list) {
                if (container.name == s(name))
                    return container;
            }
        }
        return {};
    }
    static const Finding *about(const QList<Finding> &findings, const char *subject)
    {
        const auto found = std::find_if(findings.cbegin(), findings.cend(), [&](const Finding &finding) {
            return finding.subject == s(subject);
        });
        return found == findings.cend() ? nullptr : &*found;
    }

    static DockerDaemon *daemon;
    static int port;
};
DockerDaemon *RealDocker::daemon = nullptr;
int RealDocker::port = 0;

TEST_F(RealDocker, EveryShellReadsTheSame)
{
    ASSERT_TRUE(eventually([&] { return named(probed(), "sick").health == ContainerHealth::Unhealthy; },
                           std::chrono::seconds(60)));
    for (const QStringList &shell : shells()) {
        const HostFacts facts = probed(shell);
        EXPECT_TRUE(facts.complete);
        EXPECT_EQ(facts.problems, QList<Error>());
        ASSERT_TRUE(facts.docker && facts.containers && facts.images && facts.usage && facts.disk);
        EXPECT_TRUE(facts.containers.value().isWhole());
        EXPECT_EQ(named(facts, "web").state, ContainerState::Running);
        EXPECT_EQ(named(facts, "web").openPorts.value(0).hostPort, port);
        EXPECT_EQ(named(facts, "done").exitCode, 0);
        EXPECT_EQ(named(facts, "oom").exitCode, 137);
        EXPECT_TRUE(named(facts, "clash").error.contains(s("already allocated")));
        EXPECT_EQ(facts.services ? facts.docker.value().manager : !facts.docker.value().manager, true);
    }
}

TEST_F(RealDocker, MemoryAndProcessorOfAContainerAreKnown)
{
    const HostFacts before = probed();
    const HostFacts after = probed();
    const QString id = named(after, "web").id;
    const ContainerUsage *usage = after.usage ? after.usage.value().of(id) : nullptr;
    if (!usage)
        GTEST_SKIP() << "the control groups of this machine do not show";
    EXPECT_GT(usage->memoryBytes.value_or(0), 0);
    EXPECT_LT(usage->memoryBytes.value_or(0), 64 << 20);
    const auto percent = containerCpuPercent(before, after, id);
    ASSERT_TRUE(percent);
    EXPECT_LT(*percent, 50); // it sleeps
}

TEST_F(RealDocker, TheDetectorsTellWhatIsWrong)
{
    Scene scene;
    ASSERT_TRUE(eventually(
        [&] {
            scene.facts = probed();
            const QList<Finding> found = lookAt(scene);
            return about(found, "loop") && about(found, "sick") &&
                   about(found, "loop")->detector == Detector::Restarting;
        },
        std::chrono::seconds(60)));
    const QList<Finding> found = lookAt(scene);
    EXPECT_EQ(about(found, "loop")->cause, Cause::ProgramEnds);
    EXPECT_EQ(about(found, "sick")->detector, Detector::Unhealthy);
    EXPECT_EQ(about(found, "sick")->evidence, QStringList{s("not well")});
    ASSERT_TRUE(about(found, "clash"));
    EXPECT_EQ(about(found, "clash")->detector, Detector::PortClash);
    EXPECT_EQ(about(found, "clash")->facts.value(s("holder")), s("web"));
    ASSERT_TRUE(about(found, "oom"));
    // Whether the kernel tells Docker depends on its control groups; that it is dead with 137 does not.
    EXPECT_EQ(about(found, "oom")->facts.value(s("exitCode")), s("137"));
    EXPECT_FALSE(about(found, "web"));
    EXPECT_FALSE(about(found, "done"));
    EXPECT_TRUE(diagnose(found).mostLikely);
}

// The daemon of this machine in place of a host.
class ShellHere final : public platform::Shell {
public:
    explicit ShellHere(QProcessEnvironment environment) : m_environment(std::move(environment)) {}
    Async<platform::ShellOutput> run(const HostId &, const QByteArray &script, const platform::ShellLimits &,
                                     std::stop_token) override
    {
        const QDateTime sent = QDateTime::currentDateTimeUtc();
        const Ran ran = runScript(shells().first(), script, m_environment);
        return ready<platform::ShellOutput>(
            platform::ShellOutput{ran.out, ran.err, ran.code, false, sent, QDateTime::currentDateTimeUtc()});
    }
    Async<platform::ShellOutput> follow(const HostId &, const QByteArray &, const Lines &,
                                        std::stop_token) override
    {
        return ready<platform::ShellOutput>(Error{ErrorCode::Canceled, {}, {}, 0});
    }

private:
    QProcessEnvironment m_environment;
};

TEST_F(RealDocker, AnAppThatWasKilledIsToldWithItsLastWords)
{
    run({s("--name"), s("shop-api-1"), s("-m"), s("16m"), s("--memory-swap"), s("16m"), s("--label"),
         s("com.docker.compose.project=shop"), s("--label"), s("com.docker.compose.service=api")},
        {s("sh"), s("-c"), s("echo ERROR no room for order 4711; x=a; while true; do x=$x$x; done")});
    Workspace workspace;
    App app;
    app.name = app.dokployName = s("shop");
    app.services = {s("api")};
    Environment prod;
    prod.name = s("prod");
    prod.hosts = {HostSpec{}};
    prod.hosts.first().name = s("prod-1");
    workspace.environments = {prod};
    ShellHere shell(daemon->environment());
    const SystemClock clock;
    AppLook look({workspace, shell, clock});
    QList<HostStatus> hosts;
    ASSERT_TRUE(eventually(
        [&] {
            hosts = answerOf(look.hosts(prod.name, {})).value();
            const auto own = containersOf(hosts, app);
            return own.size() == 1 && own.first().facts.exitCode == 137;
        },
        std::chrono::seconds(60)));
    const auto findings = lookAtApp(hosts, app, {}, {});
    ASSERT_FALSE(findings.isEmpty());
    const Finding *killed = about(findings, "shop-api-1");
    ASSERT_TRUE(killed);
    EXPECT_EQ(killed->verdict, FindingVerdict::LikelyCause);
    EXPECT_EQ(killed->facts.value(s("exitCode")), s("137"));
    const auto suspects = suspectsOf(hosts, app, findings);
    ASSERT_EQ(suspects.size(), 1) << "the dead one, and nobody else's";
    const auto logs = answerOf(look.logs(suspects, 200, {}));
    ASSERT_TRUE(logs);
    const auto words = lookAtLogs(logs.value(), {});
    ASSERT_EQ(words.size(), 1);
    EXPECT_EQ(words.first().evidence.first(), s("ERROR no room for order #"));
    EXPECT_EQ(runScript(shells().first(), words.first().command.toUtf8() + '\n', daemon->environment()).code,
              0);
}

TEST_F(RealDocker, CommandsOfFindingsWorkAsTheyStand)
{
    Scene scene;
    scene.facts = probed();
    const QList<Finding> found = lookAt(scene);
    ASSERT_TRUE(about(found, "loop"));
    const Ran logs =
        runScript(shells().first(), about(found, "loop")->command.toUtf8() + '\n', daemon->environment());
    EXPECT_EQ(logs.code, 0);
    EXPECT_TRUE(logs.out.contains("bad"));
    ASSERT_TRUE(about(found, "oom"));
    const Ran state =
        runScript(shells().first(), about(found, "oom")->command.toUtf8() + '\n', daemon->environment());
    EXPECT_EQ(state.code, 0) << state.err.toStdString();
}

TEST_F(RealDocker, ServicesThatDoNotComeUpSayWhy)
{
    if (!daemon->isSwarm())
        GTEST_SKIP() << "no swarm could be made here";
    Scene scene;
    ASSERT_TRUE(eventually(
        [&] {
            scene.facts = probed();
            const QList<Finding> found = lookAtSwarm(scene);
            return about(found, "noimage") && about(found, "pending") && !about(found, "good") &&
                   about(found, "noimage")->detector == Detector::TaskRejected &&
                   about(found, "pending")->cause == Cause::NoNodeFits;
        },
        std::chrono::seconds(90)));
    EXPECT_EQ(about(lookAtSwarm(scene), "noimage")->cause, Cause::ImageMissing);
}

TEST_F(RealDocker, WhatThePruneRemovesIsWhatItSaid)
{
    Deployment old;
    old.image = *ImageRef::parse(s("demo/app:v2"));
    AppHistory history;
    history.target = {s("prod"), s("app")};
    history.deployments = QList<Deployment>{old};
    const auto kept = prunePlan(probed(), {history});
    ASSERT_TRUE(kept) << qPrintable(kept.error().subject);
    EXPECT_TRUE(kept.value().references.isEmpty()); // v1 runs, v2 may be gone back to

    history.deployments = QList<Deployment>{};
    const auto plan = prunePlan(probed(), {history});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan.value().references, QStringList{s("demo/app:v2")});
    for (const QString &reference : plan.value().references)
        daemon->docker({s("image"), s("rm"), reference});
    const HostFacts after = probed();
    ASSERT_TRUE(after.images);
    EXPECT_EQ(after.images.value().size(), 1);
    EXPECT_EQ(after.images.value().value(0).tag, s("v1"));
    EXPECT_EQ(named(after, "web").state, ContainerState::Running);
}

} // namespace
} // namespace envdeck::hosts
