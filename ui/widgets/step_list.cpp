// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/step_list.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"

#include <QMouseEvent>
#include <QPainter>

namespace envdeck::ui {

namespace {

constexpr int disc = 20;

int rowHeight()
{
    return scaled(40);
}

void paintMark(QPainter *painter, const QRectF &mark, const StepEntry &step, int number, const Tokens &t)
{
    using State = StepEntry::State;
    const bool current = step.state == State::Current || step.state == State::Waiting;
    if (step.state == State::Done) {
        paintBox(painter, mark, disc / 2.0, t.tint(t.ok), Qt::transparent);
        paintIcon(painter, mark.toRect(), QStringLiteral("check"), t.ok, t.surface, 14);
        return;
    }
    if (step.state == State::Attention) {
        paintBox(painter, mark, disc / 2.0, t.surface, Qt::transparent);
        paintIcon(painter, mark.toRect(), severityIcon(Severity::Warning), t.warning, t.surface, 18);
        return;
    }
    paintBox(painter, mark, disc / 2.0, current ? t.primary : t.surface,
             current ? QColor(Qt::transparent) : t.controlLine);
    painter->setFont(font(Type::SmallStrong));
    painter->setPen(current ? t.onPrimary : t.muted);
    painter->drawText(mark, Qt::AlignCenter, QString::number(number));
}

} // namespace

StepList::StepList(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("setup.steps"));
    setAccessibleName(tr("Steps"));
}

void StepList::setSteps(const QList<StepEntry> &steps)
{
    m_steps = steps;
    updateGeometry();
    update();
}

QSize StepList::sizeHint() const
{
    return {scaled(232), static_cast<int>(m_steps.size()) * rowHeight() + 2 * metrics::space4};
}

void StepList::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    for (int i = 0; i < m_steps.size(); ++i) {
        const StepEntry &step = m_steps.at(i);
        const bool current =
            step.state == StepEntry::State::Current || step.state == StepEntry::State::Waiting;
        const QRect row(metrics::space3, metrics::space4 + i * rowHeight(), width() - 2 * metrics::space3,
                        rowHeight());
        if (current)
            paintBox(&painter, row.adjusted(0, 2, 0, -2), metrics::radius, t.selected, Qt::transparent);
        const QRectF mark(row.left() + 10, row.center().y() - disc / 2.0 + 0.5, disc, disc);
        if (i + 1 < m_steps.size()) { // the thread to the next step
            const int x = static_cast<int>(mark.center().x());
            painter.fillRect(QRect(x, static_cast<int>(mark.bottom()) + 4, 1, rowHeight() - disc - 8),
                             t.controlLine);
        }
        paintMark(&painter, mark, step, i + 1, t);
        const QRect text = row.adjusted(42, 0, -10, 0);
        painter.setFont(ui::font(Type::Small));
        const int noteWidth = painter.fontMetrics().horizontalAdvance(step.note);
        painter.setPen(step.state == StepEntry::State::Attention ? t.warning : t.muted);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignRight, step.note);
        painter.setFont(ui::font(current ? Type::BodyStrong : Type::Body));
        painter.setPen(step.state == StepEntry::State::NotStarted ? t.muted : t.text);
        painter.drawText(
            text, Qt::AlignVCenter,
            painter.fontMetrics().elidedText(step.title, Qt::ElideRight, text.width() - noteWidth - 8));
    }
}

void StepList::mouseReleaseEvent(QMouseEvent *event)
{
    const int index = (static_cast<int>(event->position().y()) - metrics::space4) / rowHeight();
    if (index >= 0 && index < m_steps.size())
        Q_EMIT stepChosen(index);
}

} // namespace envdeck::ui
