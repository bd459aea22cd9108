// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/infrastructure/infrastructure_world.h"
#include "tests/real/state/postgres_server.h"

#include <QDir>
#include <QProcess>

#include <set>

namespace envdeck::infrastructure {
namespace {

using namespace std::chrono_literals;

enum class Moved {
    PlanByte,
    EditedPlan, // unpacked, edited, packed again: terraform itself takes it
    LockFile,
    Commit,
    Workspace,
    Backend,
    Program,
    Variable,
    Serial,
    Environment,
    Time
};

struct Mutation {
    Moved moved;
    const char *refusal;
};

constexpr Mutation mutations[]{{Moved::PlanByte, "plan-moved plan-file"},
                               {Moved::EditedPlan, "plan-moved plan-file"},
                               {Moved::LockFile, "plan-moved lock-file"},
                               {Moved::Commit, "plan-moved commit"},
                               {Moved::Workspace, "plan-moved workspace"},
                               {Moved::Backend, "plan-moved backend"},
                               {Moved::Program, "plan-moved program"},
                               {Moved::Variable, "plan-moved variables"},
                               {Moved::Serial, "plan-moved serial"},
                               {Moved::Environment, "plan-moved backend"},
                               {Moved::Time, "plan-expired"}};
static_assert(std::size(mutations) == 11);

// Between the review of a plan and its apply one thing moves. The state is in PostgreSQL, terraform is real;
// each resource leaves a line in "made" when it is made.
class ElevenMutations : public InfrastructureWorld, public ::testing::WithParamInterface<Mutation> {
protected:
    static void SetUpTestSuite() { server = new testing::PostgresServer; }
    static void TearDownTestSuite()
    {
        delete server;
        server = nullptr;
    }
    void SetUp() override
    {
        needTerraform();
        if (IsSkipped())
            return;
        if (!server->runs())
            GTEST_SKIP() << qPrintable(server->whyNot());
        Environment second;
        second.name = test;
        second.branch = QStringLiteral("main");
        workspace.environments.append(second);
        mine->restart();
        schema = "m" + QByteArray::number(int(GetParam().moved));
        for (const EnvironmentId &environment : {dev, test}) {
            write(environment, "v1");
            ASSERT_EQ(plannedIn(environment).state, JobState::Succeeded);
            ASSERT_EQ(appliedIn(environment).state, JobState::Succeeded);
        }
        write(dev, "v2");
        const JobStatus plan = plannedIn(dev);
        ASSERT_EQ(plan.state, JobState::Succeeded) << said(plan);
        ASSERT_TRUE(mine->service->plan(dev));
        ASSERT_EQ(mine->service->plan(dev)->plan.counts.replace, 1);
        operation = mine->service->plan(dev)->operation;
        code = mine->service->places(dev).exported(operation) + QStringLiteral("/environments/dev");
    }

    QByteArray schemaOf(const EnvironmentId &environment) const { return schema + environment.toUtf8(); }
    QByteArray main(const QByteArray &backendSchema) const
    {
        return "terraform {\n  " + server->backend(backendSchema) +
               "\n}\nvariable \"version_wanted\" { type = string }\n"
               "resource \"terraform_data\" \"app\" {\n  triggers_replace = var.version_wanted\n"
               "  provisioner \"local-exec\" { command = \"echo made >> '" +
               path(QStringLiteral("made")).toUtf8() + "'\" }\n}\n";
    }
    void write(const EnvironmentId &environment, const QByteArray &version) const
    {
        const QString folder = QStringLiteral("terraform/environments/") + environment;
        QDir().mkpath(checkoutPath() + QLatin1Char('/') + folder);
        GitWorld::write(checkoutPath() + QLatin1Char('/') + folder + QStringLiteral("/main.tf"),
                        main(schemaOf(environment)));
        git(checkoutPath(), {QStringLiteral("add"), QStringLiteral("--all")});
        pushed(folder + QStringLiteral("/env.auto.tfvars"), "version_wanted = \"" + version + "\"\n",
               QStringLiteral("Want ") + QString::fromUtf8(version));
    }
    JobStatus plannedIn(const EnvironmentId &environment)
    {
        return ended(*mine, started(*mine, mine->service->planJob(environment)));
    }
    JobStatus appliedIn(const EnvironmentId &environment)
    {
        const auto job = mine->service->applyJob(environment, QStringLiteral("wanted"));
        EXPECT_TRUE(job) << (job ? "" : git::said(job.error()));
        return job ? ended(*mine, started(*mine, job.value())) : JobStatus();
    }
    qint64 serial() const
    {
        const auto state = git::await(mine->service->state(dev, {}));
        EXPECT_TRUE(state) << (state ? "" : git::said(state.error()));
        return state ? state.value().summary.serial : -1;
    }

