// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/paint_fields.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/option_state.h"
#include "ui/theme/paint_controls.h"

#include <QPainter>

namespace envdeck::ui {

namespace {

constexpr int stepperWidth = 22;

} // namespace

QSize spinBoxSize(const QSize &contents)
{
    return {contents.width() + stepperWidth + metrics::space4,
            qMax(metrics::controlHeight, contents.height() + metrics::space2)};
}

QRect spinBoxRect(const QStyleOptionComplex *option, QStyle::SubControl part)
{
    const QRect box = option->rect;
    const QRect steppers(box.right() + 1 - stepperWidth, box.top() + 2, stepperWidth - 3, box.height() - 4);
    const auto mirrored = [&](const QRect &rect) { return QStyle::visualRect(option->direction, box, rect); };
    switch (part) {
    case QStyle::SC_SpinBoxFrame: return box;
    case QStyle::SC_SpinBoxEditField:
        return mirrored(box.adjusted(metrics::space2, 2, -stepperWidth - 2, -2));
    case QStyle::SC_SpinBoxUp:
        return mirrored(QRect(steppers.left(), steppers.top(), steppers.width(), steppers.height() / 2));
    case QStyle::SC_SpinBoxDown:
        return mirrored(QRect(steppers.left(), steppers.top() + steppers.height() / 2, steppers.width(),
                              steppers.height() - steppers.height() / 2));
    default: return {};
    }
}

void paintSpinBox(const Tokens &tokens, const QStyleOptionComplex *option, QPainter *painter)
{
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    if (!spin)
        return;
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool over = enabled && has(option, QStyle::State_MouseOver);
    paintBox(painter, option->rect, metrics::radius, enabled ? tokens.surface : tokens.sunken,
             over ? tokens.faint : tokens.controlLine);
    if (has(option, QStyle::State_HasFocus))
        paintFocusRing(tokens, painter, option->rect, metrics::radius);
    const auto stepper = [&](QStyle::SubControl part, QAbstractSpinBox::StepEnabledFlag flag,
                             const QString &icon) {
        const QRect rect = spinBoxRect(option, part);
        const bool can = enabled && spin->stepEnabled.testFlag(flag);
        if (can && spin->activeSubControls == part)
            paintBox(painter, QRectF(rect).adjusted(1, 0, -1, 0), 3,
                     has(option, QStyle::State_Sunken) ? tokens.pressed : tokens.hover, Qt::transparent);
        paintIcon(painter, rect, icon, can ? tokens.muted : tokens.faint, tokens.surface, 12);
    };
    stepper(QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, QStringLiteral("chevron-up"));
    stepper(QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, QStringLiteral("chevron-down"));
}

void paintTextEditFrame(const Tokens &tokens, const QStyleOption *option, QPainter *painter)
{
    const bool over = has(option, QStyle::State_Enabled) && has(option, QStyle::State_MouseOver);
    // The viewport inside is square: a larger radius would let its corners show.
    paintBox(painter, option->rect, metrics::radiusSmall, Qt::transparent,
             over ? tokens.faint : tokens.controlLine);
    if (has(option, QStyle::State_HasFocus))
        paintFocusRing(tokens, painter, option->rect, metrics::radiusSmall);
}

void paintProgressBar(const Tokens &tokens, const QStyleOption *option, QPainter *painter)
{
    const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
    if (!bar)
        return;
    const QRectF groove(bar->rect.left(), bar->rect.center().y() + 0.5 - metrics::progressHeight / 2.0,
                        bar->rect.width(), metrics::progressHeight);
    const double radius = metrics::progressHeight / 2.0;
    paintBox(painter, groove, radius, tokens.pressed, Qt::transparent);
    const int range = bar->maximum - bar->minimum;
    const double part =
        range > 0 ? qBound(0.0, (bar->progress - bar->minimum) / static_cast<double>(range), 1.0) : 1.0 / 3;
    if (part <= 0)
        return;
    QRectF done = groove;
    done.setWidth(qMax<double>(metrics::progressHeight, groove.width() * part));
    if (bar->direction == Qt::RightToLeft)
        done.moveRight(groove.right());
    paintBox(painter, done, radius, has(option, QStyle::State_Enabled) ? tokens.info : tokens.faint,
             Qt::transparent);
}

void paintArrow(const Tokens &tokens, const QStyleOption *option, QPainter *painter, const QString &icon)
{
    paintIcon(painter, option->rect, icon, has(option, QStyle::State_Enabled) ? tokens.muted : tokens.faint,
              tokens.surface, qMin(14, qMax(8, option->rect.width())));
}

} // namespace envdeck::ui
