// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/log_patterns.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>
#include <random>

namespace envdeck::hosts {
namespace {

using namespace testing;

QDateTime at(int second)
{
    return QDateTime(QDate(2026, 12, 1), QTime(2, 0), Qt::UTC).addSecs(second);
}

QList<LogLine> saying(const QList<QByteArray> &texts)
{
    QList<LogLine> lines;
    for (const QByteArray &text : texts)
        lines.append({at(int(lines.size())), s("api"), text});
    return lines;
}

QStringList patternsOf(const QList<QByteArray> &texts)
{
    QStringList patterns;
    for (const LogPattern &pattern : groupLines(saying(texts)))
        patterns.append(pattern.pattern);
    return patterns;
}

TEST(LogPatterns, LinesOfDockerAreReadWithTheirTimes)
{
    const auto lines = dockerLogLines("2026-12-01T02:00:01.123456789Z payment timeout\r\n"
                                      "  at pay (pay.js:3)\n\n"
                                      "2026-12-01T04:00:02+02:00 other\nno time 2026\n",
                                      s("api"));
    ASSERT_EQ(lines.size(), 4);
    EXPECT_EQ(lines.at(0), (LogLine{at(1).addMSecs(123), s("api"), "payment timeout"}));
    EXPECT_EQ(lines.at(1).at, lines.at(0).at);
    EXPECT_EQ(lines.at(2), (LogLine{at(2), s("api"), "other"}));
    EXPECT_EQ(lines.at(3).text, "no time 2026");
}

TEST(LogPatterns, WhatDiffersInNumbersOnlyIsOne)
{
    const auto found = groupLines(
        saying({"ERROR payment timeout after 3000 ms", "GET /health 200", "ERROR payment timeout after 51 ms",
                "WARN retry 1/3", "ERROR payment timeout after 7 ms"}));
    ASSERT_EQ(found.size(), 3);
    EXPECT_EQ(found.at(0).pattern, s("ERROR payment timeout after # ms"));
    EXPECT_EQ(found.at(0).count, 3);
    EXPECT_EQ(found.at(0).level, LogLevel::Error);
    EXPECT_EQ(found.at(0).first, at(0));
    EXPECT_EQ(found.at(0).last, at(4));
    EXPECT_EQ(found.at(0).example, s("ERROR payment timeout after 7 ms"));
    EXPECT_EQ(found.at(1).level, LogLevel::Warning);
    EXPECT_EQ(found.at(2).level, LogLevel::Other);
}

TEST(LogPatterns, TimesAddressesAndIdsAreMasked)
{
    EXPECT_EQ(patternsOf({"2026-12-01 02:00:01,123 [db] connect 10.0.0.7:5432 failed",
                          "2026-12-01 02:07:09,001 [db] connect 10.0.99.250:5432 failed"}),
              QStringList{s("# # [db] connect # failed")});
    EXPECT_EQ(
        patternsOf({"trace 4bf92f3577b34da6a3ce929d0e0e4736 user 0198d2c0-1f6e-7000-8000-1234567890ab",
                    "trace 00f067aa0ba902b7aa00000000000000 user 11111111-2222-3333-4444-555555555555"}),
        QStringList{s("trace <id> user <id>")});
    EXPECT_EQ(patternsOf({"bad face", "bad deadbeef"}).size(), 2); // words of a to f are words
}

TEST(LogPatterns, JsonSpeaksByItsMessageAndLevel)
{
    const auto found = groupLines(
        saying({R"({"level":"error","ts":1764554401.1,"msg":"query failed","error":"deadlock 17"})",
                R"({"msg":"query failed","level":"error","error":"deadlock 99","ts":3})",
                R"({"level":"info","message":"no error was found"})", R"({"broken json error)"}));
    ASSERT_EQ(found.size(), 3);
    EXPECT_EQ(found.at(0).pattern, s("query failed: deadlock #"));
    EXPECT_EQ(found.at(0).count, 2);
    EXPECT_EQ(found.at(2).level, LogLevel::Other);
}

TEST(LogPatterns, AStackTraceIsOneLine)
{
    EXPECT_EQ(patternsOf({"Exception in thread main", "\tat a.b(C.java:1)", "\tat a.c(C.java:2)",
                          "Caused by: x", "    ... 3 more"})
                  .size(),
              1);
}

TEST(LogPatterns, CountsOfNoErrorsAreNoErrors)
{
    for (const LogPattern &pattern :
         groupLines(saying({"done, 0 errors", "sync finished error=nil", "no error", "errors: 0"})))
        EXPECT_NE(pattern.level, LogLevel::Error) << qPrintable(pattern.pattern);
}

TEST(LogPatterns, WhatIsShownIsVisibleAndHoldsNoSecret)
{
    Redactor redactor;
    redactor.learn(Secret("hunter2hunter2"));
    const auto found = groupLines(
        saying({"\x1b[31merror\x1b[0m login hunter2hunter2 \x1b]0;owned\a\xe2\x80\xae!"}), redactor);
    ASSERT_EQ(found.size(), 1);
    EXPECT_TRUE(found.at(0).pattern.startsWith(s("error login ")));
    for (const QString &text : {found.at(0).pattern, found.at(0).example}) {
        EXPECT_FALSE(text.contains(s("hunter2")));
        EXPECT_FALSE(text.contains(QChar(0x1b)));
        EXPECT_FALSE(text.contains(QChar(0x202e)));
    }
}

TEST(LogPatterns, TenThousandDifferentLinesStayBounded)
{
    QList<LogLine> lines;
    for (int i = 0; i < 10'000; ++i) {
        QByteArray word;
        for (int rest = i; rest > 0 || word.isEmpty(); rest /= 20)
            word += char('g' + rest % 20);
        lines.append({at(i), s("api"), "event " + word});
    }
    const auto found = groupLines(lines);
    EXPECT_EQ(found.size(), 50);
    EXPECT_EQ(found.at(0).count, 5000); // those on top of the first five thousand
}

TEST(LogPatterns, RandomBytesBreakNothing)
{
    std::mt19937_64 random(7);
    QByteArray noise;
    for (int i = 0; i < 200'000; ++i)
        noise += random() % 40 == 0 ? '\n' : char(random() % 256);
    const auto lines = dockerLogLines(noise + QByteArray(1 << 20, 'x'), s("api"));
    EXPECT_LE(lines.last().text.size(), 16 * 1024);
    int count = 0;
    for (const LogPattern &pattern : groupLines(lines, {}, 100'000))
        count += pattern.count;
    EXPECT_GT(count, 4000);
}

TEST(LogFindings, ErrorsThatBeganWithTheVersionAreALikelyCause)
{
    LogPattern pattern{
        s("payment timeout"), LogLevel::Error, 214, at(100), at(400), s("payment timeout"), {}};
    const Finding since = lookAtLogs({pattern}, s("prod-1"), s("api"), at(60)).value(0);
    EXPECT_EQ(since.verdict, FindingVerdict::LikelyCause);
    EXPECT_EQ(since.cause, Cause::NewVersion);
    EXPECT_EQ(since.action, NextAction::RollBack);
    EXPECT_EQ(since.facts.value(s("afterDeployMs")), s("40000"));
    EXPECT_EQ(since.facts.value(s("count")), s("214"));
    const auto verdict = [&](const QDateTime &deployed) {
        return lookAtLogs({pattern}, s("prod-1"), s("api"), deployed).value(0).verdict;
    };
    EXPECT_EQ(verdict(at(200)), FindingVerdict::Related);   // there before the version was
    EXPECT_EQ(verdict(at(-9999)), FindingVerdict::Related); // long after it
    EXPECT_EQ(verdict({}), FindingVerdict::Related);
}

TEST(LogFindings, WordsThatNameTheirReasonAreACause)
{
    const auto look = [](const char *words) {
        return lookAtLogs({{s(words), LogLevel::Error, 1, at(0), at(0), s(words), {}}}, {}, s("api"), {})
            .value(0);
    };
    EXPECT_EQ(look("write /data/x: no space left on device").detector, Detector::DiskFull);
    EXPECT_EQ(look("Error: connect ECONNREFUSED #").cause, Cause::DependencyDown);
    EXPECT_EQ(look("getaddrinfo ENOTFOUND db").cause, Cause::NameUnknown);
    EXPECT_EQ(look("java.lang.OutOfMemoryError: Java heap space").detector, Detector::OutOfMemory);
    EXPECT_EQ(look("something else").verdict, FindingVerdict::Related);
}

TEST(LogFindings, NoLineIsNoGoodNews)
{
    EXPECT_EQ(lookAtLogs({}, {}, s("api"), {}).value(0).verdict, FindingVerdict::CouldNotCheck);
    EXPECT_EQ(
        lookAtLogs({{s("hello"), LogLevel::Other, 9, {}, {}, {}, {}}}, {}, s("api"), {}).value(0).verdict,
        FindingVerdict::NoProblem);
}

} // namespace
} // namespace envdeck::hosts
