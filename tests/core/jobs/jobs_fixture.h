// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job_center.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"

#include <QDir>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <memory>

namespace envdeck::jobs {

// A step that answers when the test says so.
class HeldStep {
public:
    Step step(const QString &id, bool outside,
              std::chrono::milliseconds deadline = std::chrono::minutes(5)) const
    {
        return Step{id, outside, deadline, [held = m_held](const Context &context) {
                        held->contexts.append(context);
                        held->promises.append(std::make_shared<QPromise<Result<void>>>());
                        held->promises.constLast()->start();
                        return held->promises.constLast()->future();
                    }};
    }
    qsizetype runs() const { return m_held->contexts.size(); }
    const Context &context() const { return m_held->contexts.constLast(); }
    void answer(const Result<void> &result = {}) const
    {
        m_held->promises.constLast()->addResult(result);
        m_held->promises.constLast()->finish();
    }

private:
    struct Held {
        QList<Context> contexts;
        QList<std::shared_ptr<QPromise<Result<void>>>> promises;
    };
    std::shared_ptr<Held> m_held = std::make_shared<Held>();
};

// A center on a journal of its own.
class JobsTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        QDir().mkpath(folder());
        m_journal = std::make_unique<journal::Journal>(
            journal::Journal::Options{folder(), QStringLiteral("desk"), {}, std::chrono::milliseconds(300)},
            m_clock);
        restart();
    }
    QString folder() const { return m_root.filePath(QStringLiteral("acme")); }

    template <typename Pred>
    static bool eventually(Pred pred)
    {
        return testing::eventually(pred, std::chrono::minutes(1)); // a slow machine is no failure
    }

    // The process ends, and another one begins.
    void restart()
    {
        m_center.reset();
        JobCenter::Options options;
        options.folder = folder();
        options.actor = QStringLiteral("bo");
        options.machine = QStringLiteral("desk");
        options.redactor = m_redactor;
        options.lockPoll = std::chrono::milliseconds(20);
        m_center = std::make_unique<JobCenter>(*m_journal, m_clock, options);
    }

    static Step instant(const QString &id, bool outside, const Result<void> &result = {})
    {
        return Step{id, outside, std::chrono::minutes(5),
                    [result](const Context &) { return ready<void>(result); }};
    }
    static Job job(const QList<Step> &steps, const QString &subject = QStringLiteral("prod/api"),
                   Risk risk = Risk::R2)
    {
        Job job;
        job.kind = QStringLiteral("rollback");
        job.environment = subject.section(QLatin1Char('/'), 0, 0);
        job.subject = subject;
        job.detail = QStringLiteral("v1.3.8 -> v1.3.7");
        job.risk = risk;
        job.reason = QStringLiteral("errors");
        job.payload = {{QStringLiteral("to"), QStringLiteral("v1.3.7")}};
        job.steps = steps;
        return job;
    }
    QString started(const Job &job, JobCenter::WhenHeld whenHeld = JobCenter::WhenHeld::Wait)
    {
        const Result<QString> operation = m_center->start(job, whenHeld);
        EXPECT_TRUE(operation) << (operation ? "" : qPrintable(errorCodeName(operation.error().code)));
        return operation ? operation.value() : QString();
    }
    JobStatus status(const QString &operation) const
    {
        return m_center->job(operation).value_or(JobStatus{});
    }
    JobStatus ended(const QString &operation) const
    {
        EXPECT_TRUE(eventually([&] { return status(operation).isOver(); }));
        return status(operation);
    }
    JobStatus run(const Job &job) { return ended(started(job)); }

    template <typename T>
    static T valueOf(const QFuture<Result<T>> &future)
    {
        const Result<T> result = testing::answerOf(future);
        EXPECT_TRUE(result) << (result ? "" : qPrintable(errorCodeName(result.error().code)));
        return result ? result.value() : T{};
    }
    static ErrorCode codeOf(const Async<void> &future)
    {
        const Result<void> result = testing::answerOf(future);
        return result ? ErrorCode::Internal : result.error().code;
    }
    static bool isDone(const Async<void> &future) { return bool(testing::answerOf(future)); }
    bool recovered() { return isDone(m_center->recover()); }

    journal::AuditEntry audit(const QString &operation)
    {
        journal::Filter filter;
        filter.operation = operation;
        return valueOf(m_journal->entries(filter)).value(0);
    }
    QList<StepState> stepStates(const JobStatus &status) const
    {
        QList<StepState> states;
        for (const StepStatus &step : status.steps)
            states.append(step.state);
        return states;
    }

    QTemporaryDir m_root;
    testing::FakeClock m_clock;
    Redactor m_redactor;
    std::unique_ptr<journal::Journal> m_journal;
    std::unique_ptr<JobCenter> m_center;
};

} // namespace envdeck::jobs
