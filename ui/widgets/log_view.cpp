// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/log_view.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/theme/text_paint.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStringListModel>
#include <QStyledItemDelegate>

#include <algorithm>

namespace envdeck::ui {

namespace {

class LineDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {option.rect.width(), scaled(20)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &t = tokensOf(option.widget);
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, t.selected);
        painter->setFont(font(Type::Code));
        painter->setPen(t.text);
        const QRect area = option.rect.adjusted(metrics::space3, 0, -metrics::space3, 0);
        const QString shown =
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width());
        painter->drawText(area, Qt::AlignVCenter | Qt::TextSingleLine, unjoined(shown));
    }
};

} // namespace

LogView::LogView(QWidget *parent) : QListView(parent), m_lines(new QStringListModel(this))
{
    setModel(m_lines);
    setItemDelegate(new LineDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setViewportMargins(metrics::space3, metrics::space2, metrics::space3, metrics::space2);
}

void LogView::setText(const QString &text)
{
    QStringList lines = text.split(QLatin1Char('\n'));
    if (lines.constLast().isEmpty())
        lines.removeLast();
    const QStringList before = m_lines->stringList();
    const bool atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum();
    const bool grown =
        lines.size() >= before.size() && std::equal(before.begin(), before.end(), lines.begin());
    if (!grown) {
        m_lines->setStringList(lines);
    } else if (lines.size() > before.size()) { // keeps selection and place
        const auto from = static_cast<int>(before.size());
        m_lines->insertRows(from, static_cast<int>(lines.size()) - from);
        for (int row = from; row < lines.size(); ++row)
            m_lines->setData(m_lines->index(row), lines.at(row));
    }
    if (atEnd)
        scrollToBottom();
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (!event->matches(QKeySequence::Copy))
        return QListView::keyPressEvent(event);
    QModelIndexList selected = selectionModel()->selectedIndexes();
    std::sort(selected.begin(), selected.end());
    QStringList lines;
    for (const QModelIndex &index : std::as_const(selected))
        lines.append(index.data().toString());
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace envdeck::ui
