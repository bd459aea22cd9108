// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bootstrap/panel_steps.h"
#include "tests/real/bootstrap/scripted_host.h"

#include <QDirIterator>

namespace envdeck::testing {
namespace {

using namespace bootstrap;
using bootstrap::Check;
using bootstrap::Plan;
using bootstrap::Verdict;
using namespace std::chrono_literals;

QByteArray everythingIn(const QString &folder)
{
    QByteArray all;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
        all += fileContent(files.next());
    return all;
}

const QStringList wholeWay{s("preflight"), s("updates"), s("firewall"),    s("swap"),
                           s("install"),   s("healthy"), s("admin"),       s("registry"),
                           s("git-key"),   s("domain"),  s("certificate"), s("close-port")};

TEST_F(ScriptedHost, BecomesARunningPlatform)
{
    const auto reviewed = review();
    ASSERT_TRUE(reviewed) << qPrintable(reviewed.error().detail);
    ASSERT_FALSE(reviewed.value().plan.isRefused());
    const JobStatus status = ran(reviewed.value());
    ASSERT_EQ(status.state, JobState::Succeeded) << qPrintable(failure(status).detail);
    QStringList steps;
    for (const StepStatus &step : status.steps)
        steps.append(step.id);
    EXPECT_EQ(steps, wholeWay);

    EXPECT_FALSE(has("updated").isNull());
    EXPECT_FALSE(has("firewall").isNull());
    QStringList rules = has("rules").split(QLatin1Char('\n'));
    EXPECT_EQ(rules.first(), s("%1/tcp").arg(sshd->port())); // nobody locks himself out
    EXPECT_TRUE(rules.contains(s("443/tcp")));
    EXPECT_TRUE(fileContent(root.filePath(s("home/fstab"))).contains("none swap sw"));
    EXPECT_EQ(has("dokploy"), s("1/1"));
    EXPECT_FALSE(has("closed").isNull());

    auto &setup = panel->setup();
    EXPECT_EQ(setup.mail, s("ada@example.com"));
    EXPECT_EQ(setup.limitedKeys, 0);
    ASSERT_EQ(setup.keys.size(), 1);
    const auto key = answerOf(vault->read(secrets::dokployKey(workspace, workspace.environments.first())));
    ASSERT_TRUE(key);
    EXPECT_EQ(key.value().reveal(), setup.keys.begin()->toUtf8());
    EXPECT_EQ(setup.registries.size(), 1);
    ASSERT_EQ(setup.sshKeys.size(), 1);
    EXPECT_EQ(setup.sshKeys.first().toObject().value(s("name")).toString(), s("envdeck-acme"));
    EXPECT_EQ(setup.domain.value(s("host")).toString(), s("dokploy.test.example.com"));
    EXPECT_EQ(setup.domain.value(s("letsEncryptEmail")).toString(), s("ada@example.com"));

    // None of the secrets is anywhere but where it belongs.
    const QByteArray said = center->log(status.operation).join(QLatin1Char('\n')).toUtf8() +
                            fileContent(center->logFile(status.operation)) +
                            fileContent(root.filePath(s("state/calls"))) + sshd->log() +
                            everythingIn(root.filePath(s("journal")));
    for (const QByteArray &secret :
         {setup.password.toUtf8(), setup.keys.begin()->toUtf8(), QByteArray("hub-canary")})
        EXPECT_FALSE(said.contains(secret));
    EXPECT_TRUE(said.contains("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMZ")); // the public half is shown
}

TEST_F(ScriptedHost, IsLeftAloneTheSecondTime)
{
    ASSERT_EQ(ran(review().value()).state, JobState::Succeeded);
    put("updated-before", "x");
    panel->setup().registries = {}; // what is missing is made again, and nothing else
    const auto again = review();
    ASSERT_TRUE(again);
    EXPECT_FALSE(again.value().installer());
    for (const char *step : {"firewall", "docker", "swap", "install", "healthy", "admin", "close-port"})
        EXPECT_EQ(again.value().plan.item(QString::fromLatin1(step))->verdict, Verdict::Adopt) << step;
    EXPECT_EQ(has("destroyed"), QString());
}

// Killed in each of its steps, and gone on with by the next process every time.
TEST_F(ScriptedHost, GoesOnWhereverItWasCutOff)
{
    panelSays = [asked = std::make_shared<int>(0)] { // slow enough to be cut off in
        return ++*asked % 4 == 0 ? Result<void>() : Result<void>(Error{ErrorCode::Tls, {}, {}, 0});
    };
    const auto job = service->job(review().value());
    ASSERT_TRUE(job);
    const QString operation = job.value().operation;
    ASSERT_TRUE(center->start(job.value()));
    int cuts = 0;
    for (const QString &step : wholeWay) {
        const auto runs = [&] {
            const JobStatus status = center->job(operation).value_or(JobStatus());
            return status.isOver() || (status.current >= 0 && status.steps.at(status.current).id == step &&
                                       status.steps.at(status.current).state == StepState::Running);
        };
        ASSERT_TRUE(eventually(runs, 2min)) << qPrintable(step);
        ASSERT_FALSE(center->job(operation)->isOver()) << qPrintable(step);
        drainEvents();
        beginProcess();
        ASSERT_TRUE(center->job(operation));
        EXPECT_EQ(center->job(operation)->state, JobState::Unknown);
        const auto resumed = center->resume(operation);
        ASSERT_TRUE(resumed) << qPrintable(resumed.error().detail);
        ++cuts;
    }
    const JobStatus status = ended(operation);
    EXPECT_EQ(status.state, JobState::Succeeded) << qPrintable(failure(status).detail);
    EXPECT_EQ(cuts, wholeWay.size());
    EXPECT_EQ(has("destroyed"), QString());
    EXPECT_EQ(fileContent(root.filePath(s("state/calls"))).count("docker swarm init"), 1);
    EXPECT_EQ(panel->setup().sshKeys.size(), 1);
    EXPECT_EQ(panel->setup().registries.size(), 1);
    EXPECT_LE(panel->setup().keys.size(), 2); // one may have been made and lost; the one we hold works
}

} // namespace
} // namespace envdeck::testing
