// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status_cell.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/text_paint.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/row_button.h"

#include <QPainter>

namespace envdeck::ui {

namespace {

QRect cellButton(const QRect &area, const QString &text)
{
    const QSize size = rowButtonSize(text);
    return {QPoint(area.right() + 1 - size.width(), area.top() + (area.height() - size.height()) / 2), size};
}

QRect areaOf(const QRect &cell)
{
    return cell.adjusted(metrics::cellMargin, 0, -metrics::cellMargin, -1);
}

void paintAction(QPainter *painter, const QRect &area, const StatusCell &cell, const Tokens &t, bool over)
{
    if (!cell.enabled) { // the reason, at the place of the button
        painter->setFont(font(Type::Small));
        painter->setPen(t.muted);
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignRight,
                          painter->fontMetrics().elidedText(cell.text, Qt::ElideRight, area.width()));
        return;
    }
    paintRowButton(painter, cellButton(area, cell.text), cell.text, t, over);
}

void paintText(QPainter *painter, QRect area, const StatusCell &cell, const Tokens &t)
{
    const bool code = cell.kind == StatusCell::Kind::Code;
    painter->setFont(font(code          ? (cell.strong ? Type::CodeStrong : Type::Code)
                          : cell.strong ? Type::BodyStrong
                                        : Type::Body));
    painter->setPen(t.text);
    const QString shown =
        painter->fontMetrics().elidedText(cell.text, code ? Qt::ElideMiddle : Qt::ElideRight, area.width());
    painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft, code ? unjoined(shown) : shown);
    if (!shown.isEmpty())
        area.setLeft(area.left() + painter->fontMetrics().horizontalAdvance(shown) + metrics::space2);
    if (cell.note.isEmpty() || area.width() < 16)
        return;
    painter->setFont(font(cell.kind == StatusCell::Kind::Text ? Type::Small : Type::Code));
    painter->setPen(t.muted);
    painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(cell.note, Qt::ElideRight, area.width()));
}

bool isNotable(const StatusCell &cell)
{
    return cell.severity != Severity::None && cell.severity != Severity::Ok;
}

// One pixel more than a rounded advance, or the text would elide.
int textWidth(Type type, const QString &text)
{
    return text.isEmpty() ? 0 : QFontMetrics(font(type)).horizontalAdvance(text) + 1;
}

int contentWidth(const StatusCell &cell)
{
    const bool code = cell.kind == StatusCell::Kind::Code;
    switch (cell.kind) {
    case StatusCell::Kind::Text:
    case StatusCell::Kind::Version:
    case StatusCell::Kind::Code: {
        const Type main = code          ? (cell.strong ? Type::CodeStrong : Type::Code)
                          : cell.strong ? Type::BodyStrong
                                        : Type::Body;
        const Type aside = cell.kind == StatusCell::Kind::Text ? Type::Small : Type::Code;
        return textWidth(main, cell.text) +
               (cell.note.isEmpty() ? 0 : metrics::space2 + textWidth(aside, cell.note));
    }
    case StatusCell::Kind::Number: {
        const QFontMetricsF digits(font(isNotable(cell) ? Type::BodyStrong : Type::Body));
        return int(tabularWidth(digits, cell.text)) + 1 + (isNotable(cell) ? 6 + metrics::statusIconSize : 0);
    }
    case StatusCell::Kind::Status: return chipWidth({cell.severity, cell.text, false});
    case StatusCell::Kind::Action:
        return cell.text.isEmpty() ? 0
               : cell.enabled      ? rowButtonSize(cell.text).width()
                                   : textWidth(Type::Small, cell.text);
    }
    Q_UNREACHABLE();
}

void paintNumber(QPainter *painter, QRect area, const StatusCell &cell, const Tokens &t)
{
    const bool notable = isNotable(cell);
    painter->setFont(font(notable ? Type::BodyStrong : Type::Body));
    painter->setPen(notable ? severityColor(t, cell.severity) : t.text);
    const bool fits = tabularWidth(QFontMetricsF(painter->font()), cell.text) <= area.width();
    drawTabular(painter, area, Qt::AlignRight,
                fits ? cell.text
                     : painter->fontMetrics().elidedText(cell.text, Qt::ElideRight, area.width()));
    if (!notable)
        return;
    const int width = static_cast<int>(tabularWidth(QFontMetricsF(painter->font()), cell.text));
    const QRect iconRect(area.right() - width - 6 - metrics::statusIconSize, area.top(),
                         metrics::statusIconSize, area.height());
    paintIcon(painter, iconRect, severityIcon(cell.severity), severityColor(t, cell.severity), t.surface,
              metrics::statusIconSize);
}

} // namespace

void StatusCellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Tokens &t = tokensOf(option.widget);
    option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.line);
    const QRect area = areaOf(option.rect);
    auto cell = index.data(StatusCellRole).value<StatusCell>();
    if (cell.text.isEmpty())
        cell.text = index.data().toString();
    switch (cell.kind) {
    case StatusCell::Kind::Text:
    case StatusCell::Kind::Version:
    case StatusCell::Kind::Code: paintText(painter, area, cell, t); break;
    case StatusCell::Kind::Number: paintNumber(painter, area, cell, t); break;
    case StatusCell::Kind::Status: paintChip(painter, area, {cell.severity, cell.text, false}, t); break;
    case StatusCell::Kind::Action:
        if (!cell.text.isEmpty())
            paintAction(painter, area, cell, t, option.state.testFlag(QStyle::State_MouseOver));
        break;
    }
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange))
        paintFocusRing(t, painter, option.rect, metrics::radiusSmall);
}

QSize StatusCellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    auto cell = index.data(StatusCellRole).value<StatusCell>();
    if (cell.text.isEmpty())
        cell.text = index.data().toString();
    return {contentWidth(cell) + 2 * metrics::cellMargin, rowHeightOf(option.widget)};
}

QRect StatusCellDelegate::actionRect(const QRect &cell, const QModelIndex &index) const
{
    const auto content = index.data(StatusCellRole).value<StatusCell>();
    const bool works = content.kind == StatusCell::Kind::Action && content.enabled && !content.text.isEmpty();
    return works ? cellButton(areaOf(cell), content.text) : QRect();
}

} // namespace envdeck::ui
