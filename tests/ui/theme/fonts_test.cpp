// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/ui/support/look.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"

#include <QHeaderView>
#include <QPushButton>
#include <QStandardItemModel>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

TEST(TextScale, OpenWidgetsFollowAtOnce)
{
    testing::LookGuard guard;
    testing::theme();
    QWidget window;
    auto *label = new Label(QStringLiteral("prod"), Type::PageTitle, Tone::Normal, &window);
    auto *button = new QPushButton(QStringLiteral("Deploy"), &window);
    auto *chip = new Chip({Severity::Ok, QStringLiteral("Healthy"), false}, &window);
    window.show();
    const int before = chip->sizeHint().width();
    testing::theme().setTextScale(2.0);
    EXPECT_TRUE(testing::soon([&] { return label->font().pixelSize() == 40; })) << label->font().pixelSize();
    EXPECT_EQ(button->font().pixelSize(), 26);
    EXPECT_GT(chip->sizeHint().width(), before * 3 / 2);
}

TEST(TextScale, StaysWithinWhatWasLookedAt)
{
    testing::LookGuard guard;
    setTextScale(7);
    EXPECT_EQ(scaled(100), 200);
    setTextScale(0.1);
    EXPECT_EQ(scaled(100), 80);
}

TEST(Density, TablesFollowAtOnce)
{
    testing::LookGuard guard;
    testing::theme();
    DataTable table;
    QStandardItemModel model(3, 1);
    table.setModel(&model);
    table.setColumns({{100}});
    EXPECT_EQ(table.rowHeight(0), 32);
    testing::theme().setDensity(Density::Compact);
    EXPECT_EQ(table.rowHeight(0), 24);
    table.setRowKind(DataTable::RowKind::LineWithButton);
    EXPECT_EQ(table.rowHeight(0), 40); // a button needs its room whatever the density
}

} // namespace
} // namespace envdeck::ui
