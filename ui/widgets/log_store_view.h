// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/logs/live_filter.h"
#include "ui/widgets/log_line_text.h"

#include <QAbstractScrollArea>
#include <QCache>
#include <QDateTime>
#include <QMap>
#include <QSet>

class QPushButton;

namespace envdeck::ui {

// What happened at a moment and is drawn as a row between the lines: "v1.3.8 deployed by bo".
struct LogMark {
    qint64 at = 0; // milliseconds since the epoch
    QString text;
};

// The lines of a LiveFilter, of ten million as of ten: only what is in view is laid out. Scrolls by lines.
// Follows the newest line until the reader scrolls up; End follows again. Selects whole lines, or text within
// one. Keys: arrows, Page Up and Down, Home, End (with Shift: select), Ctrl+A, Ctrl+C, n and N (next and
// previous match), Enter, Right and Left (open and close a line), C (the 20 lines around), B (bookmark), [
// and ] (to bookmarks), W (wrap), Esc (leave the surroundings). Remote text is only ever painted as
// characters.
class LogStoreView final : public QAbstractScrollArea {
    Q_OBJECT

public:
    enum class Times { Local, Utc, Relative, Hidden };

    explicit LogStoreView(QWidget *parent = nullptr); // named logs.view
    ~LogStoreView() override;

    // Shows what the filter lets through, now and from now on. The filter must outlive the view or be
    // replaced.
    void setFilter(logs::LiveFilter *filter);
    void setMarks(const QList<LogMark> &marks); // in order of time
    // For what is copied; nothing is before it is known.
    void setRedactor(const std::optional<Redactor> &redactor);
    void setTimes(Times times);
    void setNow(const QDateTime &now); // what relative times count from; the owner keeps it fresh
    void setWrap(bool wrap);
    void setFold(bool fold);     // frames of stack traces under their first line; on at first
    void setColors(bool colors); // those of the lines themselves; on at first
    bool wraps() const { return m_wrap; }
    bool follows() const { return m_follow; }
    qint64 newLines() const { return m_newLines; } // that came while not following

    qint64 currentRow() const { return m_current; } // -1: none
    std::pair<qint64, qint64> selectedRows() const; // first and last; -1 when none
    QString selectedText() const;                   // redacted, as Ctrl+C copies it
    const QSet<qint64> &bookmarks() const { return m_bookmarks; }
    bool showsContext() const { return m_contextRow >= 0; }
    QStringList visibleLines() const; // as they are read out

public Q_SLOTS:
    void follow();
    void goToRow(qint64 row); // the nearest shown one; in view and current
    void goToTime(qint64 time);
    void nextMatch();
    void previousMatch();
    void toggleBookmark();
    void setContext(bool context); // the current line and 20 on either side, whatever the filter says
    void copy();

Q_SIGNALS:
    void followChanged(bool follows, qint64 newLines);
    void currentChanged(qint64 row);
    void selectionChanged();
    void copied(qint64 lines);
    void notYetToCopy();              // what must be hidden is not known yet
    void tooManyToCopy(qint64 lines); // above 10,000: to be exported
    void wrapChanged(bool wraps);
    void contextChanged(bool context);
    void menuAsked(const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    struct Block { // a line in view with all that belongs to it
        qint64 index = 0;
        qint64 row = 0;
        int top = 0;
        int height = 0;
        int marks = 0;    // rows of marks above the line
        int textRows = 1; // of the line itself
        int folded = 0;   // lines under it that are not shown
    };
    struct Trace { // a head, and the last line that is known to belong to it
        qint64 head = -1;
        qint64 last = -1;
    };
    struct Columns {
        int time = 0;
        int source = 0;
        int level = 0;
        int text = 0; // where they start
    };

    // The sequence of lines: the matches, or the surroundings of one line.
    qint64 count() const;
    qint64 rowOf(qint64 index) const;
    qint64 indexOf(qint64 row) const;
    const logs::Snapshot &lines() const { return m_matches.snapshot(); }

    void take();
    void shiftRows(const logs::Snapshot &after);
    void updateScroll();
    void relayout();
    void measure();
    Block blockOf(qint64 index) const;
    // Of the stack trace that the line belongs to; itself otherwise.
    qint64 headOf(qint64 index) const;
    int foldedUnder(qint64 index) const;
    int rowHeight() const;
    Columns columns() const;
    int textWidth() const;
    const ShownLine &shown(qint64 row) const;
    QStringList treeOf(qint64 row) const;
    const Block *blockAt(int y) const;
    int characterAt(const Block &block, const QPoint &point) const;
    void setCurrent(qint64 row, bool extend);
    void step(qint64 by, bool extend);
    void ensureVisible(qint64 row);
    void setFollow(bool follow);
    void toggleOpen(qint64 row, int want); // want: 1 open, 0 close, -1 the other
    void jumpBookmark(int direction);
    void placePill();
    QString timeText(qint64 time) const;
    void paintBlock(QPainter &painter, const Block &block) const;
    void paintMark(QPainter &painter, const LogMark &mark, int top) const;
    void paintText(QPainter &painter, const Block &block, int top) const;

    logs::LiveFilter *m_filter = nullptr;
    logs::Matches m_matches;
    QList<LogMark> m_marks;
    std::optional<Redactor> m_redactor;
    Times m_times = Times::Local;
    QDateTime m_now;
    bool m_wrap = false;
    bool m_fold = true;
    bool m_colors = true;
    bool m_follow = true;
    bool m_moving = false; // the scroll bar is set by us
    qint64 m_newLines = 0;
    qint64 m_seenEnd = 0;
    quint64 m_seenInsert = 0;
    qint64 m_topRow = 0;
    int m_mostPlaces = 0; // columns of the longest line that was in view
    qint64 m_current = -1;
    qint64 m_anchor = -1;
    int m_textFrom = -1; // a selection within the current line; < 0: whole lines
    int m_textTo = -1;
    qint64 m_contextRow = -1;
    int m_wheel = 0;
    QSet<qint64> m_bookmarks;
    QSet<qint64> m_open;                           // expanded JSON, unfolded traces, lines shown whole
    mutable QHash<logs::SourceId, Trace> m_traces; // the last looked at of each source, for one layout
    QList<Block> m_blocks;                         // in view
    mutable QCache<qint64, ShownLine> m_shown{300};
    QPushButton *m_pill;
};

} // namespace envdeck::ui
