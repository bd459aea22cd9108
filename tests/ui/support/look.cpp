// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/look.h"

#include "tests/support/event_loop.h"
#include "ui/theme/fonts.h"

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QTest>
#include <QWidget>
#include <gtest/gtest.h>

namespace envdeck::testing {

namespace {

std::unique_ptr<ui::Theme> &current()
{
    static std::unique_ptr<ui::Theme> theme;
    return theme;
}

} // namespace

ui::Theme &theme()
{
    if (!current())
        current() = std::make_unique<ui::Theme>(*qApp, ui::ColorMode::Light);
    return *current();
}

void showActive(QWidget &widget)
{
    theme();
    widget.show();
    widget.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&widget, 60000));
}

LookGuard::~LookGuard()
{
    // A new one: the test may have put a theme of its own in force, and with it taken the style away.
    ui::setTextScale(1.0);
    current() = std::make_unique<ui::Theme>(*qApp, ui::ColorMode::Light);
}

void grab(QWidget &widget, const QString &name)
{
    theme();
    if (!widget.isVisible())
        widget.show();
    for (int i = 0; i < 3; ++i)
        drainEvents();
    const QPixmap picture = widget.grab();
    ASSERT_FALSE(picture.isNull());
    if (qEnvironmentVariableIsEmpty("ENVDECK_SHOTS"))
        return;
    const QDir folder(QStringLiteral(ENVDECK_BINARY_DIR "/shots"));
    ASSERT_TRUE(folder.mkpath(QStringLiteral(".")));
    ASSERT_TRUE(picture.save(folder.filePath(name + QStringLiteral(".png"))));
}

} // namespace envdeck::testing
