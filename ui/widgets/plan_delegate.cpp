// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plan_delegate.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/text_paint.h"
#include "ui/widgets/chip.h"

#include <QPainter>

namespace envdeck::ui {

namespace {

constexpr int nameColumn = 190;

// Draws an old or new value on its tint; returns the x behind it.
int paintOldOrNew(QPainter *painter, int x, const QRect &row, const QString &text, const QColor &tint,
                  const QColor &color, bool struck)
{
    QFont face = font(Type::Code);
    face.setStrikeOut(struck);
    painter->setFont(face);
    const int width = qMin(painter->fontMetrics().horizontalAdvance(text) + 12, row.right() - x);
    paintBox(painter, QRect(x, row.top() + 3, width, row.height() - 6), metrics::radiusSmall, tint,
             Qt::transparent);
    painter->setPen(color);
    painter->drawText(QRect(x + 6, row.top(), width - 12, row.height()), Qt::AlignVCenter,
                      unjoined(painter->fontMetrics().elidedText(text, Qt::ElideMiddle, width - 11)));
    return x + width;
}

void paintResource(QPainter *painter, const QRect &row, const PlanResource &resource, const Tokens &t)
{
    paintIcon(painter, QRect(row.left(), row.top(), 16, row.height()), planActionIcon(resource.action),
              planActionColor(t, resource.action), t.surface, metrics::iconSize);
    QRect text = row.adjusted(26, 0, 0, 0);
    if (!resource.warning.isEmpty()) {
        const QRect chip =
            paintChip(painter, text, {Severity::Critical, resource.warning, true}, t, Qt::AlignRight);
        text.setRight(chip.left() - metrics::space3);
    }
    painter->setFont(font(Type::CodeStrong));
    painter->setPen(t.text);
    const QString address =
        painter->fontMetrics().elidedText(resource.address, Qt::ElideMiddle, text.width());
    painter->drawText(text, Qt::AlignVCenter, unjoined(address));
    text.setLeft(text.left() + painter->fontMetrics().horizontalAdvance(address) + metrics::space3);
    painter->setFont(font(Type::Small));
    painter->setPen(t.muted);
    painter->drawText(text, Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(resource.reason, Qt::ElideRight, text.width()));
}

void paintAttribute(QPainter *painter, const QRect &row, const PlanAttribute &attribute, const Tokens &t)
{
    painter->setFont(font(Type::Code));
    painter->setPen(t.muted);
    const QRect name(row.left() + 6, row.top(), scaled(nameColumn) - 12, row.height());
    painter->drawText(
        name, Qt::AlignVCenter,
        unjoined(painter->fontMetrics().elidedText(attribute.name, Qt::ElideMiddle, name.width())));
    int x = row.left() + scaled(nameColumn);
    if (attribute.sensitive) {
        paintIcon(painter, QRect(x, row.top(), 14, row.height()), QStringLiteral("lock"), t.muted, t.surface,
                  14);
        painter->setPen(t.muted);
        painter->setFont(font(Type::Small));
        painter->drawText(QRect(x + 20, row.top(), 300, row.height()), Qt::AlignVCenter,
                          PlanDelegate::tr("sensitive, changes"));
        return;
    }
    if (!attribute.before.isEmpty())
        x = paintOldOrNew(painter, x, row, attribute.before, t.removedTint, t.text, false);
    if (!attribute.before.isEmpty() && !attribute.after.isEmpty()) {
        painter->setPen(t.muted);
        painter->setFont(font(Type::Body));
        painter->drawText(QRect(x, row.top(), 26, row.height()), Qt::AlignCenter, QStringLiteral("\u2192"));
        x += 26;
    }
    if (!attribute.after.isEmpty())
        x = paintOldOrNew(painter, x, row, attribute.after, t.addedTint, t.text, false);
    if (attribute.forcesReplacement)
        paintChip(painter, QRect(x + 12, row.top(), 240, row.height()),
                  {Severity::Warning, PlanDelegate::tr("forces replacement"), false}, t);
}

} // namespace

QString planActionIcon(PlanAction action)
{
    switch (action) {
    case PlanAction::Create: return QStringLiteral("plus");
    case PlanAction::Update: return QStringLiteral("edit");
    case PlanAction::Replace: return QStringLiteral("replace");
    case PlanAction::Delete: return QStringLiteral("delete");
    case PlanAction::Read: return QStringLiteral("search");
    case PlanAction::Forget: return QStringLiteral("minus");
    case PlanAction::Move: return QStringLiteral("chevron-right");
    case PlanAction::Import: return QStringLiteral("plus");
    }
    return {};
}

QColor planActionColor(const Tokens &tokens, PlanAction action)
{
    switch (action) {
    case PlanAction::Create:
    case PlanAction::Import: return tokens.ok;
    case PlanAction::Update: return tokens.info;
    case PlanAction::Replace:
    case PlanAction::Delete: return tokens.critical;
    case PlanAction::Read:
    case PlanAction::Forget:
    case PlanAction::Move: return tokens.muted;
    }
    return tokens.muted;
}

void PlanDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Tokens &t = tokensOf(option.widget);
    option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const QRect row = option.rect.adjusted(metrics::space1, 0, -metrics::pageMargin, 0);
    if (const QVariant resource = index.data(PlanResourceRole); resource.isValid())
        paintResource(painter, row, resource.value<PlanResource>(), t);
    else if (const QVariant attribute = index.data(PlanAttributeRole); attribute.isValid())
        paintAttribute(painter, row, attribute.value<PlanAttribute>(), t);
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange))
        paintFocusRing(t, painter, option.rect, metrics::radiusSmall);
}

QSize PlanDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {scaled(400), scaled(index.data(PlanResourceRole).isValid() ? 38 : 28)};
}

} // namespace envdeck::ui
