// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/history.h"
#include "tests/standins/signoz/live_samples.h"
#include "tests/standins/signoz/sample_lines.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <cmath>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using namespace standins::signoz;

constexpr qint64 start = 1'787'219'100'000;

QByteArray line(qint64 at, int requests, int errors, const QByteArray &latencies)
{
    return "{\"at\":" + QByteArray::number(at) +
           ",\"service\":\"api\",\"environment\":\"prod\",\"version\":\"v1.3.8\",\"requests\":" +
           QByteArray::number(requests) + ",\"errors\":" + QByteArray::number(errors) + ",\"latency_ms\":[" +
           latencies + "]}\n";
}

StreamInfo stream(bool failed)
{
    return {QStringLiteral("api"), QStringLiteral("prod"), QStringLiteral("v1.3.8"), failed};
}

std::vector<Point> points(const LiveSamples &samples, bool failed)
{
    return samples.points(stream(failed), 0, start + 30 * 24 * 60 * minuteMs, Detail::Full);
}

quint64 weight(const std::vector<Point> &points)
{
    quint64 sum = 0;
    for (const Point &point : points)
        sum += point.weight;
    return sum;
}

TEST(SignozLiveSamples, TheSlowestOnesFailed)
{
    LiveSamples samples(start);
    EXPECT_TRUE(samples.add(line(start, 4, 1, "900, 10.5, 20, 30")));
    ASSERT_EQ(points(samples, true).size(), 1U);
    EXPECT_DOUBLE_EQ(points(samples, true).front().durationMs, 900);
    EXPECT_EQ(weight(points(samples, false)), 3U);
    EXPECT_DOUBLE_EQ(points(samples, false).front().durationMs, 10.5);
    EXPECT_EQ(samples.newest(), start);
}

TEST(SignozLiveSamples, FewerLatenciesStandForAllRequests)
{
    LiveSamples samples(start);
    samples.add(line(start, 100, 10, "5, 7"));
    EXPECT_EQ(weight(points(samples, true)), 10U);
    EXPECT_EQ(weight(points(samples, false)), 90U);
    samples.add(line(start + 1000, 3, 0, ""));
    EXPECT_EQ(weight(points(samples, false)), 93U);
    EXPECT_TRUE(std::isnan(points(samples, false).back().durationMs));
    samples.add(line(start + 2000, 2, 2, "8, 9"));
    EXPECT_EQ(weight(points(samples, true)), 12U);
    EXPECT_EQ(weight(points(samples, false)), 93U);
}

TEST(SignozLiveSamples, LeavesOutWhatIsNoSample)
{
    LiveSamples samples(start);
    for (const QByteArray &bad :
         {QByteArray("\n"), QByteArray("nonsense\n"), QByteArray("[]\n"), line(start - 1, 1, 0, "1"),
          line(start, 1, 2, "1"), line(start, -1, 0, "1"), line(start, 2'000'000'000, 0, "1"),
          QByteArray("{\"at\":\"now\",\"service\":\"api\",\"environment\":\"prod\",\"requests\":1}\n"),
          QByteArray("{\"at\":1787219100000,\"requests\":1}\n")})
        EXPECT_FALSE(samples.add(bad)) << bad.constData();
    EXPECT_TRUE(samples.streams(0, start + 24 * 60 * minuteMs).empty());
}

TEST(SignozLiveSamples, LinesThatComeLateStandWhereTheyBelong)
{
    LiveSamples samples(start);
    samples.add(line(start + 5000, 1, 0, "5"));
    samples.add(line(start, 1, 0, "1"));
    const auto all = points(samples, false);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all.front().at, start);
    EXPECT_EQ(samples.points(stream(false), start, start + 5000, Detail::Full).size(), 1U);
}

TEST(SignozLiveSamples, AfterAnHourAMinuteIsTwoDozenPointsWithTheSameWeight)
{
    LiveSamples samples(start);
    for (int second = 0; second < 600; ++second)
        samples.add(line(start + second * 1000, 10, 1, "1,2,3,4,5,6,7,8,9,100"));
    const quint64 before = weight(points(samples, false));
    samples.compact(start + 2 * 60 * minuteMs);
    const auto after = points(samples, false);
    EXPECT_EQ(weight(after), before);
    EXPECT_LE(after.size(), 240U);
    EXPECT_TRUE(std::is_sorted(after.begin(), after.end(),
                               [](const Point &a, const Point &b) { return a.at < b.at; }));
    EXPECT_EQ(weight(samples.points(stream(false), start, start + minuteMs, Detail::Full)), 60 * 9U);
    samples.compact(start + historyMs + 3 * 60 * minuteMs);
    EXPECT_TRUE(points(samples, false).empty());
}

class SignozSampleLines : public ::testing::Test {
protected:
    void append(const QString &name, const QByteArray &text, QIODevice::OpenMode mode = QIODevice::Append)
    {
        QFile file(m_folder.filePath(name));
        ASSERT_TRUE(file.open(mode));
        file.write(text);
    }

    QTemporaryDir m_folder;
    SampleLines m_lines{m_folder.path()};
    const QString m_api = QStringLiteral("api.jsonl");
};

TEST_F(SignozSampleLines, GivesEachLineOnceAndWaitsForTheEndOfOne)
{
    EXPECT_TRUE(m_lines.next().isEmpty());
    append(m_api, "one\ntwo\nthr");
    append(QStringLiteral("notes.txt"), "other\n");
    EXPECT_EQ(m_lines.next(), QList<QByteArray>({"one\n", "two\n"}));
    append(m_api, "ee\n");
    EXPECT_EQ(m_lines.next(), QList<QByteArray>{"three\n"});
    EXPECT_TRUE(m_lines.next().isEmpty());
}

TEST_F(SignozSampleLines, RotationTruncationAndReplacementLoseAndRepeatNothing)
{
    append(m_api, "one\ntwo\n");
    m_lines.next();
    QDir(m_folder.path()).rename(m_api, QStringLiteral("api.1.jsonl"));
    append(m_api, "three\n");
    EXPECT_EQ(m_lines.next(), QList<QByteArray>{"three\n"});
    append(m_api, "four\n", QIODevice::WriteOnly | QIODevice::Truncate); // shorter than what was read
    EXPECT_EQ(m_lines.next(), QList<QByteArray>{"four\n"});
    append(m_api, "five is longer than four\n", QIODevice::WriteOnly | QIODevice::Truncate);
    EXPECT_EQ(m_lines.next(), QList<QByteArray>{"five is longer than four\n"});
    QFile::remove(m_folder.filePath(m_api));
    append(m_api, "six, perhaps in the inode of the removed one\n");
    EXPECT_EQ(m_lines.next(), QList<QByteArray>{"six, perhaps in the inode of the removed one\n"});
}

} // namespace
} // namespace envdeck::testing
