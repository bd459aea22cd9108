// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/walk/driver.h"

#include <QAbstractItemView>
#include <QTest>
#include <QWindow>

namespace envdeck::testing {

namespace {

using namespace std::chrono_literals;

bool isUsable(const QWidget *widget)
{
    return widget && widget->isVisible() && widget->isEnabled();
}

} // namespace

bool Driver::waitFor(const std::function<bool()> &condition, std::chrono::milliseconds limit) const
{
    const auto noting = [&] {
        if (const QWidget *toast = visible("toast"))
            m_lastToast = toast->accessibleName();
        return condition();
    };
    return QTest::qWaitFor(noting, int(limit.count()));
}

QWidget *Driver::visible(const char *name) const
{
    const auto all = m_window.findChildren<QWidget *>(QLatin1String(name));
    const auto it =
        std::find_if(all.cbegin(), all.cend(), [](const QWidget *widget) { return widget->isVisible(); });
    return it == all.cend() ? nullptr : *it;
}

bool Driver::appears(const char *name, std::chrono::milliseconds limit) const
{
    return waitFor([&] { return visible(name) != nullptr; }, limit);
}

void Driver::clickAt(QWidget &widget, const QPoint &at) const
{
    QTest::mouseClick(m_window.windowHandle(), Qt::LeftButton, Qt::NoModifier, widget.mapTo(&m_window, at));
    QTest::qWait(30);
}

bool Driver::click(const char *name, std::chrono::milliseconds limit) const
{
    if (!waitFor([&] { return isUsable(visible(name)); }, limit))
        return false;
    QWidget &widget = *visible(name);
    if (m_hands == Hands::Keyboard) {
        if (!tabTo(widget))
            return false;
        press(Qt::Key_Space);
        return true;
    }
    // A hand needs a moment, and does not aim at what still moves: a sheet lays itself out with each answer.
    QPoint at;
    QPoint before;
    do {
        before = at;
        pause(150ms);
        at = widget.mapTo(&m_window, widget.rect().center());
    } while (at != before);
    clickAt(widget, widget.rect().center());
    return true;
}

bool Driver::clickRow(const char *list, const QString &text) const
{
    auto *view = visible<QAbstractItemView>(list);
    if (!view)
        return false;
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        const QModelIndex index = view->model()->index(row, 0);
        if (index.data().toString() != text)
            continue;
        if (m_hands == Hands::Keyboard) {
            if (!tabTo(*view))
                return false;
            press(Qt::Key_Home);
            while (view->currentIndex().row() < row &&
                   view->currentIndex().row() + 1 < view->model()->rowCount()) {
                const int before = view->currentIndex().row();
                press(Qt::Key_Down);
                if (view->currentIndex().row() <= before)
                    return false;
            }
            press(Qt::Key_Return);
            return true;
        }
        view->scrollTo(index);
        clickAt(*view->viewport(), view->visualRect(index).center());
        return true;
    }
    return false;
}

bool Driver::type(const char *field, const QString &text) const
{
    if (!waitFor([&] { return isUsable(visible(field)); }))
        return false;
    QWidget &widget = *visible(field);
    if (m_hands == Hands::Keyboard) {
        if (!tabTo(widget))
            return false;
        press(Qt::Key_A, Qt::ControlModifier);
    } else {
        clickAt(widget, widget.rect().center());
    }
    typeHere(text);
    return true;
}

void Driver::typeHere(const QString &text) const
{
    activate();
    for (const QChar character : text)
        QTest::keyClick(m_window.windowHandle(), character.toLatin1());
    QTest::qWait(30);
}

// Without a window manager nobody gives the keyboard back to a window that lost it.
void Driver::activate() const
{
    if (m_window.isActiveWindow())
        return;
    m_window.activateWindow();
    waitFor([this] { return m_window.isActiveWindow(); }, 3s); // keys find their way without, too
}

bool Driver::tabTo(QWidget &widget) const
{
    activate();
    constexpr int most = 300; // more stops than any page has
    const auto isThere = [&] {
        const QWidget *focus = m_window.focusWidget();
        return focus && (focus == &widget || widget.isAncestorOf(focus));
    };
    for (int stops = 0; stops < most && !isThere(); ++stops)
        QTest::keyClick(m_window.windowHandle(), Qt::Key_Tab);
    QTest::qWait(30);
    return isThere();
}

void Driver::press(Qt::Key key, Qt::KeyboardModifiers modifiers) const
{
    activate();
    QTest::keyClick(m_window.windowHandle(), key, modifiers);
    QTest::qWait(30);
}

void Driver::pause(std::chrono::milliseconds span) const
{
    QTest::qWait(int(span.count()));
}

} // namespace envdeck::testing
