// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/overlay_host.h"

#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

namespace envdeck::ui {

OverlayHost::OverlayHost(QWidget *window) : QWidget(window)
{
    window->installEventFilter(this);
    hide();
}

void OverlayHost::open(QWidget *content, Place place)
{
    dismiss();
    m_before = window()->focusWidget(); // also of a window that is not in front just now
    m_content = content;
    m_place = place;
    m_content->setParent(this);
    m_content->installEventFilter(this);
    setGeometry(parentWidget()->rect());
    arrange();
    raise();
    show();
    m_content->show();
    // A sheet that knows better took the focus when it was shown.
    if (!m_content->isAncestorOf(window()->focusWidget()))
        m_content->setFocus(Qt::OtherFocusReason);
    Q_EMIT opened();
}

void OverlayHost::dismiss()
{
    if (!m_content)
        return;
    QWidget *content = m_content;
    m_content = nullptr;
    content->hide();
    content->deleteLater();
    hide();
    // What opened it may be gone or off by now; the keyboard must not end up nowhere.
    const bool goesBack = m_before && m_before->isVisible() && m_before->isEnabled();
    (goesBack ? m_before.data() : parentWidget())->setFocus(Qt::OtherFocusReason);
    Q_EMIT dismissed();
}

void OverlayHost::rearrange()
{
    arrange();
    update();
}

void OverlayHost::arrange()
{
    if (!m_content)
        return;
    const int margin = metrics::space8;
    QSize size = m_content->sizeHint();
    size = size.boundedTo(QSize(width() - 2 * margin, height() - 2 * margin));
    const int y =
        m_place == Place::Top ? qMin(96, height() / 8) : qMax(margin, (height() - size.height()) * 2 / 5);
    m_content->setGeometry(QRect(QPoint((width() - size.width()) / 2, y), size));
}

void OverlayHost::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), t.scrim);
    if (!m_content)
        return;
    // A soft edge from a few thin outlines: cheap, and without QGraphicsEffect.
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (int i = 0; i < 12; ++i) {
        QColor edge = t.shadow;
        edge.setAlpha(t.shadow.alpha() * (12 - i) / 60);
        painter.setPen(QPen(edge, 2));
        const QRectF ring = QRectF(m_content->geometry()).adjusted(-i, -i + 3, i, i + 3);
        painter.drawRoundedRect(ring, metrics::radiusLarge + i, metrics::radiusLarge + i);
    }
}

void OverlayHost::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    // Everything else ends here: no key reaches the page below.
    event->accept();
}

void OverlayHost::mousePressEvent(QMouseEvent *event)
{
    event->accept(); // the page below is out of reach; a stray click must not throw a review away
}

bool OverlayHost::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        setGeometry(parentWidget()->rect());
        arrange();
    }
    if (watched == m_content && event->type() == QEvent::LayoutRequest)
        rearrange(); // a check came in and needs another line
    return QWidget::eventFilter(watched, event);
}

bool OverlayHost::focusNextPrevChild(bool next)
{
    // The chain is a ring through every widget of the window, and the sheet's lie together in it.
    QWidget *const from = window()->focusWidget();
    const auto after = [next](QWidget *widget) {
        return next ? widget->nextInFocusChain() : widget->previousInFocusChain();
    };
    for (QWidget *widget = from ? after(from) : nullptr; widget && widget != from; widget = after(widget)) {
        if (isAncestorOf(widget) && widget->isEnabled() && widget->isVisible() &&
            widget->focusPolicy() & Qt::TabFocus) {
            widget->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            break;
        }
    }
    return true;
}

} // namespace envdeck::ui
