// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/infrastructure/infrastructure_world.h"

#include <QDir>

namespace envdeck::infrastructure {

using namespace std::chrono_literals;

Desk::Desk(const Workspace &workspace, const git::Program &git, const git::Remote &remote,
           const QString &folder, const Clock &clock)
    : m_workspace(workspace), m_folder(folder), m_clock(clock),
      m_mirror(std::make_unique<git::Mirror>(folder + QStringLiteral("/mirror"), remote, git))
{
    QDir().mkpath(folder + QStringLiteral("/state"));
    m_journal = std::make_unique<journal::Journal>(
        journal::Journal::Options{folder + QStringLiteral("/state"), QStringLiteral("desk"), {}}, clock);
    restart();
}

Desk::~Desk() = default;

void Desk::restart()
{
    center.reset();
    service.reset();
    testing::drainEvents();
    service = std::make_unique<TerraformService>(Outside{m_workspace, *m_mirror, *m_journal, m_clock,
                                                         m_folder + QStringLiteral("/data"), runner,
                                                         programPath, toolsFolder, QStringLiteral("bo")});
    service->setPulls(pulls);
    jobs::JobCenter::Options options;
    options.folder = m_folder + QStringLiteral("/state");
    options.actor = QStringLiteral("bo");
    options.machine = QStringLiteral("desk");
    options.lockPoll = 20ms;
    center = std::make_unique<jobs::JobCenter>(*m_journal, m_clock, options);
    service->registerRebuilds(*center);
    EXPECT_TRUE(git::await(center->recover()));
}

InfrastructureWorld::InfrastructureWorld()
{
    clock.set(QDateTime::currentDateTimeUtc());
    workspace.root = checkoutPath();
    workspace.name = QStringLiteral("acme");
    workspace.terraformLayout = QStringLiteral("terraform/environments/{environment}");
    Environment environment;
    environment.name = dev;
    environment.branch = QStringLiteral("main");
    workspace.environments = {environment};
    QDir().mkpath(path(QStringLiteral("shared")));
    mine = desk(QStringLiteral("mine"));
}

InfrastructureWorld::~InfrastructureWorld()
{
    letGo(); // whatever a test left waiting
    mine.reset();
}

void InfrastructureWorld::needTerraform()
{
    const auto program = git::await(terraform::findProgram(terraform::WantedProgram::Auto));
    if (!program)
        GTEST_SKIP() << "no terraform or tofu in PATH";
    m_terraform = program.value().path;
}

QString InfrastructureWorld::configure(const QByteArray &resources) const
{
    return configureAt("backend \"local\" { path = \"" + path(QStringLiteral("shared/dev.tfstate")).toUtf8() +
                           "\" }",
                       resources);
}

QString InfrastructureWorld::configureAt(const QByteArray &backend, const QByteArray &resources) const
{
    return pushed(QStringLiteral("terraform/environments/dev/main.tf"),
                  "terraform {\n  " + backend + "\n}\n" + resources +
                      "output \"server_ip\" { value = \"203.0.113.9\" }\n",
                  QStringLiteral("Change dev"));
}

QByteArray InfrastructureWorld::holding() const
{
    const QByteArray here = path(QString()).toUtf8() + '/';
    return "resource \"terraform_data\" \"first\" {}\n"
           "resource \"terraform_data\" \"slow\" {\n  depends_on = [terraform_data.first]\n"
           "  provisioner \"local-exec\" { command = \"echo made >> '" +
           here + "made'; touch '" + here + "holding'; while [ -d '" + here + "' ]; do [ -e '" + here +
           "go' ] && exit 0; sleep 0.05; done; exit 1\" }\n}\n"
           "resource \"terraform_data\" \"last\" { depends_on = [terraform_data.slow] }\n";
}

QString InfrastructureWorld::impatientProgram(const QByteArray &first) const
{
    const QString program = path(QStringLiteral("impatient-terraform"));
    script(program, first +
                        "n=$#; i=0\nwhile [ $i -lt $n ]; do a=$1; shift\n  case \"$a\" in -lock-timeout=*) "
                        "a=-lock-timeout=0s;; esac\n"
                        "  set -- \"$@\" \"$a\"; i=$((i+1))\ndone\nexec " +
                        QFile::encodeName(m_terraform) + " \"$@\"\n");
    return program;
}

QString InfrastructureWorld::tellingProgram() const
{
    return impatientProgram("env >> '" + path(told).toUtf8() + "'\"$1\"\n");
}

QStringList InfrastructureWorld::commandsGiven(const QByteArray &value) const
{
    QStringList commands;
    for (const QString &file : QDir(path(QString())).entryList({told + QLatin1Char('*')}, QDir::Files)) {
        if (read(path(file)).contains(value))
            commands.append(file.mid(told.size()));
    }
    return commands;
}

void InfrastructureWorld::branchWith(const QString &branch, const char *file, const QByteArray &content) const
{
    const QString checkout = checkoutPath();
    git(checkout, {QStringLiteral("checkout"), QStringLiteral("-q"), QStringLiteral("-B"), branch});
    write(checkout + QStringLiteral("/terraform/environments/dev/") + QString::fromLatin1(file), content);
    git(checkout, {QStringLiteral("add"), QStringLiteral("--all")});
    git(checkout, {QStringLiteral("commit"), QStringLiteral("-q"), QStringLiteral("-m"),
                   QStringLiteral("Change ") + QString::fromLatin1(file)});
    git(checkout, {QStringLiteral("push"), QStringLiteral("-q"), QStringLiteral("-f"),
                   QStringLiteral("origin"), branch});
    git(checkout, {QStringLiteral("checkout"), QStringLiteral("-q"), QStringLiteral("main")});
}

std::unique_ptr<Desk> InfrastructureWorld::desk(const QString &name) const
{
    return std::make_unique<Desk>(workspace, program(), git::Remote::parse(remotePath()).value(), path(name),
                                  clock);
}

QString InfrastructureWorld::started(Desk &desk, const jobs::Job &job)
{
    const auto operation = desk.center->start(job);
    EXPECT_TRUE(operation) << (operation ? "" : git::said(operation.error()));
    return operation ? operation.value() : QString();
}

JobStatus InfrastructureWorld::status(const Desk &desk, const QString &operation)
{
    return desk.center->job(operation).value_or(JobStatus());
}

JobStatus InfrastructureWorld::ended(const Desk &desk, const QString &operation)
{
    EXPECT_TRUE(testing::eventually([&] { return status(desk, operation).isOver(); }, 240s));
    return status(desk, operation);
}

JobStatus InfrastructureWorld::planned(Desk &desk)
{
    return ended(desk, started(desk, desk.service->planJob(QStringLiteral("dev"))));
}

QString InfrastructureWorld::applyJobStarted(Desk &desk)
{
    const auto job = desk.service->applyJob(QStringLiteral("dev"), QStringLiteral("wanted"));
    EXPECT_TRUE(job) << (job ? "" : git::said(job.error()));
    return job ? started(desk, job.value()) : QString();
}

JobStatus InfrastructureWorld::applied(Desk &desk)
{
    return ended(desk, applyJobStarted(desk));
}

JobStatus InfrastructureWorld::resumed(Desk &desk, const QString &operation)
{
    const auto asked = desk.center->resume(operation);
    EXPECT_TRUE(asked) << (asked ? "" : git::said(asked.error()));
    return ended(desk, operation);
}

QString InfrastructureWorld::planFile(const Desk &desk)
{
    const auto plan = desk.service->plan(QStringLiteral("dev"));
    EXPECT_TRUE(plan);
    return plan ? desk.service->places(QStringLiteral("dev")).place(plan->operation).planFile() : QString();
}

std::string InfrastructureWorld::said(const JobStatus &job)
{
    return job.error ? git::said(*job.error) : std::string("no error");
}

StepStatus InfrastructureWorld::step(const JobStatus &job, const QString &id)
{
    for (const StepStatus &step : job.steps) {
        if (step.id == id)
            return step;
    }
    return {};
}

} // namespace envdeck::infrastructure
