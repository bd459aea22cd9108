// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/matrix_delegate.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/text_paint.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/row_button.h"
#include "ui/widgets/sparkline.h"

#include <QPainter>

namespace envdeck::ui {

namespace {

bool isNotable(Severity severity)
{
    return severity != Severity::None && severity != Severity::Ok;
}

bool isProblem(Severity severity)
{
    return severity == Severity::Warning || severity == Severity::Critical;
}

// Draws "label value (icon)" from the left; returns the x behind it.
int paintValue(QPainter *painter, const QRect &rect, const MatrixValue &value, const Tokens &t)
{
    int x = rect.left();
    if (!value.label.isEmpty()) {
        painter->setFont(font(Type::Small));
        painter->setPen(t.muted);
        painter->drawText(QRect(x, rect.top(), rect.width(), rect.height()), Qt::AlignVCenter, value.label);
        x += painter->fontMetrics().horizontalAdvance(value.label) + 6;
    }
    painter->setFont(font(isNotable(value.severity) ? Type::SmallStrong : Type::Small));
    painter->setPen(isNotable(value.severity) ? severityColor(t, value.severity) : t.text);
    const int room = rect.right() - x - (isNotable(value.severity) ? 18 : 0);
    const QFontMetrics metrics(painter->font());
    const bool fits = tabularWidth(QFontMetricsF(metrics), value.text) <= room;
    const QString shown = fits ? value.text : metrics.elidedText(value.text, Qt::ElideRight, room);
    drawTabular(painter, QRectF(x, rect.top(), room + 1, rect.height()), Qt::AlignLeft, shown);
    x += static_cast<int>(tabularWidth(QFontMetricsF(metrics), shown)) + 5;
    if (isNotable(value.severity)) {
        paintIcon(painter, QRect(x, rect.top(), 13, rect.height()), severityIcon(value.severity),
                  severityColor(t, value.severity), t.surface, 13);
        x += 13;
    }
    return x;
}

// The three lines of an app cell.
struct AppLines {
    explicit AppLines(const QRect &cell)
        : area(cell.adjusted(metrics::space4, 9, -metrics::space4, -9)), step(scaled(20))
    {
    }
    QRect line(int number) const
    {
        return {area.left(), area.top() + number * (step + 1) - number / 2, area.width(), step};
    }

