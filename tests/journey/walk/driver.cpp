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
    return QTest::qWaitFor(condition, int(limit.count()));
}

QWidget *Driver::visible(const char *name) const
{
    const auto all = m_window.findChildren<QWidget *>(QLatin1String(name));
    const auto it = std::find_if(all.cbegin(), all.cend(), [](const QWidget *widget) { return widget->isVisible(); });
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
        view->scrollTo(index);
        clickAt(*view->viewport(), view->visualRect(index).center());
        return true;
    }
    return false;
}

bool Driver::clickAction(const char *table, int row, int column) const
{
    auto *view = visible<QAbstractItemView>(table);
    if (!view || row >= view->model()->rowCount())
        return false;
    const QModelIndex index = view->model()->index(row, column);
    view->scrollTo(index);
    const QRect cell = view->visualRect(index);
    clickAt(*view->viewport(), QPoint(cell.right() - 40, cell.center().y()));
    return true;
}

bool Driver::type(const char *field, const QString &text) const
{
    if (!click(field))
        return false;
    QTest::keyClicks(visible(field), text);
    return true;
}

void Driver::press(Qt::Key key, Qt::KeyboardModifiers modifiers) const
{
    QTest::keyClick(m_window.windowHandle(), key, modifiers);
    QTest::qWait(30);
}

void Driver::pause(std::chrono::milliseconds span) const
{
    QTest::qWait(int(span.count()));
}

} // namespace envdeck::testing
