// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/export.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/log_level.h"
#include "ui/widgets/log_store_view.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr qint64 mostCopied = 10'000; // lines

// A part of a line. Half a secret is one too: where the part touches what is hidden in the whole line, that
// is hidden in it.
QString cutRedacted(const ShownLine &line, int from, int to, const Redactor &redactor)
{
    const QString whole = line.copied(0, static_cast<int>(line.text.size()));
    const QString hidden = redactor.redacted(whole);
    const QString before = line.copied(0, from);
    const QString part = line.copied(from, to);
    if (hidden == whole)
        return part;
    const auto end = std::mismatch(whole.cbegin(), whole.cend(), hidden.cbegin(), hidden.cend());
    const auto first = end.first - whole.cbegin();
    const auto back =
        std::mismatch(whole.crbegin(), whole.crend() - first, hidden.crbegin(), hidden.crend() - first);
    const auto last = whole.size() - (back.first - whole.crbegin());
    const auto start = std::clamp<qsizetype>(first - before.size(), 0, part.size());
    const auto stop = std::clamp<qsizetype>(last - before.size(), 0, part.size());
    return start < stop ? part.first(start) + QLatin1String("******") + part.sliced(stop) : part;
}

} // namespace

std::pair<qint64, qint64> LogStoreView::selectedRows() const
{
    if (m_current < 0)
        return {-1, -1};
    return {std::min(m_anchor, m_current), std::max(m_anchor, m_current)};
}

QString LogStoreView::selectedText() const
{
    const auto [first, last] = selectedRows();
    if (first < 0 || !lines().holds(m_current) || !m_redactor)
        return {};
    if (m_textFrom >= 0)
        return cutRedacted(shown(m_current), std::min(m_textFrom, m_textTo), std::max(m_textFrom, m_textTo),
                           *m_redactor);
    QByteArray text;
    const qint64 end = std::min(count(), indexOf(last + 1));
    for (qint64 index = indexOf(first), n = 0; index < end && n < mostCopied; ++index, ++n) {
        logs::PlainOptions options;
        options.time = m_times != Times::Hidden;
        options.emails = true;
        if (!text.isEmpty())
            text += '\n';
        text += logs::plainLine(lines(), rowOf(index), *m_redactor, options);
    }
    return QString::fromUtf8(text);
}

void LogStoreView::copy()
{
    const auto [first, last] = selectedRows();
    if (first < 0)
        return;
    if (!m_redactor) {
        Q_EMIT notYetToCopy();
        return;
    }
    const qint64 wanted = indexOf(last + 1) - indexOf(first);
    if (wanted > mostCopied) {
        Q_EMIT tooManyToCopy(wanted);
        return;
    }
    QApplication::clipboard()->setText(selectedText());
    Q_EMIT copied(std::max<qint64>(1, wanted));
}

void LogStoreView::setCurrent(qint64 row, bool extend)
{
    const bool moved = row != m_current;
    m_current = row;
    if (!extend || m_anchor < 0)
        m_anchor = row;
    m_textFrom = m_textTo = -1;
    viewport()->update();
    if (moved) {
        Q_EMIT currentChanged(row);
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
    Q_EMIT selectionChanged();
}

void LogStoreView::ensureVisible(qint64 row)
{
    for (const Block &block : std::as_const(m_blocks)) {
        if (block.row == row && block.top >= 0 && block.top + block.height <= viewport()->height())
            return;
    }
    const qint64 index = indexOf(row);
    const bool above = m_blocks.isEmpty() || row <= m_blocks.constFirst().row;
    const int page = std::max(1, static_cast<int>(m_blocks.size()) - 1);
    setFollow(m_follow && m_contextRow < 0 && index >= count() - 1);
    qint64 top = above ? index : index - page + 1;
    for (int tries = 0; tries < 40; ++tries, ++top) { // tall lines: until it is whole in view
        m_moving = true;
        verticalScrollBar()->setValue(
            static_cast<int>(std::clamp<qint64>(top, 0, verticalScrollBar()->maximum())));
        m_moving = false;
        if (!m_follow)
            m_topRow = rowOf(verticalScrollBar()->value());
        relayout();
        const auto found = std::find_if(m_blocks.cbegin(), m_blocks.cend(),
                                        [row](const Block &block) { return block.row == row; });
        if (found == m_blocks.cend() || above || found->top + found->height <= viewport()->height() ||
            top >= index)
            return;
    }
}

void LogStoreView::step(qint64 by, bool extend)
{
    if (count() == 0)
        return;
    qint64 index = m_current < 0
                       ? (by < 0 ? count() : (m_blocks.isEmpty() ? 0 : m_blocks.constFirst().index) - 1)
                       : indexOf(m_current);
    index = std::clamp<qint64>(index + by, 0, count() - 1);
    while (index > 0 && index < count() - 1 && blockOf(index).height == 0) // folded away
        index += by < 0 ? -1 : 1;
    if (blockOf(index).height == 0)
        index = headOf(index);
    setCurrent(rowOf(index), extend);
    if (by < 0 && index < count() - 1)
        setFollow(false);
    ensureVisible(m_current);
}

void LogStoreView::goToRow(qint64 row)
{
    if (count() == 0)
        return;
    const qint64 index = std::min(indexOf(row), count() - 1);
    setFollow(false);
    setCurrent(rowOf(index), false);
    ensureVisible(m_current);
}

void LogStoreView::goToTime(qint64 time)
{
    goToRow(lines().rowAt(time));
}

void LogStoreView::nextMatch()
{
    const qint64 index = m_current < 0 ? 0 : m_matches.indexOf(m_current + 1);
    if (index >= m_matches.size())
        return;
    const qint64 row = m_matches.row(index);
    setContext(false);
    goToRow(row);
}

void LogStoreView::previousMatch()
{
    const qint64 index = (m_current < 0 ? m_matches.size() : m_matches.indexOf(m_current)) - 1;
    if (index < 0)
        return;
    const qint64 row = m_matches.row(index);
    setContext(false);
    goToRow(row);
}

void LogStoreView::toggleBookmark()
{
    if (m_current < 0)
        return;
    if (!m_bookmarks.remove(m_current))
        m_bookmarks.insert(m_current);
    viewport()->update();
}

void LogStoreView::jumpBookmark(int direction)
{
    qint64 best = -1;
    for (const qint64 row : std::as_const(m_bookmarks)) {
        if (direction > 0 ? row > m_current && (best < 0 || row < best) : row < m_current && row > best)
            best = row;
    }
    if (best >= 0)
        goToRow(best);
}

void LogStoreView::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const auto page = std::max<qint64>(1, m_blocks.size() - 1);
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll)) {
        if (count() > 0) {
            m_anchor = rowOf(0);
            setCurrent(rowOf(count() - 1), true);
        }
        return;
    }
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return QAbstractScrollArea::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Up: return step(-1, shift);
    case Qt::Key_Down: return step(1, shift);
    case Qt::Key_PageUp: return step(-page, shift);
    case Qt::Key_PageDown: return step(page, shift);
    case Qt::Key_Home: return step(-count(), shift);
    case Qt::Key_End:
        if (count() > 0)
            setCurrent(rowOf(count() - 1), shift);
        return follow();
    case Qt::Key_Return:
    case Qt::Key_Enter: return toggleOpen(m_current, -1);
    case Qt::Key_Right: return toggleOpen(m_current, 1);
    case Qt::Key_Left: return toggleOpen(m_current, 0);
    case Qt::Key_N:
    case Qt::Key_F3: return shift ? previousMatch() : nextMatch();
    case Qt::Key_C: return setContext(!showsContext());
    case Qt::Key_B: return toggleBookmark();
    case Qt::Key_BracketLeft: return jumpBookmark(-1);
    case Qt::Key_BracketRight: return jumpBookmark(1);
    case Qt::Key_W: return setWrap(!m_wrap);
    case Qt::Key_Escape:
        if (showsContext())
            return setContext(false);
        break;
    default: break;
    }
    event->ignore(); // nothing of ours: the window may know it
}

