// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/log_store_view.h"

#include "core/logs/ansi.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/log_level.h"

#include <QLocale>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

namespace envdeck::ui {

namespace {

QColor ansiColor(int color, const Tokens &t)
{
    switch (static_cast<logs::AnsiSpan::Color>(color)) {
    case logs::AnsiSpan::Color::Default:
    case logs::AnsiSpan::Color::White: return t.text;
    case logs::AnsiSpan::Color::Black: return t.muted;
    case logs::AnsiSpan::Color::Red: return t.critical;
    case logs::AnsiSpan::Color::Green: return t.ok;
    case logs::AnsiSpan::Color::Yellow: return t.warning;
    case logs::AnsiSpan::Color::Blue:
    case logs::AnsiSpan::Color::Cyan: return t.info;
    case logs::AnsiSpan::Color::Magenta: return t.stale;
    }
    return t.text;
}

// Lines of the text, each one high; the same layout answers where a pointer is.
void layOut(QTextLayout &layout, int width, int rowHeight, bool wrap)
{
    QTextOption option;
    option.setWrapMode(wrap ? QTextOption::WrapAnywhere : QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.setCacheEnabled(true);
    layout.beginLayout();
    for (int row = 0;; ++row) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(wrap ? width : 1e6);
        line.setPosition(QPointF(0, row * rowHeight + (rowHeight - line.height()) / 2));
    }
    layout.endLayout();
}

} // namespace

LogStoreView::Columns LogStoreView::columns() const
{
    const QFontMetricsF code(ui::font(Type::Code));
    const auto wide = [&](const QString &text) {
        return static_cast<int>(std::ceil(code.horizontalAdvance(text)));
    };
    Columns c;
    int x = metrics::pageMargin;
    c.time = x;
    if (m_times == Times::Relative)
        x += scaled(88) + metrics::space3;
    else if (m_times != Times::Hidden)
        x += wide(QStringLiteral("00:00:00.000")) + metrics::space3;
    c.source = x;
    if (lines().sources().size() > 1 || viewport()->width() >= scaled(700)) {
        int widest = 0;
        for (qsizetype i = 0; i < std::min<qsizetype>(lines().sources().size(), 60); ++i)
            widest = std::max(widest, wide(lines().sources().at(i)));
        if (widest > 0)
            x +=
                std::min(widest, scaled(viewport()->width() < scaled(900) ? 96 : 152)) + 14 + metrics::space3;
    }
    c.level = x;
    const int level = std::max(wide(levelText(logs::Level::Unknown)), wide(levelText(logs::Level::Error)));
    x += metrics::statusIconSize + metrics::space1 + level + metrics::space3;
    c.text = x;
    return c;
}

int LogStoreView::textWidth() const
{
    return std::max(40, viewport()->width() - columns().text - metrics::space3);
}

QString LogStoreView::timeText(qint64 time) const
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(time, Qt::UTC);
    const QString clock = QStringLiteral("HH:mm:ss.zzz");
    switch (m_times) {
    case Times::Local: return at.toLocalTime().toString(clock);
    case Times::Utc: return at.toString(clock);
    case Times::Relative: return agoText(at, m_now.isValid() ? m_now : at);
    case Times::Hidden: break;
    }
    return {};
}

void LogStoreView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const Tokens &t = tokensOf(this);
    painter.fillRect(event->rect(), t.surface);
    for (const Block &block : m_blocks) {
        if (block.top < event->rect().bottom() + 1 && block.top + block.height > event->rect().top())
            paintBlock(painter, block);
    }
}

void LogStoreView::paintMark(QPainter &painter, const LogMark &mark, int top) const
{
    const Tokens &t = tokensOf(this);
    const QRect area(metrics::pageMargin, top, viewport()->width() - metrics::pageMargin - metrics::space3,
                     rowHeight());
    painter.setFont(ui::font(Type::SmallStrong));
    const QFontMetrics fm = painter.fontMetrics();
    const QString text = fm.elidedText(mark.text, Qt::ElideRight, area.width() - 80);
    const int width = fm.horizontalAdvance(text) + 1;
    const int left = area.left() + (area.width() - width) / 2;
    const int y = area.center().y();
    painter.fillRect(area.left(), y, left - area.left() - metrics::space3, 1, t.controlLine);
    painter.fillRect(left + width + metrics::space3, y, area.right() - left - width - metrics::space3, 1,
                     t.controlLine);
    painter.setPen(t.text);
    painter.drawText(QRect(left, top, width, rowHeight()), Qt::AlignVCenter | Qt::TextSingleLine, text);
}

