// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/thresholds_edit.h"

#include "tests/core/workspace/workspace_text.h"

#include <gtest/gtest.h>

namespace envdeck::workspace {
namespace {

const QByteArray plain = "thresholds: { cpu: 80 % }\n";

Thresholds thresholdsOf(const QByteArray &text)
{
    return parse(text).workspace.value().thresholds;
}

// The good text with another section, and with these thresholds asked for.
QByteArray text(const QByteArray &written)
{
    return testing::edited(testing::goodText(), plain, written);
}

Result<QByteArray> changed(const QByteArray &from, const QString &key, double number)
{
    Thresholds wanted = thresholdsOf(from);
    setThresholdNumber(&wanted, key, number);
    return withThresholds(from, wanted);
}

struct Case {
    const char *name;
    QByteArray before;
    QString key;
    double number;
    QByteArray after;
};

class InPlace : public ::testing::TestWithParam<Case> {};

TEST_P(InPlace, ChangesTheValueAndNoOtherByte)
{
    const Case &c = GetParam();
    ASSERT_FALSE(text(c.before).isEmpty());
    const auto edited = changed(text(c.before), c.key, c.number);
    ASSERT_TRUE(edited) << qPrintable(edited.error().detail);
    EXPECT_EQ(edited.value(), text(c.after));
    EXPECT_DOUBLE_EQ(thresholdNumber(thresholdsOf(edited.value()), c.key), c.number);
}

const QString cpu = QStringLiteral("cpu");
const QString errorRate = QStringLiteral("error-rate");
const QString p95 = QStringLiteral("p95");
const QString observe = QStringLiteral("observe");

INSTANTIATE_TEST_SUITE_P(
    Thresholds, InPlace,
    ::testing::Values(
        Case{"Braces", plain, cpu, 75, "thresholds: { cpu: 75 % }\n"},
        Case{"BracesJoin", plain, errorRate, 0.5, "thresholds: { cpu: 80 %, error-rate: 0.5 % }\n"},
        Case{"BracesKeepWhatIsAround", "thresholds:   {cpu: 80%,error-rate: 2 %}   # watch out\n", errorRate,
             1, "thresholds:   {cpu: 80%,error-rate: 1 %}   # watch out\n"},
        Case{"BracesOverLines", "thresholds: {\n  cpu: 80 %, # hot\n  p95: 500 ms\n}\n", p95, 750,
             "thresholds: {\n  cpu: 80 %, # hot\n  p95: 750 ms\n}\n"},
        Case{"Quotes", "thresholds: { cpu: \"80 %\", p95: '1 s' }\n", p95, 2500,
             "thresholds: { cpu: \"80 %\", p95: '2500 ms' }\n"},
        Case{"Lines", "thresholds:\n  # hot\n  cpu: 80 % # really\n\n  observe: 2 min\n", observe, 90,
             "thresholds:\n  # hot\n  cpu: 80 % # really\n\n  observe: 90 s\n"},
        Case{"LinesJoin", "thresholds:\n    cpu: 80 % # really\n# below\n", observe, 30,
             "thresholds:\n    cpu: 80 % # really\n    observe: 30 s\n# below\n"},
        Case{"EmptyBraces", "thresholds: {}\n", cpu, 90, "thresholds: { cpu: 90 % }\n"},
        Case{"EmptySection", "thresholds: # none yet\n", cpu, 90, "thresholds: { cpu: 90 % } # none yet\n"},
        Case{"EmptyValue", "thresholds:\n  cpu:\n  p95: 1 s\n", cpu, 90,
             "thresholds:\n  cpu: 90 %\n  p95: 1 s\n"},
        Case{"BehindOtherScripts", "thresholds: { certificate: 30 d } # \xe9\x98\x88\xe5\x80\xbc\n",
             QStringLiteral("certificate"), 14,
             "thresholds: { certificate: 14 d } # \xe9\x98\x88\xe5\x80\xbc\n"}),
    [](const auto &each) { return std::string(each.param.name); });

TEST(ThresholdsEdit, ASectionThatIsMissingJoinsAtTheEnd)
{
    const auto edited = changed(text(""), cpu, 70);
    ASSERT_TRUE(edited);
    EXPECT_EQ(edited.value(), text("") + "thresholds: { cpu: 70 % }\n");
    QByteArray cut = text("");
    cut.chop(1);
    EXPECT_EQ(changed(cut, cpu, 70).value(), text("") + "thresholds: { cpu: 70 % }\n");
}

TEST(ThresholdsEdit, SeveralAtOnceAndWindowsLineEndsStay)
{
    QByteArray windows = text("thresholds:\n  cpu: 80 %\n");
    windows.replace("\n", "\r\n");
    Thresholds wanted = thresholdsOf(windows);
    wanted.cpuPercent = 60;
    wanted.memoryPercent = 70.5;
    QByteArray expected = text("thresholds:\n  cpu: 60 %\n  memory: 70.5 %\n");
    EXPECT_EQ(withThresholds(windows, wanted).value(), expected.replace("\n", "\r\n"));
}

TEST(ThresholdsEdit, AByteOrderMarkStays)
{
    const QByteArray marked = "\xef\xbb\xbf" + text(plain);
    const auto edited = changed(marked, cpu, 75);
    ASSERT_TRUE(edited);
    EXPECT_EQ(edited.value(), "\xef\xbb\xbf" + text("thresholds: { cpu: 75 % }\n"));
}

TEST(ThresholdsEdit, WhatIsTheSameIsNotWrittenAgain)
{
    const QByteArray odd = text("thresholds: { cpu: 80.00%, observe: 1 min }\n");
    EXPECT_EQ(withThresholds(odd, thresholdsOf(odd)).value(), odd);
    EXPECT_EQ(changed(odd, cpu, 81).value(), text("thresholds: { cpu: 81 %, observe: 1 min }\n"));
}

TEST(ThresholdsEdit, WhatOthersShareIsRefused)
{
    for (const QByteArray &shared :
         {QByteArray("thresholds: { memory: &limit 80 %, cpu: *limit }\n"),
          QByteArray("thresholds: { cpu: !!str 80 % }\n"), QByteArray("thresholds:\n  cpu: >-\n    80 %\n"),
          QByteArray("thresholds:\n  cpu:\n    80 %\n")}) {
        ASSERT_FALSE(text(shared).isEmpty());
        const auto edited = changed(text(shared), cpu, 75);
        ASSERT_FALSE(edited) << shared.constData();
        EXPECT_EQ(edited.error().code, ErrorCode::Conflict);
        EXPECT_EQ(edited.error().detail, QStringLiteral("not-plain"));
    }
}

TEST(ThresholdsEdit, WhatTheFileCannotSayIsRefused)
{
    const auto tooMuch = changed(text(plain), cpu, 101);
    ASSERT_FALSE(tooMuch);
    EXPECT_EQ(tooMuch.error(), (Error{ErrorCode::BadInput, cpu, QStringLiteral("out-of-range"), 0}));
    EXPECT_FALSE(changed(text(plain), observe, 0));
    EXPECT_EQ(withThresholds("not: ours\n", {}).error().code, ErrorCode::BadConfig);
}

TEST(ThresholdsEdit, SaysWhereEachComesFrom)
{
    const QHash<QString, int> lines =
        thresholdLines(text("thresholds:\n  cpu: 80 %\n  p95:\n  observe: 30 s\n"));
    EXPECT_EQ(lines, (QHash<QString, int>{{cpu, 28}, {observe, 30}}));
    EXPECT_TRUE(thresholdLines("]").isEmpty());
}

TEST(ThresholdsEdit, EveryThresholdIsReadAsItIsWritten)
{
    for (const ThresholdSpec &spec : thresholdSpecs()) {
        const auto edited = changed(text(plain), spec.key, spec.lowest);
        ASSERT_TRUE(edited) << qPrintable(spec.key);
        EXPECT_DOUBLE_EQ(thresholdNumber(thresholdsOf(edited.value()), spec.key), spec.lowest);
    }
    Thresholds before;
    Thresholds after = before;
    after.errorRatePercent = 0.25;
    EXPECT_EQ(thresholdChanges(before, after), QStringList{QStringLiteral("error-rate 1 % -> 0.25 %")});
}

} // namespace
} // namespace envdeck::workspace
