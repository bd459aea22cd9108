// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/data_table.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/status_cell.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>

namespace envdeck::ui {

DataTable::DataTable(QWidget *parent) : QTableView(parent)
{
    auto *delegate = new StatusCellDelegate(this);
    connect(delegate, &ActionDelegate::actionTriggered, this, &DataTable::actionTriggered);
    setItemDelegate(delegate);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setMouseTracking(true);
    setWordWrap(false);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(20); // the default silently enlarges compact rows
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    applySizes();
}

void DataTable::setColumns(const QList<Column> &columns)
{
    m_columns = columns;
    applySizes();
}

void DataTable::setRowKind(RowKind kind)
{
    m_rowKind = kind;
    applySizes();
}

int DataTable::selectedRow() const
{
    const QModelIndexList rows = selectionModel() ? selectionModel()->selectedRows() : QModelIndexList();
    int first = -1;
    for (const QModelIndex &index : rows)
        first = first < 0 ? index.row() : qMin(first, index.row());
    return first;
}

void DataTable::applySizes()
{
    int height = rowHeightOf(this);
    if (m_rowKind == RowKind::LineWithButton)
        height = qMax(height, scaled(metrics::rowHeightWithButton));
    else if (m_rowKind == RowKind::TwoLines)
        height = scaled(metrics::rowHeightTwoLines);
    verticalHeader()->setDefaultSectionSize(height);
    for (int column = 0; model() && column < qMin(int(m_columns.size()), model()->columnCount()); ++column) {
        const bool stretch = m_columns.at(column).stretch;
        horizontalHeader()->setSectionResizeMode(column,
                                                 stretch ? QHeaderView::Stretch : QHeaderView::Interactive);
        if (!stretch)
            setColumnWidth(column, scaled(m_columns.at(column).width));
    }
    hideNarrow();
}

// What matters least leaves first: the action column must never need scrolling.
void DataTable::hideNarrow()
{
    for (int column = 0; model() && column < qMin(int(m_columns.size()), model()->columnCount()); ++column) {
        if (const int limit = m_columns.at(column).hideBelow; limit > 0)
            setColumnHidden(column, width() < scaled(limit));
    }
}

bool DataTable::triggerAction(const QModelIndex &index)
{
    auto *delegate = index.isValid() ? qobject_cast<ActionDelegate *>(itemDelegateForIndex(index)) : nullptr;
    if (!delegate || delegate->actionRect(visualRect(index), index).isEmpty())
        return false;
    Q_EMIT delegate->actionTriggered(index);
    return true;
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex current = currentIndex();
    if (event->matches(QKeySequence::Copy))
        return copyRows();
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    // A key held down must not press the button of whatever row comes next.
    if ((enter || event->key() == Qt::Key_Space) && !event->isAutoRepeat() && triggerAction(current))
        return;
    if (enter && !event->isAutoRepeat() && current.isValid()) {
        Q_EMIT opened(current);
        return;
    }
    QTableView::keyPressEvent(event);
}

void DataTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    Q_EMIT menuAsked(index, byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

void DataTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    QTableView::mouseDoubleClickEvent(event);
    const QPoint at = event->position().toPoint();
    const QModelIndex index = indexAt(at);
    if (!index.isValid())
        return;
    const auto *delegate = qobject_cast<ActionDelegate *>(itemDelegateForIndex(index));
    if (!delegate || !delegate->actionRect(visualRect(index), index).contains(at))
        Q_EMIT opened(index);
}

void DataTable::copyRows()
{
    QStringList lines;
    for (int row = 0; selectionModel() && row < model()->rowCount(); ++row) {
        if (!selectionModel()->isRowSelected(row, {}))
            continue;
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column) {
            const QModelIndex index = model()->index(row, column);
            const auto cell = index.data(StatusCellRole).value<StatusCell>();
            if (!isColumnHidden(column) && cell.kind != StatusCell::Kind::Action)
                cells.append(QStringLiteral("%1 %2").arg(index.data().toString(), cell.note).simplified());
        }
        lines.append(cells.join(QLatin1Char('\t')));
    }
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    hideNarrow();
}

void DataTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange) // density or text size
        applySizes();
}

} // namespace envdeck::ui
