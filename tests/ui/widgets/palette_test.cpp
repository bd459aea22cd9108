// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/support/text.h"
#include "tests/ui/support/look.h"
#include "ui/models/palette_model.h"
#include "ui/models/pinyin.h"
#include "ui/widgets/command_palette.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using testing::s;

PaletteEntry entry(const char *id, const char *title, CommandKind kind = CommandKind::Action,
                   const char *context = "")
{
    return {s(id), kind, {}, s(title), s(title), s(context), {}, {}};
}

QStringList titles(const PaletteModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.index(row, 0).data().toString());
    return all;
}

QList<PaletteEntry> sampleEntries()
{
    return {entry("settings", "Rollback settings", CommandKind::Setting, "Settings"),
            entry("api", "Roll back api to v1.3.7", CommandKind::Action, "prod"),
            entry("web", "Roll back web to v2.0.6", CommandKind::Action, "prod"),
            entry("page", "Deployments of api", CommandKind::Page, "prod, rollback history"),
            entry("host", "prod-1", CommandKind::Host, "10.0.0.4"),
            entry("env", "Go to prod", CommandKind::Environment),
            entry("help", "Help and keys of this page", CommandKind::Help)};
}

class PaletteMatch : public ::testing::Test {
protected:
    void SetUp() override { model.setEntries(sampleEntries()); }
    PaletteModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(PaletteMatch, EveryTypedWordMustFit)
{
    model.setQuery(s("roll api"));
    EXPECT_EQ(titles(model).first(), s("Roll back api to v1.3.7"));
    EXPECT_FALSE(titles(model).contains(s("Roll back web to v2.0.6")));
    model.setQuery(s("roll nonsense"));
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(PaletteMatch, TheStartOfATitleComesBeforeTheMiddle)
{
    model.setQuery(s("prod"));
    EXPECT_EQ(titles(model).first(), s("prod-1"));
}

TEST_F(PaletteMatch, InitialsOfWordsFit)
{
    model.setQuery(s("rba"));
    ASSERT_GE(model.rowCount(), 1);
    EXPECT_EQ(titles(model).first(), s("Roll back api to v1.3.7"));
    const auto positions = model.index(0, 0).data(PaletteModel::PositionsRole).value<QList<int>>();
    EXPECT_EQ(positions, (QList<int>{0, 5, 6}));
}

TEST_F(PaletteMatch, CaseAndOrderDoNotMatter)
{
    model.setQuery(s("API ROLL"));
    EXPECT_EQ(titles(model).first(), s("Roll back api to v1.3.7"));
}

TEST_F(PaletteMatch, PrefixesNarrowToOneKind)
{
    EXPECT_FALSE(kindOfPrefix(QLatin1Char('@'))); // hosts have no page yet
    model.setQuery(s(": prod"));
    EXPECT_EQ(titles(model), QStringList{s("Go to prod")});
    model.setQuery(s(">roll"));
    EXPECT_EQ(model.rowCount(), 2);
    EXPECT_EQ(model.index(0, 0).data(PaletteModel::PositionsRole).value<QList<int>>(),
              (QList<int>{0, 1, 2, 3}));
    model.setQuery(s("?"));
    EXPECT_EQ(titles(model), QStringList{s("Help and keys of this page")});
}

TEST_F(PaletteMatch, RecentOnesComeFirstWhileNothingIsTyped)
{
    model.setRecent({s("web"), s("gone"), s("host")});
    EXPECT_EQ(titles(model).mid(0, 2), (QStringList{s("Roll back web to v2.0.6"), s("prod-1")}));
    EXPECT_EQ(model.rowCount(), 7); // and no entry twice
}

TEST_F(PaletteMatch, DisabledOnesComeLastOfTheirScoreAndSayWhy)
{
    QList<PaletteEntry> entries = sampleEntries();
    entries[1].disabledReason = s("a deployment is running");
    model.setEntries(entries);
    model.setQuery(s("roll back"));
    EXPECT_EQ(titles(model).first(), s("Roll back web to v2.0.6"));
    EXPECT_EQ(model.index(1, 0).data(PaletteModel::ReasonRole).toString(), s("a deployment is running"));
}

TEST_F(PaletteMatch, ChineseIsFoundByCharactersInitialsAndEnglish)
{
    PaletteEntry entry{s("api"),           CommandKind::Action, {}, s("回滚 api"),
                       s("Roll back api"), s("prod"),           {}, {}};
    model.setEntries({entry});
    for (const char *query : {"回滚", "滚", "hg", "hgapi", "roll", "rba"}) {
        model.setQuery(s(query));
        EXPECT_EQ(model.rowCount(), 1) << query;
    }
    model.setQuery(s("xyz"));
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(PaletteMatch, OddTextsDoNotTripIt)
{
    model.setEntries({entry("odd", "\u0130stanbul <b>x</b> &amp; \U0001F600"), entry("empty", "")});
    for (const char *query : {"i", "<b>", "\U0001F600", "((((", "\\", "%1", "               "}) {
        model.setQuery(s(query));
        for (int row = 0; row < model.rowCount(); ++row) {
            const QString title = model.index(row, 0).data().toString();
            for (const int at : model.index(row, 0).data(PaletteModel::PositionsRole).value<QList<int>>())
                EXPECT_LT(at, title.size());
        }
    }
}

// The budget is 50 ms on a release build; here it only must not be quadratic, so the time is printed.
TEST_F(PaletteMatch, FiveThousandEntriesAreNoWork)
{
    QList<PaletteEntry> many;
    for (int i = 0; i < 5000; ++i)
        many.append({QString::number(i),
                     CommandKind::Deployment,
                     {},
                     QStringLiteral("Deployment v1.%1 of service-%2").arg(i).arg(i % 97),
                     QStringLiteral("Deployment v1.%1 of service-%2").arg(i).arg(i % 97),
                     s("prod"),
                     {},
                     {}});
    model.setEntries(many);
    QElapsedTimer timer;
    timer.start();
    model.setQuery(s("dep serv v1.49"));
    std::printf("5,000 entries: %lld ms (sanitizers on)\n", static_cast<long long>(timer.elapsed()));
    EXPECT_GT(model.rowCount(), 100);
}

TEST(Pinyin, KnowsTheWordsOfTheProduct)
{
    EXPECT_EQ(pinyinInitials(s("回滚 api")), s("hgapi"));
    EXPECT_EQ(pinyinInitials(s("部署历史")), s("bsls"));
    EXPECT_EQ(pinyinInitials(s("基础设施")), s("jcss"));
    EXPECT_EQ(pinyinInitials(s("审计")), s("sj"));
    EXPECT_EQ(pinyinInitials(s("no Chinese here")), QString());
}

class PaletteWidget : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        QList<PaletteEntry> entries = sampleEntries();
        entries[2].disabledReason = s("a deployment is running");
        palette.setEntries(entries);
        palette.resize(palette.sizeHint());
        palette.show();
        edit = palette.findChild<QLineEdit *>(s("palette.edit"));
        edit->setFocus();
    }
    CommandPalette palette;
    QLineEdit *edit = nullptr;
    QSignalSpy chosen{&palette, &CommandPalette::chosen};
};

TEST_F(PaletteWidget, TypingAndEnterRunsTheBest)
{
    QTest::keyClicks(edit, s("roll api"));
    QTest::keyClick(edit, Qt::Key_Return);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen.first().first().toString(), s("api"));
}

TEST_F(PaletteWidget, ADisabledEntryDoesNothing)
{
    QTest::keyClicks(edit, s("roll web"));
    QTest::keyClick(edit, Qt::Key_Return);
    EXPECT_TRUE(chosen.isEmpty());
}

TEST_F(PaletteWidget, ArrowsMoveAndStayInTheList)
{
    auto *results = palette.findChild<QListView *>(s("palette.results"));
    QTest::keyClick(edit, Qt::Key_Up);
    EXPECT_EQ(results->currentIndex().row(), 0);
    QTest::keyClick(edit, Qt::Key_Down);
    EXPECT_EQ(results->currentIndex().row(), 1);
    QTest::keyClick(edit, Qt::Key_PageDown);
    EXPECT_EQ(results->currentIndex().row(), 6);
}

TEST_F(PaletteWidget, NothingFoundIsSaidAndEnterIsHarmless)
{
    QTest::keyClicks(edit, s("zzzz"));
    QTest::keyClick(edit, Qt::Key_Return);
    EXPECT_TRUE(chosen.isEmpty());
    testing::grab(palette, s("palette-nothing"));
}

} // namespace
} // namespace envdeck::ui