const LogStoreView::Block *LogStoreView::blockAt(int y) const
{
    for (const Block &block : m_blocks) {
        if (y >= block.top && y < block.top + block.height)
            return &block;
    }
    return nullptr;
}

void LogStoreView::mousePressEvent(QMouseEvent *event)
{
    const Block *block = blockAt(event->pos().y());
    if (!block || event->button() == Qt::MiddleButton)
        return;
    const auto [first, last] = selectedRows();
    if (event->button() == Qt::RightButton && block->row >= first && block->row <= last)
        return;               // the menu is for what is selected
    const Block hit = *block; // setCurrent() may lay out anew
    setCurrent(hit.row, event->modifiers().testFlag(Qt::ShiftModifier));
    if (event->button() != Qt::LeftButton)
        return;
    const int below = event->pos().y() - hit.top - (hit.marks + hit.textRows) * rowHeight();
    const bool last1 = event->pos().y() >= hit.top + hit.height - rowHeight();
    const bool more = hit.folded > 0 || (shown(hit.row).cut && !m_open.contains(hit.row));
    if (below >= 0 && last1 && more)
        return toggleOpen(hit.row, 1);
    m_textTo = characterAt(hit, event->pos());
}

void LogStoreView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton) || m_anchor < 0)
        return;
    const Block *block = blockAt(std::clamp(event->pos().y(), 0, std::max(0, viewport()->height() - 1)));
    if (!block)
        return;
    const Block hit = *block;
    if (hit.row == m_anchor && hit.row == m_current && m_textTo >= 0) {
        const int at = characterAt(hit, event->pos());
        if (m_textFrom < 0 && at != m_textTo)
            m_textFrom = m_textTo; // where the button went down
        if (m_textFrom >= 0)
            m_textTo = at;
        viewport()->update();
        Q_EMIT selectionChanged();
        return;
    }
    setCurrent(hit.row, true);
    if (event->pos().y() < 0)
        step(-1, true);
    else if (event->pos().y() >= viewport()->height())
        step(1, true);
}

void LogStoreView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const Block *block = blockAt(event->pos().y()))
        toggleOpen(block->row, -1);
}

void LogStoreView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ShiftModifier) ||
        std::abs(event->angleDelta().x()) > std::abs(event->angleDelta().y()))
        return QAbstractScrollArea::wheelEvent(event);
    m_wheel += event->angleDelta().y();
    const int lines = m_wheel / 40; // three a notch
    m_wheel -= lines * 40;
    if (lines != 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() - lines);
    event->accept();
}

void LogStoreView::contextMenuEvent(QContextMenuEvent *event)
{
    Q_EMIT menuAsked(event->globalPos());
}

void LogStoreView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void LogStoreView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

QStringList LogStoreView::visibleLines() const
{
    QStringList texts;
    for (const Block &block : m_blocks) {
        const logs::Line line = lines().line(block.row);
        const ShownLine &text = shown(block.row);
        texts.append(QStringLiteral("%1 %2 %3 %4")
                         .arg(timeText(line.time), lines().sources().value(line.source),
                              levelText(line.level), text.copied(0, static_cast<int>(text.text.size())))
                         .trimmed());
    }
    return texts;
}

} // namespace envdeck::ui
