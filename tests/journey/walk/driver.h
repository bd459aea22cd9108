// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <chrono>
#include <functional>

namespace envdeck::testing {

enum class Hands { Mouse, Keyboard };

// The hands of an operator: mouse, or the keyboard alone, on a real window, by way of its native window's
// events. Finds widgets by object name among those that are visible. By keyboard a widget is reached with
// Tab, as anybody without a mouse would. Waiting spins the event loop.
class Driver {
public:
    Driver(QWidget &window, Hands hands) : m_window(window), m_hands(hands) {}

    QWidget &window() const { return m_window; }

    bool waitFor(const std::function<bool()> &condition,
                 std::chrono::milliseconds limit = std::chrono::seconds(20)) const;
    QWidget *visible(const char *name) const; // null when there is none now
    template <typename T>
    T *visible(const char *name) const
    {
        return qobject_cast<T *>(visible(name));
    }
    bool appears(const char *name, std::chrono::milliseconds limit = std::chrono::seconds(20)) const;

    // Clicks it, or goes there and presses Space. False when the widget is not there, or not enabled, within
    // the limit, or when Tab does not lead to it.
    bool click(const char *name, std::chrono::milliseconds limit = std::chrono::seconds(20)) const;
    bool clickRow(const char *list,
                  const QString &text) const; // row of an item view whose text is exactly this
    bool type(const char *field, const QString &text) const;
    void typeHere(const QString &text) const; // wherever the keyboard is
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const;
    void pause(std::chrono::milliseconds span) const;
    QString lastToast() const { return m_lastToast; } // the newest that was seen while waiting

private:
    void clickAt(QWidget &widget, const QPoint &at) const;
    bool tabTo(QWidget &widget) const;
    void activate() const;

    QWidget &m_window;
    Hands m_hands;
    mutable QString m_lastToast;
};

} // namespace envdeck::testing
