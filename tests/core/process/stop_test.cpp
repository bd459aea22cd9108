// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/process/programs.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QThread>
#include <gtest/gtest.h>

namespace envdeck::process {
namespace {

using namespace std::chrono_literals;

// Prints "int" for each SIGINT. Goes on until there was one, and then a while longer for a second.
const QString countsInterrupts =
    QStringLiteral("trap 'n=1; echo int' INT; echo ready; while [ -z \"$n\" ]; do sleep 0.02; done; "
                   "for i in 1 2 3 4 5; do sleep 0.05; done; echo end");

void touch(const QString &path)
{
    EXPECT_TRUE(QFile(path).open(QIODevice::WriteOnly));
}

struct Watched {
    explicit Watched(const Spec &spec) : process(std::make_unique<Process>(spec))
    {
        QObject::connect(process.get(), &Process::outputLine, process.get(),
                         [this](const QByteArray &l) { out.append(l); });
        QObject::connect(process.get(), &Process::finished, process.get(),
                         [this](const Result<Outcome> &r) { end = r; });
        process->start();
    }
    bool sees(const QByteArray &line)
    {
        return eventually([&] { return out.contains(line); });
    }
    bool ends()
    {
        return eventually([&] { return end.has_value(); });
    }

    std::unique_ptr<Process> process;
    QList<QByteArray> out;
    std::optional<Result<Outcome>> end;
};

TEST(Stop, EndGroupEndsGrandchildrenToo)
{
    Watched watched(script(QStringLiteral("sleep 1000 & echo $!; echo ready; wait")));
    ASSERT_TRUE(watched.sees("ready"));
    const qint64 grandchild = watched.out.constFirst().toLongLong();
    ASSERT_TRUE(isProcess(grandchild));
    watched.process->stop();
    ASSERT_TRUE(watched.ends());
    EXPECT_EQ(watched.end->error().code, ErrorCode::Canceled);
    EXPECT_TRUE(eventually([&] { return !isProcess(grandchild); }));
}

TEST(Stop, AProgramThatIgnoresSigtermIsKilledAfterTheGrace)
{
    Spec spec = script(QStringLiteral("trap '' TERM INT; sleep 1000 & echo $!; echo ready; wait; wait"));
    spec.grace = 100ms;
    Watched watched(spec);
    ASSERT_TRUE(watched.sees("ready"));
    const qint64 grandchild = watched.out.constFirst().toLongLong();
    watched.process->stop();
    ASSERT_TRUE(watched.ends());
    EXPECT_EQ(watched.end->error().code, ErrorCode::Canceled);
    EXPECT_TRUE(eventually([&] { return !isProcess(grandchild); }));
}

TEST(Stop, InterruptOnceSendsOneSigintAndWaits)
{
    Spec spec = script(countsInterrupts);
    spec.stopPolicy = StopPolicy::InterruptOnce;
    spec.grace = 1ms;
    Watched watched(spec);
    ASSERT_TRUE(watched.sees("ready"));
    watched.process->stop();
    watched.process->stop();
    ASSERT_TRUE(watched.ends());
    EXPECT_EQ(watched.end->error().code, ErrorCode::Canceled);
    EXPECT_EQ(watched.out.count("int"), 1);
    EXPECT_TRUE(watched.out.contains("end")); // it was not cut short
}

TEST(Stop, InterruptOnceSignalsTheProgramAloneNotItsChildren)
{
    const QTemporaryDir folder;
    const QString told = folder.filePath(QStringLiteral("told"));
    const QString child =
        QStringLiteral("trap 'echo child' INT; echo ready; while [ ! -e \"$1\" ]; do sleep 0.02; done");
    Spec spec = script(QStringLiteral("trap 'echo int' INT; sh -c \"$1\" child \"$2\""), {child, told});
    spec.stopPolicy = StopPolicy::InterruptOnce;
    Watched watched(spec);
    ASSERT_TRUE(watched.sees("ready"));
    watched.process->stop();
    touch(told);
    ASSERT_TRUE(watched.ends());
    EXPECT_TRUE(watched.out.contains("int"));
    EXPECT_FALSE(watched.out.contains("child"));
}

TEST(Stop, ADeadlineEndsAnEndGroupProgram)
{
    Spec spec = script(QStringLiteral("sleep 1000"));
    spec.deadline = 100ms;
    const Result<Outcome> outcome = outcomeOf(run(spec));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::Timeout);
}

TEST(Stop, ADeadlineOnlyEndsOurWaitingForAnInterruptOnceProgram)
{
    const QTemporaryDir folder;
    const QString told = folder.filePath(QStringLiteral("told"));
    const QString done = folder.filePath(QStringLiteral("done"));
    Spec spec = script(
        QStringLiteral("trap 'exit 1' INT TERM; while [ ! -e \"$1\" ]; do sleep 0.02; done; : > \"$2\""),
        {told, done});
    spec.stopPolicy = StopPolicy::InterruptOnce;
    spec.deadline = 50ms;
    const Result<Outcome> outcome = outcomeOf(run(spec));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::Timeout);
    touch(told);
    EXPECT_TRUE(eventually([&] { return QFileInfo::exists(done); }));
    testing::drainEvents();
}

TEST(Stop, TooMuchOutputDoesNotEndAnInterruptOnceProgram)
{
    Spec spec = script(QStringLiteral("seq 1 1000; exit 4"));
    spec.stopPolicy = StopPolicy::InterruptOnce;
    spec.outputCap = 100;
    const Result<Outcome> outcome = outcomeOf(run(spec));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::BadResponse);
    EXPECT_EQ(outcome.error().status, 4);
}

TEST(Stop, ACancelFromAnotherThreadEndsTheProgram)
{
    std::stop_source source;
    const Async<Outcome> future = run(script(QStringLiteral("sleep 1000")), source.get_token());
    const std::unique_ptr<QThread> other(QThread::create([&] { source.request_stop(); }));
    other->start();
    const Result<Outcome> outcome = outcomeOf(future);
    other->wait();
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::Canceled);
}

TEST(Stop, ATokenThatWasStoppedBeforeCancelsAtOnce)
{
    std::stop_source source;
    source.request_stop();
    const Result<Outcome> outcome = outcomeOf(run(script(QStringLiteral("sleep 1000")), source.get_token()));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::Canceled);
}

TEST(Stop, DestroyingAProcessEndsItByItsPolicy)
{
    Watched ended(script(QStringLiteral("echo ready; sleep 1000")));
    ASSERT_TRUE(ended.sees("ready"));
    const qint64 pid = ended.process->pid();
    ended.process.reset();
    EXPECT_TRUE(eventually([&] { return !isProcess(pid); }));

    const QTemporaryDir folder;
    const QString log = folder.filePath(QStringLiteral("log"));
    Spec spec =
        script(QStringLiteral("trap 'n=1; echo int >> \"$1\"' INT; echo ready; "
                              "while [ -z \"$n\" ]; do sleep 0.02; done; sleep 0.1; echo end >> \"$1\""),
               {log});
    spec.stopPolicy = StopPolicy::InterruptOnce;
    Watched interrupted(spec);
    ASSERT_TRUE(interrupted.sees("ready"));
    const qint64 careful = interrupted.process->pid();
    interrupted.process.reset();
    EXPECT_TRUE(eventually([&] { return !isProcess(careful); }));
    QFile file(log);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), "int\nend\n");
    testing::drainEvents();
}

} // namespace
} // namespace envdeck::process
