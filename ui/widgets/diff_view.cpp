// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/diff_view.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/text_paint.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace envdeck::ui {

namespace {

int lineHeight()
{
    return scaled(22);
}

} // namespace

DiffView::DiffView(const QList<DiffLine> &lines, QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setLines(lines);
}

void DiffView::setLines(const QList<DiffLine> &lines)
{
    m_lines = lines;
    speak();
    updateGeometry();
    update();
}

void DiffView::speak()
{
    QStringList spoken;
    for (const DiffLine &line : std::as_const(m_lines)) {
        if (line.kind == DiffLine::Kind::Removed)
            spoken << tr("removed: %1").arg(line.text.trimmed());
        else if (line.kind == DiffLine::Kind::Added)
            spoken << tr("added: %1").arg(line.text.trimmed());
    }
    setAccessibleName(tr("Change"));
    setAccessibleDescription(spoken.join(QLatin1Char('\n')));
}

void DiffView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        speak();
}

QSize DiffView::sizeHint() const
{
    return {480, static_cast<int>(m_lines.size()) * lineHeight() + 2};
}

void DiffView::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radius, metrics::radius);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipPath(shape);
    painter.fillRect(rect(), t.sunken);
    painter.setFont(ui::font(Type::Code));
    const int step = lineHeight();
    const int numberEnd = scaled(34);
    const int signLeft = numberEnd + 10;
    const int textLeft = signLeft + scaled(18);
    int y = 1;
    for (const DiffLine &line : m_lines) {
        const bool added = line.kind == DiffLine::Kind::Added;
        const bool removed = line.kind == DiffLine::Kind::Removed;
        if (added || removed)
            painter.fillRect(QRect(0, y, width(), step), added ? t.addedTint : t.removedTint);
        painter.setPen(t.muted);
        if (line.number > 0)
            painter.drawText(QRect(0, y, numberEnd, step), Qt::AlignVCenter | Qt::AlignRight,
                             QString::number(line.number));
        painter.setPen(added ? t.ok : removed ? t.critical : t.muted);
        const QString sign = added ? QStringLiteral("+") : removed ? QStringLiteral("\u2212") : QString();
        painter.drawText(QRect(signLeft, y, scaled(14), step), Qt::AlignVCenter, sign);
        painter.setPen(added || removed ? t.text : t.muted);
        const QRect text(textLeft, y, width() - textLeft - 8, step);
        // A comment gives way before the value: the end of an image's line is its tag.
        const qsizetype comment = line.text.indexOf(QLatin1String(" #"));
        const bool tooLong = painter.fontMetrics().horizontalAdvance(line.text) > text.width();
        const QString kept =
            tooLong && comment > 0 ? line.text.left(comment) + QStringLiteral(" #\u2026") : line.text;
        const QString shown = painter.fontMetrics().elidedText(kept, Qt::ElideMiddle, text.width());
        painter.drawText(text, Qt::AlignVCenter, unjoined(shown));
        y += step;
    }
    painter.setClipping(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(t.line);
    painter.drawPath(shape);
}

} // namespace envdeck::ui
