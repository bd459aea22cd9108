// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/label.h"

#include "ui/theme/style.h"
#include "ui/theme/text_paint.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>

namespace envdeck::ui {

namespace {

QColor toneColor(const Tokens &tokens, Tone tone)
{
    switch (tone) {
    case Tone::Normal: return tokens.text;
    case Tone::Muted: return tokens.muted;
    case Tone::Faint: return tokens.faint;
    case Tone::OnPrimary: return tokens.onPrimary;
    }
    Q_UNREACHABLE();
}

} // namespace

Label::Label(const QString &text, Type type, Tone tone, QWidget *parent)
    : QLabel(text, parent), m_type(type), m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setFont(ui::font(type));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void Label::setSeverity(Severity severity)
{
    m_severity = severity;
    update();
}

void Label::setType(Type type)
{
    m_type = type;
    setFont(ui::font(type));
}

void Label::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

// The text size changed: the font was set for the old one.
void Label::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::StyleChange)
        setFont(ui::font(m_type));
    QLabel::changeEvent(event);
}

QSize Label::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    const int few = fontMetrics().horizontalAdvance(QLatin1Char('M')) * 3;
    return wordWrap() ? hint : QSize(qMin(hint.width(), few), hint.height());
}

void Label::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(this);
    QPainter painter(this);
    const QColor color =
        m_severity == Severity::None ? toneColor(tokens, m_tone) : severityColor(tokens, m_severity);
    painter.setPen(isEnabled() ? color : tokens.faint);
    const QRect area = contentsRect().adjusted(margin(), margin(), -margin(), -margin());
    const int flags = static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment()));
    if (wordWrap()) {
        painter.drawText(area, flags | Qt::TextWordWrap, font().fixedPitch() ? unjoined(text()) : text());
        return;
    }
    const QString shown = fontMetrics().elidedText(text(), m_elide, area.width());
    painter.drawText(area, flags, font().fixedPitch() ? unjoined(shown) : shown);
    if (shown != text() && (toolTip().isEmpty() || m_ownToolTip)) {
        m_ownToolTip = true;
        setToolTip(text()); // the style shows every tooltip as plain text
    } else if (shown == text() && m_ownToolTip) {
        m_ownToolTip = false;
        setToolTip({});
    }
}

} // namespace envdeck::ui
