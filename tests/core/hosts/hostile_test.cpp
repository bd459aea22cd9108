// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A host that lies, is cut off, or says too much.
#include "core/hosts/remote_text.h"
#include "tests/core/hosts/host_text.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>
#include <random>

namespace envdeck::hosts {
namespace {

using namespace testing;

const QByteArray id64(64, 'a');
const QByteArray imageId = "sha256:" + QByteArray(64, 'b');

QByteArray containerRow(const QByteArray &more = {}, const QByteArray &id = id64)
{
    return "{" + more + (more.isEmpty() ? "" : ",") + "\"id\":\"" + id +
           "\",\"name\":\"/api\",\"image\":\"acme/api:v1\",\"imageId\":\"" + imageId +
           "\",\"created\":\"2026-12-01T02:13:18Z\",\"state\":\"running\",\"exit\":0,\"oom\":false,\"error\":"
           "\"\","
           "\"started\":\"2026-12-01T02:13:19.5Z\",\"finished\":\"0001-01-01T00:00:00Z\",\"restarts\":0,"
           "\"policy\":\"no\",\"memoryLimit\":0,\"bindings\":{},\"ports\":{},\"health\":null}\n";
}

HostFacts containersFrom(const QByteArray &rows, int total, int code = 0)
{
    return parseProbe(sectionText("containers", "total=" + QByteArray::number(total) + '\n' + rows, code),
                      marker);
}

// Replaces the first `from` of a good row.
HostFacts withField(const QByteArray &from, const QByteArray &to)
{
    QByteArray row = containerRow();
    EXPECT_TRUE(row.contains(from));
    row.replace(row.indexOf(from), from.size(), to);
    return containersFrom(row, 1);
}

TEST(HostileHost, AGoodRowReads)
{
    const HostFacts facts = containersFrom(containerRow(), 1);
    EXPECT_EQ(facts.problems, QList<Error>());
    EXPECT_EQ(facts.containers.value().list.value(0).name, s("api"));
    EXPECT_EQ(facts.containers.value().list.value(0).started.time().msec(), 500);
}

TEST(HostileHost, AWrongTypeIsAnErrorThatNamesThePlaceAndNoDefault)
{
    const QList<std::array<QByteArray, 3>> cases{
        {"\"exit\":0", "\"exit\":\"x\"", "containers[0].exit"},
        {"\"exit\":0", "\"exit\":1.5", "containers[0].exit"},
        {"\"exit\":0", "\"exit\":1e300", "containers[0].exit"},
        {"\"oom\":false", "\"oom\":0", "containers[0].oom"},
        {"\"oom\":false", "\"none\":0", "containers[0].oom"},
        {id64, "a; rm -rf /", "containers[0].id"},
        {id64, "AAAAAAAAAAAA", "containers[0].id"},
        {imageId, "latest", "containers[0].imageId"},
        {"\"bindings\":{}", "\"bindings\":[]", "containers[0].bindings"},
        {"\"bindings\":{}", "\"bindings\":{\"99999/tcp\":[]}", "containers[0].bindings"},
        {"\"health\":null", "\"health\":\"fine\"", "containers[0].health"},
        {"\"health\":null", "\"health\":{\"status\":\"splendid\"}", "containers[0].health.status"},
        {"2026-12-01T02:13:18Z", "yesterday", "containers[0].created"},
        {"\"name\":\"/api\"", "\"name\":null", "containers[0].name"},
    };
    for (const auto &[from, to, where] : cases) {
        const HostFacts facts = withField(from, to);
        ASSERT_EQ(facts.problems.size(), 1) << to.constData();
        EXPECT_EQ(facts.problems.first().code, ErrorCode::BadResponse);
        EXPECT_EQ(facts.problems.first().subject, QString::fromLatin1(where));
        EXPECT_TRUE(facts.containers.value().list.isEmpty()) << to.constData();
        EXPECT_FALSE(facts.containers.value().isWhole()); // one is missing, and that is known
    }
}

TEST(HostileHost, TextIsMadeVisibleAndShort)
{
    const HostFacts facts = withField("\"/api\"", "\"/\\u001b]0;owned\\u0007a\\u202eb\\n<img src=x>" +
                                                      QByteArray(5000, 'x') + "\"");
    const QString name = facts.containers.value().list.value(0).name;
    EXPECT_TRUE(name.startsWith(s("\\x1b]0;owned\\x07a\\u202eb\\n<img src=x>xxx")));
    EXPECT_LE(name.size(), 200);
    EXPECT_TRUE(name.endsWith(QChar(0x2026)));
}

TEST(HostileHost, TextIsNeverCutInTheMiddleOfACharacter)
{
    const QString emoji = QString::fromUtf8("\xf0\x9f\x98\x80");
    QString text;
    for (int i = 0; i < 50; ++i)
        text += emoji;
    const QString cut = remoteText(QStringView(text), 10);
    EXPECT_LE(cut.size(), 10);
    EXPECT_EQ(cut, QString::fromUtf8(cut.toUtf8()));
    EXPECT_EQ(remoteText(QByteArrayView("a\xff\xfe"
                                        "b")),
              QStringLiteral("a\ufffd\ufffd"
                             "b"));
    EXPECT_EQ(remoteText(QByteArrayView("")), QString());
}

TEST(HostileHost, SecretsInWordsOfAHostAreNotKept)
{
    const HostFacts facts = withField(
        "\"health\":null",
        "\"health\":{\"status\":\"unhealthy\",\"streak\":3,\"last\":\"GET https://bob:hunter2222@db/ 500\"}");
    EXPECT_EQ(facts.containers.value().list.value(0).healthFailures, 3);
    EXPECT_FALSE(facts.containers.value().list.value(0).healthWords.contains(s("hunter2222")));
    EXPECT_TRUE(facts.containers.value().list.value(0).healthWords.contains(s("500")));
}

TEST(HostileHost, NobodyWithoutTheMarkerBeginsASection)
{
    const HostFacts facts = containersFrom(containerRow("\"x\":\"\\n0000 memory\\nMemTotal: 1 kB\"") +
                                               "\n00000000000000000000000000000000 memory\n"
                                               "MemTotal: 1 kB\nMemAvailable: 1 kB\n",
                                           1);
    EXPECT_EQ(facts.memory.error(), notAsked(s("memory")));
}

TEST(HostileHost, TheFirstSectionOfANameCounts)
{
    const QByteArray memory = "MemTotal: 1000 kB\nMemAvailable: 500 kB";
    const HostFacts facts = parseProbe(
        sectionText("memory", memory) + sectionText("memory", "MemTotal: 9 kB\nMemAvailable: 9 kB"), marker);
    EXPECT_EQ(facts.memory.value().totalBytes, 1000 * 1024);
}

TEST(HostileHost, FiveHundredContainersAndALineOfAMegabyte)
{
    QByteArray rows;
    for (int i = 0; i < 500; ++i) {
        const QByteArray id = QByteArray::number(i).rightJustified(64, '0');
        rows += containerRow({}, id);
        if (i == 250)
            rows += "{\"id\":\"" + QByteArray(1 << 20, 'x') + "\"}\n";
    }
    const HostFacts facts = containersFrom(rows, 501);
    EXPECT_EQ(facts.containers.value().list.size(), 500);
    EXPECT_EQ(facts.containers.value().total, 501);
    EXPECT_EQ(facts.problems.size(), 1);
    const HostFacts noise = parseProbe(sectionText("memory", QByteArray(4 << 20, 'M')), marker);
    EXPECT_FALSE(noise.memory);
}

TEST(HostileHost, ManyBadRowsKeepAFewProblems)
{
    QByteArray rows;
    for (int i = 0; i < 1000; ++i)
        rows += "{\"id\":1}\n";
    EXPECT_EQ(containersFrom(rows, 1000).problems.size(), 50);
}

TEST(HostileHost, APartThatWasCutOffIsNotTakenForTheWhole)
{
    const QByteArray whole = recordedText("probe-docker28.txt");
    const qsizetype images = whole.indexOf(" images\n") + 8;
    const HostFacts facts = parseProbe(whole.left(images + 300), marker); // in the second row
    EXPECT_FALSE(facts.complete);
    EXPECT_EQ(facts.images.error().code, ErrorCode::BadResponse);
    EXPECT_TRUE(facts.containers);
    EXPECT_EQ(facts.services.error(), notAsked(s("services")));
    EXPECT_FALSE(facts.clock);
}

TEST(HostileHost, ACommandThatRanOutOfTimeSaysSo)
{
    EXPECT_EQ(containersFrom({}, 3, 124).containers.error().code, ErrorCode::Timeout);
    // What came until then is kept, and that it is not all.
    const HostFacts some = containersFrom(containerRow(), 3, 124);
    EXPECT_EQ(some.containers.value().list.size(), 1);
    EXPECT_FALSE(some.containers.value().isWhole());
}

TEST(HostileHost, AContainerThatWentInBetweenIsNotMissed)
{
    const HostFacts facts = containersFrom(containerRow() + "Error: No such container: f00\n", 2, 1);
    EXPECT_TRUE(facts.containers.value().isWhole());
}

TEST(HostileHost, EveryCutOfARealAnswerReadsOrSaysWhyNot)
{
    const QByteArray whole = recordedText("probe-docker20.txt");
    for (qsizetype length = 0; length < whole.size(); length += 97) {
        const HostFacts facts = parseProbe(whole.left(length), marker);
        EXPECT_FALSE(facts.complete);
        if (facts.memory) {
            EXPECT_EQ(facts.memory.value().totalBytes, 24684092LL * 1024) << length;
        }
        if (facts.containers) {
            EXPECT_TRUE(facts.containers.value().total == 18 || facts.containers.value().total == 1)
                << length;
        }
    }
}

TEST(HostileHost, ThousandsOfRandomChangesBreakNothing)
{
    std::mt19937_64 random(20261201);
    const QByteArray whole = recordedText("probe-docker28.txt");
    const QList<QByteArray> pieces{
        marker, "\n" + marker + " ", "{",        "}", "\"", "\\u0000", "-1", "1e999", "\n", "null",
        "[[[[", QByteArray(1, '\0'), "\xff\xfe", "=", "%"};
    int known = 0;
    for (int round = 0; round < 1500; ++round) {
        QByteArray text = whole;
        for (int change = 0; change < 7; ++change) {
            const qsizetype at = qsizetype(random() % quint64(text.size()));
            switch (random() % 4) {
            case 0: text[at] = char(random() % 256); break;
            case 1: text.remove(at, qsizetype(random() % 40)); break;
            case 2: text.insert(at, pieces.at(qsizetype(random() % quint64(pieces.size())))); break;
            case 3: text.insert(at, text.mid(qsizetype(random() % quint64(text.size())), 60)); break;
            }
        }
        const HostFacts facts = parseProbe(text, marker);
        known += facts.memory ? 1 : 0;
        if (facts.memory) {
            EXPECT_GT(facts.memory.value().totalBytes, 0);
        }
        if (!facts.containers)
            continue;
        for (const ContainerFacts &container : facts.containers.value().list) {
            EXPECT_TRUE(isDockerId(container.id));
            EXPECT_EQ(remoteText(QStringView(container.name), 1000), container.name);
        }
    }
    EXPECT_GT(known, 1000); // and most of it still reads
}

} // namespace
} // namespace envdeck::hosts
