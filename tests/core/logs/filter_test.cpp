// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/live_filter.h"
#include "core/logs/ansi.h"
#include "tests/support/event_loop.h"

#include <QSignalSpy>
#include <gtest/gtest.h>
#include <random>

namespace envdeck::logs {
namespace {

constexpr std::chrono::seconds patience(60);

TEST(Needle, FindsWhatAPlainSearchFinds)
{
    std::mt19937 random(11);
    for (int round = 0; round < 4000; ++round) {
        QByteArray hay;
        for (auto n = random() % 300; n > 0; --n)
            hay += "abAB@`[{x\0\n\xff"[random() % 12];
        QByteArray needle;
        for (auto n = 1 + random() % 4; n > 0; --n)
            needle += "abAB@`[{"[random() % 8];
        const auto from = qsizetype(random() % 5);
        EXPECT_EQ(Needle(needle, true).indexIn(hay, from),
                  hay.size() < from ? -1 : hay.indexOf(needle, from));
        EXPECT_EQ(Needle(needle, false).indexIn(hay, from),
                  hay.size() < from ? -1 : hay.toLower().indexOf(needle.toLower(), from));
    }
    EXPECT_EQ(Needle({}, true).indexIn("abc"), -1);
    EXPECT_EQ(Needle("abc", true).indexIn({}), -1);
}

TEST(Pattern, SaysWhereItIsWrong)
{
    const auto wrong = Pattern::compiled("abc(", true);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::BadConfig);
    EXPECT_EQ(wrong.error().subject, QStringLiteral("4"));
    EXPECT_FALSE(wrong.error().detail.isEmpty());
}

TEST(Pattern, EndsOnALineThatWouldTakeForEver)
{
    const auto evil = Pattern::compiled("(a+)+$", true);
    ASSERT_TRUE(evil);
    EXPECT_LT(evil.value().firstIn(QByteArray(200, 'a') + "b").at, 0);
    EXPECT_EQ(evil.value().firstIn("xaa").at, 1);
}

TEST(Pattern, TakesBytesThatAreNotText)
{
    const auto pattern = Pattern::compiled("b.d", true);
    ASSERT_TRUE(pattern);
    EXPECT_EQ(pattern.value().firstIn("\xff\xfe\xff bcd").at, 4);
    EXPECT_LT(pattern.value().firstIn({}).at, 0);
}

TEST(Query, SlashesMakeAnExpression)
{
    EXPECT_TRUE(queryOf(QStringLiteral("/a.*b/")).regex);
    EXPECT_EQ(queryOf(QStringLiteral("/a.*b/")).text, QStringLiteral("a.*b"));
    EXPECT_FALSE(queryOf(QStringLiteral("/etc/hosts")).regex);
    EXPECT_FALSE(queryOf(QStringLiteral("//")).regex);
    EXPECT_TRUE(queryOf({}).isEmpty());
}

void fill(Store &store, unsigned seed, int lines, qint64 from = 1'000'000)
{
    std::mt19937 random(seed);
    const char *words[] = {"payment ", "timeout ", "Retry ", "ok ", "\x1b[31mpay\x1b[0mment ",
                           "3000 ",    "\xff\xfe "};
    for (int i = 0; i < lines; ++i) {
        QByteArray text;
        for (auto n = random() % 12; n > 0; --n)
            text += words[random() % (i < lines / 2 ? 4 : 7)];
        store.append(std::vector<Line>{{from + i / 4, static_cast<SourceId>(random() % 3),
                                        static_cast<Level>(random() % levelCount), text}});
    }
}

std::vector<Query> queries()
{
    std::vector<Query> list(9);
    list[0].text = QStringLiteral("payment");
    list[1].text = QStringLiteral("RETRY");
    list[2].text = QStringLiteral("Retry");
    list[2].caseSensitive = true;
    list[3].text = QStringLiteral("time.*ok $");
    list[3].regex = true;
    list[4].levels = (1u << unsigned(Level::Error)) | (1u << unsigned(Level::Unknown));
    list[5].sources = {1};
    list[6].from = 1'001'000;
    list[6].to = 1'007'000;
    list[7] = list[6];
    list[7].text = QStringLiteral("timeout");
    list[7].levels = 1u << unsigned(Level::Warning);
    list[7].sources = {0, 2};
    list[8].text = QStringLiteral("nothing of the kind");
    return list;
}

bool naive(const Query &query, const Line &line)
{
    if (!query.wants(line.level) || line.time < query.from || line.time >= query.to)
        return false;
    if (!query.sources.isEmpty() && !query.sources.contains(line.source))
        return false;
    const QByteArray plain = withoutAnsi(line.text);
    if (query.regex)
        return plain.contains("time") && plain.endsWith("ok ") && plain.indexOf("time") < plain.size() - 4;
    const QByteArray text = query.text.toUtf8();
    return query.caseSensitive ? plain.contains(text) : plain.toLower().contains(text.toLower());
}

TEST(LiveFilter, FindsWhatALookAtEveryLineFinds)
{
    Store store({});
    fill(store, 5, 90'000);
    ASSERT_GT(store.snapshot().chunks().size(), 1u);
    LiveFilter filter(store);
    for (const Query &query : queries()) {
        QSignalSpy finished(&filter, &LiveFilter::finished);
        ASSERT_TRUE(filter.setQuery(query));
        ASSERT_TRUE(testing::eventually([&] { return finished.count() > 0; }, patience));
        const Matches &matches = filter.matches();
        const Snapshot &now = matches.snapshot();
        ASSERT_TRUE(matches.isComplete());
        qint64 at = 0;
        for (qint64 row = now.firstRow(); row < now.endRow(); ++row) {
            ASSERT_EQ(matches.indexOf(row), at);
            const bool wanted = naive(query, now.line(row));
            ASSERT_EQ(matches.contains(row), wanted)
                << row << ' ' << now.line(row).text.toByteArray().constData();
            if (wanted) {
                ASSERT_EQ(matches.row(at++), row);
            }
        }
        EXPECT_EQ(matches.size(), at);
    }
}

TEST(LiveFilter, FollowsTheStore)
{
    Store store({});
    fill(store, 6, 30'000);
    LiveFilter filter(store);
    Query query;
    query.text = QStringLiteral("timeout");
    ASSERT_TRUE(filter.setQuery(query));
    for (int i = 0; i < 4; ++i)
        fill(store, unsigned(20 + i), 15'000, 2'000'000 + i * 100'000);
    ASSERT_TRUE(testing::eventually(
        [&] { return !filter.isRunning() && filter.matches().snapshot().endRow() == 90'000; }, patience));
    qint64 wanted = 0;
    const Snapshot now = store.snapshot();
    for (qint64 row = 0; row < now.endRow(); ++row)
        wanted += naive(query, now.line(row)) ? 1 : 0;
    EXPECT_EQ(filter.matches().size(), wanted);
}

TEST(LiveFilter, AnExpressionThatCannotBeReadChangesNothing)
{
    Store store({});
    fill(store, 6, 100);
    LiveFilter filter(store);
    Query wrong;
    wrong.text = QStringLiteral("(");
    wrong.regex = true;
    EXPECT_FALSE(filter.setQuery(wrong));
    EXPECT_TRUE(filter.query().isEmpty());
    EXPECT_EQ(filter.matches().size(), 100);
}

TEST(LiveFilter, CanGoWhileItRuns)
{
    Store store({});
    fill(store, 8, 60'000);
    for (int i = 0; i < 20; ++i) {
        LiveFilter filter(store);
        Query query;
        query.text = QStringLiteral("(p|t|R)+[a-z]*%1").arg(i);
        query.regex = true;
        ASSERT_TRUE(filter.setQuery(query));
        testing::drainEvents();
    }
}

TEST(Histograms, CountEveryLineOnce)
{
    Store store({});
    fill(store, 9, 60'000);
    const Matches all(store.snapshot());
    const auto [from, last] = timesOf(all);
    EXPECT_EQ(from, 1'000'000);
    EXPECT_EQ(last, 1'000'000 + 59'999 / 4);
    for (const int buckets : {1, 7, 60, 5000}) {
        const Histogram histogram = histogramOf(all, from, last + 1, buckets);
        std::vector<LevelCounts> wanted(std::size_t(buckets), LevelCounts{});
        for (qint64 row = 0; row < 60'000; ++row)
            ++wanted[std::size_t((all.snapshot().time(row) - from) / histogram.step)]
                    [std::size_t(all.snapshot().level(row))];
        EXPECT_EQ(histogram.buckets, wanted);
    }
    EXPECT_EQ(histogramOf(Matches(), 0, 10, 3).buckets.size(), 3u);
    EXPECT_EQ(timesOf(Matches()).first, noTime);
}

} // namespace
} // namespace envdeck::logs
