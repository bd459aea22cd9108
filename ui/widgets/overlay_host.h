// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

namespace envdeck::ui {

// Covers a window with a scrim and shows one child on it: a sheet or the palette. Inside the window, so that
// it looks and moves the same under every window manager and Wayland. Blocks the mouse; Tab stays inside; Esc
// closes; a sheet says first that it was cancelled. The page below stays out of reach of every key too.
class OverlayHost final : public QWidget {
    Q_OBJECT

public:
    enum class Place { Center, Top };

    explicit OverlayHost(QWidget *window);

    // Takes ownership of content and shows it; the previous focus comes back on close().
    // Something that is open already is dismissed first.
    void open(QWidget *content, Place place);
    void dismiss();
    bool isOpen() const { return m_content != nullptr; }
    QWidget *content() const { return m_content; } // null while closed
    void rearrange();                              // the content's size hint changed

Q_SIGNALS:
    void opened();
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void arrange();

    QPointer<QWidget> m_content; // owned by this; null while closed
    QPointer<QWidget> m_before;  // had the focus before
    Place m_place = Place::Center;
};

} // namespace envdeck::ui
