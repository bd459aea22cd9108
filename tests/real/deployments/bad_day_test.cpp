// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is known, kept and said when a version does not come up, and when git, platform and hosts disagree.
#include "tests/real/deployments/deploy_world.h"
#include "tests/support/text.h"

namespace envdeck::deployments {
namespace {

using testing::s;

class BadDay : public DeployWorld {
protected:
    BadDay()
    {
        hasHosts = true;
        HostSpec host;
        host.name = s("prod-1");
        workspace.environments.first().hosts = {host};
        for (auto &facts : registry.images)
            facts.platforms = {s("linux/amd64"), s("linux/arm64")};
        restart();
    }
    static const PreflightCheck *check(const QList<PreflightCheck> &checks, const char *id)
    {
        for (const PreflightCheck &each : checks) {
            if (each.id == s(id))
                return &each;
        }
        return nullptr;
    }
    Verdict verdict(const char *id)
    {
        const auto checks = checked(reviewed(v2));
        const auto *found = check(checks, id);
        EXPECT_NE(found, nullptr) << id;
        return found ? found->verdict : Verdict::Unknown;
    }
    QString logOf(const QString &operation) { return center->log(operation).join(QLatin1Char('\n')); }
    platform::Container container(const QString &tag, const QString &imageDigest = {})
    {
        return {s("acme-api-1"), s("api"), image(tag, imageDigest), s("running"), {}, 0, {}};
    }
};

TEST_F(BadDay, OfADeadContainerExitCodeLastWordsAndHealthAreKept)
{
    for (int i = 0; i < 300; ++i)
        hosts.lines.append(QStringLiteral("2026-12-01T10:00:00Z line %1").arg(i));
    giveHealthEndpoint();
    restart();
    platform.crashesAtLook = 7;
    const JobStatus job = deployed(v2);
    ASSERT_EQ(job.state, JobState::Failed);
    const QJsonObject dead = evidence(job.operation).value(s("dead")).toObject();
    EXPECT_EQ(dead.value(s("container")).toString(), s("acme-api-1"));
    EXPECT_EQ(dead.value(s("state")).toString(), s("exited"));
    EXPECT_EQ(dead.value(s("exitCode")).toInt(), 137);
    EXPECT_EQ(hosts.askedFor, s("acme-api-1"));
    const QString log = logOf(job.operation);
    EXPECT_TRUE(log.contains(s("the last 200 lines of acme-api-1:")));
    EXPECT_TRUE(log.contains(s("line 299")) && log.contains(s("line 100")));
    EXPECT_FALSE(log.contains(s("line 99\n")));
}

TEST_F(BadDay, WithoutTheHostTheRestOfTheEvidenceIsKeptAndSaysWhatIsMissing)
{
    hosts.refuses = Error{ErrorCode::Unreachable, s("prod/prod-1"), s("refused"), 0};
    platform.crashesAtLook = 7;
    const JobStatus job = deployed(v2);
    ASSERT_EQ(job.state, JobState::Failed);
    EXPECT_EQ(evidence(job.operation).value(s("dead"))[s("exitCode")].toInt(), 137);
    EXPECT_TRUE(logOf(job.operation).contains(s("what acme-api-1 said last could not be read: unreachable")));
}

TEST_F(BadDay, AnImageForOtherProcessorsThanTheHostsIsAFailedCheck)
{
    EXPECT_EQ(verdict("image-platform"), Verdict::Ok);
    hosts.platforms_ = {s("linux/arm64")};
    EXPECT_EQ(verdict("image-platform"), Verdict::Ok);
    registry.images[v2].platforms = {s("linux/amd64")};
    EXPECT_EQ(verdict("image-platform"), Verdict::Failed);
    hosts.platforms_ = {s("linux/amd64"), s("linux/arm64")}; // one of them cannot run it
    EXPECT_EQ(verdict("image-platform"), Verdict::Failed);
    // Hosts that say nothing: then by what the version that runs was made for.
    hosts.refuses = Error{ErrorCode::Unreachable, s("prod/prod-1"), {}, 0};
    EXPECT_EQ(verdict("image-platform"), Verdict::Unknown);
    registry.images[v1].platforms = {s("linux/arm64")};
    EXPECT_EQ(verdict("image-platform"), Verdict::Failed);
    registry.images[v1].platforms = {s("linux/amd64")};
    EXPECT_EQ(verdict("image-platform"), Verdict::Ok);
}

TEST_F(BadDay, FreeSpaceOfTheHostsIsLookedAt)
{
    EXPECT_EQ(verdict("disk"), Verdict::Ok);
    hosts.free = 900LL * 1024 * 1024;
    EXPECT_EQ(verdict("disk"), Verdict::Warning);
    hosts.free = 30LL * 1024 * 1024;
    EXPECT_EQ(verdict("disk"), Verdict::Failed);
    hosts.refuses = Error{ErrorCode::Unauthorized, s("prod/prod-1"), s("no-key"), 0};
    EXPECT_EQ(verdict("disk"), Verdict::Unknown);
    EXPECT_NE(run(service->job(reviewed(v2), {})).state, JobState::Cancelled);
}

TEST_F(BadDay, TheHostsAreBelievedBeforeThePlatform)
{
    hosts.containers_ = {container(v2)}; // somebody started it there by hand
    EXPECT_EQ(newest().state, DeploymentState::Mismatch);
    EXPECT_EQ(newest().mismatch, s("runs-another"));
    const Truth truth = git::await(service->truth(target, {})).value();
    EXPECT_EQ(truth.git, image(v1));
    EXPECT_EQ(truth.hosts, image(v2));
    EXPECT_FALSE(truth.agrees());
    hosts.containers_.reset();
    EXPECT_EQ(git::await(service->truth(target, {})).value().hosts, image(v1)); // by the platform's word
    EXPECT_TRUE(newest().mismatch.isEmpty());
}

TEST_F(BadDay, ATagThatMovedUnderWhatRunsIsAMismatch)
{
    ASSERT_EQ(deployed(v2).state, JobState::Succeeded);
    EXPECT_EQ(newest().state, DeploymentState::Healthy);
    registry.images[v2].digest = digest('f');
    EXPECT_EQ(newest().state, DeploymentState::Mismatch);
    EXPECT_EQ(newest().mismatch, s("tag-moved"));
    registry.refuses = Error{ErrorCode::Unreachable, s("registry"), {}, 0};
    EXPECT_EQ(newest().state, DeploymentState::Healthy); // nobody says otherwise
    EXPECT_EQ(history().missing.value(0).source, s("registry"));
}

TEST_F(BadDay, AnotherImageUnderTheSameTagOnAHostIsAMismatch)
{
    ASSERT_EQ(deployed(v2).state, JobState::Succeeded);
    hosts.containers_ = {container(v2, digest('f'))};
    EXPECT_EQ(newest().mismatch, s("runs-another-digest"));
    hosts.containers_ = {container(v2, digest('b'))};
    EXPECT_EQ(newest().state, DeploymentState::Healthy);
}

TEST_F(BadDay, KeptAndWatchedItIsJudgedAnewAndNothingIsChanged)
{
    platform.crashesAtLook = 7;
    ASSERT_EQ(deployed(v2).state, JobState::Failed);
    ASSERT_EQ(newest().state, DeploymentState::Failed);
    platform.start(image(v2)); // it came up after all
    platform.crashesAtLook = 0;
    const int commits = commitsAtRemote();
    const QDateTime before = clock.now();
    const JobStatus watched = run(service->watchJob(target, std::chrono::minutes(10)));
    EXPECT_EQ(watched.state, JobState::Succeeded) << (watched.error ? git::said(*watched.error) : "");
    EXPECT_GE(before.secsTo(clock.now()), 600);
    EXPECT_EQ(newest().state, DeploymentState::Healthy);
    EXPECT_EQ(commitsAtRemote(), commits);
    EXPECT_EQ(platform.asked, 0);
}

TEST_F(BadDay, AHoldIsACommitOfItsOwnAndANewerVersionBreaksIt)
{
    Hold hold;
    hold.version = v1;
    hold.until = QDate(2999, 1, 1);
    hold.reason = s("errors");
    const JobStatus job = run(service->holdJob(target, hold));
    ASSERT_EQ(job.state, JobState::Succeeded) << (job.error ? git::said(*job.error) : "");
    EXPECT_TRUE(atRemote(file).startsWith(QString::fromLatin1(git::composeText)));
    EXPECT_TRUE(atRemote(file).contains(s("x-envdeck-hold: {api: {version: v1, until: 2999-01-01, by: bo")));
    EXPECT_TRUE(messageAtRemote().startsWith(s("Hold api at v1 in prod")));
    EXPECT_EQ(platform.asked, 0);
    EXPECT_TRUE(newest().held);
    git(checkoutPath(), {s("pull"), s("-q"), s("origin"), s("main")});
    pushed(file, atRemote(file).toUtf8().replace("api:v1", "api:v2"), s("Bump api")); // somebody else's CI
    EXPECT_FALSE(newest().held);
    EXPECT_EQ(newest().brokenHold, v1);
    ASSERT_EQ(run(service->releaseHoldJob(target, s("over"))).state, JobState::Succeeded);
    EXPECT_EQ(newest().brokenHold, QString());
}

TEST_F(BadDay, APlatformThatDeploysByItselfWhileWeAskIsWatchedOnce)
{
    // The webhook is late: our call and its own deployment come of the same commit.
    patience.webhook = std::chrono::milliseconds(1);
    restart();
    platform.webhookWorks = false;
    const QString operation = started(service->job(reviewed(v2), {}));
    ASSERT_TRUE(testing::eventually([&] { return platform.asked == 1; }, std::chrono::seconds(60)));
    platform.webhookWorks = true;
    const JobStatus job = ended(operation);
    EXPECT_EQ(job.state, JobState::Succeeded) << (job.error ? git::said(*job.error) : "");
    EXPECT_EQ(platform.asked, 1);
    EXPECT_EQ(platform.runs(), image(v2));
}

TEST_F(BadDay, ADeploymentThatNeverEndsIsLostContactAndTheEnvironmentStaysBlocked)
{
    patience.finished = std::chrono::milliseconds(200);
    restart();
    platform.stuck = true;
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Timeout);
    EXPECT_EQ(newest().state, DeploymentState::Running); // and the platform is still at it
    EXPECT_EQ(git::await(service->truth(target, {})).value().platform, s("running"));
}

TEST_F(BadDay, APanelThatIsUpgradedInMidFlightIsWaitedFor)
{
    bool down = false;
    asStepBegins(s("pulled"), [&] {
        platform.refuses = Error{ErrorCode::Unreachable, s("dokploy"), s("502"), 0};
        down = true;
    });
    const QString operation = started(service->job(reviewed(v2), {}));
    ASSERT_TRUE(testing::eventually([&] { return down; }, std::chrono::seconds(60)));
    testing::drainEvents();
    platform.refuses.reset();
    const JobStatus job = ended(operation);
    EXPECT_EQ(job.state, JobState::Succeeded) << (job.error ? git::said(*job.error) : "");
}

} // namespace
} // namespace envdeck::deployments
