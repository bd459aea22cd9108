// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/look.h"

#include "tests/support/event_loop.h"

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QWidget>
#include <gtest/gtest.h>

namespace envdeck::testing {

ui::Theme &theme()
{
    static ui::Theme theme(*qApp, ui::ColorMode::Light);
    return theme;
}

LookGuard::~LookGuard()
{
    theme().setMode(ui::ColorMode::Light);
    theme().setDensity(ui::Density::Comfortable);
    theme().setTextScale(1.0);
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