    void changePlanByte() const
    {
        QFile file(planFile(*mine));
        ASSERT_TRUE(file.open(QIODevice::ReadWrite));
        char byte = 0;
        ASSERT_TRUE(file.seek(10) && file.getChar(&byte) && file.seek(10) && file.putChar(char(byte ^ 1)));
    }
    void editPlan() const
    {
        const QString script = path(QStringLiteral("edit.py"));
        GitWorld::write(script, "import sys, zipfile\n"
                                "name, old, new = sys.argv[1], sys.argv[2].encode(), sys.argv[3].encode()\n"
                                "with zipfile.ZipFile(name) as z:\n"
                                "    parts = [(i, z.read(i)) for i in z.infolist()]\n"
                                "found = 0\n"
                                "with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED) as z:\n"
                                "    for info, data in parts:\n"
                                "        found += data.count(old)\n"
                                "        z.writestr(info, data.replace(old, new))\n"
                                "sys.exit(0 if found else 1)\n");
        QProcess python;
        python.start(QStringLiteral("python3"),
                     {script, planFile(*mine), QStringLiteral("echo made"), QStringLiteral("echo evil")});
        ASSERT_TRUE(python.waitForFinished(60'000));
        ASSERT_EQ(python.exitCode(), 0) << python.readAllStandardError().toStdString();
    }
    void moveBackend() const
    {
        GitWorld::write(code + QStringLiteral("/main.tf"), main(schema + "elsewhere"));
        ASSERT_TRUE(QDir(mine->service->places(dev).work() + QStringLiteral("/data")).removeRecursively());
        const auto tool = git::await(mine->service->tool(dev, operation, {}));
        ASSERT_TRUE(tool);
        const auto done = git::await(tool.value()->init());
        ASSERT_TRUE(done) << git::said(done.error());
    }
    void moveProgram()
    {
        const auto found = git::await(mine->service->program({}));
        ASSERT_TRUE(found);
        const QString pretender = path(QStringLiteral("other-terraform"));
        script(pretender,
               "[ \"$1\" = version ] && { echo '{\"terraform_version\":\"1.99.0\"}'; exit; }\nexec " +
                   QFile::encodeName(found.value().path) + " \"$@\"\n");
        mine->programPath = pretender;
        mine->restart();
        const auto restored = git::await(mine->service->restore(dev, {}));
        ASSERT_TRUE(restored && restored.value());
    }
    // What was reviewed in dev, taken for a plan of test.
    void moveEnvironment() const
    {
        const Places from = mine->service->places(dev), to = mine->service->places(test);
        QProcess copy;
        copy.start(QStringLiteral("cp"), {QStringLiteral("-a"), from.run(operation), to.run(operation)});
        ASSERT_TRUE(copy.waitForFinished(60'000) && copy.exitCode() == 0);
        ReviewedPlan reviewed = *mine->service->plan(dev);
        reviewed.environment = test;
        GitWorld::write(to.exported(operation) + QStringLiteral("/environments/test/env.auto.tfvars"),
                        read(code + QStringLiteral("/env.auto.tfvars")));
        mine->service->hold(reviewed);
    }
    void move(Moved moved)
    {
        switch (moved) {
        case Moved::PlanByte: return changePlanByte();
        case Moved::EditedPlan: return editPlan();
        case Moved::LockFile:
            return GitWorld::write(code + QStringLiteral("/.terraform.lock.hcl"), "# none\n");
        case Moved::Commit: return write(dev, "v3");
        case Moved::Workspace: {
            ReviewedPlan reviewed = *mine->service->plan(dev);
            reviewed.record.workspace = QStringLiteral("staging");
            return mine->service->hold(reviewed);
        }
        case Moved::Backend: return moveBackend();
        case Moved::Program: return moveProgram();
        case Moved::Variable:
            return GitWorld::write(code + QStringLiteral("/env.auto.tfvars"), "version_wanted = \"v9\"\n");
        case Moved::Serial: {
            other = desk(QStringLiteral("other"));
            ASSERT_EQ(planned(*other).state, JobState::Succeeded);
            ASSERT_EQ(applied(*other).state, JobState::Succeeded);
            return;
        }
        case Moved::Environment: return moveEnvironment();
        case Moved::Time: return clock.advance(planLife + 1s);
        }
    }

    static testing::PostgresServer *server;
    const EnvironmentId test = QStringLiteral("test");
    QByteArray schema;
    QString operation, code;
    std::unique_ptr<Desk> other;
};

testing::PostgresServer *ElevenMutations::server = nullptr;

TEST_P(ElevenMutations, IsRefusedAndNothingIsChanged)
{
    ASSERT_NO_FATAL_FAILURE(move(GetParam().moved));
    const qint64 before = serial();
    const int made = timesMade();
    const JobStatus job = appliedIn(GetParam().moved == Moved::Environment ? test : dev);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Conflict) << said(job);
    EXPECT_EQ(job.error->detail, QLatin1String(GetParam().refusal));
    EXPECT_EQ(step(job, QStringLiteral("recheck")).state, StepState::Failed);
    EXPECT_FALSE(job.blocks);
    EXPECT_EQ(timesMade(), made);
    EXPECT_EQ(serial(), before);
    EXPECT_FALSE(QFile::exists(mine->service->places(dev).place(operation).applyRun()));
}

INSTANTIATE_TEST_SUITE_P(R10, ElevenMutations, ::testing::ValuesIn(mutations));

// Without any of them the same plan is applied: it was the mutation that was refused.
class NothingMoved : public ElevenMutations {};

TEST_P(NothingMoved, ThePlanIsApplied)
{
    const int made = timesMade();
    const JobStatus job = appliedIn(dev);
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_EQ(timesMade(), made + 1);
}

INSTANTIATE_TEST_SUITE_P(R10, NothingMoved, ::testing::Values(mutations[0]));

} // namespace
} // namespace envdeck::infrastructure
