// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/appearance.h"
#include "tests/ui/support/look.h"
#include "ui/presenters/settings_store.h"
#include "ui/theme/fonts.h"

#include <QApplication>
#include <QFileInfo>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

TEST(Settings, AFileOfTheOwnersOwnKeepsThem)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("acme/window.ini"));
    {
        FileSettings settings(path);
        settings.write(QStringLiteral("window/page"), QStringLiteral("deployments"));
    }
    EXPECT_EQ(QFileInfo(path).permissions() &
                  (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
              QFile::Permissions());
    EXPECT_EQ(FileSettings(path).read(QStringLiteral("window/page")).toString(),
              QStringLiteral("deployments"));
}

TEST(Settings, AFolderThatCannotBeWrittenLosesSettingsOnly)
{
    FileSettings settings(QStringLiteral("/proc/none/window.ini"));
    settings.write(QStringLiteral("a"), 1);
    EXPECT_EQ(settings.read(QStringLiteral("b"), 7).toInt(), 7);
}

TEST(Look, IsKeptAndTakesEffectAtOnce)
{
    testing::LookGuard guard;
    MemorySettings store;
    {
        Appearance appearance(*qApp, store);
        int changes = 0;
        QObject::connect(&appearance, &Appearance::changed, &appearance, [&] { ++changes; });
        appearance.setColorMode(ColorMode::Dark);
        appearance.setDensity(Density::Compact);
        appearance.setTextPercent(130);
        EXPECT_EQ(changes, 3);
        EXPECT_TRUE(applicationTokens().dark);
    }
    Appearance again(*qApp, store);
    EXPECT_EQ(again.colorMode(), ColorMode::Dark);
    EXPECT_EQ(again.density(), Density::Compact);
    EXPECT_EQ(again.textPercent(), 130);
}

TEST(Look, ValuesThatMakeNoSenseAreNotTaken)
{
    testing::LookGuard guard;
    MemorySettings store;
    store.write(QStringLiteral("appearance/theme"), QStringLiteral("pink"));
    store.write(QStringLiteral("appearance/textPercent"), 4000);
    Appearance appearance(*qApp, store);
    EXPECT_EQ(appearance.colorMode(), ColorMode::System);
    EXPECT_EQ(appearance.textPercent(), 200);
    appearance.setLanguage(QStringLiteral("tlh")); // falls back to English
    EXPECT_EQ(appearance.language(), QStringLiteral("tlh"));
    appearance.setTextPercent(100);
    appearance.setLanguage(QStringLiteral("en"));
}

} // namespace
} // namespace envdeck::ui
