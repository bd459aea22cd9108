// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/process/programs.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

namespace envdeck::process {
namespace {

struct Lines {
    explicit Lines(Process &process)
    {
        QObject::connect(&process, &Process::outputLine, &process,
                         [this](const QByteArray &l) { out.append(l); });
        QObject::connect(&process, &Process::errorLine, &process,
                         [this](const QByteArray &l) { err.append(l); });
        QObject::connect(&process, &Process::finished, &process,
                         [this](const Result<Outcome> &r) { end = r; });
    }
    QList<QByteArray> out;
    QList<QByteArray> err;
    std::optional<Result<Outcome>> end;
};

TEST(Run, ANonZeroExitIsAnOutcomeWithBothStreams)
{
    const Result<Outcome> outcome = outcomeOf(run(script(QStringLiteral("echo out; echo err >&2; exit 7"))));
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome.value().exitCode, 7);
    EXPECT_EQ(outcome.value().signal, 0);
    EXPECT_EQ(outcome.value().out, "out\n");
    EXPECT_EQ(outcome.value().err, "err\n");
    EXPECT_FALSE(outcome.value().succeeded());
}

TEST(Run, AKilledProgramNamesItsSignal)
{
    const Result<Outcome> outcome = outcomeOf(run(script(QStringLiteral("kill -9 $$"))));
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome.value().signal, SIGKILL);
    EXPECT_FALSE(outcome.value().succeeded());
}

TEST(Run, InputReachesTheProgramAndEnds)
{
    Spec spec;
    spec.program = QStringLiteral("cat");
    spec.input = Secret(QByteArray(300'000, 'x') + QByteArray("\0end", 4));
    const Result<Outcome> outcome = outcomeOf(run(spec));
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome.value().out, spec.input.reveal());
}

TEST(Run, WithoutInputAReadEndsAtOnce)
{
    Spec spec;
    spec.program = QStringLiteral("cat");
    EXPECT_TRUE(outcomeOf(run(spec)).value().out.isEmpty());
}

TEST(Run, AProgramThatReadsNoInputStillAnswers)
{
    Spec spec = script(QStringLiteral("exec <&-; echo done"));
    spec.input = Secret(QByteArray(1'000'000, 'x'));
    EXPECT_EQ(outcomeOf(run(spec)).value().out, "done\n");
}

TEST(Run, TooMuchOutputEndsTheProgramWithATypedError)
{
    Spec spec;
    spec.program = QStringLiteral("yes");
    spec.outputCap = 100'000;
    const Result<Outcome> outcome = outcomeOf(run(spec));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::BadResponse);
}

TEST(Run, OutputThatSomebodyTakesArrivesInOrderAndIsInNoOutcome)
{
    Spec spec = script(QStringLiteral("seq 1 60000; echo wrong >&2; exit 3"));
    spec.outputCap = 1000; // of what is kept
    QByteArray taken;
    const Result<Outcome> outcome =
        outcomeOf(run(spec, [&](const QByteArray &piece) { taken += piece; }, {}));
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome.value().exitCode, 3);
    EXPECT_EQ(outcome.value().out, "");
    EXPECT_EQ(outcome.value().err, "wrong\n");
    QByteArray wanted;
    for (int i = 1; i <= 60000; ++i)
        wanted += QByteArray::number(i) + '\n';
    EXPECT_EQ(taken, wanted);
}

TEST(Run, OutputOfExactlyTheCapIsWhole)
{
    Spec spec = script(QStringLiteral("printf 12345"));
    spec.outputCap = 5;
    EXPECT_EQ(outcomeOf(run(spec)).value().out, "12345");
}

TEST(Run, TheChildHasNoCoreNoGroupAccessAndNoOpenFiles)
{
    const int leaked = ::open("/dev/null", O_RDONLY); // on purpose without O_CLOEXEC
    const Result<Outcome> outcome =
        outcomeOf(run(script(QStringLiteral("ulimit -c; umask; ls /proc/self/fd | sort -n | tr '\\n' ' '"))));
    ::close(leaked);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome.value().out, "0\n0077\n0 1 2 3 "); // 3 is what ls opened to look
}

TEST(Run, ItLeadsItsOwnGroup)
{
    const Result<Outcome> outcome = outcomeOf(run(script(QStringLiteral("cut -d' ' -f1,5 /proc/$$/stat"))));
    ASSERT_TRUE(outcome);
    const QList<QByteArray> ids = outcome.value().out.trimmed().split(' ');
    EXPECT_EQ(ids.value(0), ids.value(1));
}

TEST(Run, FailureOfQuotesTheLastWordsWithoutSecrets)
{
    Redactor redactor;
    redactor.learn(Secret("hunter2-token"));
    const Outcome outcome{3, 0, "ignored", QByteArray(9000, 'x') + "denied for hunter2-token\n", {}};
    const Error error = failureOf(outcome, QStringLiteral("prod"), redactor);
    EXPECT_EQ(error.code, ErrorCode::ToolFailed);
    EXPECT_EQ(error.status, 3);
    EXPECT_TRUE(error.detail.contains(QStringLiteral("denied for")));
    EXPECT_FALSE(error.detail.contains(QStringLiteral("hunter2")));
    EXPECT_LE(error.detail.size(), 4096);
}

TEST(Process, LinesOfBothStreamsComeWholeAndBeforeTheEnd)
{
    Process process(script(
        QStringLiteral("printf 'a\\nb'; sleep 0.05; printf 'c\\n\\nlast'; printf 'e1\\ne2\\n' >&2; exit 3")));
    const Lines lines(process);
    process.start();
    EXPECT_FALSE(lines.end);
    ASSERT_TRUE(eventually([&] { return lines.end.has_value(); }));
    EXPECT_EQ(lines.out, (QList<QByteArray>{"a", "bc", "", "last"}));
    EXPECT_EQ(lines.err, (QList<QByteArray>{"e1", "e2"}));
    EXPECT_EQ(lines.end->value().exitCode, 3);
    EXPECT_FALSE(process.isRunning());
}

TEST(Process, NoLineOfABurstIsLost)
{
    Process process(script(QStringLiteral("seq 1 200000")));
    const Lines lines(process);
    process.start();
    ASSERT_TRUE(eventually([&] { return lines.end.has_value(); }));
    ASSERT_EQ(lines.out.size(), 200'000);
    EXPECT_EQ(lines.out.constLast(), "200000");
}

TEST(Process, AFailedStartIsToldOnceAndNotFromStart)
{
    Spec spec;
    spec.program = QStringLiteral("no-such-program-here");
    Process process(spec);
    const Lines lines(process);
    process.start();
    EXPECT_FALSE(lines.end);
    ASSERT_TRUE(eventually([&] { return lines.end.has_value(); }));
    EXPECT_EQ(lines.end->error().code, ErrorCode::ToolMissing);
}

TEST(Process, OneThatIsNeverStartedLeavesNothing)
{
    {
        Process process(script(QStringLiteral("true")));
    }
    testing::drainEvents();
}

} // namespace
} // namespace envdeck::process
