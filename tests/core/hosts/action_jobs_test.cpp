// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/action_jobs.h"

#include "core/base/worker.h"
#include "core/jobs/step_link.h"
#include "tests/support/event_loop.h"

#include <QProcess>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::hosts {
namespace {

using testing::answerOf;

// Answers as it is told, and remembers what it was asked.
class ToldShell final : public platform::Shell {
public:
    Async<platform::ShellOutput> run(const HostId &, const QByteArray &script,
                                     const platform::ShellLimits &limits, std::stop_token) override
    {
        asked.append({script, limits});
        return ready<platform::ShellOutput>(answers.isEmpty() ? said({}) : answers.takeFirst());
    }
    Async<platform::ShellOutput> follow(const HostId &, const QByteArray &, const Lines &,
                                        std::stop_token) override
    {
        return ready<platform::ShellOutput>(Error{ErrorCode::Unreachable, {}, {}, 0});
    }
    static Result<platform::ShellOutput> said(const QByteArray &out, int exitCode = 0)
    {
        platform::ShellOutput output;
        output.out = out;
        output.exitCode = exitCode;
        return output;
    }
    QList<std::pair<QByteArray, platform::ShellLimits>> asked;
    QList<Result<platform::ShellOutput>> answers;
};

// Runs the script with sh, on a docker that is a script too: images are files named by their name that hold
// an id.
class LocalShell final : public platform::Shell {
public:
    LocalShell()
    {
        write(QStringLiteral("docker"), R"sh(#!/bin/sh
cd "$(dirname "$0")/images" || exit 1
file() { echo "$1" | tr '/:' '__'; }
case $1-$2 in
info-*) exit 0 ;;
image-inspect) cat "$(file "$5")" 2>/dev/null || { echo "No such image" >&2; exit 1; } ;;
image-rm) [ ! -e "$(file "$3").used" ] || { echo "in use" >&2; exit 1; }; rm "$(file "$3")" && echo "Untagged: $3" ;;
inspect-*) case $5 in *Health*) cat ../health 2>/dev/null || : ;; *) echo "true 0 0" ;; esac ;;
*) exit 64 ;;
esac
)sh");
        write(QStringLiteral("sleep"),
              "#!/bin/sh\necho healthy >\"$(dirname \"$0\")/health.next\"\n"
              "cd \"$(dirname \"$0\")\" && [ -e late ] && mv health.next health\nexit 0\n");
        QDir(place.path()).mkdir(QStringLiteral("images"));
    }
    void write(const QString &name, const QByteArray &text)
    {
        QFile file(place.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    void image(const QString &file, const QByteArray &id)
    {
        write(QStringLiteral("images/") + file, id + '\n');
    }
    bool has(const QString &file) const
    {
        return QFile::exists(place.filePath(QStringLiteral("images/") + file));
    }

    Async<platform::ShellOutput> run(const HostId &, const QByteArray &script, const platform::ShellLimits &,
                                     std::stop_token) override
    {
        QProcess sh;
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("PATH"), place.path() + QStringLiteral(":/usr/bin:/bin"));
        sh.setProcessEnvironment(environment);
        sh.start(QStringLiteral("/bin/sh"), {QStringLiteral("-s")});
        sh.write(script);
        sh.closeWriteChannel();
        EXPECT_TRUE(sh.waitForFinished(60'000)); // in a test nobody waits beside it
        platform::ShellOutput output;
        output.out = sh.readAllStandardOutput();
        output.err = sh.readAllStandardError();
        output.exitCode = sh.exitCode();
        return ready<platform::ShellOutput>(output);
    }
    Async<platform::ShellOutput> follow(const HostId &, const QByteArray &, const Lines &,
                                        std::stop_token) override
    {
        return ready<platform::ShellOutput>(Error{ErrorCode::Unreachable, {}, {}, 0});
    }
    QTemporaryDir place;
};

class ActionJobs : public ::testing::Test {
protected:
    Result<void> step(const jobs::Job &job, const char *id)
    {
        for (const jobs::Step &each : job.steps) {
            if (each.id == QLatin1String(id))
                return answerOf(each.run({stop.get_token(), log, link}));
        }
        return Error{ErrorCode::NotFound, QLatin1String(id), {}, 0};
    }
    static QByteArray id(char letter) { return "sha256:" + QByteArray(64, letter); }
    static PrunePlan planOf(std::initializer_list<std::pair<const char *, char>> images)
    {
        PrunePlan plan;
        for (const auto &[name, letter] : images) {
            PruneImage image;
            image.id = QString::fromLatin1(id(letter));
            image.names = QStringList{QString::fromLatin1(name)};
            plan.remove.append(image);
            plan.references += image.names;
        }
        return plan;
    }

    const HostId host{QStringLiteral("prod"), QStringLiteral("prod-1")};
    const QString containerId = QString(64, QLatin1Char('a'));
    std::stop_source stop;
    std::shared_ptr<jobs::JobLog> log =
        jobs::JobLog::make({}, {}, std::make_shared<Worker>(QStringLiteral("log")));
    std::shared_ptr<jobs::StepLink> link = jobs::StepLink::make(std::make_shared<jobs::CancelGate>());
};

TEST_F(ActionJobs, WhatChangesSaysSoAndWhatOnlyLooksDoesNot)
{
    ToldShell shell;
    const auto changing = [&](const jobs::Job &job, const char *id) {
        shell.asked.clear();
        shell.answers = {ToldShell::said("removed 1\n")};
        (void)step(job, id);
        return shell.asked.size() == 1 && shell.asked.first().second.changes;
    };
    const jobs::Job restart = restartContainerJob(shell, host, containerId, QStringLiteral("api"));
    EXPECT_FALSE(changing(restart, "check"));
    EXPECT_TRUE(changing(restart, "restart"));
    EXPECT_FALSE(changing(restart, "settle"));
    EXPECT_TRUE(changing(restartServiceJob(shell, host, QStringLiteral("api")), "restart"));
    EXPECT_TRUE(changing(pruneJob(shell, host, planOf({{"acme/api:v1", 'a'}})), "prune"));
    const jobs::Job reboot = rebootJob(shell, host, {});
    EXPECT_FALSE(changing(reboot, "look"));
    EXPECT_TRUE(changing(reboot, "reboot"));
    for (const jobs::Job &job : {restart, reboot}) {
        for (const jobs::Step &each : job.steps)
            EXPECT_EQ(each.outside,
                      each.id == QLatin1String("restart") || each.id == QLatin1String("reboot"));
    }
}

TEST_F(ActionJobs, PruneLeavesANameThatPointsElsewhereNow)
{
    LocalShell shell;
    shell.image(QStringLiteral("acme_api_v1"), id('a'));
    shell.image(QStringLiteral("acme_api_v2"), id('x')); // pulled anew since the review
    shell.image(QStringLiteral("acme_api_v3"), id('c'));
    shell.image(QStringLiteral("acme_api_v3.used"), {}); // got a container
    const jobs::Job job =
        pruneJob(shell, host, planOf({{"acme/api:v1", 'a'}, {"acme/api:v2", 'b'}, {"acme/api:v3", 'c'}}));
    const auto done = step(job, "prune");
    EXPECT_TRUE(done) << qPrintable(done ? QString() : done.error().detail);
    EXPECT_FALSE(shell.has(QStringLiteral("acme_api_v1")));
    EXPECT_TRUE(shell.has(QStringLiteral("acme_api_v2")));
    EXPECT_TRUE(shell.has(QStringLiteral("acme_api_v3")));
}

TEST_F(ActionJobs, PruneThatRemovedNothingIsNoSuccess)
{
    LocalShell shell;
    const auto done = step(pruneJob(shell, host, planOf({{"acme/api:v1", 'a'}})), "prune");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::ToolFailed);
    // A registry in capitals is a name like any other; what is none goes to no host.
    shell.image(QStringLiteral("Registry.acme_5000_api_v1"), id('a'));
    EXPECT_TRUE(step(pruneJob(shell, host, planOf({{"Registry.acme:5000/api:v1", 'a'}})), "prune"));
    ToldShell never;
    EXPECT_EQ(step(pruneJob(never, host, planOf({{"a'; reboot; '", 'a'}})), "prune").error().code,
              ErrorCode::BadInput);
    EXPECT_TRUE(never.asked.isEmpty());
}

TEST_F(ActionJobs, ARestartedContainerIsWellWhenItsOwnCheckSaysSo)
{
    LocalShell shell;
    const jobs::Job job = restartContainerJob(shell, host, containerId, QStringLiteral("api"));
    EXPECT_TRUE(step(job, "settle")) << "without a check of its own";
    shell.write(QStringLiteral("health"), "unhealthy\n");
    EXPECT_EQ(step(job, "settle").error().code, ErrorCode::Unhealthy);
    shell.write(QStringLiteral("health"), "starting\n"); // for ever
    EXPECT_EQ(step(job, "settle").error().code, ErrorCode::Unhealthy);
    shell.write(QStringLiteral("late"), {}); // and healthy a while later
    shell.write(QStringLiteral("health"), "starting\n");
    EXPECT_TRUE(step(job, "settle"));
}

TEST_F(ActionJobs, AHostIsBackOnceItShowsAnotherBootId)
{
    const QByteArray before = "11111111-2222-3333-4444-555555555555";
    const QByteArray after = "99999999-2222-3333-4444-555555555555";
    ToldShell shell;
    shell.answers = {ToldShell::said({})};
    const jobs::Job blind = rebootJob(shell, host, {});
    EXPECT_EQ(step(blind, "look").error().code, ErrorCode::BadInput) << "without one it could never be told";

    const jobs::Job job = rebootJob(shell, host, {});
    shell.answers = {ToldShell::said(before + '\n')};
    EXPECT_TRUE(step(job, "look"));
    // Still the old one, away, nonsense, an error with the new one in it; then it is back.
    shell.answers = {ToldShell::said(before + '\n'), Error{ErrorCode::Unreachable, {}, {}, 0},
                     ToldShell::said("motd\n"), ToldShell::said(after + '\n', 1),
                     ToldShell::said(after + '\n')};
    shell.asked.clear();
    const auto back = job.steps.last().run({stop.get_token(), log, link});
    ASSERT_TRUE(testing::eventually([&] { return back.isFinished(); }, std::chrono::seconds(60)));
    EXPECT_TRUE(back.result());
    EXPECT_EQ(shell.asked.size(), 5);
}

// The workspace was switched while a host restarts: nobody asks a shell that is gone.
TEST_F(ActionJobs, WhoWaitsForAHostGoesWithItsJob)
{
    auto shell = std::make_unique<ToldShell>();
    shell->answers = {ToldShell::said("11111111-2222-3333-4444-555555555555\n")};
    auto job = std::make_unique<jobs::Job>(rebootJob(*shell, host, {}));
    EXPECT_TRUE(step(*job, "look"));
    const auto back = job->steps.last().run({stop.get_token(), log, link});
    job.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // as a running loop does
    shell.reset();
    testing::eventually([] { return false; }, std::chrono::seconds(3)); // longer than between two looks
    EXPECT_FALSE(back.isFinished() && back.resultCount() > 0);
}

} // namespace
} // namespace envdeck::hosts