    QRect area;
    int step;
};

QRect appButton(const QRect &cell, const QString &text)
{
    const AppLines lines(cell);
    const QSize size = rowButtonSize(text);
    return {QPoint(lines.area.right() + 1 - size.width(), lines.line(2).bottom() + 4 - size.height()), size};
}

constexpr int trendWidth = 88;
constexpr int leastTrend = 8; // lower is a line that says nothing

void paintApp(QPainter *painter, const QRect &cell, const AppCell &app, const Tokens &t, bool over)
{
    const AppLines lines(cell);
    const QRect &area = lines.area;
    const QRect top = lines.line(0);
    const QRect middle = lines.line(1);
    const QRect bottom = lines.line(2);

    const QRect chip =
        paintChip(painter, top, {app.severity, app.word, isNotable(app.severity)}, t, Qt::AlignRight);
    painter->setFont(font(Type::BodyStrong));
    painter->setPen(t.text);
    painter->drawText(top, Qt::AlignVCenter, app.version);
    const int noteLeft = top.left() + painter->fontMetrics().horizontalAdvance(app.version) + metrics::space2;
    painter->setFont(font(Type::Small));
    painter->setPen(t.muted);
    const QRect note(noteLeft, top.top(), chip.left() - metrics::space2 - noteLeft, top.height());
    painter->drawText(note, Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(app.note, Qt::ElideRight, note.width()));

    int valuesEnd = middle.left();
    for (int i = 0; i < app.values.size(); ++i) {
        const int left = qMax(middle.left() + i * scaled(92), valuesEnd + (i > 0 ? metrics::space2 : 0));
        valuesEnd =
            paintValue(painter, QRect(QPoint(left, middle.top()), middle.bottomRight()), app.values.at(i), t);
    }
    const bool hasAction = !app.action.isEmpty();
    const QRect trend = MatrixDelegate::trendRect(cell, app);
    // A narrow window shows the numbers and leaves the picture out.
    if (!trend.isEmpty() && valuesEnd + metrics::space2 <= trend.left())
        paintSparkline(painter, trend, app.trend, app.deployAt,
                       isProblem(app.severity) ? severityColor(t, app.severity) : t.faint, t);

    painter->setFont(font(Type::Small));
    painter->setPen(t.muted);
    const QRect button = hasAction ? appButton(cell, app.action) : QRect(area.right(), 0, 0, 0);
    const int sinceWidth = button.left() - metrics::space2 - bottom.left();
    painter->drawText(bottom, Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(app.since, Qt::ElideRight, sinceWidth));
    if (hasAction)
        paintRowButton(painter, button, app.action, t, over);
}

void paintFacts(QPainter *painter, const QRect &cell, const FactCell &fact, const Tokens &t)
{
    const QRect area = cell.adjusted(metrics::space4, 0, -metrics::space4, 0);
    const int count = static_cast<int>(fact.values.size());
    // Three values share the thirds of the cell, so that they align from row to row.
    const int step = count > 1 ? area.width() / 3 : area.width();
    int end = area.left();
    for (int i = 0; i < count; ++i) {
        const int left = qMax(area.left() + i * step, end + (i > 0 ? metrics::space2 : 0));
        end = paintValue(painter, QRect(QPoint(left, area.top()), area.bottomRight()), fact.values.at(i), t);
    }
}

void paintName(QPainter *painter, const QRect &cell, const QModelIndex &index, const Tokens &t)
{
    const QString note = index.data(NoteRole).toString();
    QRect area = cell.adjusted(metrics::pageMargin, 0, -metrics::space2, 0);
    painter->setFont(font(note.isEmpty() ? Type::Body : Type::BodyStrong));
    painter->setPen(note.isEmpty() ? t.muted : t.text);
    if (!note.isEmpty())
        area = QRect(area.left(), area.top() + 9, area.width(), scaled(20));
    painter->drawText(
        area, Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width()));
    if (note.isEmpty())
        return;
    painter->setFont(font(Type::Small));
    painter->setPen(t.muted);
    painter->drawText(area.translated(0, area.height() + 1), Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(note, Qt::ElideRight, area.width()));
}

} // namespace

void MatrixDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Tokens &t = tokensOf(option.widget);
    const QRect r = option.rect;
    const bool group = index.data(GroupRole).toBool();
    if (group) {
        painter->fillRect(r, t.sunken);
        painter->setFont(font(Type::SmallStrong));
        painter->setPen(t.muted);
        painter->drawText(r.adjusted(metrics::pageMargin, 0, 0, 0), Qt::AlignVCenter,
                          index.data().toString());
    } else if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(r, t.selected);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(r, t.hover);
    }
    painter->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), t.line);
    if (group)
        return;
    if (index.column() > 0)
        painter->fillRect(QRect(r.left(), r.top(), 1, r.height()), t.line);
    if (const QVariant app = index.data(AppCellRole); app.isValid())
        paintApp(painter, r, app.value<AppCell>(), t, option.state.testFlag(QStyle::State_MouseOver));
    else if (const QVariant fact = index.data(FactCellRole); fact.isValid())
        paintFacts(painter, r, fact.value<FactCell>(), t);
    else if (index.column() == 0)
        paintName(painter, r, index, t);
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange))
        paintFocusRing(t, painter, r, metrics::radiusSmall);
}

QRect MatrixDelegate::trendRect(const QRect &cell, const AppCell &app)
{
    const AppLines lines(cell);
    const int top = lines.line(1).top() + 3;
    const int bottom = app.action.isEmpty() ? top + 30 : appButton(cell, app.action).top() - metrics::space1;
    return bottom - top < leastTrend
               ? QRect()
               : QRect(lines.area.right() + 1 - trendWidth, top, trendWidth, bottom - top);
}

QRect MatrixDelegate::actionRect(const QRect &cell, const QModelIndex &index) const
{
    const QString action = index.data(AppCellRole).value<AppCell>().action;
    return action.isEmpty() ? QRect() : appButton(cell, action);
}

int MatrixDelegate::appRowHeight()
{
    return scaled(60) + 18;
}

int MatrixDelegate::factRowHeight()
{
    return scaled(34);
}

int MatrixDelegate::groupRowHeight()
{
    return scaled(30);
}

} // namespace envdeck::ui
