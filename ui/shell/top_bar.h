// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shell_model.h"

#include <QWidget>

class QPushButton;

namespace envdeck::ui {

class Chip;
class EnvSwitcher;
class PaletteField;

// Environment switcher, workspace, palette field, read-only mark, notifications and jobs.
class TopBar final : public QWidget {
    Q_OBJECT

public:
    explicit TopBar(QWidget *parent = nullptr);

    EnvSwitcher *switcher() const { return m_switcher; }
    void setWorkspace(const QString &name, const QString &path, bool local);
    void setRecent(const QList<RecentWorkspace> &recent);
    void setEnvironments(const QList<ShellEnvironment> &environments);
    void setJobs(const QList<JobStatus> &jobs);
    void setNotifications(const QList<Notification> &notifications, const QDateTime &now);
    void setReadOnly(bool readOnly);

    QSize sizeHint() const override;

Q_SIGNALS:
    void environmentChosen(const QString &name); // empty is all
    void workspaceChosen(const QString &path);
    void folderAsked();
    void paletteAsked();
    void activityAsked();
    void notificationsSeen();
    void notificationChosen(const envdeck::ui::Notification &notification);

protected:
    void changeEvent(QEvent *event) override;

private:
    QPushButton *addQuiet(const QString &objectName, const QString &icon);
    void retranslate();
    void showWorkspace();
    void showChoices();
    void showCounts();
    void openWorkspaceMenu();
    void openNotifications();

    EnvSwitcher *m_switcher;
    QPushButton *m_workspace = nullptr;
    PaletteField *m_field;
    Chip *m_readOnly;
    QPushButton *m_bell = nullptr;
    QPushButton *m_jobsButton = nullptr;
    QString m_name;
    QString m_path;
    bool m_local = false;
    QList<RecentWorkspace> m_recent;
    QList<ShellEnvironment> m_environments;
    QList<JobStatus> m_jobs;
    QList<Notification> m_notifications;
    QDateTime m_now;
};

} // namespace envdeck::ui
