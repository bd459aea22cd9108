// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/log_histogram.h"

#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/status.h"
#include "ui/theme/style.h"
#include "ui/widgets/log_level.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <numeric>

namespace envdeck::ui {

namespace {

quint64 sumOf(const logs::LevelCounts &counts)
{
    return std::accumulate(counts.begin(), counts.end(), quint64(0));
}

// From the ground up: the loudest stand at the ground, where their heights can be compared.
QColor levelColor(std::size_t level, const Tokens &t)
{
    const Severity severity = levelSeverity(static_cast<logs::Level>(level));
    if (severity != Severity::None)
        return severityColor(t, severity);
    return blended(t.muted, t.surface, 0.45);
}

} // namespace

LogHistogram::LogHistogram(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("logs.histogram"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    speak();
}

QSize LogHistogram::sizeHint() const
{
    return {scaled(400), scaled(64)};
}

QSize LogHistogram::minimumSizeHint() const
{
    return {scaled(120), scaled(64)};
}

QRect LogHistogram::plot() const
{
    return rect().adjusted(metrics::pageMargin, metrics::space1, -metrics::pageMargin, -scaled(18));
}

int LogHistogram::wantedBuckets() const
{
    return std::clamp(plot().width() / 6, 10, 400);
}

void LogHistogram::setHistogram(const logs::Histogram &histogram)
{
    m_histogram = histogram;
    m_from = m_to = -1;
    m_current = std::min(m_current, static_cast<int>(histogram.buckets.size()) - 1);
    speak();
    update();
}

void LogHistogram::setMarks(const QList<LogMark> &marks)
{
    m_marks = marks;
    update();
}

int LogHistogram::left(int bucket) const
{
    const int all = std::max(1, static_cast<int>(m_histogram.buckets.size()));
    return plot().left() + plot().width() * bucket / all;
}

int LogHistogram::bucketAt(int x) const
{
    const int all = static_cast<int>(m_histogram.buckets.size());
    if (all == 0)
        return -1;
    return std::clamp((x - plot().left()) * all / std::max(1, plot().width()), 0, all - 1);
}

QString LogHistogram::bucketText(int bucket) const
{
    const logs::LevelCounts &counts = m_histogram.buckets[std::size_t(bucket)];
    QStringList parts;
    for (std::size_t level = logs::levelCount; level-- > 0;) {
        if (counts[level] > 0)
            parts.append(QStringLiteral("%1 %2").arg(levelText(static_cast<logs::Level>(level)),
                                                     QLocale().toString(counts[level])));
    }
    const QString at =
        exactTimeText(QDateTime::fromMSecsSinceEpoch(m_histogram.from + bucket * m_histogram.step, Qt::UTC));
    return parts.isEmpty() ? tr("%1: no lines").arg(at)
                           : tr("%1: %2").arg(at, parts.join(QStringLiteral(", ")));
}

void LogHistogram::speak()
{
    setAccessibleName(tr("Lines over time"));
    if (m_current >= 0 && m_current < static_cast<int>(m_histogram.buckets.size()))
        setAccessibleDescription(bucketText(m_current));
    else
        setAccessibleDescription({});
}

void LogHistogram::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = tokensOf(this);
    const QRect area = plot();
    painter.fillRect(rect(), t.surface);
    painter.fillRect(QRect(area.left(), area.bottom() + 1, area.width(), 1), t.line);
    const int all = static_cast<int>(m_histogram.buckets.size());
    quint64 most = 0;
    for (const logs::LevelCounts &counts : m_histogram.buckets)
        most = std::max(most, sumOf(counts));
    if (m_from >= 0) {
        const int a = left(std::min(m_from, m_to));
        const int b = left(std::max(m_from, m_to) + 1);
        painter.fillRect(QRect(a, area.top(), b - a, area.height()), t.selected);
    }
    for (int i = 0; i < all && most > 0; ++i) {
        const int x = left(i);
        const int width = std::max(1, left(i + 1) - x - 1);
        quint64 below = 0;
        for (std::size_t level = logs::levelCount; level-- > 0;) {
            const quint64 count = m_histogram.buckets[std::size_t(i)][level];
            if (count == 0)
                continue;
            const auto height = [&](quint64 n) {
                return static_cast<int>((n * quint64(area.height()) + most - 1) / most);
            };
            const int from = height(below);
            below += count;
            // A single error among thousands still stands a pixel high.
            const int tall =
                std::max(levelSeverity(static_cast<logs::Level>(level)) == Severity::None ? 0 : 2,
                         height(below) - from);
            painter.fillRect(QRect(x, area.bottom() + 1 - from - tall, width, tall), levelColor(level, t));
        }
    }
    if (m_current >= 0 && m_current < all && hasFocus()) {
        painter.setPen(QPen(t.focus, 1));
        painter.drawRect(
            QRect(left(m_current) - 1, area.top(), left(m_current + 1) - left(m_current) + 1, area.height()));
    }
    const qint64 end = m_histogram.from + m_histogram.step * all;
    for (const LogMark &mark : m_marks) {
        if (all == 0 || mark.at < m_histogram.from || mark.at >= end)
            continue;
        const auto x = area.left() + static_cast<int>(qint64(area.width()) * (mark.at - m_histogram.from) /
                                                      (end - m_histogram.from));
        for (int y = area.top(); y < area.bottom(); y += 4)
            painter.fillRect(x, y, 1, 2, t.text);
        QPolygon triangle;
        triangle << QPoint(x - 4, area.top() - 4) << QPoint(x + 5, area.top() - 4)
                 << QPoint(x, area.top() + 2);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.text);
        painter.drawPolygon(triangle);
    }
    if (all == 0)
        return;
    painter.setFont(ui::font(Type::Small));
    painter.setPen(t.muted);
    const QRect foot(area.left(), area.bottom() + 3, area.width(), height() - area.bottom() - 3);
    const auto clock = [&](qint64 at) {
        const qint64 day = 86'400'000;
        return shownTime(at).toString(end - m_histogram.from > day ? QStringLiteral("yyyy-MM-dd HH:mm")
                                                                   : QStringLiteral("HH:mm:ss"));
    };
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, clock(m_histogram.from));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, clock(end));
    painter.drawText(foot, Qt::AlignHCenter | Qt::AlignVCenter,
                     tr("at most %1 lines a bar").arg(QLocale().toString(most)));
}

