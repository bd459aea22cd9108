// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette_field.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/widgets/key_caps.h"

#include <QEvent>
#include <QPainter>

namespace envdeck::ui {

namespace {

constexpr int widest = 440;
constexpr int narrowest = 150;

} // namespace

PaletteField::PaletteField(QWidget *parent) : QPushButton(parent)
{
    setObjectName(QStringLiteral("palette.open"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMaximumWidth(widest);
    retranslate();
}

void PaletteField::retranslate()
{
    setText(tr("Search or run a command\u2026"));
    setAccessibleName(tr("Search or run a command"));
    setToolTip(tr("Search or run a command (Ctrl+K)"));
}

QSize PaletteField::sizeHint() const
{
    return {widest, scaled(metrics::controlHeight)};
}

QSize PaletteField::minimumSizeHint() const
{
    return {narrowest, scaled(metrics::controlHeight)};
}

void PaletteField::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    paintBox(&painter, rect(), metrics::radius, t.surface, underMouse() ? t.faint : t.controlLine);
    paintIcon(&painter, QRect(9, 0, 16, height()), QStringLiteral("search"), t.muted, t.surface, 16);
    const int keys = paintKeyCaps(&painter, rect().adjusted(0, 0, -7, 0), QStringLiteral("Ctrl+K"), t);
    painter.setFont(ui::font(Type::Body));
    painter.setPen(t.muted);
    const QRect words(33, 0, keys - 33 - metrics::space2, height());
    painter.drawText(words, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
    if (hasFocus())
        paintFocusRing(t, &painter, rect(), metrics::radius);
}

void PaletteField::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace envdeck::ui
