// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// envdeck-log-ingest: lines from the standard input into the store and a window that follows them. Prints the
// seconds from the first byte until the last line is painted, the number of lines, and the 99th percentile
// and the longest of what the window's thread did in one go, in ms.
#include "core/logs/ingest.h"
#include "core/logs/live_filter.h"
#include "ui/theme/theme.h"
#include "ui/widgets/log_store_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>
#include <unistd.h>

namespace {

class Timed final : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth++ > 0) {
            const bool done = QApplication::notify(receiver, event);
            --m_depth;
            return done;
        }
        QElapsedTimer timer;
        timer.start();
        const bool done = QApplication::notify(receiver, event);
        const double took = double(timer.nsecsElapsed()) / 1e6;
        --m_depth;
        if (event->type() == QEvent::Timer || event->type() == QEvent::UpdateRequest ||
            event->type() == QEvent::MetaCall)
            spans.push_back(took);
        return done;
    }
    std::vector<double> spans;

private:
    int m_depth = 0;
};

} // namespace

int main(int argc, char **argv)
{
    using namespace envdeck;
    Timed application(argc, argv);
    ui::Theme theme(application, ui::ColorMode::Light);
    logs::Store store({1ll << 40, 1ll << 40, {}});
    logs::LiveFilter filter(store);
    ui::LogStoreView view;
    view.setFilter(&filter);
    view.resize(1200, 800);
    view.show();
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents();
    application.spans.clear();

    QElapsedTimer clock;
    std::atomic<bool> over = false;
    std::thread feed([&] {
        logs::Ingest ingest(store, store.addSource(QStringLiteral("pipe")), logs::Ingest::Stamps::Docker);
        std::vector<char> buffer(256 * 1024);
        for (;;) {
            const ssize_t n = ::read(STDIN_FILENO, buffer.data(), buffer.size());
            if (n <= 0)
                break;
            if (!clock.isValid())
                clock.start();
            ingest.feed({buffer.data(), n}, 1'772'448'067'000);
        }
        ingest.finish(1'772'448'067'000);
        over = true;
    });
    while (!over || filter.matches().snapshot().endRow() != store.snapshot().endRow()) {
        if (over)
            filter.refresh();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    }
    view.viewport()->repaint();
    const double seconds = double(clock.nsecsElapsed()) / 1e9;
    feed.join();
    auto &spans = application.spans;
    std::sort(spans.begin(), spans.end());
    const double p99 = spans.empty() ? 0 : spans[std::min(spans.size() - 1, spans.size() * 99 / 100)];
    std::printf("%.4f %lld %.2f %.2f\n", seconds, static_cast<long long>(store.snapshot().size()), p99,
                spans.empty() ? 0 : spans.back());
    return 0;
}
