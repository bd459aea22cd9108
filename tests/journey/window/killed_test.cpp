// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/window/opened_window.h"

#include "ui/text/job_text.h"

#include <QProcess>

namespace envdeck {
namespace {

using namespace std::chrono_literals;
using testing::OpenedWindow;
using testing::World;

std::unique_ptr<QProcess> started(const QString &program, const QStringList &arguments,
                                  const QStringList &environment)
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    for (const QString &each : environment)
        all.insert(each.section(QLatin1Char('='), 0, 0), each.section(QLatin1Char('='), 1));
    all.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    process->setProcessEnvironment(all);
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->start(program, arguments);
    return process;
}

int commitsWith(World &world, const QByteArray &line)
{
    const QByteArray log = testing::runProgram(QStringLiteral("git"),
                                               {QStringLiteral("-C"), world.remote(), QStringLiteral("log"),
                                                QStringLiteral("--format=%B"), QStringLiteral("main")})
                               .output;
    return int(log.count(line));
}

// A process that is killed in a deployment, at one moment after the other: the next window tells the truth,
// resumes, and nothing is done twice.
TEST(Killed, ADeploymentIsShownInterruptedAndResumedOnce)
{
    World &world = testing::sharedWorld();
    const QStringList tags{QStringLiteral("v0.9.3"), QStringLiteral("v0.9.4"), QStringLiteral("v0.9.3"),
                           QStringLiteral("v0.9.4")};
    const QStringList moments{QStringLiteral("\"recheck\""), QStringLiteral("\"commit\""),
                              QStringLiteral("\"push\""), QStringLiteral("\"accepted\"")};
    for (int i = 0; i < moments.size(); ++i) {
        SCOPED_TRACE(qPrintable(moments.at(i)));
        OpenedWindow opened(world);
        const QString tag = tags.at(i);
        auto ctl = started(QStringLiteral(ENVDECK_CTL),
                           {QStringLiteral("deploy"), QStringLiteral("worker"), QStringLiteral("--env"),
                            QStringLiteral("dev"), QStringLiteral("--to"), tag, QStringLiteral("--reason"),
                            QStringLiteral("killed %1").arg(i), QStringLiteral("--wait"),
                            QStringLiteral("--json"), QStringLiteral("--workspace"), world.workspace()},
                           opened.ctlEnvironment());
        QByteArray said;
        const bool reached = testing::eventually(
            [&] {
                said += ctl->readAll();
                return said.contains(moments.at(i).toLatin1()) || ctl->state() == QProcess::NotRunning;
            },
            90s);
        ASSERT_TRUE(reached && ctl->state() == QProcess::Running) << said.constData();
        ctl->kill();
        ASSERT_TRUE(testing::eventually([&] { return ctl->state() == QProcess::NotRunning; }, 30s));

        ASSERT_NO_FATAL_FAILURE(opened.open());
        ASSERT_TRUE(testing::eventually(
            [&] { return opened.newestJob(QStringLiteral("dev/worker")).has_value(); }, 90s))
            << said.constData();
        const QString operation = opened.newestJob(QStringLiteral("dev/worker"))->operation;
        EXPECT_TRUE(opened.newestJob(QStringLiteral("dev/worker"))->interrupted);
        const testing::Driver hands = opened.driver();
        opened.window().showJob(operation);
        ASSERT_TRUE(hands.click("jobs.resume", 60s));
        ASSERT_TRUE(testing::eventually(
            [&] {
                const auto job = opened.newestJob(QStringLiteral("dev/worker"));
                return job && job->state == JobState::Succeeded;
            },
            180s))
            << qPrintable(ui::jobReport(*opened.newestJob(QStringLiteral("dev/worker")), {}))
            << qPrintable(opened.visibleTexts().join(u'|'));
        EXPECT_EQ(opened.newestJob(QStringLiteral("dev/worker"))->operation, operation);
        EXPECT_EQ(world.versionHeader(QStringLiteral("dev"), QStringLiteral("worker")), tag.toLatin1());
        EXPECT_EQ(commitsWith(world, "Envdeck-Operation: " + operation.toLatin1()), 1);
    }
}

TEST(Killed, ASecondStartRaisesTheFirstWindowAndEnds)
{
    World &world = testing::sharedWorld();
    const OpenedWindow home(world);
    const QStringList arguments{QStringLiteral("--workspace"), world.workspace()};
    auto first = started(QStringLiteral(ENVDECK_WINDOW), arguments, home.ctlEnvironment());
    const QString state = home.home() + QStringLiteral("/state/envdeck");
    ASSERT_TRUE(testing::eventually(
        [&] { return QFileInfo::exists(state) && first->state() == QProcess::Running; }, 60s));
    testing::eventually([] { return false; }, 3s); // the first is up
    auto second = started(QStringLiteral(ENVDECK_WINDOW), arguments, home.ctlEnvironment());
    EXPECT_TRUE(testing::eventually([&] { return second->state() == QProcess::NotRunning; }, 60s));
    EXPECT_EQ(second->exitCode(), 0) << second->readAll().constData();
    EXPECT_EQ(first->state(), QProcess::Running);
    first->terminate();
    EXPECT_TRUE(testing::eventually([&] { return first->state() == QProcess::NotRunning; }, 30s));
}

// One changing job at a time in an environment: envdeckctl holds it, the window's job waits in sight and then
// runs.
TEST(Killed, TheWindowWaitsForTheOtherProcessInSight)
{
    World &world = testing::sharedWorld();
    OpenedWindow opened(world);
    ASSERT_NO_FATAL_FAILURE(opened.open());
    const QString now =
        QString::fromLatin1(world.versionHeader(QStringLiteral("test"), QStringLiteral("worker")));
    const QString other =
        now == QLatin1String("v0.9.4") ? QStringLiteral("v0.9.3") : QStringLiteral("v0.9.4");
    auto ctl = started(QStringLiteral(ENVDECK_CTL),
                       {QStringLiteral("deploy"), QStringLiteral("worker"), QStringLiteral("--env"),
                        QStringLiteral("test"), QStringLiteral("--to"), other, QStringLiteral("--wait"),
                        QStringLiteral("--json"), QStringLiteral("--workspace"), world.workspace()},
                       opened.ctlEnvironment());
    QByteArray said;
    ASSERT_TRUE(testing::eventually([&] { return (said += ctl->readAll()).contains("\"push\""); }, 90s))
        << said.constData();
    ASSERT_NO_FATAL_FAILURE(
        opened.deploy(QStringLiteral("test"), QStringLiteral("web"), QStringLiteral("v2.0.6")));
    const JobStatus job = opened.endedJob(QStringLiteral("test/web"));
    EXPECT_EQ(job.state, JobState::Succeeded) << qPrintable(ui::jobReport(job, {}));
    ASSERT_TRUE(testing::eventually([&] { return ctl->state() == QProcess::NotRunning; }, 180s));
    EXPECT_EQ(ctl->exitCode(), 0) << ctl->readAll().constData();
}

} // namespace
} // namespace envdeck
