// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/fake_shell_model.h"

namespace envdeck::testing {

JobStatus sampleJob(const QString &operation, const QString &kind, JobState state)
{
    JobStatus job;
    job.operation = operation;
    job.kind = kind;
    job.environment = QStringLiteral("prod");
    job.subject = QStringLiteral("prod/api");
    job.detail = QStringLiteral("v1.3.8 \u2192 v1.3.7");
    job.actor = QStringLiteral("bo");
    job.risk = Risk::R2;
    job.state = state;
    job.started = QDateTime(QDate(2026, 3, 2), QTime(10, 40, 19), Qt::UTC);
    const QStringList ids{QStringLiteral("recheck"),  QStringLiteral("commit"), QStringLiteral("push"),
                          QStringLiteral("accepted"), QStringLiteral("pulled"), QStringLiteral("replaced"),
                          QStringLiteral("observe"),  QStringLiteral("record")};
    for (const QString &id : ids)
        job.steps.append({id, StepState::Waiting, {}, {}, {}, {}});
    if (state == JobState::Running) {
        job.current = 6;
        job.cancelable = true;
        for (int i = 0; i < 6; ++i) {
            job.steps[i].state = StepState::Done;
            job.steps[i].started = job.started.addSecs(i * 5);
            job.steps[i].ended = job.started.addSecs(i * 5 + 4);
        }
        job.steps[6].state = StepState::Running;
        job.steps[6].started = job.started.addSecs(30);
        job.steps[6].note = QStringLiteral("32 of 60 s");
    } else if (state != JobState::Queued) {
        job.ended = job.started.addSecs(18);
    }
    return job;
}

void FakeShellModel::fill(FakeShellModel &model)
{
    using ui::Severity;
    model.environmentList = {
        {QStringLiteral("dev"), EnvironmentKind::Dev, Severity::Ok, QStringLiteral("v1.4.0-rc2")},
        {QStringLiteral("test"), EnvironmentKind::Test, Severity::Ok, QStringLiteral("v1.3.9")},
        {QStringLiteral("prod"), EnvironmentKind::Prod, Severity::Critical, QStringLiteral("v1.3.8")},
    };
    JobStatus interrupted = sampleJob(QStringLiteral("op-3"), QStringLiteral("deploy"), JobState::Unknown);
    interrupted.interrupted = true;
    interrupted.steps[3].state = StepState::Unknown;
    model.jobList = {interrupted,
                     sampleJob(QStringLiteral("op-1"), QStringLiteral("rollback"), JobState::Running),
                     sampleJob(QStringLiteral("op-2"), QStringLiteral("plan"), JobState::Succeeded)};
    model.jobList[2].detail = QStringLiteral("no changes");
    model.logs.insert(
        QStringLiteral("op-1"),
        QStringLiteral("git fetch origin main\npush 5be01d2 -> main\ncontainer api-1 healthy\n"));
    model.segmentList = {
        {QStringLiteral("git"),
         QStringLiteral("main at 3f2a91c, synced 20 s ago"),
         Severity::Ok,
         false,
         {},
         {},
         {},
         false},
        {QStringLiteral("dokploy"), QStringLiteral("Dokploy: 2 of 3 answer"), Severity::Warning, false,
         QStringLiteral("https://dokploy.prod.example.com"), QStringLiteral("12 s ago, 84 ms"),
         QStringLiteral("Could not read the state of Dokploy prod: no answer came in time. The last known "
                        "values stay on screen."),
         true},
        {QStringLiteral("signoz"), QStringLiteral("SigNoz, 9 s"), Severity::Ok, false, {}, {}, {}, false},
        {QStringLiteral("lock"), QStringLiteral("No lock"), Severity::None, true, {}, {}, {}, false},
        {QStringLiteral("terraform"),
         QStringLiteral("Terraform 1.11.4"),
         Severity::None,
         true,
         {},
         {},
         {},
         false},
    };
    model.notificationList = {
        {QStringLiteral("n1"), Severity::Critical, QStringLiteral("prod"),
         QStringLiteral("prod/api: 4 alerts"), QStringLiteral("error rate 2.4 % since v1.3.8"),
         model.time.addSecs(-540), false, QStringLiteral("deployments"), QStringLiteral("5be01d2")},
        {QStringLiteral("n2"),
         Severity::Ok,
         QStringLiteral("test"),
         QStringLiteral("test: plan applied"),
         {},
         model.time.addSecs(-9000),
         true,
         QStringLiteral("overview"),
         {}},
    };
    model.badgeMap.insert(QStringLiteral("deployments"), {2, Severity::Critical});
}

} // namespace envdeck::testing
