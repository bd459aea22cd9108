// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/top_bar.h"

#include "ui/models/cells.h"
#include "ui/shell/command.h"
#include "ui/shell/notification_list.h"
#include "ui/shell/palette_field.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/env_switcher.h"
#include "ui/widgets/popover.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr int widestWorkspace = 220;

QString worstWord(Severity severity)
{
    return severity == Severity::Ok ? TopBar::tr("Healthy") : severityWord(severity);
}

} // namespace

TopBar::TopBar(QWidget *parent)
    : QWidget(parent), m_switcher(new EnvSwitcher), m_field(new PaletteField), m_readOnly(new Chip({}))
{
    setObjectName(QStringLiteral("top.bar"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_workspace = addQuiet(QStringLiteral("workspace.switcher"), QStringLiteral("workspace"));
    m_bell = addQuiet(QStringLiteral("notifications.open"), QStringLiteral("alerts"));
    m_jobsButton = addQuiet(QStringLiteral("jobs.open"), QStringLiteral("jobs"));
    m_readOnly->setObjectName(QStringLiteral("window.readOnly"));
    m_readOnly->hide();

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::space3, 0, metrics::space3, 0);
    row->setSpacing(metrics::space2);
    row->addWidget(m_switcher);
    row->addWidget(m_workspace);
    row->addStretch(1);
    row->addWidget(m_field, 4);
    row->addStretch(2);
    row->addWidget(m_readOnly);
    row->addWidget(m_bell);
    row->addWidget(m_jobsButton);
    connect(m_switcher, &EnvSwitcher::chosen, this, &TopBar::environmentChosen);
    connect(m_workspace, &QPushButton::clicked, this, &TopBar::openWorkspaceMenu);
    connect(m_field, &QPushButton::clicked, this, &TopBar::paletteAsked);
    connect(m_bell, &QPushButton::clicked, this, &TopBar::openNotifications);
    connect(m_jobsButton, &QPushButton::clicked, this, &TopBar::activityAsked);
    retranslate();
}

QPushButton *TopBar::addQuiet(const QString &objectName, const QString &icon)
{
    auto *button = new QPushButton(themedIcon(icon), {});
    button->setObjectName(objectName);
    setVariant(button, ButtonVariant::Quiet);
    return button;
}

void TopBar::setWorkspace(const QString &name, const QString &path, bool local)
{
    m_name = name;
    m_path = path;
    m_local = local;
    showWorkspace();
}

void TopBar::setRecent(const QList<RecentWorkspace> &recent)
{
    m_recent = recent;
}

void TopBar::setEnvironments(const QList<ShellEnvironment> &environments)
{
    m_environments = environments;
    showChoices();
}

void TopBar::setJobs(const QList<JobStatus> &jobs)
{
    m_jobs = jobs;
    showCounts();
}

void TopBar::setNotifications(const QList<Notification> &notifications, const QDateTime &now)
{
    m_notifications = notifications;
    m_now = now;
    showCounts();
}

void TopBar::setReadOnly(bool readOnly)
{
    m_readOnly->setVisible(readOnly);
}

void TopBar::showWorkspace()
{
    const QString shown = m_local ? tr("%1 (Sandbox)").arg(m_name) : m_name;
    const QFontMetrics fm(m_workspace->font());
    m_workspace->setText(plainMenuText(fm.elidedText(shown, Qt::ElideRight, scaled(widestWorkspace))));
    m_workspace->setAccessibleName(tr("Workspace: %1").arg(shown));
    m_workspace->setToolTip(m_path);
}

void TopBar::showChoices()
{
    QList<EnvChoice> choices{{{}, EnvironmentKind::Custom, Severity::None, {}, {}, QStringLiteral("Ctrl+0")}};
    int number = 0;
    for (const ShellEnvironment &environment : std::as_const(m_environments)) {
        const QString keys = ++number <= 9 ? QStringLiteral("Ctrl+%1").arg(number) : QString();
        choices.append({environment.name, environment.kind, environment.worst, worstWord(environment.worst),
                        environment.note, keys});
    }
    m_switcher->setChoices(choices);
}

void TopBar::showCounts()
{
    const auto unread = std::count_if(m_notifications.begin(), m_notifications.end(),
                                      [](const Notification &notification) { return !notification.read; });
    m_bell->setText(unread > 0 ? QString::number(unread) : QString());
    m_bell->setAccessibleName(tr("Notifications: %1 unread").arg(unread));
    const auto open = std::count_if(m_jobs.begin(), m_jobs.end(),
                                    [](const JobStatus &job) { return !job.isOver() || job.interrupted; });
    m_jobsButton->setText(open > 0 ? QString::number(open) : QString());
    m_jobsButton->setAccessibleName(tr("Activity: %1 open").arg(open));
}

void TopBar::retranslate()
{
    m_readOnly->setSpec({Severity::None, tr("Read-only"), true});
    m_readOnly->setToolTip(tr("Nothing can be changed until read-only mode is switched off (Ctrl+Shift+R)"));
    m_bell->setToolTip(tr("Notifications"));
    m_jobsButton->setToolTip(tr("Activity (Ctrl+J)"));
    showWorkspace();
    showChoices();
    showCounts();
}

void TopBar::openWorkspaceMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("workspace.menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const RecentWorkspace &recent : std::as_const(m_recent)) {
        QAction *action = menu->addAction(plainMenuText(recent.name), this,
                                          [this, path = recent.path] { Q_EMIT workspaceChosen(path); });
        action->setCheckable(true);
        action->setChecked(recent.path == m_path);
        action->setToolTip(recent.path);
    }
    if (!m_recent.isEmpty())
        menu->addSeparator();
    menu->addAction(themedIcon(QStringLiteral("workspace")), tr("Open folder\u2026"), this,
                    &TopBar::folderAsked);
    menu->popup(m_workspace->mapToGlobal(QPoint(0, m_workspace->height() + 4)));
}

void TopBar::openNotifications()
{
    auto *popover = new Popover(m_bell);
    popover->setObjectName(QStringLiteral("notifications"));
    popover->addTitle(tr("Notifications"));
    if (m_notifications.isEmpty()) {
        popover->addText(tr("Nothing happened that needs you."));
    } else {
        auto *list = new NotificationList(m_notifications, m_now);
        popover->content()->addWidget(list);
        connect(list, &NotificationList::chosen, this, [this, popover](const Notification &notification) {
            popover->close();
            Q_EMIT notificationChosen(notification);
        });
    }
    popover->popUp();
    Q_EMIT notificationsSeen();
}

QSize TopBar::sizeHint() const
{
    return {QWidget::sizeHint().width(), scaled(metrics::topBarHeight)};
}

void TopBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace envdeck::ui
