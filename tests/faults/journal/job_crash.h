// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job_center.h"
#include "tests/faults/journal/child.h"

namespace envdeck::jobs {

using journal::Child;

class JobCrash : public ::testing::Test {
protected:
    template <typename Pred>
    static bool eventually(Pred pred)
    {
        return testing::eventually(pred, std::chrono::minutes(1)); // a slow machine is no failure
    }
    JobCrash()
    {
        JobCenter::Options options;
        options.folder = folder();
        options.actor = QStringLiteral("bo");
        options.lockPoll = std::chrono::milliseconds(20);
        m_center = std::make_unique<JobCenter>(m_journal, m_clock, options);
    }
    QString folder() const { return m_root.path(); }
    JobStatus only() const { return m_center->jobs().value(0); }
    Job change(const QString &subject) const
    {
        Job job;
        job.kind = QStringLiteral("deploy");
        job.environment = QStringLiteral("prod");
        job.subject = subject;
        job.risk = Risk::R2;
        job.steps = {{QStringLiteral("push"), true, std::chrono::minutes(1),
                      [](const Context &) { return ready<void>({}); }}};
        return job;
    }
    JobStatus ended(const QString &operation) const
    {
        EXPECT_TRUE(eventually([&] { return m_center->job(operation)->isOver(); }));
        return *m_center->job(operation);
    }

    // Kills a process within each of as many steps, and looks at what the next start says.
    void crashWithinEachOf(int points);

    QTemporaryDir m_root;
    testing::FakeClock m_clock;
    journal::Journal m_journal{{folder(), {}, {}, std::chrono::seconds(30)}, m_clock};
    std::unique_ptr<JobCenter> m_center;
};

} // namespace envdeck::jobs
