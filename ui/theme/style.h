// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QProxyStyle>

class QAbstractButton;

namespace envdeck::ui {

// Secondary is the default. At most one Primary per page; Danger only inside a sheet; Quiet in headers and
// rows.
enum class ButtonVariant { Secondary, Primary, Danger, Quiet };

enum class Density { Comfortable, Compact };

void setVariant(QAbstractButton *button, ButtonVariant variant);
ButtonVariant variantOf(const QWidget *button);

// The look of standard widgets, on top of Fusion. Holds the tokens in force; painting is in paint_controls
// paint_items and paint_fields. Never combine with style sheets: they wrap this style and hide it from
// tokensOf().
class Style final : public QProxyStyle {
    Q_OBJECT

public:
    Style();

    const Tokens &tokens() const { return m_tokens; }
    void setTokens(const Tokens &tokens) { m_tokens = tokens; }

    Density density() const { return m_density; }
    void setDensity(Density density) { m_density = density; }

    QPalette standardPalette() const override;
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returnData) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                         const QWidget *widget) const override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;

private:
    Tokens m_tokens = lightTokens();
    Density m_density = Density::Comfortable;
};

// The tokens in force for a widget (its style is ours), or the light ones outside the application's style.
const Tokens &tokensOf(const QWidget *widget);
// Height of a one-line table row at the density and text size in force.
int rowHeightOf(const QWidget *widget);
// For painters that have no widget: icons, documents.
const Tokens &applicationTokens();

} // namespace envdeck::ui
