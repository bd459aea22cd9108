// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/infrastructure/infrastructure_world.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFileInfo>

namespace envdeck::infrastructure {
namespace {

using namespace std::chrono_literals;

const QByteArray canary = "CANARY-pa55-4711-wxyz";
const QString password = QStringLiteral("TF_VAR_db_password");

QByteArray hashOf(const QByteArray &value)
{
    return QCryptographicHash::hash(value, QCryptographicHash::Sha256).toHex();
}

// Which of /proc/*/<file> hold it, by the program's name.
QStringList processesWith(const char *file, const QByteArray &value)
{
    QStringList names;
    const QStringList pids = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &pid : pids) {
        const auto content = [&pid](const char *name) {
            QFile source(QStringLiteral("/proc/%1/%2").arg(pid, QLatin1String(name)));
            return source.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? source.readAll() : QByteArray();
        };
        if (content(file).contains(value))
            names.append(QString::fromUtf8(content("comm")).trimmed());
    }
    return names;
}

// A sensitive variable reaches the real terraform or tofu, and nothing else.
class SecretsOfARun : public InfrastructureWorld {
protected:
    void SetUp() override
    {
        needTerraform();
        if (IsSkipped())
            return;
        const QString temporary = path(QStringLiteral("tmp"));
        QDir().mkpath(temporary);
        qputenv("TMPDIR", temporary.toUtf8()); // where a program would leave a file
        mine->service->setSecrets(&secrets);
    }
    void TearDown() override { qunsetenv("TMPDIR"); }

    void keep(const QByteArray &value, const QString &remote)
    {
        EXPECT_TRUE(
            git::await(vault.write(secrets::terraformKey(workspace, dev, password, remote), Secret(value))));
    }
    void keep(const QByteArray &value) { keep(value, remotePath()); }
    void forget() { EXPECT_TRUE(git::await(vault.remove(secrets.key(dev, password)))); }
    QString configureSecret(const QByteArray &more = {}) const
    {
        return configure("variable \"db_password\" {\n  type = string\n  sensitive = true\n}\n"
                         "resource \"terraform_data\" \"app\" { input = sha256(var.db_password) }\n" +
                         more);
    }
    // Everything that Envdeck and terraform wrote, but the plan itself: terraform keeps the variables in it.
    QStringList filesWith(const QByteArray &value) const
    {
        QStringList found;
        for (const char *folder : {"mine", "tmp"}) {
            QDirIterator files(path(QString::fromLatin1(folder)), QDir::Files | QDir::Hidden,
                               QDirIterator::Subdirectories);
            while (files.hasNext()) {
                if (const QString file = files.next(); read(file).contains(value))
                    found.append(file);
            }
        }
        return found;
    }

    secrets::Vault vault{std::make_unique<secrets::MemoryStore>()};
    QProcessEnvironment own;
    TerraformSecrets secrets{workspace, vault, remotePath(), own};
};

TEST_F(SecretsOfARun, ReachTerraformAndStandNowhere)
{
    keep(canary);
    configureSecret(holding());
    const JobStatus plan = planned(*mine);
    ASSERT_EQ(plan.state, JobState::Succeeded) << said(plan);
    const auto reviewed = mine->service->plan(dev);
    ASSERT_TRUE(reviewed);
    for (const ResourceChange &resource : reviewed->plan.resources) {
        for (const AttributeChange &attribute : resource.attributes.list()) {
            EXPECT_FALSE(attribute.before.contains(QString::fromUtf8(canary)));
            EXPECT_FALSE(attribute.after.contains(QString::fromUtf8(canary)));
        }
    }
    EXPECT_EQ(filesWith(canary), QStringList());
    EXPECT_EQ(QFileInfo(planFile(*mine)).permissions() & (QFile::ReadGroup | QFile::ReadOther),
              QFile::Permissions());

    const QString operation = applyJobStarted(*mine);
    ASSERT_TRUE(testing::eventually([&] { return isHolding(); }, 120s));
    EXPECT_EQ(processesWith("cmdline", canary), QStringList());
    const QStringList holders = processesWith("environ", canary);
    EXPECT_FALSE(holders.isEmpty()) << "terraform was not given it, and the rest of this test says nothing";
    EXPECT_FALSE(holders.contains(QStringLiteral("envdeck-runner"))); // it hands on what came over stdin
    letGo();
    const JobStatus job = ended(*mine, operation);
    ASSERT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_TRUE(stateFile().contains(hashOf(canary)));
    EXPECT_EQ(filesWith(canary), QStringList()); // journal, logs, run records, data folder, temporary files
    EXPECT_TRUE(git::await(mine->service->state(dev, {})));
    EXPECT_EQ(filesWith(canary), QStringList());
    EXPECT_EQ(processesWith("environ", canary), QStringList());

    // The search would have found it.
    write(path(QStringLiteral("tmp/left")), "x" + canary);
    EXPECT_EQ(filesWith(canary).size(), 1);
}

TEST_F(SecretsOfARun, AnotherValueIsNotWhatWasReviewed)
{
    keep(canary);
    configureSecret();
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    keep("another-value-4711");
    JobStatus job = applied(*mine);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Conflict) << said(job);
    EXPECT_EQ(job.error->detail, QStringLiteral("plan-moved variables"));
    EXPECT_TRUE(stateFile().isEmpty());

