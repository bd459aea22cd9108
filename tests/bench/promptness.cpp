// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// envdeck-promptness FOLDER: from confirm to the start of the first outside step, the intent on the disk
// before. Prints the milliseconds of every round, a line each.
#include "core/jobs/job_center.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <cstdio>

int main(int argc, char **argv)
{
    using namespace envdeck;
    QCoreApplication application(argc, argv);
    const QString folder = QCoreApplication::arguments().value(1);
    if (folder.isEmpty() || !QDir().mkpath(folder))
        return 64;
    SystemClock clock;
    journal::Journal journal({folder, QStringLiteral("bench"), {}, std::chrono::seconds(5)}, clock);
    jobs::JobCenter::Options options;
    options.folder = folder;
    options.actor = QStringLiteral("bench");
    jobs::JobCenter center(journal, clock, options);

    constexpr int rounds = 300;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        double took = -1;
        jobs::Job job;
        job.kind = QStringLiteral("deploy");
        job.environment = QStringLiteral("prod");
        job.subject = QStringLiteral("prod/api");
        job.risk = Risk::R2;
        job.steps = {{QStringLiteral("push"), true, std::chrono::minutes(1), [&](const jobs::Context &) {
                          took = double(timer.nsecsElapsed()) / 1e6;
                          return ready<void>({});
                      }}};
        timer.start();
        const Result<QString> operation = center.start(job);
        if (!operation)
            return 1;
        while (!center.job(operation.value()) || !center.job(operation.value())->isOver())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        std::printf("%.3f\n", took);
    }
    return 0;
}
