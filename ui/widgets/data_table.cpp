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
#include <QTimer>

namespace envdeck::ui {

namespace {

constexpr int rowsMeasured = 60; // more than a screen shows

} // namespace

DataTable::DataTable(QWidget *parent) : QTableView(parent), m_fit(new QTimer(this))
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
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int, int size) {
        if (!m_sizing && size > 0 && column < m_columns.size() && !m_columns.at(column).stretch)
            m_dragged.insert(column);
    });
    m_fit->setSingleShot(true);
    m_fit->setInterval(0);
    connect(m_fit, &QTimer::timeout, this, &DataTable::fitColumns);
    applySizes();
}

void DataTable::setColumns(const QList<Column> &columns)
{
    m_columns = columns;
    followWords();
    applySizes();
}

void DataTable::followWords()
{
    const auto fitLater = [this] { m_fit->start(); };
    disconnect(model(), nullptr, m_fit, nullptr);
    connect(model(), &QAbstractItemModel::modelReset, m_fit, fitLater);
    connect(model(), &QAbstractItemModel::rowsInserted, m_fit, fitLater);
    connect(model(), &QAbstractItemModel::dataChanged, m_fit, fitLater);
    connect(model(), &QAbstractItemModel::headerDataChanged, m_fit, fitLater);
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
    m_sizing = true;
    for (int column = 0; model() && column < qMin(int(m_columns.size()), model()->columnCount()); ++column) {
        const bool stretch = m_columns.at(column).stretch;
        horizontalHeader()->setSectionResizeMode(column,
                                                 stretch ? QHeaderView::Stretch : QHeaderView::Interactive);
        if (!stretch)
            setColumnWidth(column, scaled(m_columns.at(column).width));
    }
    m_sizing = false;
    m_dragged.clear();
    hideNarrow();
    fitColumns();
}

// Words differ with language and data. A column only grows while it is in view: none must jump at every
// reading.
void DataTable::fitColumns()
{
    m_sizing = true;
    for (int column = 0; model() && column < qMin(int(m_columns.size()), model()->columnCount()); ++column) {
        const int most = scaled(m_columns.at(column).upTo);
        if (most == 0 || isColumnHidden(column) || m_dragged.contains(column))
            continue;
        const QString head = model()->headerData(column, Qt::Horizontal).toString();
        int wanted =
            QFontMetrics(ui::font(Type::SmallStrong)).horizontalAdvance(head) + 1 + 2 * metrics::cellMargin;
        for (int row = 0; row < qMin(rowsMeasured, model()->rowCount()); ++row)
            wanted = qMax(wanted, sizeHintForIndex(model()->index(row, column)).width());
        if (wanted = qMin(wanted, most); wanted > columnWidth(column))
            setColumnWidth(column, wanted);
    }
    m_sizing = false;
}

// What matters least leaves first: the action column must never need scrolling.
void DataTable::hideNarrow()
{
    m_sizing = true;
    for (int column = 0; model() && column < qMin(int(m_columns.size()), model()->columnCount()); ++column) {
        if (const int limit = m_columns.at(column).hideBelow; limit > 0)
            setColumnHidden(column, width() < scaled(limit));
    }
    m_sizing = false;
    m_fit->start(); // a column that came back was not measured
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
