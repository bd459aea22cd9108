// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/supervised_run.h"

#include "tests/core/process/programs.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include <csignal>
#include <unistd.h>

namespace envdeck::process {
namespace {

using namespace std::chrono_literals;
using State = SupervisedRun::State;

const QString runner = QStringLiteral(ENVDECK_BINARY_DIR "/app/runner/envdeck-runner");

// Prints "int" for each SIGINT; ends when the file named by its argument appears.
const QString untilTold =
    QStringLiteral("trap 'echo int' INT; trap 'echo term' TERM; trap 'echo hup' HUP; echo ready; "
                   "while ! [ -e \"$1\" ]; do sleep 0.02; done; echo end; exit 5");

class SupervisedRunTest : public ::testing::Test {
protected:
    struct Watched {
        explicit Watched(const QString &folder) : run(std::make_unique<SupervisedRun>(folder))
        {
            QObject::connect(run.get(), &SupervisedRun::outputLine, run.get(),
                             [this](const QByteArray &l) { out.append(l); });
            QObject::connect(run.get(), &SupervisedRun::errorLine, run.get(),
                             [this](const QByteArray &l) { err.append(l); });
            QObject::connect(run.get(), &SupervisedRun::ended, run.get(), [this] { ++ends; });
        }
        bool sees(const QByteArray &line)
        {
            return eventually([&] { return out.contains(line); });
        }
        bool hasEnded()
        {
            return eventually([&] { return ends > 0; });
        }

        std::unique_ptr<SupervisedRun> run;
        QList<QByteArray> out;
        QList<QByteArray> err;
        int ends = 0;
    };

    ~SupervisedRunTest() override
    {
        tell();
        if (const Result<RunIdentity> identity = readRunIdentity(folder()))
            eventually([&] { return !isAlive(identity.value()); });
    }

    QString folder() const { return m_temporary.filePath(QStringLiteral("run")); }
    QString told() const { return m_temporary.filePath(QStringLiteral("told")); }
    Spec waiting() const { return script(untilTold, {told()}); }
    void tell() const { EXPECT_TRUE(QFile(told()).open(QIODevice::WriteOnly)); }

