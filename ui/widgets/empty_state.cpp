// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace envdeck::ui {

namespace {

constexpr int textWidth = 440;

} // namespace

EmptyState::EmptyState(const QString &icon, const QString &title, const QString &text, QWidget *parent)
    : QWidget(parent), m_icon(icon), m_picture(new QWidget), m_buttons(new QHBoxLayout),
      m_title(new Label(title, Type::Section)), m_text(new Label(text, Type::Body, Tone::Muted)),
      m_details(new Label({}, Type::Code, Tone::Muted))
{
    m_picture->setFixedSize(48, 48);
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_details->setMargin(metrics::space3);
    for (Label *label : {m_title, m_text, m_details})
        label->setWordWrap(true);
    m_details->hide();
    m_buttons->setSpacing(metrics::space2);
    m_buttons->addStretch(1); // an aligned row of buttons would keep the width of its first
    m_buttons->addStretch(1);
    fit();

    auto *column = new QVBoxLayout(this);
    column->setSpacing(0);
    column->addStretch(2);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addSpacing(metrics::space4);
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    column->addSpacing(metrics::space1 + 2);
    column->addWidget(m_text, 0, Qt::AlignHCenter);
    column->addSpacing(metrics::space4);
    column->addLayout(m_buttons);
    column->addSpacing(metrics::space6);
    column->addWidget(m_details, 0, Qt::AlignHCenter);
    column->addStretch(3);
}

// A box layout gives an aligned label its size hint and forgets the height for this width; say it outright.
void EmptyState::fit()
{
    const int width = scaled(textWidth);
    for (Label *label : {m_title, m_text, m_details}) {
        label->setFixedWidth(width);
        label->setMinimumHeight(qMax(0, label->heightForWidth(width))); // -1 without text
    }
}

void EmptyState::setSeverity(Severity severity)
{
    m_severity = severity;
    update();
}

QPushButton *EmptyState::addButton(const QString &text, bool primary)
{
    auto *button = new QPushButton(text);
    if (primary)
        setVariant(button, ButtonVariant::Primary);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

void EmptyState::setDetails(const QString &details)
{
    m_details->setText(details);
    fit();
    m_details->setVisible(!details.isEmpty());
}

void EmptyState::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    const QRect disc = m_picture->geometry();
    const QColor color = severityColor(t, m_severity);
    const QColor back = m_severity == Severity::None ? t.hover : t.tint(color);
    paintBox(&painter, disc, 24, back, Qt::transparent);
    paintIcon(&painter, disc, m_severity == Severity::None ? m_icon : severityIcon(m_severity), color, back,
              22);
    if (m_details->isVisible())
        paintBox(&painter, m_details->geometry(), metrics::radius, t.sunken, t.line);
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) // the text size
        fit();
}

} // namespace envdeck::ui
