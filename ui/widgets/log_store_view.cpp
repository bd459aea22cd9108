// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/log_store_view.h"

#include "core/logs/level.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/log_accessible.h"

#include <QPushButton>
#include <QScrollBar>
#include <algorithm>
#include <cmath>

namespace envdeck::ui {

namespace {

constexpr qint64 around = 20;        // lines on either side of one
constexpr qint64 longestTrace = 200; // lines that fold under one

// How many columns a text takes at most: wide characters take two.
int places(const QString &text)
{
    int count = 0;
    for (const QChar c : text)
        count += c.unicode() == 0x200C ? 0 : c.unicode() >= 0x1100 ? 2 : 1;
    return count;
}

double placeWidth()
{
    return QFontMetricsF(font(Type::Code)).horizontalAdvance(QLatin1Char('0'));
}

} // namespace

LogStoreView::LogStoreView(QWidget *parent) : QAbstractScrollArea(parent), m_pill(new QPushButton(viewport()))
{
    installLogRole();
    setObjectName(QStringLiteral("logs.view"));
    setAccessibleName(tr("Log lines"));
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    viewport()->setCursor(Qt::IBeamCursor);
    m_pill->setObjectName(QStringLiteral("logs.follow"));
    m_pill->setFocusPolicy(Qt::NoFocus); // End does the same
    m_pill->setCursor(Qt::ArrowCursor);
    m_pill->hide();
    connect(m_pill, &QPushButton::clicked, this, &LogStoreView::follow);
}

LogStoreView::~LogStoreView() = default;

void LogStoreView::setFilter(logs::LiveFilter *filter)
{
    if (m_filter)
        disconnect(m_filter, nullptr, this, nullptr);
    m_filter = filter;
    m_matches = {};
    m_current = m_anchor = m_contextRow = -1;
    m_topRow = m_seenEnd = m_newLines = 0;
    m_mostPlaces = 0;
    m_bookmarks.clear();
    m_open.clear();
    m_traces.clear();
    m_follow = true;
    if (filter) {
        connect(filter, &logs::LiveFilter::changed, this, &LogStoreView::take);
        m_seenInsert = filter->matches().snapshot().lastInsert();
        m_seenEnd = filter->matches().snapshot().endRow();
    }
    take();
}

// Rows that late lines pushed down keep what was said of them.
void LogStoreView::shiftRows(const logs::Snapshot &after)
{
    const auto shifted = [](const QSet<qint64> &rows, qint64 from) {
        QSet<qint64> moved;
        for (const qint64 row : rows)
            moved.insert(row >= from ? row + 1 : row);
        return moved;
    };
    const auto &inserts = after.inserts();
    auto next = std::upper_bound(
        inserts.begin(), inserts.end(), m_seenInsert,
        [](quint64 number, const logs::Snapshot::Insert &insert) { return number < insert.number; });
    for (; next != inserts.end(); ++next) {
        for (qint64 *row : {&m_topRow, &m_current, &m_anchor, &m_contextRow}) {
            if (*row >= next->row)
                ++*row;
        }
        m_bookmarks = shifted(m_bookmarks, next->row);
        m_open = shifted(m_open, next->row);
        m_shown.clear();
    }
    m_seenInsert = after.lastInsert();
}

void LogStoreView::take()
{
    const qint64 before = m_matches.size();
    m_matches = m_filter ? m_filter->matches() : logs::Matches();
    shiftRows(lines());
    m_shown.clear(); // what the filter looks for may be another
    if (!m_follow && lines().endRow() > m_seenEnd) {
        const qint64 fresh = m_matches.size() - m_matches.indexOf(m_seenEnd);
        m_newLines += fresh;
        if (fresh > 0)
            Q_EMIT followChanged(false, m_newLines);
    }
    m_seenEnd = lines().endRow();
    if (m_contextRow >= 0 && !lines().holds(m_contextRow))
        setContext(false);
    Q_UNUSED(before)
    updateScroll();
    relayout();
}

qint64 LogStoreView::count() const
{
    if (m_contextRow < 0)
        return m_matches.size();
    return std::min(lines().endRow(), m_contextRow + around + 1) -
           std::max(lines().firstRow(), m_contextRow - around);
}

qint64 LogStoreView::rowOf(qint64 index) const
{
    if (m_contextRow < 0)
        return m_matches.row(index);
    return std::max(lines().firstRow(), m_contextRow - around) + index;
}

qint64 LogStoreView::indexOf(qint64 row) const
{
    if (m_contextRow < 0)
        return m_matches.indexOf(row);
    return std::clamp<qint64>(row - std::max(lines().firstRow(), m_contextRow - around), 0, count());
}

int LogStoreView::rowHeight() const
{
    return scaled(20);
}

// The bar counts lines; its end means the newest line at the bottom.
void LogStoreView::updateScroll()
{
    m_moving = true;
    const int page = std::max(1, viewport()->height() / rowHeight());
    const auto most =
        static_cast<int>(std::clamp<qint64>(count() - page, m_wrap && count() > 1 ? 1 : 0, 2'000'000'000));
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, most);
    if (m_follow)
        verticalScrollBar()->setValue(most);
    else
        verticalScrollBar()->setValue(static_cast<int>(std::min<qint64>(indexOf(m_topRow), most)));
    const auto wide = static_cast<int>(std::min(1e6, std::ceil(m_mostPlaces * placeWidth())));
    horizontalScrollBar()->setRange(0, m_wrap ? 0 : std::max(0, wide - textWidth()));
    horizontalScrollBar()->setSingleStep(scaled(32));
    horizontalScrollBar()->setPageStep(std::max(1, textWidth()));
    m_moving = false;
}

qint64 LogStoreView::headOf(qint64 index) const
{
    if (!m_fold)
        return index;
    const logs::Line line = lines().line(rowOf(index));
    if (!logs::isContinuation(line.text))
        return index;
    // Lines of one trace are asked for one after the other: what was found for the last is remembered.
    Trace &known = m_traces[line.source];
    if (known.head < index && index <= known.last)
        return known.head;
    for (qint64 at = index - 1; at >= 0 && index - at <= longestTrace; --at) {
        if (at == known.last && index - known.head <= longestTrace) {
            known.last = index;
            return known.head;
        }
        const logs::Line above = lines().line(rowOf(at));
        if (above.source == line.source && !logs::isContinuation(above.text)) {
            known = {at, index};
            return at;
        }
    }
    return index;
}

int LogStoreView::foldedUnder(qint64 index) const
{
    if (!m_fold)
        return 0;
    const qint64 row = rowOf(index);
    const logs::Line line = lines().line(row);
    if (m_open.contains(row) || logs::isContinuation(line.text))
        return 0;
    int folded = 0;
    const qint64 end = std::min(count(), index + longestTrace + 1);
    for (qint64 at = index + 1; at < end; ++at) {
        const logs::Line below = lines().line(rowOf(at));
        if (below.source != line.source)
            continue;
        if (!logs::isContinuation(below.text))
            break;
        ++folded;
    }
    return folded;
}

QStringList LogStoreView::treeOf(qint64 row) const
{
    if (!m_open.contains(row))
        return {};
    const QByteArrayView text = lines().line(row).text;
    return logs::looksLikeJson(text) ? jsonLines(text) : QStringList();
}

LogStoreView::Block LogStoreView::blockOf(qint64 index) const
{
    Block block;
    block.index = index;
    block.row = rowOf(index);
    const qint64 head = headOf(index);
    if (head != index && !m_open.contains(rowOf(head)))
        return block; // folded away: no height
    const qint64 time = lines().time(block.row);
    const qint64 before = index > 0 ? lines().time(rowOf(index - 1)) : time - 1;
    for (const LogMark &mark : m_marks)
        block.marks += mark.at > before && mark.at <= time ? 1 : 0;
    if (m_wrap) {
        const double perLine = std::max(8.0, textWidth() / placeWidth());
        // That many rows is what the layout takes at most.
        block.textRows = std::clamp(
            static_cast<int>((places(shown(block.row).text) + perLine - 1) / std::floor(perLine)), 1, 400);
    }
    block.folded = foldedUnder(index);
    const bool cut = lines().line(block.row).text.size() > logs::shownLine && !m_open.contains(block.row);
    block.height = rowHeight() * (block.marks + block.textRows + static_cast<int>(treeOf(block.row).size()) +
                                  (block.folded > 0 || cut ? 1 : 0));
    return block;
}

void LogStoreView::relayout()
{
    m_blocks.clear();
    m_traces.clear();
    const int height = viewport()->height();
    const qint64 all = count();
    if (all > 0) {
        const int value = verticalScrollBar()->value();
        const bool bottom = value >= verticalScrollBar()->maximum();
        int y = 0;
        if (!bottom) {
            for (qint64 index = value; index < all && y < height; ++index) {
                Block block = blockOf(index);
                block.top = y;
                y += block.height;
                if (block.height > 0)
                    m_blocks.append(block);
            }
        }
        if (bottom || y < height) { // from the end up
            m_blocks.clear();
            y = height;
            for (qint64 index = all - 1; index >= 0 && y > 0; --index) {
                Block block = blockOf(index);
                y -= block.height;
                block.top = y;
                if (block.height > 0)
                    m_blocks.prepend(block);
            }
            if (y > 0) { // all of it fits
                for (Block &block : m_blocks)
                    block.top -= y;
            }
        }
        if (!m_follow && !m_blocks.isEmpty())
            m_topRow = m_blocks.constFirst().row;
    }
    measure();
    placePill();
    viewport()->update();
}

// The bar below reaches as far as the longest line that was in view.
void LogStoreView::measure()
{
    int most = 0;
    for (const Block &block : std::as_const(m_blocks)) {
        most = std::max(most, places(shown(block.row).text));
        for (const QString &member : treeOf(block.row))
            most = std::max(most, places(member));
    }
    if (most <= m_mostPlaces)
        return;
    m_mostPlaces = most;
    updateScroll();
}

void LogStoreView::placePill()
{
    const bool paused = !m_follow && m_contextRow < 0 && count() > 0;
    if (paused) {
        m_pill->setText(m_newLines > 0 ? tr("Follow: paused, %n new lines", nullptr,
                                            static_cast<int>(std::min<qint64>(m_newLines, 2'000'000'000)))
                                       : tr("Follow: paused"));
        m_pill->setAccessibleName(m_pill->text());
        const QSize size = m_pill->sizeHint();
        m_pill->setGeometry(metrics::space3, viewport()->height() - size.height() - metrics::space2,
                            size.width(), size.height());
    }
    m_pill->setVisible(paused);
}

const ShownLine &LogStoreView::shown(qint64 row) const
{
    if (const ShownLine *known = m_shown.object(row))
        return *known;
    const logs::Filter *filter = m_filter && m_filter->filter() ? &*m_filter->filter() : nullptr;
    auto *line = new ShownLine(shownLine(lines().line(row).text, filter, m_open.contains(row)));
    m_shown.insert(row, line);
    return *line;
}

void LogStoreView::setFollow(bool follow)
{
    if (follow == m_follow)
        return;
    m_follow = follow;
    m_newLines = 0;
    Q_EMIT followChanged(follow, 0);
}

void LogStoreView::follow()
{
    setContext(false);
    setFollow(true);
    updateScroll();
    relayout();
}

void LogStoreView::scrollContentsBy(int dx, int dy)
{
    if (m_moving)
        return;
    if (dy != 0 && m_contextRow < 0) {
        const QScrollBar *bar = verticalScrollBar();
        setFollow(bar->value() >= bar->maximum());
        if (!m_follow)
            m_topRow = rowOf(bar->value());
    }
    Q_UNUSED(dx)
    relayout();
}

void LogStoreView::setMarks(const QList<LogMark> &marks)
{
    m_marks = marks;
    relayout();
}

void LogStoreView::setRedactor(const std::optional<Redactor> &redactor)
{
    m_redactor = redactor;
}

void LogStoreView::setTimes(Times times)
{
    m_times = times;
    updateScroll();
    relayout();
}

void LogStoreView::setNow(const QDateTime &now)
{
    m_now = now;
    if (m_times == Times::Relative)
        viewport()->update();
}

void LogStoreView::setWrap(bool wrap)
{
    if (wrap == m_wrap)
        return;
    m_wrap = wrap;
    updateScroll();
    relayout();
    Q_EMIT wrapChanged(wrap);
}

void LogStoreView::setFold(bool fold)
{
    m_fold = fold;
    relayout();
}

void LogStoreView::setColors(bool colors)
{
    m_colors = colors;
    viewport()->update();
}

void LogStoreView::setContext(bool context)
{
    if (context == (m_contextRow >= 0) || (context && !lines().holds(m_current)))
        return;
    m_contextRow = context ? m_current : -1;
    if (context)
        setFollow(false);
    updateScroll();
    relayout();
    if (m_current >= 0)
        ensureVisible(m_current);
    Q_EMIT contextChanged(context);
}

void LogStoreView::toggleOpen(qint64 row, int want)
{
    const bool open = m_open.contains(row);
    if (!lines().holds(row) || (want >= 0 && open == (want == 1)))
        return;
    if (open)
        m_open.remove(row);
    else
        m_open.insert(row);
    m_shown.remove(row);
    if (m_follow && !open) { // what opens at the end pushes no line out of sight
        setFollow(false);
        m_topRow = m_blocks.isEmpty() ? row : m_blocks.constFirst().row;
    }
    relayout();
}

void LogStoreView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScroll();
    relayout();
}

void LogStoreView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Log lines"));
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        updateScroll();
        relayout();
    }
}

} // namespace envdeck::ui
