// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/style.h"

#include <QObject>

class QApplication;

namespace envdeck::ui {

enum class ColorMode { System, Light, Dark, HighContrast };

// Owns the choice of colours, density and text size. Made once, before the first widget; the application owns
// the style. Everything takes effect at once in every open window.
class Theme final : public QObject {
    Q_OBJECT

public:
    Theme(QApplication &application, ColorMode mode);

    ColorMode mode() const { return m_mode; }
    void setMode(ColorMode mode); // repaints, never re-layouts
    Density density() const { return m_style->density(); }
    void setDensity(Density density);
    void setTextScale(double scale); // 0.8 to 2.0

Q_SIGNALS:
    void changed();

private:
    void apply();
    void applyFonts();
    void relayout();

    QApplication &m_application;
    Style *m_style; // owned by the application
    ColorMode m_mode;
    bool m_systemIsDark;
};

} // namespace envdeck::ui
