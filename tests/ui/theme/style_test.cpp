// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/ui/support/look.h"
#include "ui/theme/metrics.h"

#include <QApplication>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QTest>
#include <QToolTip>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

// All standard controls that a page may use, in one form.
class Controls : public QWidget {
public:
    Controls()
    {
        auto *form = new QFormLayout(this);
        auto *combo = new QComboBox;
        combo->addItems({QStringLiteral("api"), QStringLiteral("web")});
        auto *progress = new QProgressBar;
        progress->setValue(40);
        auto *endless = new QProgressBar;
        endless->setRange(0, 0);
        auto *tool = new QToolButton;
        tool->setText(QStringLiteral("More"));
        tool->setToolButtonStyle(Qt::ToolButtonTextOnly);
        tool->setPopupMode(QToolButton::MenuButtonPopup);
        auto *disabled = new QSpinBox;
        disabled->setEnabled(false);
        form->addRow(QStringLiteral("Field"), new QLineEdit(QStringLiteral("error rate after v1.3.8")));
        form->addRow(QStringLiteral("Number"), spin);
        form->addRow(QStringLiteral("Disabled"), disabled);
        form->addRow(QStringLiteral("Choice"), combo);
        form->addRow(QStringLiteral("Text"), text);
        form->addRow(QStringLiteral("Progress"), progress);
        form->addRow(QStringLiteral("Endless"), endless);
        form->addRow(QStringLiteral("Tool"), tool);
        spin->setRange(0, 200);
        spin->setValue(80);
        spin->setSuffix(QStringLiteral(" %"));
        text->setPlainText(QStringLiteral("two\nlines"));
        text->setFixedHeight(60);
    }

    QSpinBox *spin = new QSpinBox;
    QPlainTextEdit *text = new QPlainTextEdit;
};

TEST(Style, EveryControlIsOursInEveryTheme)
{
    testing::LookGuard guard;
    testing::theme();
    Controls controls;
    controls.resize(420, 420);
    for (const auto &[mode, name] : {std::pair(ColorMode::Light, "light"), std::pair(ColorMode::Dark, "dark"),
                                     std::pair(ColorMode::HighContrast, "strong")}) {
        testing::theme().setMode(mode);
        testing::grab(controls, QStringLiteral("controls-%1").arg(QLatin1String(name)));
    }
}

TEST(Style, SpinBoxGivesItsTextRoomBesideTheSteppers)
{
    testing::theme();
    Controls controls;
    controls.show();
    testing::drainEvents();
    const auto *edit = controls.spin->findChild<QLineEdit *>();
    const int needs = controls.spin->fontMetrics().horizontalAdvance(QStringLiteral("200 %"));
    EXPECT_GE(edit->width(), needs);
    EXPECT_GE(controls.spin->height(), metrics::controlHeight);
    QTest::mouseClick(controls.spin, Qt::LeftButton, {}, QPoint(controls.spin->width() - 10, 8));
    EXPECT_EQ(controls.spin->value(), 81);
    QTest::mouseClick(controls.spin, Qt::LeftButton, {},
                      QPoint(controls.spin->width() - 10, controls.spin->height() - 8));
    EXPECT_EQ(controls.spin->value(), 80);
}

// A tooltip repeats texts from outside: markup in them stays text.
TEST(Style, TooltipsAreNeverRichText)
{
    testing::theme();
    QPushButton anchor;
    anchor.show();
    QToolTip::showText(QPoint(10, 10), QStringLiteral("<b>bold</b><img src='http://example.com/x.png'>"),
                       &anchor);
    QLabel *tip = nullptr;
    ASSERT_TRUE(testing::soon([&] {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget->inherits("QTipLabel"))
                tip = static_cast<QLabel *>(widget);
        }
        return tip != nullptr;
    }));
    EXPECT_EQ(tip->textFormat(), Qt::PlainText);
    QToolTip::hideText();
}

TEST(Style, AThemeSwitchReachesOpenWindows)
{
    testing::LookGuard guard;
    testing::theme();
    QWidget window;
    window.resize(20, 20);
    window.show();
    testing::drainEvents();
    const QColor light = window.grab().toImage().pixelColor(10, 10);
    testing::theme().setMode(ColorMode::Dark);
    testing::drainEvents();
    const QColor dark = window.grab().toImage().pixelColor(10, 10);
    EXPECT_EQ(light, lightTokens().surface);
    EXPECT_EQ(dark, darkTokens().surface);
}

} // namespace
} // namespace envdeck::ui
