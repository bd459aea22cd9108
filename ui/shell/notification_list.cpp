// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notification_list.h"

#include "ui/models/cells.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/paint_controls.h"
#include "ui/theme/status.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace envdeck::ui {

namespace {

class NotificationDelegate final : public QStyledItemDelegate {
public:
    NotificationDelegate(const QList<Notification> &notifications, const QDateTime &now, QObject *parent)
        : QStyledItemDelegate(parent), m_notifications(notifications), m_now(now)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {option.rect.width(), scaled(metrics::rowHeightTwoLines)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &t = tokensOf(option.widget);
        const Notification &notification = m_notifications.at(index.row());
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver))
            paintBox(painter, option.rect, metrics::radiusSmall, t.hover, Qt::transparent);
        const QRect area = option.rect.adjusted(metrics::space2, 4, -metrics::space2, -4);
        const QRect first(area.left() + 24, area.top(), area.width() - 24, area.height() / 2);
        const QRect second(first.left(), first.bottom() + 1, first.width(), first.height());
        paintIcon(painter, QRect(area.left(), first.top(), metrics::statusIconSize, first.height()),
                  severityIcon(notification.severity), severityColor(t, notification.severity), t.raised,
                  metrics::statusIconSize);
        painter->setFont(font(Type::Small));
        const QString age = agoText(notification.at, m_now);
        const int ageWidth = painter->fontMetrics().horizontalAdvance(age) + 1;
        painter->setPen(t.muted);
        painter->drawText(first, Qt::AlignVCenter | Qt::AlignRight, age);
        painter->drawText(
            second, Qt::AlignVCenter,
            painter->fontMetrics().elidedText(notification.detail, Qt::ElideRight, second.width()));
        painter->setFont(font(notification.read ? Type::Body : Type::BodyStrong));
        painter->setPen(t.text);
        const int room = first.width() - ageWidth - metrics::space3;
        painter->drawText(first, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(notification.title, Qt::ElideRight, room));
    }

private:
    QList<Notification> m_notifications;
    QDateTime m_now;
};

} // namespace

NotificationList::NotificationList(const QList<Notification> &notifications, const QDateTime &now,
                                   QWidget *parent)
    : QListView(parent), m_notifications(notifications)
{
    setObjectName(QStringLiteral("notifications.list"));
    setAccessibleName(tr("Notifications"));
    auto *model = new QStandardItemModel(this);
    for (const Notification &notification : notifications) {
        auto *item = new QStandardItem(notification.title);
        item->setData(QStringLiteral("%1, %2, %3, %4")
                          .arg(severityWord(notification.severity), notification.title, notification.detail,
                               agoText(notification.at, now)),
                      Qt::AccessibleTextRole);
        model->appendRow(item);
    }
    setModel(model);
    setItemDelegate(new NotificationDelegate(notifications, now, this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setUniformItemSizes(true);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    viewport()->setAutoFillBackground(false);
    connect(this, &QListView::clicked, this, &NotificationList::choose);
}

QSize NotificationList::sizeHint() const
{
    constexpr int mostRows = 7;
    return {scaled(380), scaled(metrics::rowHeightTwoLines) *
                             qMin<int>(mostRows, static_cast<int>(m_notifications.size()))};
}

void NotificationList::choose(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT chosen(m_notifications.at(index.row()));
}

void NotificationList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        choose(currentIndex());
    else
        QListView::keyPressEvent(event);
}

} // namespace envdeck::ui
