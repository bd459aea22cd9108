// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/ansi.h"
#include "core/logs/export.h"
#include "core/logs/ingest.h"
#include "core/logs/level.h"
#include "core/logs/timestamp.h"

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <random>

namespace envdeck::logs {
namespace {

TEST(Levels, AreReadFromWhatTheLineSays)
{
    const std::pair<const char *, Level> lines[] = {
        {"ERROR payment timeout after 3000 ms", Level::Error},
        {"2026-03-02 10:41:07 WARN retry 1/3", Level::Warning},
        {"[info] listening", Level::Info},
        {"error: no such file", Level::Error},
        {"\x1b[31mERROR\x1b[0m broken", Level::Error},
        {"\x1b[1;33mwarn\x1b[0m: slow", Level::Warning},
        {R"({"time":"x","level":"warn","msg":"ERROR in text"})", Level::Warning},
        {R"({"severity": "CRITICAL","message":"m"})", Level::Fatal},
        {R"({"level":30,"msg":"pino"})", Level::Info},
        {R"({"level":60})", Level::Fatal},
        {R"({"msg":"the level was ERROR"})", Level::Unknown},
        {"ts=1 level=debug msg=\"ERROR\"", Level::Debug},
        {"lvl=eror msg=x", Level::Error},
        {"LOG:  database system is ready", Level::Info},
        {"FATAL:  password authentication failed", Level::Fatal},
        {"no error was found", Level::Unknown},
        {"GET /error HTTP/1.1", Level::Unknown},
        {"GET /ERROR HTTP/1.1", Level::Unknown},
        {"the INFORMATIONAL page", Level::Unknown},
        {"TRACE enter", Level::Trace},
        {"", Level::Unknown},
        {"{", Level::Unknown},
        {"\x1b[", Level::Unknown},
        {"\xff\xfe ERROR", Level::Error},
    };
    for (const auto &[text, level] : lines)
        EXPECT_EQ(levelOf(text), level) << text;
}

TEST(Levels, AreNotLookedForFarIntoALine)
{
    EXPECT_EQ(levelOf(QByteArray(300, ' ') + "ERROR"), Level::Unknown);
}

TEST(Continuations, AreFramesAndCauses)
{
    for (const char *text :
         {"\tat com.acme.Pay.run(Pay.java:7)", "    at run (/app/x.js:1:2)", "Caused by: x",
          "  File \"a.py\", line 3, in f", "\t... 12 more", "        return 1"})
        EXPECT_TRUE(isContinuation(text)) << text;
    for (const char *text : {"", "at the end", " one space", "java.lang.Error: x", "   "})
        EXPECT_FALSE(isContinuation(text)) << text;
}

TEST(Stamps, OfDockerAreReadToTheMillisecond)
{
    const auto stamp = stampOf("2026-03-02T10:41:07.221987654Z payment");
    ASSERT_TRUE(stamp);
    EXPECT_EQ(stamp->milliseconds, 1772448067221);
    EXPECT_EQ(stamp->size, 31);
    EXPECT_EQ(stampOf("2026-03-02T10:41:07Z")->milliseconds, 1772448067000);
    EXPECT_EQ(stampOf("2026-03-02T12:41:07.5+02:00 x")->milliseconds, 1772448067500);
    EXPECT_EQ(stampOf("1969-12-31T23:59:59.999Z ")->milliseconds, -1);
    EXPECT_EQ(stampOf("2024-02-29T00:00:00Z")->milliseconds, 1709164800000);
}

TEST(Stamps, AgreeWithQtAtAnyTime)
{
    std::mt19937_64 random(7);
    for (int i = 0; i < 2000; ++i) {
        const qint64 at = qint64(random() % 8'000'000'000'000ull) - 2'000'000'000'000;
        const QByteArray text =
            QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
        ASSERT_TRUE(stampOf(text)) << text.constData();
        EXPECT_EQ(stampOf(text)->milliseconds, at) << text.constData();
    }
}

TEST(Stamps, ThatAreNoneAreText)
{
    for (const char *text :
         {"", "2026-03-02", "2026-13-02T10:41:07Z x", "2026-02-30T10:41:07Z x", "2026-03-02T24:00:00Z x",
          "2026-03-02T10:41:07 x", "2026-03-02T10:41:07.Z x", "2026-03-02T10:41:07Zx",
          "2026-03-02T10:41:07.1234567890Z x", "2026-03-02T10:41:07+2:00 x", "2026-03-02T10:41:07+",
          "x026-03-02T10:41:07Z x", "2026-03-02 10:41:07Z x"})
        EXPECT_FALSE(stampOf(text)) << text;
}

TEST(Ansi, BecomesSpansOfOneColour)
{
    const AnsiText text = parseAnsi("a\x1b[31mred\x1b[0m b\x1b[1;92mx\x1b[m");
    EXPECT_EQ(text.text, "ared bx");
    ASSERT_EQ(text.spans.size(), 4);
    EXPECT_EQ(text.spans.at(1), (AnsiSpan{1, 3, AnsiSpan::Color::Red, false}));
    EXPECT_EQ(text.spans.at(3), (AnsiSpan{6, 1, AnsiSpan::Color::Green, true}));
    EXPECT_TRUE(parseAnsi("plain").spans.isEmpty());
    EXPECT_EQ(parseAnsi("\x1b[38;5;196mx").spans.at(0).color, AnsiSpan::Color::Red);
    EXPECT_EQ(parseAnsi("\x1b[38;2;10;20;250mx").spans.at(0).color, AnsiSpan::Color::Blue);
}

TEST(Ansi, OtherSequencesGoAndBrokenOnesDoNoHarm)
{
    EXPECT_EQ(withoutAnsi("a\x1b[2Kb\x1b]0;title\ac\x1b]8;;http://x\x1b\\d\x1b(Be"), "abcde");
    EXPECT_EQ(withoutAnsi("a\x1b"), "a\x1b");
    EXPECT_EQ(withoutAnsi("a\x1b[31"), "a");
    EXPECT_EQ(withoutAnsi("a\x1b]0;" + QByteArray(1000, 't')).size(), 1 + 1004 - 256);
    EXPECT_EQ(withoutAnsi("\x1b[99999999999999999999mx"), "x");
    EXPECT_EQ(withoutAnsi("\x1b[38mx\x1b[38;5my\x1b[38;2;1mz"), "xyz");
    std::mt19937 random(3);
    for (int i = 0; i < 3000; ++i) { // any bytes: spans stay within the text, without gaps
        QByteArray bytes;
        for (int n = 0; n < 40; ++n)
            bytes += "\x1b[];m0138 \a\\(P?x\xff"[random() % 17];
        const AnsiText parsed = parseAnsi(bytes);
        qsizetype at = 0;
        for (const AnsiSpan &span : parsed.spans) {
            EXPECT_EQ(span.from, at);
            at += span.size;
        }
        EXPECT_TRUE(parsed.spans.isEmpty() || at == parsed.text.size());
    }
}

QByteArrayList textsOf(const Store &store)
{
    QByteArrayList texts;
    const Snapshot now = store.snapshot();
    for (qint64 row = now.firstRow(); row < now.endRow(); ++row)
        texts.append(now.line(row).text.toByteArray());
    return texts;
}

TEST(Ingest, AStreamCutAnywhereGivesTheSameLines)
{
    const QByteArray stream = QByteArrayLiteral("2026-03-02T10:41:07.1Z one\r\n2026-03-02T10:41:07.2Z \n"
                                                "no time \0 \xff\xfe\r here\n\n2026-03-02T10:41:08Z end");
    const QByteArrayList wanted{"one", "", QByteArrayLiteral("no time \0 \xff\xfe\r here"), "", "end"};
    for (qsizetype step = 1; step <= stream.size(); ++step) {
        Store store({});
        Ingest ingest(store, store.addSource(QStringLiteral("api")), Ingest::Stamps::Docker);
        for (qsizetype at = 0; at < stream.size(); at += step)
            ingest.feed(QByteArrayView(stream).sliced(at, std::min(step, stream.size() - at)), 5);
        EXPECT_EQ(store.snapshot().size(), 4);
        ingest.finish(5);
        ingest.finish(5);
        ASSERT_EQ(textsOf(store), wanted) << step;
        EXPECT_EQ(store.snapshot().time(2), 1772448067200); // that of the line before
        EXPECT_EQ(ingest.lastTime(), 1772448068000);
    }
}

TEST(Ingest, ALineWithoutEndIsCutAndFillsNoMemory)
{
    Store store({});
    Ingest ingest(store, store.addSource(QStringLiteral("api")), Ingest::Stamps::None);
    const QByteArray part(100'000, 'x');
    for (int i = 0; i < 30; ++i)
        ingest.feed(part, 1);
    ingest.feed("\n", 1);
    qint64 bytes = 0;
    const QByteArrayList texts = textsOf(store);
    for (const QByteArray &text : texts) {
        EXPECT_LE(text.size(), longestLine);
        bytes += text.size();
    }
    EXPECT_EQ(bytes, 3'000'000);
    EXPECT_LE(texts.size(), 13);
}

TEST(Export, WritesPlainLinesWithoutSecrets)
{
    Store store({});
    const SourceId api = store.addSource(QStringLiteral("prod-1 api.2"));
    store.append(std::vector<Line>{
        {1772448067221, api, Level::Error,
         "\x1b[31mbo@example.com\x1b[0m Authorization: Bearer abcdef123456 \x07 hunter22"}});
    Redactor redactor;
    redactor.learn(Secret("hunter22"));
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("out.log"));
    const auto done = exportLines(Matches(store.snapshot()), path, redactor, {}, {});
    ASSERT_TRUE(done);
    EXPECT_EQ(done.value(), 1);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(
        file.readAll(),
        "2026-03-02T10:41:07.221Z prod-1 api.2 ******@****** Authorization: Bearer ****** \u2407 ******\n");
    EXPECT_EQ(plainLine(
                  [] {
                      Store odd({});
                      odd.append(std::vector<Line>{{0, odd.addSource({}), Level::Unknown,
                                                    "a\u202eb\u200bc\u009bd\x7f\x9b\te \u4e2d"}});
                      return odd.snapshot();
                  }(),
                  0, redactor, {false, false, true}),
              "a\u2426b\u2426c\u2426d\u2421\ufffd\te \u4e2d");
    std::stop_source stopped;
    stopped.request_stop();
    EXPECT_EQ(exportLines(Matches(store.snapshot()), path, redactor, {}, stopped.get_token()).error().code,
              ErrorCode::Canceled);
    EXPECT_FALSE(exportLines(Matches(store.snapshot()), QStringLiteral("/nowhere/x"), redactor, {}, {}));
}

} // namespace
} // namespace envdeck::logs
