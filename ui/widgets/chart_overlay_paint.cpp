// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/text_paint.h"
#include "ui/widgets/chart_crosshair.h"
#include "ui/widgets/chart_legend.h"
#include "ui/widgets/chart_overlay.h"
#include "ui/widgets/chart_panel.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

// What stands on a chart beside its lines.
namespace envdeck::ui {

namespace {

constexpr qint64 day = 24 * 60 * 60 * 1000;
constexpr int mostValues = 8;

} // namespace

void ChartOverlay::paintTimes(QPainter &painter) const
{
    constexpr int labelWidth = 96;
    const Tokens &t = tokensOf(this);
    const QRectF area = m_panel.plotArea();
    const qint64 begin = m_panel.timeAt(area.left());
    const qint64 end = m_panel.timeAt(area.right());
    if (end <= begin)
        return;
    const qint64 step = timeStep(begin, end, qMax(1, static_cast<int>(area.width() / labelWidth)));
    painter.setFont(ui::font(Type::Small));
    painter.setPen(t.muted);
    const qint64 offset = shownTime(begin).offsetFromUtc() * 1000; // full hours of the time that is shown
    for (qint64 at = ((begin + offset) / step + 1) * step - offset; at <= end; at += step) {
        const double x = m_panel.xOf(at);
        if (x < area.left() + 16 || x > area.right() - 14)
            continue;
        if (m_group.at() > 0 && std::abs(x - m_panel.xOf(m_group.at())) < scaled(54))
            continue; // the crosshair's own time stands there
        const auto covers = [&](qint64 pin) { return std::abs(x - m_panel.xOf(pin)) < scaled(54); };
        if (std::any_of(m_group.pins().begin(), m_group.pins().end(), covers))
            continue;
        const QString pattern = step >= day ? tr("d MMM", "date on a time axis") : QStringLiteral("HH:mm");
        const QString text = locale().toString(shownTime(at), pattern);
        drawTabular(&painter, QRectF(x - scaled(32), area.bottom() + 3, scaled(64), scaled(16)),
                    Qt::AlignHCenter, text);
    }
}

// The step that is not over yet shows through a veil: lighter than what is measured whole.
void ChartOverlay::paintUnfinished(QPainter &painter) const
{
    const ChartSpec &spec = m_panel.spec();
    if (spec.wholeUntil <= 0 || spec.series.isEmpty())
        return;
    const std::vector<qint64> &times = spec.series.first().times;
    const auto begun = std::lower_bound(times.begin(), times.end(), spec.wholeUntil);
    const QRectF area = m_panel.plotArea();
    const double left = begun == times.begin() ? area.left() : qMax(area.left(), m_panel.xOf(*(begun - 1)));
    QColor veil = tokensOf(this).surface;
    veil.setAlpha(150);
    painter.fillRect(QRectF(QPointF(left + 1, area.top()), area.bottomRight()), veil);
}

void ChartOverlay::paintGaps(QPainter &painter) const
{
    constexpr double leastLabelled = 40;
    const Tokens &t = tokensOf(this);
    const QRectF area = m_panel.plotArea();
    const ChartSpec &spec = m_panel.spec();
    for (const ChartGap &gap : spec.gaps) {
        const double begin = qMax(area.left(), m_panel.xOf(gap.span.from));
        const QRectF hole(begin, area.top(), qMin(area.right(), m_panel.xOf(gap.span.to)) - begin,
                          area.height());
        if (hole.width() <= 0)
            continue;
        painter.save();
        painter.setClipRect(hole);
        painter.setPen(QPen(t.line, 1));
        for (double x = hole.left() - hole.height(); x < hole.right(); x += 7)
            painter.drawLine(QPointF(x, hole.bottom()), QPointF(x + hole.height(), hole.top()));
        painter.restore();
        if (gap.text.isEmpty() || hole.width() < leastLabelled)
            continue;
        painter.setFont(ui::font(Type::Small));
        const double width = painter.fontMetrics().horizontalAdvance(gap.text) + 12;
        const double left = qMax(area.left(), qMin(hole.center().x() - width / 2, area.right() - width));
        // Where the lines are not: they break off on both sides of the hole.
        const double value = spec.series.isEmpty() ? 0 : m_panel.valueAt(0, gap.span.from);
        const bool low = !std::isnan(value) && value < spec.top / 2;
        const double y = low ? hole.top() + hole.height() / 3 : hole.bottom() - scaled(22);
        const QRectF label(left, y, width, scaled(18));
        paintBox(&painter, label, metrics::radiusSmall, t.surface, Qt::transparent);
        painter.setPen(t.muted);
        painter.drawText(label, Qt::AlignCenter, gap.text);
    }
}

void ChartOverlay::paintThreshold(QPainter &painter) const
{
    constexpr double leastPause = 8; // pixels: a shorter one would only be a stripe
    const ChartSpec &spec = m_panel.spec();
    if (spec.threshold < 0)
        return;
    const Tokens &t = tokensOf(this);
    const QRectF area = m_panel.plotArea();
    const double y = std::round(m_panel.yOf(spec.threshold)) + 0.5;
    QColor beyond = t.critical;
    beyond.setAlpha(t.dark ? 18 : 13);
    painter.fillRect(QRectF(area.left(), area.top(), area.width(), y - area.top()), beyond);
    double done = area.left();
    for (const observability::Span &breach : spec.breaches) {
        const double begin = qMax(area.left(), m_panel.xOf(breach.from));
        const double end = qMin(area.right(), m_panel.xOf(breach.to));
        const double left = begin - done < leastPause ? done : begin;
        if (end <= left)
            continue;
        painter.fillRect(QRectF(left, area.top(), end - left, y - area.top()), beyond);
        done = end;
    }
    painter.setPen(QPen(t.critical, 1, Qt::DashLine));
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    painter.setFont(ui::font(Type::Small));
    const double width = painter.fontMetrics().horizontalAdvance(spec.thresholdText) + 8;
    const bool low = y - scaled(19) < area.top() + scaled(22); // where the markers' labels stand
    const QRectF label(area.left() + 2, low ? y + 2 : y - scaled(19), width, scaled(17));
    QColor veil = t.surface;
    veil.setAlpha(200); // readable where lines cross it
    paintBox(&painter, label, metrics::radiusSmall, veil, Qt::transparent);
    painter.setPen(t.critical);
    painter.drawText(label, Qt::AlignCenter, spec.thresholdText);
}

void ChartOverlay::paintMarkers(QPainter &painter) const
{
    const Tokens &t = tokensOf(this);
    const QRectF area = m_panel.plotArea();
    painter.setFont(ui::font(Type::Code));
    const QList<Place> places = markerPlaces();
    for (const Place &place : places) {
        const double x = place.x;
        const double y = area.top();
        painter.setPen(QPen(t.muted, 1, Qt::DotLine));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        const bool failed = place.marker->kind == ChartMarker::Kind::Failed;
        painter.setPen(failed ? QPen(t.muted, 2) : QPen(Qt::NoPen));
        painter.setBrush(t.muted);
        if (failed) {
            painter.drawLine(QPointF(x - 4, y), QPointF(x + 4, y + 8));
            painter.drawLine(QPointF(x - 4, y + 8), QPointF(x + 4, y));
        } else if (place.marker->kind == ChartMarker::Kind::Rollback) {
            painter.drawPolygon(QPolygonF({QPointF(x - 4.5, y + 8), QPointF(x + 4.5, y + 8), QPointF(x, y)}));
        } else {
            painter.drawPolygon(QPolygonF({QPointF(x - 4.5, y), QPointF(x + 4.5, y), QPointF(x, y + 8)}));
        }
    }
    for (const Place &place : places) { // above every line
        if (place.label.isNull())
            continue;
        paintBox(&painter, place.label, metrics::radiusSmall, t.surface, t.line);
        painter.setPen(t.text);
        painter.drawText(place.label, Qt::AlignCenter, place.marker->text);
    }
    painter.setBrush(Qt::NoBrush);
}

void ChartOverlay::paintPins(QPainter &painter) const
{
    const Tokens &t = tokensOf(this);
    const QRectF area = m_panel.plotArea();
    for (const qint64 pin : m_group.pins()) {
        const double x = std::round(m_panel.xOf(pin)) + 0.5;
        if (pin == m_group.at() || x < area.left() || x > area.right() + 1)
            continue;
        painter.setPen(QPen(t.text, 1, Qt::DashLine));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        paintTimeFlag(painter, pin, x);
    }
}

void ChartOverlay::paintCrosshair(QPainter &painter) const
{
    const Tokens &t = tokensOf(this);
    const QRectF area = m_panel.plotArea();
    const double x = std::round(m_panel.xOf(m_group.at())) + 0.5;
    if (x < area.left() || x > area.right() + 1)
        return;
    painter.setPen(QPen(t.text, 1));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    paintTimeFlag(painter, m_group.at(), x);
    paintValues(painter, x);
}

void ChartOverlay::paintTimeFlag(QPainter &painter, qint64 at, double x) const
{
    const Tokens &t = tokensOf(this);
    const QRectF area = m_panel.plotArea();
    const bool isLong = m_panel.spec().to - m_panel.spec().from > day;
    const QString pattern =
        isLong ? tr("d MMM HH:mm", "date and time under a crosshair") : QStringLiteral("HH:mm:ss");
    const QString time = locale().toString(shownTime(at), pattern) + zoneMark();
    painter.setFont(ui::font(Type::SmallStrong));
    const double width = tabularWidth(QFontMetricsF(painter.font()), time) + 14;
    const double left = qMax(0.0, qMin(x - width / 2, this->width() - width));
    const QRectF flag(left, area.bottom() + 1, width, scaled(19));
    paintBox(&painter, flag, metrics::radiusSmall, t.primary, Qt::transparent);
    painter.setPen(t.onPrimary);
    drawTabular(&painter, flag, Qt::AlignHCenter, time);
}

// The box with one line per series, the highest first, on the side where there is room.
void ChartOverlay::paintValues(QPainter &painter, double x) const
{
    const Tokens &t = tokensOf(this);
    const QRectF area = m_panel.plotArea();
    const QFontMetricsF fm(ui::font(Type::SmallStrong));
    const double line = scaled(20);
    double width = 0;
    const QList<ChartValue> all = m_panel.valuesAt(m_group.at(), m_group.base());
    const QList<ChartValue> values = all.mid(0, mostValues);
    if (values.isEmpty())
        return;
    for (const ChartValue &value : values) {
        width = qMax(width, fm.horizontalAdvance(value.name) + tabularWidth(fm, value.text) + 44);
        if (std::isnan(value.value))
            continue;
        painter.setPen(QPen(t.surface, 2));
        painter.setBrush(seriesPen(t, value.series).color());
        painter.drawEllipse(QPointF(x, m_panel.yOf(value.value)), 4, 4);
    }
    const qsizetype lines = values.size() + (all.size() > values.size() ? 1 : 0);
    const bool leftSide = x + 12 + width > area.right();
    const QRectF box(leftSide ? x - 12 - width : x + 12, area.top() + 24, width,
                     static_cast<double>(lines) * line + 8);
    paintBox(&painter, box, metrics::radius, t.raised, t.controlLine);
    for (int i = 0; i < values.size(); ++i) {
        const QRectF row(box.left() + 10, box.top() + 4 + i * line, width - 20, line);
        QPen pen = seriesPen(t, values.at(i).series);
        pen.setWidthF(2);
        painter.setPen(pen);
        painter.drawLine(QPointF(row.left(), row.center().y()), QPointF(row.left() + 8, row.center().y()));
        painter.setFont(ui::font(Type::Small));
        painter.setPen(t.muted);
        painter.drawText(row.adjusted(14, 0, 0, 0), Qt::AlignVCenter, values.at(i).name);
        painter.setFont(ui::font(Type::SmallStrong));
        painter.setPen(t.text);
        drawTabular(&painter, row, Qt::AlignRight, values.at(i).text);
    }
    if (lines == values.size())
        return;
    painter.setFont(ui::font(Type::Small));
    painter.setPen(t.muted);
    painter.drawText(QRectF(box.left() + 10, box.bottom() - line - 4, width - 20, line), Qt::AlignVCenter,
                     tr("%n more", "series", static_cast<int>(all.size() - values.size())));
}

} // namespace envdeck::ui
