// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/hold.h"

#include "core/gitops/compose_facts.h"
#include "core/gitops/compose_image.h"

#include <gtest/gtest.h>

namespace envdeck::gitops {
namespace {

const Hold sample{QStringLiteral("api"), QStringLiteral("v1.3.7"), QDate(2026, 12, 1), QStringLiteral("bo"),
                  QStringLiteral("error rate after v1.3.8")};
const QByteArray sampleLine("x-envdeck-hold: {api: {version: v1.3.7, until: 2026-12-01, by: bo, reason: "
                            "\"error rate after v1.3.8\"}}");

ComposeFile file(const QByteArray &content)
{
    return {QStringLiteral("f"), content};
}

TEST(Hold, IsOneLineAtTheEndAndComesOffWithoutATrace)
{
    for (const QByteArray &before : {QByteArray("services:\n  api: {image: 'a/b:v1'}\n"),
                                     QByteArray("services:\r\n  api: {image: 'a/b:v1'}\r\n# end\r\n"),
                                     QByteArray("  services:\n    api: {image: 'a/b:v1'}\n"),
                                     QByteArray("services:\n  api:\n    command: |\n      x\n\n")}) {
        const QByteArray lineEnd = before.contains("\r\n") ? "\r\n" : "\n";
        const QByteArray indent = before.startsWith(' ') ? "  " : "";
        const auto held = withHold(file(before), sample);
        ASSERT_TRUE(held) << before.constData() << qPrintable(held.error().detail);
        EXPECT_EQ(held.value(), before + indent + sampleLine + lineEnd);
        EXPECT_EQ(holdsOf(file(held.value())).value(), QList<Hold>{sample});
        EXPECT_EQ(withoutHold(file(held.value()), QStringLiteral("api")).value(), before);
    }
}

TEST(Hold, AddsTheLineEndThatIsMissing)
{
    EXPECT_EQ(withHold(file("services: {}"), sample).value(), "services: {}\n" + sampleLine + '\n');
}

TEST(Hold, ReplacesItsOwnLineWhereverItStands)
{
    const QByteArray before = "x-envdeck-hold: {api: {version: v1}}\nservices: {}\n";
    EXPECT_EQ(withHold(file(before), sample).value(), sampleLine + "\nservices: {}\n");
    EXPECT_EQ(withoutHold(file(before), QStringLiteral("api")).value(), "services: {}\n");
    EXPECT_EQ(withHold(file("services: {}\nx-envdeck-hold: {api: {version: v1}}"), sample).value(),
              "services: {}\n" + sampleLine);
}

TEST(Hold, SecondAppStandsBesideTheFirst)
{
    Hold web = sample;
    web.app = QStringLiteral("web");
    const auto both = withHold(file("services: {}\n" + sampleLine + '\n'), web);
    ASSERT_TRUE(both);
    EXPECT_EQ(both.value().count('\n'), 2);
    EXPECT_EQ(holdsOf(file(both.value())).value(), (QList<Hold>{sample, web}));
    EXPECT_EQ(holdsOf(file(withoutHold(file(both.value()), QStringLiteral("api")).value())).value(),
              QList<Hold>{web});
}

TEST(Hold, WordsOfPeopleCannotLeaveTheirQuotes)
{
    for (const char *reason :
         {"a \"quote\" and a \\ backslash", "}}, evil: {x: 1", "pays $5 and ${HOME} and $$", "# no comment",
          "line\nbreak: yes", "\xE5\x9B\x9E\xE6\xBB\x9A", "yes", "null", "12.50", ": - ? ! &a *b",
          "ends with \\"}) {
        Hold hold = sample;
        hold.reason = QString::fromUtf8(reason);
        hold.by = hold.reason;
        const auto held = withHold(file("services: {}\n"), hold);
        ASSERT_TRUE(held) << reason << " " << qPrintable(held.error().detail);
        EXPECT_EQ(held.value().count('\n'), 2) << reason;
        const auto read = holdsOf(file(held.value()));
        ASSERT_TRUE(read);
        EXPECT_EQ(read.value().first().reason, QString(hold.reason).replace(u'\n', u' '));
        // Compose would stop at a variable that nobody meant.
        EXPECT_TRUE(factsOf(file(held.value())).value().variables.isEmpty()) << reason;
    }
}

TEST(Hold, IsRefusedWhereALineCannotBeAdded)
{
    for (const char *text :
         {"{services: {}}\n", "services: {}\n...\n", "services: {}\nx-envdeck-hold: [api]\n",
          "services: {}\nx-envdeck-hold: yes\n", "services: {}\nx-envdeck-hold:\n  api:\n    version: v1\n",
          "services: {}\nx-envdeck-hold: {api: {version: v1,\n  by: bo}}\n",
          "services: {}\nx-envdeck-hold: {api: {until: 2026-01-01, version: v1, until2: x, until: y}}\n",
          "services: {}\nx-envdeck-hold: {api: {version: v1, until: soon}}\n", "services: {}\n---\na: b\n"}) {
        const auto held = withHold(file(text), sample);
        EXPECT_FALSE(held) << text << "\n" << (held ? held.value().constData() : "");
        if (!held) {
            EXPECT_TRUE(refusalOf(held.error())) << text;
        }
    }
    Hold empty = sample;
    empty.version.clear();
    EXPECT_FALSE(withHold(file("services: {}\n"), empty));
}

TEST(Hold, WrittenByHandOverLinesIsStillRead)
{
    const auto read = holdsOf(file("services: {}\nx-envdeck-hold:\n  api:\n    version: 1.10\n    by: bo\n"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read.value().first().version, QStringLiteral("1.10"));
    EXPECT_FALSE(read.value().first().until.isValid());
}

TEST(Hold, TakingAwayWhatIsNotThereChangesNothing)
{
    const QByteArray before = "services: {}\n" + sampleLine + '\n';
    EXPECT_EQ(withoutHold(file(before), QStringLiteral("web")).value(), before);
    EXPECT_EQ(withoutHold(file("services: {}"), QStringLiteral("web")).value(), "services: {}");
}

TEST(Hold, LastsThroughItsDay)
{
    EXPECT_TRUE(isInForce(sample, QDate(2026, 12, 1)));
    EXPECT_FALSE(isInForce(sample, QDate(2026, 12, 2)));
    Hold open = sample;
    open.until = {};
    EXPECT_TRUE(isInForce(open, QDate(2036, 1, 1)));
}

TEST(Hold, StandsBesideAnImageEditInOneFile)
{
    const QByteArray before = "services:\n  api:\n    image: a/b:v1.3.8 # x\n";
    const auto image =
        withImage(file(before), {QStringLiteral("api")}, *ImageRef::parse(QStringLiteral("a/b:v1.3.7")));
    EXPECT_EQ(withHold(file(image.value()), sample).value(),
              "services:\n  api:\n    image: a/b:v1.3.7 # x\n" + sampleLine + '\n');
}

} // namespace
} // namespace envdeck::gitops
