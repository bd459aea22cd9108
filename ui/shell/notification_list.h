// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shell_model.h"

#include <QListView>

namespace envdeck::ui {

// What happened, newest first: shape, environment and title, then detail and age.
class NotificationList final : public QListView {
    Q_OBJECT

public:
    NotificationList(const QList<Notification> &notifications, const QDateTime &now,
                     QWidget *parent = nullptr);

    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const envdeck::ui::Notification &notification);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose(const QModelIndex &index);

    QList<Notification> m_notifications;
};

} // namespace envdeck::ui