void LogStoreView::paintBlock(QPainter &painter, const Block &block) const
{
    const Tokens &t = tokensOf(this);
    const int one = rowHeight();
    int top = block.top;
    if (block.marks > 0) {
        const qint64 time = lines().time(block.row);
        const qint64 before = block.index > 0 ? lines().time(rowOf(block.index - 1)) : time - 1;
        for (const LogMark &mark : m_marks) {
            if (mark.at > before && mark.at <= time) {
                paintMark(painter, mark, top);
                top += one;
            }
        }
    }
    const logs::Line line = lines().line(block.row);
    const Columns c = columns();
    const QRect row(0, top, viewport()->width(), block.height - (top - block.top));
    const auto [first, last] = selectedRows();
    if (block.row >= first && block.row <= last && m_textFrom < 0 && first >= 0)
        painter.fillRect(row, t.selected);
    if (m_bookmarks.contains(block.row)) {
        painter.fillRect(QRect(0, top, 3, row.height()), t.info);
        painter.setFont(ui::font(Type::SmallStrong));
        painter.setPen(t.info);
        painter.drawText(QRect(8, top, 14, one), Qt::AlignCenter, QStringLiteral("\u2691"));
    }
    if (block.row == m_current && hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
        painter.setPen(QPen(t.focus, 1));
        painter.drawRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    painter.setFont(ui::font(Type::Code));
    painter.setPen(t.muted);
    painter.drawText(QRect(c.time, top, c.source - c.time, one), Qt::AlignVCenter | Qt::TextSingleLine,
                     timeText(line.time));
    if (c.level > c.source) {
        painter.fillRect(QRect(c.source, top + (one - 8) / 2, 8, 8), t.series[line.source % t.series.size()]);
        const QRect name(c.source + 14, top, c.level - c.source - 14 - metrics::space3 + 1, one);
        painter.drawText(name, Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(lines().sources().value(line.source),
                                                          Qt::ElideMiddle, name.width()));
    }
    const Severity severity = levelSeverity(line.level);
    if (severity != Severity::None) {
        paintIcon(&painter, QRect(c.level, top, metrics::statusIconSize, one), severityIcon(severity),
                  severityColor(t, severity), t.surface, metrics::statusIconSize);
        painter.setPen(severityColor(t, severity));
    }
    painter.drawText(QRect(c.level + metrics::statusIconSize + metrics::space1, top, c.text - c.level, one),
                     Qt::AlignVCenter | Qt::TextSingleLine, levelText(line.level));
    painter.save();
    painter.setClipRect(QRect(c.text, top, viewport()->width() - c.text, row.height()), Qt::IntersectClip);
    paintText(painter, block, top);
    top += block.textRows * one;
    painter.setFont(ui::font(Type::Code));
    const int shift = m_wrap ? 0 : horizontalScrollBar()->value();
    for (const QString &member : treeOf(block.row)) {
        const ShownLine plain = shownLine(member.toUtf8(), nullptr, false);
        painter.setPen(t.muted);
        painter.drawText(QRect(c.text - shift, top, 100000, one), Qt::AlignVCenter | Qt::TextSingleLine,
                         plain.text);
        top += one;
    }
    const bool cut = line.text.size() > logs::shownLine && !m_open.contains(block.row);
    if (block.folded > 0 || cut) {
        painter.setFont(ui::font(Type::SmallStrong));
        painter.setPen(t.info);
        const QString text =
            cut ? tr("Cut at 16 KB of %1: show all").arg(QLocale().formattedDataSize(line.text.size()))
                : tr("%n more lines of the trace", nullptr, block.folded);
        painter.drawText(QRect(c.text, top, 100000, one), Qt::AlignVCenter | Qt::TextSingleLine,
                         QStringLiteral("\u25B8 ") + text);
    }
    painter.restore();
}

void LogStoreView::paintText(QPainter &painter, const Block &block, int top) const
{
    const Tokens &t = tokensOf(this);
    const ShownLine &line = shown(block.row);
    const bool hit = m_contextRow < 0 || m_matches.contains(block.row);
    QList<QTextLayout::FormatRange> formats;
    for (const ShownLine::Run &run : line.runs) {
        QTextCharFormat format;
        format.setForeground(!hit && run.color == 0 ? t.muted : m_colors ? ansiColor(run.color, t) : t.text);
        if (run.bold && m_colors)
            format.setFontWeight(QFont::DemiBold);
        if (run.found) {
            format.setBackground(t.tint(t.warning));
            format.setForeground(t.text);
            format.setFontUnderline(true); // not by colour alone
        }
        formats.append({run.from, run.size, format});
    }
    if (block.row == m_current && m_textFrom >= 0) {
        QTextCharFormat format;
        format.setBackground(t.primary);
        format.setForeground(t.onPrimary);
        formats.append({std::min(m_textFrom, m_textTo), std::abs(m_textTo - m_textFrom), format});
    }
    QTextLayout layout(line.text, ui::font(Type::Code));
    layout.setFormats(formats);
    layOut(layout, textWidth(), rowHeight(), m_wrap);
    painter.setPen(t.text);
    layout.draw(&painter, QPointF(columns().text - (m_wrap ? 0 : horizontalScrollBar()->value()), top));
}

int LogStoreView::characterAt(const Block &block, const QPoint &point) const
{
    const ShownLine &line = shown(block.row);
    QTextLayout layout(line.text, ui::font(Type::Code));
    layOut(layout, textWidth(), rowHeight(), m_wrap);
    const int y = point.y() - block.top - block.marks * rowHeight();
    const int row = std::clamp(y / rowHeight(), 0, std::max(0, layout.lineCount() - 1));
    if (layout.lineCount() == 0)
        return 0;
    return layout.lineAt(row).xToCursor(point.x() - columns().text +
                                        (m_wrap ? 0 : horizontalScrollBar()->value()));
}

} // namespace envdeck::ui
