// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/terraform_drift.h"
#include "tests/real/infrastructure/infrastructure_world.h"

#include <QDir>

namespace envdeck::infrastructure {
namespace {

using namespace std::chrono_literals;

// terraform_data cannot drift by itself: a scripted program replays what a real terraform said of a provider
// that can.
class DriftCheck : public InfrastructureWorld {
protected:
    DriftCheck()
    {
        configure(
            "resource \"lab_dns\" \"drifted\" {\n  name = \"drift.example.test\"\n  ttl = var.dns_ttl\n}\n"
            "variable \"dns_ttl\" { type = number }\n");
        pushed(QStringLiteral("terraform/environments/dev/env.auto.tfvars"), "# dev\ndns_ttl = 300\n",
               QStringLiteral("Say the values"));
        shows("show-plan-drift-refresh-only.json");
        write(path(QStringLiteral("state")), recording("state-pull.json"));
        mine->programPath = replaying();
        restart();
    }

    static QByteArray recording(const char *name)
    {
        QFile file(QStringLiteral(ENVDECK_TEST_DATA "/terraform/") + QLatin1String(name));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name;
        return file.readAll();
    }
    void shows(const char *name) const { write(path(QStringLiteral("show")), recording(name)); }

    // What the plan step does stands in the file "plan"; what was asked for is in "asked".
    QString replaying() const
    {
        const QString program = path(QStringLiteral("replaying-terraform"));
        const QByteArray here = path(QString()).toUtf8();
        write(path(QStringLiteral("plan")), "exit 2\n");
        write(path(QStringLiteral("stream")), recording("drift-ignored-refresh-only.jsonl"));
        script(
            program,
            "here='" + here +
                "'\necho \"$*\" >> \"$here/asked\"\ncase \"$1 $2\" in\n"
                "version*) echo '{\"terraform_version\":\"1.11.4\"}';;\n"
                "init*) mkdir -p \"$TF_DATA_DIR\"; printf "
                "'{\"version\":3,\"backend\":{\"type\":\"local\",\"config\":"
                "{\"path\":\"%s/shared/dev.tfstate\"}}}' \"$here\" > \"$TF_DATA_DIR/terraform.tfstate\";;\n"
                "'state pull') cat \"$here/state\";;\n"
                "plan*) for a in \"$@\"; do case \"$a\" in -out=*) echo SECRET > \"${a#-out=}\";; esac; "
                "done\n"
                "  cat \"$here/stream\"; . \"$here/plan\";;\n"
                "show*) test -e \"$4\" && cat \"$here/show\";;\n"
                "*) exit 9;;\nesac\n");
        return program;
    }
    void restart()
    {
        drift.reset();
        mine->restart();
        drift = std::make_unique<TerraformDrift>(*mine->service);
    }
    JobStatus checked() { return ended(*mine, started(*mine, drift->driftJob(dev))); }
    DriftReport report() const { return drift->report(dev).value_or(DriftReport()); }
    QList<journal::AuditEntry> seen() const
    {
        journal::Filter filter;
        filter.outside = true;
        const auto found = git::await(mine->journal().entries(filter));
        EXPECT_TRUE(found);
        return found ? found.value() : QList<journal::AuditEntry>();
    }
    // Folders of checks that are still there.
    QStringList leftOver() const
    {
        return QDir(mine->service->places(dev).runs())
            .entryList({QStringLiteral("drift-*")}, QDir::Dirs | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<TerraformDrift> drift;
};

TEST_F(DriftCheck, SaysWhatWasChangedOutsideAndWhereTheCodeIs)
{
    const JobStatus job = checked();
    ASSERT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_EQ(job.risk, Risk::R0);
    ASSERT_EQ(report().resources.size(), 2);
    EXPECT_EQ(report().commit, remoteHead());
    EXPECT_EQ(report().program, QStringLiteral("terraform 1.11.4"));
    EXPECT_EQ(report().at, clock.now());
    EXPECT_TRUE(report().resources.at(0).deleted);
    const DriftedResource drifted = report().resources.at(1);
    EXPECT_EQ(drifted.file, QStringLiteral("terraform/environments/dev/main.tf"));
    EXPECT_EQ(drifted.line, 4);
    const terraform::ArgumentCode code = drifted.attributes.at(0).code;
    EXPECT_EQ(code.file, QStringLiteral("terraform/environments/dev/env.auto.tfvars"));
    EXPECT_EQ(code.line, 2);
    EXPECT_EQ(code.variable, QStringLiteral("dns_ttl"));
    const QByteArray asked = read(path(QStringLiteral("asked")));
    EXPECT_TRUE(asked.contains("-refresh-only")) << asked.toStdString();
    EXPECT_TRUE(asked.contains("-lock=false"));
    EXPECT_FALSE(asked.contains("apply"));
}

TEST_F(DriftCheck, LeavesNoPlanFileBehindHoweverItEnds)
{
    ASSERT_EQ(checked().state, JobState::Succeeded);
    EXPECT_EQ(leftOver(), QStringList());
    write(path(QStringLiteral("plan")), "exit 1\n");
    EXPECT_EQ(checked().state, JobState::Failed);
    EXPECT_EQ(leftOver(), QStringList());
    write(path(QStringLiteral("plan")), "exit 2\n");
    write(path(QStringLiteral("show")), "no json");
    const JobStatus job = checked();
    EXPECT_EQ(job.state, JobState::Failed);
    EXPECT_EQ(job.error->code, ErrorCode::BadResponse);
    EXPECT_EQ(leftOver(), QStringList());
}

TEST_F(DriftCheck, RemembersSinceWhenAcrossRestartsAndRecordsItOnce)
{
    const QDateTime first = clock.now();
    ASSERT_EQ(checked().state, JobState::Succeeded);
    ASSERT_EQ(seen().size(), 2);
    restart();
    EXPECT_FALSE(drift->report(dev));
    ASSERT_TRUE(git::await(drift->restore(dev)));
    EXPECT_EQ(report().at, first);
    clock.advance(6h);
    ASSERT_EQ(checked().state, JobState::Succeeded);
    EXPECT_EQ(report().at, first.addSecs(6 * 3600));
    EXPECT_EQ(report().since(), first);
    EXPECT_EQ(seen().size(), 2);
}

TEST_F(DriftCheck, WhatWentAwayAndComesBackIsNewAndRecordedAgain)
{
    ASSERT_EQ(checked().state, JobState::Succeeded);
    clock.advance(1h);
    shows("show-plan-noop.json");
    ASSERT_EQ(checked().state, JobState::Succeeded);
    EXPECT_FALSE(report().hasDrift());
    clock.advance(1h);
    shows("show-plan-drift-refresh-only.json");
    ASSERT_EQ(checked().state, JobState::Succeeded);
    EXPECT_EQ(report().since(), clock.now());
    const auto entries = seen();
    ASSERT_EQ(entries.size(), 4);
    EXPECT_EQ(entries.first().action, QStringLiteral("drift"));
    EXPECT_EQ(entries.first().environment, dev);
    EXPECT_TRUE(entries.first().outside);
}

TEST_F(DriftCheck, AFailedCheckKeepsWhatTheLastOneFound)
{
    ASSERT_EQ(checked().state, JobState::Succeeded);
    const DriftReport before = report();
    clock.advance(1h);
    write(path(QStringLiteral("stream")), recording("plan-provider-auth-failed.jsonl"));
    write(path(QStringLiteral("plan")), "exit 1\n");
    const JobStatus job = checked();
    EXPECT_EQ(job.state, JobState::Failed);
    EXPECT_EQ(job.error->code, ErrorCode::ToolFailed) << said(job);
    EXPECT_EQ(report(), before);
}

TEST_F(DriftCheck, AHeldLockAndAMissingProgramAreToldApart)
{
    write(path(QStringLiteral("stream")), recording("lock-conflict-local.jsonl"));
    write(path(QStringLiteral("plan")), "exit 1\n");
    const JobStatus held = checked();
    ASSERT_TRUE(held.error);
    EXPECT_EQ(held.error->code, ErrorCode::Locked) << said(held);
    mine->programPath = QStringLiteral("/no/such/terraform");
    restart();
    const JobStatus missing = checked();
    ASSERT_TRUE(missing.error);
    EXPECT_EQ(missing.error->code, ErrorCode::ToolMissing) << said(missing);
}

TEST_F(DriftCheck, WithoutAStateNothingIsAsked)
{
    write(path(QStringLiteral("state")), {});
    ASSERT_EQ(checked().state, JobState::Succeeded);
    EXPECT_FALSE(report().hasState);
    EXPECT_FALSE(report().hasDrift());
    EXPECT_FALSE(read(path(QStringLiteral("asked"))).contains("-refresh-only"));
}

TEST_F(DriftCheck, CancelledItEndsWithItsProgramAndLeavesNothing)
{
    write(path(QStringLiteral("plan")), "trap 'exit 0' INT; : > \"$here/waiting\"; i=0\n"
                                        "while [ $i -lt 1200 ]; do sleep 0.05; i=$((i+1)); done\n");
    const QString operation = started(*mine, drift->driftJob(dev));
    ASSERT_TRUE(testing::eventually([&] { return QFile::exists(path(QStringLiteral("waiting"))); }, 120s));
    ASSERT_TRUE(mine->center->cancel(operation));
    EXPECT_EQ(ended(*mine, operation).state, JobState::Cancelled);
    EXPECT_FALSE(drift->report(dev));
    EXPECT_TRUE(testing::eventually([&] { return leftOver().isEmpty(); }));
}

TEST_F(DriftCheck, ARealTerraformFindsNothingAndThePlanAtHandStays)
{
    needTerraform();
    if (IsSkipped())
        return;
    mine->programPath.clear();
    restart();
    pushed(QStringLiteral("terraform/environments/dev/env.auto.tfvars"), {}, QStringLiteral("No values"));
    configure("resource \"terraform_data\" \"app\" { input = 1 }\n");
    const JobStatus before = checked();
    ASSERT_EQ(before.state, JobState::Succeeded) << said(before);
    EXPECT_FALSE(report().hasState);
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    ASSERT_EQ(applied(*mine).state, JobState::Succeeded);
    configure("resource \"terraform_data\" \"app\" { input = 2 }\n");
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    const auto atHand = mine->service->plan(dev);
    const JobStatus job = checked();
    ASSERT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_TRUE(report().hasState);
    EXPECT_FALSE(report().hasDrift()); // the code moved on, what is there did not
    EXPECT_EQ(leftOver(), QStringList());
    EXPECT_EQ(mine->service->plan(dev), atHand);
    EXPECT_EQ(applied(*mine).state, JobState::Succeeded);
}

} // namespace
} // namespace envdeck::infrastructure
