// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/fonts.h"

#include <QApplication>
#include <QPalette>
#include <QWidget>

namespace envdeck::ui {

namespace {

// Qt 6.4 has no colour scheme hint: the palette that the platform theme gave tells, before we replace it.
bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

} // namespace

Theme::Theme(QApplication &application, ColorMode mode)
    : m_application(application), m_style(new Style), m_mode(mode),
      m_systemIsDark(isDark(application.palette()))
{
    m_application.setStyle(m_style);
    applyFonts();
    apply();
}

void Theme::setMode(ColorMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    apply();
    Q_EMIT changed();
}

void Theme::setDensity(Density density)
{
    if (density == m_style->density())
        return;
    m_style->setDensity(density);
    relayout();
    Q_EMIT changed();
}

void Theme::setTextScale(double scale)
{
    if (qFuzzyCompare(scale, textScale()))
        return;
    ui::setTextScale(scale);
    applyFonts();
    relayout();
    Q_EMIT changed();
}

void Theme::apply()
{
    const bool dark = m_mode == ColorMode::Dark || (m_mode != ColorMode::Light && m_systemIsDark);
    const Tokens &tokens = dark ? darkTokens() : lightTokens();
    m_style->setTokens(m_mode == ColorMode::HighContrast ? highContrast(tokens) : tokens);
    m_application.setPalette(m_style->standardPalette()); // every widget gets a PaletteChange and repaints
}

// By class, so that a widget made later and one that is there already get the same.
void Theme::applyFonts()
{
    for (const char *strong : {"QPushButton", "QTabBar"})
        QApplication::setFont(font(Type::BodyStrong), strong);
    QApplication::setFont(font(Type::SmallStrong), "QHeaderView");
    QApplication::setFont(font(Type::Small), "QTipLabel");
    QApplication::setFont(applicationFont()); // last: it tells every widget
}

// Sizes that were computed from fonts or density are asked for again.
void Theme::relayout()
{
    QEvent change(QEvent::StyleChange);
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        QCoreApplication::sendEvent(widget, &change);
        widget->updateGeometry();
        widget->update();
    }
}

} // namespace envdeck::ui
