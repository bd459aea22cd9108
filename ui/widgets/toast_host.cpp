// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast_host.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/undo_bar.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QTimer>

namespace envdeck::ui {

namespace {

constexpr std::chrono::seconds shownFor{8};
constexpr int toastWidth = 640;
constexpr int clearance = 56; // over the footer that a page may end in

} // namespace

ToastHost::ToastHost(QWidget *window) : QObject(window), m_window(window), m_timer(new QTimer(this))
{
    window->installEventFilter(this);
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, [this] {
        const QWidget *focus = QApplication::focusWidget();
        const bool inUse = m_bar && (m_bar->underMouse() || (focus && m_bar->isAncestorOf(focus)));
        inUse ? m_timer->start(shownFor) : dismiss();
    });
}

void ToastHost::show(const QString &text, std::function<void()> undo)
{
    dismiss();
    m_bar = new UndoBar(text, static_cast<bool>(undo), m_window);
    connect(m_bar, &UndoBar::undoAsked, this, [this, undo = std::move(undo)] {
        dismiss();
        undo();
    });
    place();
    m_bar->show();
    m_bar->raise();
    QAccessibleEvent spoken(m_bar, QAccessible::Alert);
    QAccessible::updateAccessibility(&spoken);
    if (!m_persistent)
        m_timer->start(shownFor);
}

void ToastHost::dismiss()
{
    m_timer->stop();
    if (!m_bar)
        return;
    m_bar->hide();
    m_bar->deleteLater();
    m_bar = nullptr;
}

void ToastHost::setGround(const QList<QWidget *> &ground)
{
    m_ground.clear();
    for (QWidget *widget : ground)
        m_ground.append(widget);
}

QWidget *ToastHost::bar() const
{
    return m_bar;
}

void ToastHost::place()
{
    const int room = m_window->width() - 2 * metrics::space8;
    const QSize size(qMin(m_bar->sizeHint().width(), qMin(room, toastWidth)), m_bar->sizeHint().height());
    int ground = m_window->height();
    for (const QPointer<QWidget> &widget : std::as_const(m_ground)) {
        if (widget && widget->isVisible())
            ground = qMin(ground, widget->mapTo(m_window, QPoint(0, 0)).y());
    }
    m_bar->setGeometry(
        QRect(QPoint((m_window->width() - size.width()) / 2, ground - size.height() - clearance), size));
}

bool ToastHost::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_window && event->type() == QEvent::Resize && m_bar)
        place();
    return QObject::eventFilter(watched, event);
}

} // namespace envdeck::ui
