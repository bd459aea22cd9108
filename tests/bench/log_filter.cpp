// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// envdeck-log-filter FILE NEEDLE ROUNDS: takes the file in, then looks for the needle. Prints for every round
// the ms until the first screen of matches (or until it was complete), the ms until complete, and the
// matches.
#include "core/logs/ingest.h"
#include "core/logs/live_filter.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <cstdio>

int main(int argc, char **argv)
{
    using namespace envdeck;
    QCoreApplication application(argc, argv);
    if (argc < 4)
        return 64;
    logs::Store store({1ll << 40, 1ll << 40, {}});
    {
        QFile file(QString::fromLocal8Bit(argv[1]));
        if (!file.open(QIODevice::ReadOnly))
            return 1;
        logs::Ingest ingest(store, store.addSource(QStringLiteral("file")), logs::Ingest::Stamps::Docker);
        while (!file.atEnd())
            ingest.feed(file.read(1 << 20), 1'772'448'067'000);
        ingest.finish(0);
    }
    logs::LiveFilter filter(store);
    for (int round = 0; round < std::atoi(argv[3]); ++round) {
        if (!filter.setQuery({}))
            return 1;
        logs::Query query = logs::queryOf(QString::fromLocal8Bit(argv[2]));
        query.caseSensitive = true;
        QElapsedTimer clock;
        clock.start();
        if (!filter.setQuery(query))
            return 1;
        double first = -1;
        while (filter.isRunning()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            if (first < 0 && filter.matches().size() >= 50)
                first = double(clock.nsecsElapsed()) / 1e6;
        }
        const double all = double(clock.nsecsElapsed()) / 1e6;
        std::printf("%.2f %.2f %lld\n", first < 0 ? all : first, all,
                    static_cast<long long>(filter.matches().size()));
    }
    return 0;
}
