// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/store.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <random>
#include <thread>

namespace envdeck::logs {
namespace {

struct Owned {
    qint64 time;
    SourceId source;
    Level level;
    QByteArray text;
};

Line lineOf(const Owned &owned)
{
    return {owned.time, owned.source, owned.level, owned.text};
}

void expectSame(const Snapshot &now, const std::vector<Owned> &wanted, qint64 first = 0)
{
    ASSERT_EQ(now.size(), qint64(wanted.size()) - first);
    for (qint64 row = now.firstRow(); row < now.endRow(); ++row) {
        const Line line = now.line(row);
        const Owned &owned = wanted[std::size_t(row)];
        ASSERT_EQ(line.text, owned.text) << row;
        ASSERT_EQ(line.time, owned.time) << row;
        ASSERT_EQ(line.source, owned.source) << row;
        ASSERT_EQ(line.level, owned.level) << row;
        ASSERT_EQ(now.time(row), owned.time);
        ASSERT_EQ(now.level(row), owned.level);
    }
}

// Several sources, each in order, that come in mixed and a little late: the store is a stable sort by time.
TEST(Store, MergesSourcesAsASortByTimeWould)
{
    for (unsigned seed = 1; seed <= 4; ++seed) {
        std::mt19937 random(seed);
        Store store({});
        std::vector<Owned> model;
        const int sources = seed == 2 ? 70 : 5; // more than a chunk takes
        std::vector<qint64> clocks(std::size_t(sources), 1'772'448'000'000);
        qint64 wave = 1'772'448'000'000;
        Snapshot early;
        std::vector<Owned> earlyModel;
        for (int batch = 0; batch < 400; ++batch) {
            std::vector<Owned> fresh;
            wave += random() % 400;
            const auto source = random() % unsigned(sources);
            for (auto n = random() % 120; n > 0; --n) {
                qint64 &clock = clocks[source];
                clock = std::max(clock, wave - 300) + qint64(random() % 5);
                if (seed == 3 && random() % 3000 == 0)
                    wave = clock += 100'000'000'000; // days of silence: wide steps in the index
                const auto size = seed == 4 && random() % 50 == 0 ? 60'000 : random() % 200;
                fresh.push_back({clock, static_cast<SourceId>(source),
                                 static_cast<Level>(random() % levelCount),
                                 QByteArray(qsizetype(size), static_cast<char>('a' + random() % 26))});
            }
            std::vector<Line> lines;
            for (const Owned &owned : fresh) {
                lines.push_back(lineOf(owned));
                const auto place =
                    std::upper_bound(model.begin(), model.end(), owned.time,
                                     [](qint64 time, const Owned &o) { return time < o.time; });
                model.insert(place, owned);
            }
            store.append(lines);
            if (batch == 200) {
                early = store.snapshot();
                earlyModel = model;
            }
        }
        expectSame(store.snapshot(), model);
        expectSame(early, earlyModel); // what a reader holds does not change below it
        if (seed != 3) {
            const Snapshot now = store.snapshot();
            for (int i = 0; i < 200; ++i) {
                const qint64 time = 1'772'448'000'000 + qint64(random() % 100'000);
                const auto place = std::lower_bound(model.begin(), model.end(), time,
                                                    [](const Owned &o, qint64 t) { return o.time < t; });
                EXPECT_EQ(now.rowAt(time), place - model.begin());
            }
        }
    }
}

TEST(Store, InsertsTellWhereRowsMoved)
{
    Store store({});
    store.append(std::vector<Line>{{10, 0, Level::Info, "a"}, {30, 0, Level::Info, "c"}});
    const Snapshot before = store.snapshot();
    store.append(std::vector<Line>{{20, 1, Level::Info, "b"}, {40, 1, Level::Info, "d"}});
    const Snapshot after = store.snapshot();
    EXPECT_EQ(before.lastInsert(), 0u);
    ASSERT_EQ(after.inserts().size(), 1u);
    EXPECT_EQ(after.inserts().front().row, 1);
    EXPECT_EQ(before.line(1).text, "c");
    EXPECT_EQ(after.line(1).text, "b");
    EXPECT_EQ(after.line(2).text, "c");
}

TEST(Store, ALineFarTooLateStandsAtTheStartOfTheWindow)
{
    Store store({});
    const QByteArray text(100, 'x');
    for (int i = 0; i < 60'000; ++i)
        store.append(std::vector<Line>{{1000 + i, 0, Level::Info, text}});
    const qint64 window = store.snapshot().recentRow();
    ASSERT_GT(window, 0);
    store.append(std::vector<Line>{{5, 1, Level::Error, "late"}});
    EXPECT_EQ(store.snapshot().line(window).text, "late");
    EXPECT_EQ(store.snapshot().size(), 60'001);
}

TEST(Store, HoldsLittleMoreThanTheText)
{
    Store store({1ll << 40, 1ll << 40, {}});
    const QByteArray text(118, 'x');
    std::vector<Line> lines;
    for (int i = 0; i < 500'000; ++i)
        lines.push_back({1'772'448'000'000 + i / 3, static_cast<SourceId>(i % 4), Level::Info, text});
    store.append(lines);
    const Store::Use use = store.use();
    EXPECT_EQ(use.text, 500'000ll * 119);
    EXPECT_LE(double(use.memory), 1.05 * double(use.text));
    EXPECT_GE(use.memory, use.text - 500'000); // and it is counted
}

TEST(Store, SpillsTheOldAndReadsItBack)
{
    const QTemporaryDir folder;
    Store store({4 << 20, 1ll << 40, folder.path()});
    std::vector<Owned> model;
    for (int i = 0; i < 300; ++i) {
        std::vector<Line> lines;
        const auto from = model.size();
        for (int n = 0; n < 500; ++n)
            model.push_back({i * 1000 + n, static_cast<SourceId>(n % 3), Level::Warning,
                             QByteArray::number(i) + ":" + QByteArray(n % 200, 'y')});
        for (auto at = from; at < model.size(); ++at)
            lines.push_back(lineOf(model[at]));
        store.append(lines);
    }
    const Store::Use use = store.use();
    EXPECT_GT(use.spilled, use.text / 2);
    EXPECT_LT(use.memory, 9 << 20);
    EXPECT_FALSE(use.spillFailed);
    EXPECT_TRUE(QDir(folder.path()).isEmpty()); // the file has no name
    expectSame(store.snapshot(), model);
}

TEST(Store, WithoutRoomToSpillTheOldestLinesGo)
{
    Store store({4 << 20, 1ll << 40, QStringLiteral("/nowhere")});
    const QByteArray text(999, 'x');
    for (int i = 0; i < 40; ++i)
        store.append(std::vector<Line>(500, Line{i, 0, Level::Info, text}));
    EXPECT_TRUE(store.use().spillFailed);
    const Snapshot now = store.snapshot();
    EXPECT_GT(now.firstRow(), 0);
    EXPECT_EQ(now.firstRow(), store.use().dropped);
    EXPECT_EQ(now.endRow(), 20'000); // numbers stay
    EXPECT_EQ(now.line(now.firstRow()).text, text);
    EXPECT_LT(store.use().memory, 9 << 20);
}

TEST(Store, KeepsNoMoreThanItsTotal)
{
    Store store({1ll << 40, 5 << 20, {}});
    for (int i = 0; i < 40; ++i)
        store.append(std::vector<Line>(500, Line{i, 0, Level::Info, QByteArrayView("some text of a line")}));
    EXPECT_EQ(store.snapshot().firstRow(), 0);
    const QByteArray text(999, 'x');
    for (int i = 0; i < 40; ++i)
        store.append(std::vector<Line>(500, Line{i, 0, Level::Info, text}));
    EXPECT_LE(store.use().text, 5 << 20);
    EXPECT_GT(store.snapshot().firstRow(), 20'000);
}

TEST(Store, ClearedItGoesOnWithNewNumbers)
{
    Store store({});
    store.append(std::vector<Line>(10, Line{1, 0, Level::Info, "x"}));
    const Snapshot before = store.snapshot();
    store.clear();
    EXPECT_EQ(store.snapshot().size(), 0);
    EXPECT_EQ(store.use().text, 0);
    store.append(std::vector<Line>{{1, 0, Level::Info, "y"}});
    EXPECT_EQ(store.snapshot().line(10).text, "y");
    EXPECT_EQ(before.line(3).text, "x");
}

TEST(Store, EmptyAndOversizedLines)
{
    Store store({});
    const QByteArray huge(longestLine + 5, 'h');
    store.append({});
    store.append(std::vector<Line>(200'000, Line{1, 0, Level::Unknown, {}}));
    store.append(std::vector<Line>{{2, 0, Level::Unknown, huge}});
    const Snapshot now = store.snapshot();
    ASSERT_EQ(now.size(), 200'001);
    EXPECT_EQ(now.line(150'000).text.size(), 0);
    EXPECT_EQ(now.line(200'000).text.size(), longestLine);
}

// What is packed first may free next to nothing of the buffer: the text that follows still finds room.
TEST(Store, ManyShortLinesBeforeLongOnes)
{
    Store store({});
    std::vector<Owned> model;
    const auto add = [&](int lines, SourceId sources, const QByteArray &text) {
        for (int i = 0; i < lines; ++i)
            model.push_back({qint64(model.size()), static_cast<SourceId>(i % sources), Level::Unknown, text});
    };
    add(33'000, 1, {});
    add(22'000, 1, QByteArray(100, 'a'));
    add(300, 40, "short"); // more sources in turn than a chunk takes
    add(60, 60, QByteArray(longestLine, 'l'));
    add(20'000, 40, QByteArray(120, 'b'));
    add(3, 1, QByteArray(longestLine, 'm'));
    for (const Owned &owned : model)
        store.append(std::vector<Line>{lineOf(owned)});
    expectSame(store.snapshot(), model);
}

TEST(Store, TellsOnceUntilItIsLookedAt)
{
    Store store({});
    QSignalSpy spy(&store, &Store::grown);
    for (int i = 0; i < 5; ++i)
        store.append(std::vector<Line>{{i, 0, Level::Info, "x"}});
    EXPECT_EQ(spy.count(), 1);
    store.snapshot();
    store.append(std::vector<Line>{{9, 0, Level::Info, "x"}});
    EXPECT_EQ(spy.count(), 2);
}

TEST(Store, ManyFeedsAndReadersAtOnce)
{
    const QTemporaryDir folder;
    Store store({1 << 20, 1ll << 40, folder.path()});
    std::vector<std::thread> feeds;
    for (SourceId source = 0; source < 4; ++source) {
        feeds.emplace_back([&store, source] {
            for (int i = 0; i < 400; ++i) {
                const QByteArray text =
                    QByteArray::number(i) + QByteArray(80, static_cast<char>('a' + source));
                store.append(std::vector<Line>(25, Line{i, source, Level::Info, text}));
            }
        });
    }
    for (int look = 0; look < 200; ++look) {
        const Snapshot now = store.snapshot();
        for (qint64 row = now.firstRow(); row < now.endRow(); row += 97) {
            const Line line = now.line(row);
            ASSERT_EQ(line.text.back(), static_cast<char>('a' + line.source));
        }
    }
    for (std::thread &feed : feeds)
        feed.join();
    EXPECT_EQ(store.snapshot().size(), 40'000);
}

} // namespace
} // namespace envdeck::logs
