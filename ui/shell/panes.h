// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QWidget>

namespace envdeck::ui {

// The parts of the window that F6 and Shift+F6 walk through, in reading order. Each remembers where the focus
// was.
class Panes {
public:
    void setPanes(const QList<QWidget *> &panes); // borrowed; may die
    // Moves the focus to the next (or previous) visible pane that can take it.
    void step(bool forward);

private:
    struct Pane {
        QPointer<QWidget> root;
        QPointer<QWidget> last;
    };

    int paneOf(const QWidget *widget) const; // -1 outside all of them, and for null
    QWidget *firstFocusable(int pane) const; // null when there is none

    QList<Pane> m_panes;
};

} // namespace envdeck::ui