    // As an earlier Envdeck would have done it, which then died without a word.
    void startAndDie(const QByteArray &secrets = {})
    {
        Spec starter = script(QStringLiteral("\"$@\" && echo started && sleep 1000"),
                              QStringList{runner, QStringLiteral("--dir"), folder(), QStringLiteral("--"),
                                          QStringLiteral("/bin/sh"), QStringLiteral("-c"), untilTold,
                                          QStringLiteral("script"), told()});
        starter.input = Secret(secrets);
        Process process(starter);
        bool started = false;
        std::optional<Result<Outcome>> end;
        QObject::connect(&process, &Process::outputLine, &process, [&] { started = true; });
        QObject::connect(&process, &Process::finished, &process, [&](const Result<Outcome> &r) { end = r; });
        process.start();
        ASSERT_TRUE(eventually([&] { return started; }));
        ::kill(-pid_t(process.pid()), SIGKILL);
        ASSERT_TRUE(eventually([&] { return end.has_value(); }));
        ASSERT_EQ(end->value().signal, SIGKILL);
    }

private:
    QTemporaryDir m_temporary;
};

TEST_F(SupervisedRunTest, OutputAndExitArriveInFull)
{
    Watched watched(folder());
    watched.run->start(script(QStringLiteral("seq 1 100000; echo warning >&2; printf last; exit 3")), runner);
    EXPECT_EQ(watched.run->state(), State::Starting);
    ASSERT_TRUE(watched.hasEnded());
    EXPECT_EQ(watched.run->state(), State::Exited);
    EXPECT_EQ(watched.run->exit().exitCode, 3);
    EXPECT_FALSE(watched.run->exit().interrupted);
    ASSERT_EQ(watched.out.size(), 100'001);
    EXPECT_EQ(watched.out.constLast(), "last");
    EXPECT_EQ(watched.err, (QList<QByteArray>{"warning"}));
    EXPECT_EQ(watched.ends, 1);
}

TEST_F(SupervisedRunTest, ItSurvivesAKilledStarterAndIsAttachedAgain)
{
    startAndDie();
    Watched watched(folder());
    watched.run->attach();
    ASSERT_TRUE(watched.sees("ready")); // from the first line, not from now on
    EXPECT_EQ(watched.run->state(), State::Running);
    EXPECT_TRUE(isAlive(watched.run->identity(), watched.run->identity().program));
    tell();
    ASSERT_TRUE(watched.hasEnded());
    EXPECT_EQ(watched.run->state(), State::Exited);
    EXPECT_EQ(watched.run->exit().exitCode, 5);
    EXPECT_EQ(watched.out, (QList<QByteArray>{"ready", "end"}));
}

TEST_F(SupervisedRunTest, ARunThatEndedMeanwhileIsReadBack)
{
    startAndDie();
    tell();
    ASSERT_TRUE(eventually([&] { return bool(readRunExit(folder())); }));
    Watched watched(folder());
    watched.run->attach();
    ASSERT_TRUE(watched.hasEnded());
    EXPECT_EQ(watched.run->state(), State::Exited);
    EXPECT_EQ(watched.out, (QList<QByteArray>{"ready", "end"}));
}

TEST_F(SupervisedRunTest, OneInterruptReachesTheProgramHoweverOftenAndByWhomItIsAsked)
{
    Watched watched(folder());
    watched.run->start(waiting(), runner);
    ASSERT_TRUE(watched.sees("ready"));
    EXPECT_TRUE(watched.run->interrupt());
    ASSERT_TRUE(watched.sees("int"));
    Watched second(folder());
    second.run->attach();
    EXPECT_TRUE(watched.run->interrupt());
    EXPECT_TRUE(second.run->interrupt());
    ::kill(pid_t(watched.run->identity().runner.pid), SIGTERM);
    tell();
    ASSERT_TRUE(watched.hasEnded());
    EXPECT_EQ(watched.out.count("int"), 1);
    EXPECT_FALSE(watched.out.contains("term"));
    EXPECT_TRUE(watched.run->exit().interrupted);
    EXPECT_EQ(watched.run->exit().exitCode, 5);
}

TEST_F(SupervisedRunTest, AnInterruptAskedForWhileStartingIsNotForgotten)
{
    Watched watched(folder());
    watched.run->start(script(QStringLiteral("while :; do sleep 0.02; done")), runner);
    ASSERT_EQ(watched.run->state(), State::Starting);
    EXPECT_TRUE(watched.run->interrupt());
    ASSERT_TRUE(watched.hasEnded());
    EXPECT_EQ(watched.run->state(), State::Exited);
    EXPECT_EQ(watched.run->exit().signal, SIGINT);
    EXPECT_TRUE(watched.run->exit().interrupted);
}

TEST_F(SupervisedRunTest, SigtermCountsAsAnInterruptAndSighupAsNothing)
{
    Watched watched(folder());
    watched.run->start(waiting(), runner);
    ASSERT_TRUE(watched.sees("ready"));
    const pid_t pid = pid_t(watched.run->identity().runner.pid);
    ::kill(pid, SIGHUP);
    ::kill(pid, SIGTERM);
    ASSERT_TRUE(watched.sees("int"));
    tell();
    ASSERT_TRUE(watched.hasEnded());
    EXPECT_EQ(watched.out, (QList<QByteArray>{"ready", "int", "end"}));
}

TEST_F(SupervisedRunTest, ASignalToTheRunnersGroupDoesNotReachTheProgram)
{
    Watched watched(folder());
    watched.run->start(waiting(), runner);
    ASSERT_TRUE(watched.sees("ready"));
    const RunIdentity &identity = watched.run->identity();
    EXPECT_EQ(::getsid(pid_t(identity.program.pid)), pid_t(identity.runner.pid));
    EXPECT_NE(::getsid(pid_t(identity.program.pid)), ::getsid(0));
    EXPECT_EQ(::getpgid(pid_t(identity.program.pid)), pid_t(identity.program.pid));
}

TEST_F(SupervisedRunTest, AKilledRunnerLeavesTheProgramRunningAndThenItsOutcomeUnknown)
{
    Watched watched(folder());
    watched.run->start(waiting(), runner);
    ASSERT_TRUE(watched.sees("ready"));
    const RunIdentity identity = watched.run->identity();
    ::kill(pid_t(identity.runner.pid), SIGKILL);
    ASSERT_TRUE(eventually([&] { return !isAlive(identity, identity.runner); }));

    Watched later(folder());
    later.run->attach();
    ASSERT_TRUE(later.sees("ready"));
    EXPECT_EQ(later.run->state(), State::Running);
    EXPECT_TRUE(later.run->interrupt());
    EXPECT_TRUE(later.run->interrupt());
    EXPECT_TRUE(watched.run->interrupt());
    ASSERT_TRUE(later.sees("int"));
    tell();
    ASSERT_TRUE(later.hasEnded());
    EXPECT_EQ(later.run->state(), State::Lost);
    EXPECT_EQ(later.run->error().code, ErrorCode::OutcomeUnknown);
    EXPECT_EQ(later.out, (QList<QByteArray>{"ready", "int", "end"}));
    ASSERT_TRUE(watched.hasEnded());
    EXPECT_EQ(watched.run->state(), State::Lost);
    EXPECT_EQ(watched.run->interrupt().error().code, ErrorCode::NotFound);
}

TEST_F(SupervisedRunTest, AProcessThatGotTheSamePidIsNeitherFollowedNorSignalled)
{
    startAndDie();
    const RunIdentity identity = readRunIdentity(folder()).value();
    QFile file(folder() + QStringLiteral("/run.json"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    QByteArray text = file.readAll();
    file.close();
    for (const ProcessIdentity &process : {identity.runner, identity.program})
        text.replace(QByteArray::number(process.startTicks), QByteArray::number(process.startTicks + 1));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    Watched watched(folder());
    watched.run->attach();
    EXPECT_FALSE(watched.run->interrupt());
    ASSERT_TRUE(watched.hasEnded());
    EXPECT_EQ(watched.run->state(), State::Lost);
    EXPECT_FALSE(watched.out.contains("int"));
    EXPECT_TRUE(isAlive(identity));
    tell();
    ASSERT_TRUE(eventually([&] { return !isAlive(identity); }));
}

TEST_F(SupervisedRunTest, WithoutRunJsonNothingEverRan)
{
    QDir().mkpath(folder());
    Watched watched(folder());
    watched.run->attach();
    ASSERT_TRUE(watched.hasEnded());
    EXPECT_EQ(watched.run->state(), State::Refused);
    EXPECT_EQ(watched.run->error().code, ErrorCode::NotFound);
}

TEST_F(SupervisedRunTest, AUsedFolderIsRefusedAndLeftAlone)
{
    QDir().mkpath(folder());
    QFile file(folder() + QStringLiteral("/out"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("old");
    file.close();
    Watched watched(folder());
    watched.run->start(script(QStringLiteral("true")), runner);
    ASSERT_TRUE(watched.hasEnded());
    EXPECT_EQ(watched.run->state(), State::Refused);
    EXPECT_EQ(watched.run->error().code, ErrorCode::ToolFailed);
    EXPECT_EQ(QFileInfo(file).size(), 3);
}

TEST_F(SupervisedRunTest, AMissingRunnerOrProgramIsToolMissing)
{
    Watched noRunner(folder());
    noRunner.run->start(script(QStringLiteral("true")), QStringLiteral("/no/such/runner"));
    ASSERT_TRUE(noRunner.hasEnded());
    EXPECT_EQ(noRunner.run->state(), State::Refused);
    EXPECT_EQ(noRunner.run->error().code, ErrorCode::ToolMissing);

    Watched notFound(folder());
    notFound.run->start(script(QStringLiteral("true")), QString());
    ASSERT_TRUE(notFound.hasEnded());
    EXPECT_EQ(notFound.run->error().code, ErrorCode::ToolMissing);
    EXPECT_EQ(notFound.run->error().subject, QStringLiteral("envdeck-runner"));

    Watched noProgram(folder());
    Spec spec;
    spec.program = QStringLiteral("/no/such/program");
    noProgram.run->start(spec, runner);
    ASSERT_TRUE(noProgram.hasEnded());
    EXPECT_EQ(noProgram.run->error().code, ErrorCode::ToolMissing);
    EXPECT_FALSE(QFileInfo::exists(folder()));
}

TEST_F(SupervisedRunTest, AProgramThatCannotBeExecutedIsRefusedNotLost)
{
    QDir().mkpath(folder() + QStringLiteral("-bin"));
    QFile file(folder() + QStringLiteral("-bin/tool"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("#!/no/such/interpreter\n");
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    Spec spec;
    spec.program = file.fileName();
    Watched watched(folder());
    watched.run->start(spec, runner);
    ASSERT_TRUE(watched.hasEnded());
    EXPECT_EQ(watched.run->state(), State::Refused);

    Watched later(folder());
    later.run->attach();
    ASSERT_TRUE(later.hasEnded());
    EXPECT_EQ(later.run->state(), State::Refused);
    EXPECT_FALSE(later.run->error().detail.isEmpty());
}

TEST_F(SupervisedRunTest, TheSecretReachesTheProgramAndNoFileOrCommandLine)
{
    const QByteArray canary = "canary-0815-secret";
    Spec spec = script(QStringLiteral(
        "printf '%s' \"$TF_VAR_token\" | wc -c; env | cut -d= -f1 | sort | tr '\\n' ' '; echo; "
        "cat /proc/$PPID/cmdline | tr '\\0' ' '; umask; ulimit -c"));
    spec.secrets.insert(QStringLiteral("TF_VAR_token"), Secret(canary));
    spec.environment.insert(QStringLiteral("TF_INPUT"), QStringLiteral("0"));
    Watched watched(folder());
    watched.run->start(spec, runner);
    ASSERT_TRUE(watched.hasEnded());
    ASSERT_EQ(watched.out.size(), 4);
    EXPECT_EQ(watched.out.at(0).toInt(), canary.size());
    EXPECT_TRUE(watched.out.at(1).contains("TF_INPUT TF_VAR_token"));
    EXPECT_FALSE(watched.out.at(1).contains("ASAN"));
    EXPECT_EQ(watched.out.at(3), "0");
    QDirIterator files(folder(), QDir::Files | QDir::Hidden);
    int count = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_FALSE(file.readAll().contains(canary)) << qPrintable(file.fileName());
        EXPECT_EQ(file.permissions() & 0x77, 0) << qPrintable(file.fileName());
        ++count;
    }
    EXPECT_EQ(count, 4);
    EXPECT_EQ(QFileInfo(folder()).permissions() & 0x77, 0);
}

TEST_F(SupervisedRunTest, HostileArgumentsArriveByteForByte)
{
    const QStringList arguments{QStringLiteral("%s|"),
                                QString(),
                                QStringLiteral("$(id) `id`"),
                                QStringLiteral("--"),
                                QStringLiteral("a\tb"),
                                QStringLiteral("--dir"),
                                QStringLiteral("环境 'x' \"y\" \\")};
    Spec spec;
    spec.program = QStringLiteral("/usr/bin/printf");
    spec.arguments = arguments;
    Watched watched(folder());
    watched.run->start(spec, runner);
    ASSERT_TRUE(watched.hasEnded());
    EXPECT_EQ(watched.out.value(0), (arguments.mid(1).join(u'|') + u'|').toUtf8());
    EXPECT_EQ(readRunIdentity(folder()).value().argv, QStringList{spec.program} + arguments);
}

TEST_F(SupervisedRunTest, MalformedHandoverStartsNothing)
{
    for (const QByteArray &input :
         {QByteArray("KEY=VALUE"), QByteArray("NOVALUE\0", 8), QByteArray("=x\0", 3),
          QByteArray("A=b\0\0", 5), QByteArray(1024 * 1024 + 1, '\0')}) {
        Spec spec;
        spec.program = runner;
        spec.arguments =
            QStringList{QStringLiteral("--dir"), folder(), QStringLiteral("--"), QStringLiteral("/bin/true")};
        spec.input = Secret(input);
        const Result<Outcome> outcome = outcomeOf(process::run(spec));
        ASSERT_TRUE(outcome);
        EXPECT_EQ(outcome.value().exitCode, 64);
        EXPECT_FALSE(QFileInfo::exists(folder() + QStringLiteral("/run.json")));
    }
}

TEST_F(SupervisedRunTest, TheRunnerRefusesRelativePathsAndMissingArguments)
{
    for (const QStringList &arguments :
         {QStringList{}, QStringList{QStringLiteral("--dir"), folder()},
          QStringList{QStringLiteral("--dir"), QStringLiteral("run"), QStringLiteral("--"),
                      QStringLiteral("/bin/true")},
          QStringList{QStringLiteral("--dir"), folder(), QStringLiteral("--"), QStringLiteral("true")}}) {
        Spec spec;
        spec.program = runner;
        spec.arguments = arguments;
        EXPECT_EQ(outcomeOf(process::run(spec)).value().exitCode, 64);
    }
    EXPECT_FALSE(QFileInfo::exists(folder()));
}

TEST_F(SupervisedRunTest, TheRunnerIsFoundInTheBuildTreeOrPath)
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", QByteArray(ENVDECK_BINARY_DIR "/app/runner:") + path);
    EXPECT_EQ(findRunner().value(), runner);
    qputenv("PATH", path);
}

} // namespace
} // namespace envdeck::process
