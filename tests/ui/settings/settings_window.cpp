// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/settings/settings_window.h"

#include "tests/ui/support/clipping.h"

#include <QAbstractButton>
#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <gtest/gtest.h>

namespace envdeck::testing {

SettingsWindow::SettingsWindow() : appearance(std::make_unique<ui::Appearance>(*qApp, personal))
{
    appearance->setColorMode(ui::ColorMode::Light);
    appearance->setLanguage(QStringLiteral("en"));
    FakeShellModel::fill(model);
}

SettingsWindow::~SettingsWindow()
{
    window.reset();
    appearance->setLanguage(QStringLiteral("en"));
    appearance->setDensity(ui::Density::Comfortable);
    appearance->setTextPercent(100);
    appearance->setColorMode(ui::ColorMode::Light);
}

void SettingsWindow::open(const QList<std::function<ui::SettingsSection *(ui::Page &)>> &sections,
                          const QSize &size)
{
    window = std::make_unique<ui::MainWindow>(model, windowState);
    ui::PageSpec spec;
    spec.id = QStringLiteral("settings");
    spec.title = [] { return ui::SettingsPage::tr("Settings"); };
    spec.englishTitle = QStringLiteral("Settings");
    spec.icon = QStringLiteral("settings");
    spec.showsAllEnvironments = true;
    spec.make = [sections](QWidget *parent) -> ui::Page * {
        auto *page = new ui::SettingsPage(parent);
        for (const auto &make : sections)
            page->addSection(make(*page));
        return page;
    };
    window->addPage(spec);
    window->open();
    window->resize(size);
    window->show();
    QApplication::setActiveWindow(window.get());
    drainEvents();
}

QString SettingsWindow::allWords() const
{
    QStringList words{window->windowTitle()};
    const QList<QWidget *> widgets = window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        words << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            words << label->text();
        if (const auto *field = qobject_cast<const QLineEdit *>(widget))
            words << field->displayText();
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            words << button->text();
        const auto *view = qobject_cast<const QAbstractItemView *>(widget);
        for (int row = 0; view && view->model() && row < view->model()->rowCount(); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                const QModelIndex index = view->model()->index(row, column);
                words << index.data().toString() << index.data(Qt::AccessibleTextRole).toString()
                      << index.data(Qt::ToolTipRole).toString();
            }
        }
    }
    return words.join(QLatin1Char('\n'));
}

void SettingsWindow::look(const char *name)
{
    grab(*window, QString::fromLatin1(name));
    EXPECT_EQ(clippedTexts(*window), QStringList()) << name;
    EXPECT_EQ(namelessWidgets(*page()), QStringList()) << name;
}

} // namespace envdeck::testing