void LogHistogram::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_from = m_to = bucketAt(event->pos().x());
    update();
}

void LogHistogram::mouseMoveEvent(QMouseEvent *event)
{
    if (m_from < 0)
        return;
    m_to = bucketAt(event->pos().x());
    update();
}

void LogHistogram::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_from < 0 || event->button() != Qt::LeftButton)
        return;
    const int from = std::min(m_from, m_to);
    const int to = std::max(m_from, m_to);
    const bool dragged = m_from != m_to;
    m_from = m_to = -1;
    update();
    if (dragged)
        Q_EMIT rangeChosen(m_histogram.from + from * m_histogram.step,
                           m_histogram.from + (to + 1) * m_histogram.step);
}

void LogHistogram::mouseDoubleClickEvent(QMouseEvent *)
{
    m_from = m_to = -1;
    Q_EMIT rangeReset();
}

void LogHistogram::keyPressEvent(QKeyEvent *event)
{
    const int all = static_cast<int>(m_histogram.buckets.size());
    if (all == 0)
        return event->ignore();
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        m_current = std::clamp(m_current + (event->key() == Qt::Key_Left ? -1 : 1), 0, all - 1);
        speak();
        update();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0) {
        const qint64 from = m_histogram.from + m_current * m_histogram.step;
        Q_EMIT rangeChosen(from, from + m_histogram.step);
    } else if (event->key() == Qt::Key_Backspace) {
        Q_EMIT rangeReset();
    } else {
        event->ignore();
    }
}

bool LogHistogram::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && !m_histogram.buckets.empty()) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), bucketText(bucketAt(help->pos().x())), this);
        return true;
    }
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        speak();
        update();
    }
    return QWidget::event(event);
}

} // namespace envdeck::ui
