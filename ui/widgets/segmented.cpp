// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmented.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace envdeck::ui {

namespace {

constexpr int segmentPadding = 11;

} // namespace

Segmented::Segmented(const QStringList &choices, QWidget *parent) : QWidget(parent), m_choices(choices)
{
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCurrent(0);
}

void Segmented::setChoices(const QStringList &choices)
{
    m_choices = choices;
    setCurrent(m_current);
    updateGeometry();
}

void Segmented::setCurrent(int index)
{
    m_current = index;
    setAccessibleDescription(m_choices.value(index));
    update();
}

QSize Segmented::sizeHint() const
{
    return {segment(static_cast<int>(m_choices.size()) - 1).right() + 3, scaled(metrics::controlHeight)};
}

QRect Segmented::segment(int index) const
{
    int x = 2;
    for (int i = 0; i < index; ++i)
        x +=
            QFontMetrics(ui::font(Type::SmallStrong)).horizontalAdvance(m_choices.at(i)) + 2 * segmentPadding;
    return {x, 2,
            QFontMetrics(ui::font(Type::SmallStrong)).horizontalAdvance(m_choices.value(index)) +
                2 * segmentPadding,
            scaled(metrics::controlHeight) - 4};
}

void Segmented::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    paintBox(&painter, rect(), metrics::radius, t.surface, t.controlLine);
    painter.setFont(font());
    for (int i = 0; i < m_choices.size(); ++i) {
        const QRect box = segment(i);
        if (i == m_current)
            paintBox(&painter, box, metrics::radiusSmall, t.selected, Qt::transparent);
        painter.setPen(i == m_current ? t.text : t.muted);
        painter.setFont(ui::font(Type::SmallStrong));
        painter.drawText(box, Qt::AlignCenter, m_choices.at(i));
    }
    if (hasFocus())
        paintFocusRing(t, &painter, rect(), metrics::radius);
}

void Segmented::mousePressEvent(QMouseEvent *event)
{
    for (int i = 0; i < m_choices.size(); ++i) {
        if (segment(i).contains(event->position().toPoint()) && i != m_current) {
            setCurrent(i);
            Q_EMIT currentChanged(i);
        }
    }
}

void Segmented::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const int next = m_current + (isRightToLeft() ? -step : step);
    if (step == 0 || next < 0 || next >= m_choices.size())
        return QWidget::keyPressEvent(event);
    setCurrent(next);
    Q_EMIT currentChanged(next);
}

} // namespace envdeck::ui
