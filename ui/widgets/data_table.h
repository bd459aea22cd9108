// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSet>
#include <QTableView>

class QTimer;

namespace envdeck::ui {

// A table in the look and with the manners of all our tables: no grid, rows of one fixed height, whole rows
// selected, smooth scrolling, columns that grow with their words and leave by priority, painted buttons that
// work by click, Enter and Space, Ctrl+C copies rows as tab separated text, Tab leaves. Paints with
// StatusCellDelegate unless told otherwise. Give it 12 px of margin left and right: its text then stands at
// the page's 24.
class DataTable final : public QTableView {
    Q_OBJECT

public:
    enum class RowKind { Line, LineWithButton, TwoLines };

    struct Column {
        int width = 100;      // at 100 % text
        bool stretch = false; // takes what is left; at most one
        int hideBelow = 0;    // hidden while the table is narrower than this at 100 % text; 0 never
        int upTo = 0;         // grows with its words from `width` up to this; 0 keeps its width
    };

    explicit DataTable(QWidget *parent = nullptr);

    void setColumns(const QList<Column> &columns); // after setModel()
    void setRowKind(RowKind kind);
    // The model row at the top of the selection; -1 without one. Of the view's own model, not of a proxy's
    // source.
    int selectedRow() const;

Q_SIGNALS:
    void actionTriggered(const QModelIndex &index); // a painted button
    void opened(const QModelIndex &index);          // Enter or double click on a row, outside a button
    void menuAsked(const QModelIndex &index,
                   const QPoint &globalPosition); // right click, Menu key, Shift+F10

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool triggerAction(const QModelIndex &index);
    void applySizes();
    void hideNarrow();
    void followWords();
    void fitColumns();
    void copyRows();

    QList<Column> m_columns;
    QSet<int> m_dragged; // by a person: their widths stay
    bool m_sizing = false;
    QTimer *m_fit; // once for all changes of one moment
    RowKind m_rowKind = RowKind::Line;
};

} // namespace envdeck::ui
