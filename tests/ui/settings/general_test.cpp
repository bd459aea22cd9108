// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_general.h"

#include "tests/ui/settings/settings_window.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/segmented.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

class General : public ::testing::Test {
protected:
    void open(const QSize &size = {1280, 800})
    {
        at.open({[this](Page &page) { return new GeneralSettings(page, *at.appearance); }}, size);
    }
    void choose(const char *name, int index)
    {
        auto *combo = at.part<QComboBox>(name);
        ASSERT_NE(combo, nullptr);
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
        testing::drainEvents();
    }

    testing::LookGuard guard;
    testing::SettingsWindow at;
};

TEST_F(General, ThemeChangesAtOnceAndIsKept)
{
    open();
    auto *theme = at.part<Segmented>("settings.theme");
    theme->setFocus();
    QTest::keyClick(theme, Qt::Key_Right);
    EXPECT_EQ(at.appearance->colorMode(), ColorMode::Dark);
    EXPECT_TRUE(applicationTokens().dark);
    EXPECT_EQ(at.personal.read(QStringLiteral("appearance/theme")).toString(), QStringLiteral("dark"));
    QTest::keyClick(theme, Qt::Key_Right);
    EXPECT_EQ(at.appearance->colorMode(), ColorMode::HighContrast);
}

TEST_F(General, TimesChangeToUtcAtOnceAndAreKept)
{
    open();
    QSignalSpy changed(at.appearance.get(), &Appearance::changed);
    auto *times = at.part<Segmented>("settings.times");
    times->setFocus();
    QTest::keyClick(times, Qt::Key_Right);
    EXPECT_TRUE(timesInUtc());
    EXPECT_EQ(changed.size(), 1);
    EXPECT_TRUE(at.personal.read(QStringLiteral("appearance/utc")).toBool());
    QTest::keyClick(times, Qt::Key_Left);
    EXPECT_FALSE(timesInUtc());
}

TEST_F(General, LanguageChangesEveryWordAtOnce)
{
    open();
    choose("settings.language", 2);
    EXPECT_EQ(at.appearance->language(), QStringLiteral("zh_CN"));
    EXPECT_EQ(at.part<QComboBox>("settings.language")->currentText(),
              QStringLiteral("\u7b80\u4f53\u4e2d\u6587"));
    choose("settings.language", 1);
    EXPECT_EQ(at.part<QLineEdit>("settings.search")->placeholderText(), QStringLiteral("Search settings"));
    choose("settings.language", 0);
    EXPECT_EQ(at.appearance->language(), QString());
}

TEST_F(General, TextSizeAndDensityChangeAtOnce)
{
    open();
    choose("settings.textSize", 5);
    EXPECT_EQ(at.appearance->textPercent(), 130);
    EXPECT_DOUBLE_EQ(textScale(), 1.3);
    auto *density = at.part<Segmented>("settings.density");
    density->setFocus();
    QTest::keyClick(density, Qt::Key_Right);
    EXPECT_EQ(at.appearance->density(), Density::Compact);
}

TEST_F(General, ASizeThatIsNotInTheListIsShownAllTheSame)
{
    at.appearance->setTextPercent(137);
    open();
    EXPECT_EQ(at.part<QComboBox>("settings.textSize")->currentText(), QStringLiteral("137 %"));
}

TEST_F(General, SearchHidesWhatDoesNotMatch)
{
    open();
    auto *search = at.part<QLineEdit>("settings.search");
    EXPECT_TRUE(at.page()->focusSearch());
    QTest::keyClicks(search, QStringLiteral("theme"));
    EXPECT_TRUE(at.part<Segmented>("settings.theme")->isVisible());
    EXPECT_FALSE(at.part<QComboBox>("settings.language")->isVisible());
    search->setText(QStringLiteral("kubernetes"));
    EXPECT_FALSE(at.part<Segmented>("settings.theme")->isVisible());
    ASSERT_NE(at.part<QPushButton>("settings.clearSearch"), nullptr);
    at.part<QPushButton>("settings.clearSearch")->click();
    testing::drainEvents();
    EXPECT_TRUE(at.part<Segmented>("settings.theme")->isVisible());
    EXPECT_EQ(at.part<QListView>("settings.sections")->model()->rowCount(), 1);
    search->setText(QStringLiteral("x"));
    EXPECT_TRUE(at.page()->stepBack());
    EXPECT_FALSE(at.page()->stepBack());
}

TEST_F(General, LooksRightInEveryLook)
{
    open();
    at.look("settings-general");
    at.appearance->setColorMode(ColorMode::Dark);
    at.look("settings-general-dark");
    at.appearance->setColorMode(ColorMode::Light);
    at.appearance->setLanguage(QStringLiteral("zh_CN"));
    at.look("settings-general-zh");
    at.appearance->setLanguage(QStringLiteral("en"));
    at.window->resize(1024, 680);
    at.look("settings-general-1024");
}

TEST_F(General, LooksRightWithLargeText)
{
    at.appearance->setTextPercent(130);
    open({1024, 680});
    at.look("settings-general-130");
}

} // namespace
} // namespace envdeck::ui
