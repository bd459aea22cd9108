// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>
#include <functional>

class QTimer;

namespace envdeck::ui {

class UndoBar;

// What was just done, at the bottom centre of a window for 8 s, with the way back where there is one. One at
// a time; the newest wins. Waits while it has the focus or the pointer. Spoken once to assistive technology.
class ToastHost final : public QObject {
    Q_OBJECT

public:
    explicit ToastHost(QWidget *window);

    // `text` is plain. Without `undo` there is no button.
    void show(const QString &text, std::function<void()> undo = {});
    void dismiss();
    // Stays until dismissed (an accessibility setting).
    void setPersistent(bool persistent) { m_persistent = persistent; }
    QWidget *bar() const; // null while nothing is shown
    // It stands clear above the highest of these that is visible; without any, above the window's lower edge.
    void setGround(const QList<QWidget *> &ground);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QWidget *m_window;
    QPointer<UndoBar> m_bar;
    QTimer *m_timer;
    bool m_persistent = false;
    QList<QPointer<QWidget>> m_ground;
};

} // namespace envdeck::ui
