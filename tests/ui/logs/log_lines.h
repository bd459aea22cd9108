// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/level.h"
#include "core/logs/live_filter.h"
#include "tests/ui/support/look.h"
#include "ui/widgets/log_store_view.h"

#include <QTest>

namespace envdeck::testing {

inline constexpr qint64 logStart = 1'772'448'067'000; // 2026-03-02 10:41:07 UTC

inline void addLine(logs::Store &store, qint64 time, const QByteArray &text, logs::SourceId source = 0)
{
    store.append(std::vector<logs::Line>{{time, source, logs::levelOf(text), text}});
}

// Lines as a shop writes them, one in 100 ms, of two containers.
inline void addShop(logs::Store &store, int lines, qint64 from = logStart)
{
    const logs::SourceId api = store.addSource(QStringLiteral("prod-1 api.2"));
    const logs::SourceId web = store.addSource(QStringLiteral("prod-1 web.1"));
    const QByteArray texts[] = {"ERROR payment timeout after 3000 ms -> order=4711 != paid",
                                "WARN retry 1/3",
                                "INFO order stored in 12 ms",
                                "GET /health 200",
                                R"({"level":"info","msg":"cache warm","ms":12,"nested":{"a":[1,2]}})",
                                "DEBUG \x1b[32mgreen\x1b[0m and \x1b[1;31mred\x1b[0m"};
    std::vector<logs::Line> batch;
    for (int i = 0; i < lines; ++i) {
        const QByteArray &text = texts[i % 6];
        batch.push_back({from + i * 100, i % 4 ? api : web, logs::levelOf(text), text});
        if (batch.size() == 2000) {
            store.append(batch);
            batch.clear();
        }
    }
    store.append(batch);
}

// A store, its filter and the view on it.
struct LogScene {
    logs::Store store{{}};
    logs::LiveFilter filter{store};
    ui::LogStoreView view;

    LogScene()
    {
        theme();
        view.setTimes(ui::LogStoreView::Times::Utc);
        view.setFilter(&filter);
        view.setRedactor(Redactor());
        view.resize(900, 404);
    }
    bool settled()
    {
        filter.refresh();
        return soon([this] {
            return !filter.isRunning() && filter.matches().snapshot().endRow() == store.snapshot().endRow();
        });
    }
    bool search(const QString &text)
    {
        logs::Query query = logs::queryOf(text);
        return filter.setQuery(query) && soon([this] { return !filter.isRunning(); });
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&view, key, modifiers);
    }
};

} // namespace envdeck::testing