    keep(canary); // as reviewed
    job = applied(*mine);
    ASSERT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_TRUE(stateFile().contains(hashOf(canary)));
}

// Whoever planned somebody's branch without secrets is asked for nothing before its providers run again.
TEST_F(SecretsOfARun, ABranchPlannedWithoutThemIsGivenNoneWhenItsPlanIsShownAgain)
{
    keep(canary);
    configure("resource \"terraform_data\" \"app\" { input = \"v1\" }\n");
    branchWith(QStringLiteral("other"), "more.tf",
               "variable \"db_password\" {\n  type = string\n  sensitive = true\n  default = \"\"\n}\n"
               "resource \"terraform_data\" \"more\" { input = \"" +
                   canary + "\" }\n");
    mine->programPath = tellingProgram();
    mine->restart();
    mine->service->setSecrets(&secrets);
    const auto expectHidden = [this](const ReviewedPlan &reviewed) {
        for (const ResourceChange &resource : reviewed.plan.resources) {
            for (const AttributeChange &attribute : resource.attributes.list())
                EXPECT_FALSE(attribute.after.contains(QString::fromUtf8(canary)))
                    << qPrintable(attribute.after);
        }
    };
    const QString branch = QStringLiteral("other");
    const JobStatus plan =
        ended(*mine, started(*mine, mine->service->branchPlanJob(dev, branch, SecretsFor::Withheld)));
    ASSERT_EQ(plan.state, JobState::Succeeded) << said(plan);
    ASSERT_TRUE(mine->service->plan(dev));
    EXPECT_TRUE(mine->service->plan(dev)->withheld);
    expectHidden(*mine->service->plan(dev));
    ASSERT_TRUE(wasAsked("plan") && wasAsked("show"));
    EXPECT_EQ(commandsGiven(canary), QStringList());

    mine->restart();
    mine->service->setSecrets(&secrets);
    const auto known = git::await(mine->service->newestReview(dev, branch));
    ASSERT_TRUE(known && known.value());
    EXPECT_TRUE(known.value()->withheld);
    const auto restored = git::await(mine->service->restoreBranch(dev, branch, {}));
    ASSERT_TRUE(restored && restored.value());
    EXPECT_TRUE(restored.value()->withheld);
    expectHidden(*restored.value());
    EXPECT_EQ(commandsGiven(canary), QStringList());

    const JobStatus trusted = ended(*mine, started(*mine, mine->service->branchPlanJob(dev, branch)));
    ASSERT_EQ(trusted.state, JobState::Succeeded) << said(trusted);
    EXPECT_TRUE(commandsGiven(canary).contains(QStringLiteral("plan"))) << "else this test says nothing";
    EXPECT_FALSE(commandsGiven(canary).contains(QStringLiteral("show")));
}

TEST_F(SecretsOfARun, WithoutItNoPlanBegins)
{
    configureSecret();
    const JobStatus plan = planned(*mine);
    ASSERT_EQ(plan.state, JobState::Failed);
    EXPECT_EQ(step(plan, QStringLiteral("init")).state, StepState::Failed);
    ASSERT_TRUE(plan.error);
    EXPECT_EQ(*plan.error, (Error{ErrorCode::Unauthorized, QStringLiteral("terraform/dev/") + password,
                                  QStringLiteral("no-secret"), 0}))
        << said(plan);
    EXPECT_TRUE(git::await(mine->service->state(dev, {}))); // what is there can be looked at
}

TEST_F(SecretsOfARun, ForgottenAfterTheReviewNothingIsApplied)
{
    keep(canary);
    configureSecret();
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    forget();
    const JobStatus job = applied(*mine);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->subject, QStringLiteral("terraform/dev/") + password);
    EXPECT_EQ(job.error->detail, QStringLiteral("no-secret"));
    EXPECT_TRUE(stateFile().isEmpty());
}

TEST_F(SecretsOfARun, EnteredForAnotherRepositoryItIsNotGiven)
{
    keep(canary, QStringLiteral("git@github.com:acme/infra.git"));
    configureSecret();
    const JobStatus plan = planned(*mine);
    ASSERT_TRUE(plan.error);
    EXPECT_EQ(plan.error->code, ErrorCode::OriginMoved) << said(plan);
    EXPECT_EQ(plan.error->subject, QStringLiteral("terraform/dev/") + password);
}

TEST_F(SecretsOfARun, OneThatAFileSetsTooIsGivenTwice)
{
    keep(canary);
    pushed(QStringLiteral("terraform/environments/dev/env.auto.tfvars"), "db_password = \"in the file\"\n",
           QStringLiteral("Set it"));
    configureSecret();
    const JobStatus plan = planned(*mine);
    ASSERT_TRUE(plan.error);
    EXPECT_EQ(plan.error->code, ErrorCode::BadConfig) << said(plan);
    EXPECT_EQ(plan.error->subject, QStringLiteral("env.auto.tfvars:1"));
    EXPECT_EQ(plan.error->detail, QStringLiteral("db_password"));
}

} // namespace
} // namespace envdeck::infrastructure
