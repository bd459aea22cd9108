// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/jobs/jobs_fixture.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cstdio>

namespace envdeck::jobs {
namespace {

// From confirm to the start of the first outside step, with the intent on the disk before. Printed, never
// asserted: tests/bench measures the same in a release build.
TEST_F(JobsTest, HowLongFromConfirmToTheFirstOutsideStep)
{
    std::vector<qint64> micros;
    QElapsedTimer timer;
    const Step step{QStringLiteral("push"), true, std::chrono::minutes(1), [&](const Context &) {
                        micros.push_back(timer.nsecsElapsed() / 1000);
                        return ready<void>({});
                    }};
    constexpr std::size_t rounds = 100;
    for (std::size_t i = 0; i < rounds; ++i) {
        timer.start();
        run(job({step}));
    }
    ASSERT_EQ(micros.size(), rounds);
    std::sort(micros.begin(), micros.end());
    std::printf("confirm to first outside step: p50 %.2f ms, p99 %.2f ms, worst %.2f ms\n",
                double(micros.at(rounds / 2)) / 1000, double(micros.at(rounds * 99 / 100)) / 1000,
                double(micros.back()) / 1000);
}

} // namespace
} // namespace envdeck::jobs
