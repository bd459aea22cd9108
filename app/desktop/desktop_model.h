// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/session.h"
#include "ui/shell/shell_model.h"

namespace envdeck {

// What the window shows around its pages, read off a session's services.
class DesktopModel final : public ui::ShellModel {
    Q_OBJECT

public:
    DesktopModel(Session &session, const QList<ui::RecentWorkspace> &recent, QObject *parent = nullptr);

    void lookForTerraform(); // starts the program: not before the first paint

    QString workspaceName() const override;
    QString workspacePath() const override;
    bool isLocal() const override;
    QList<ui::ShellEnvironment> environments() const override;
    QList<JobStatus> jobs() const override;
    QString jobLog(const QString &operation) const override;
    QList<ui::StripSegment> segments() const override;
    QList<ui::Notification> notifications() const override { return m_notifications; }
    QList<ui::RecentWorkspace> recentWorkspaces() const override { return m_recent; }
    QHash<QString, ui::PageBadge> badges() const override;
    QList<ui::ShellDeployment> deployments() const override;
    QDateTime now() const override;

    void cancelJob(const QString &operation) override;
    void resumeJob(const QString &operation) override;
    void abandonJob(const QString &operation, const QString &reason) override;
    void openPullRequest(const QString &operation) override;
    void mergePullRequest(const QString &operation, const QString &reason) override;
    void clearFinishedJobs() override;
    void refreshEverything() override;
    void setHidden(bool hidden) override;
    void retrySource(const QString &segment) override;
    void markNotificationsRead() override;
    void openWorkspace(const QString &path) override;
    void chooseWorkspace() override;
    void openLogFile(const QString &operation) override;
    void takeNextStep(const QString &operation, ui::NextStep step) override;

Q_SIGNALS:
    void openWorkspaceAsked(const QString &path);
    void chooseWorkspaceAsked();
    void pageAsked(const QString &page, const QString &environment, const QString &app);
    void settingsAsked(const QString &item); // as SettingsPage::showItem() takes it
    void logFileAsked(const QString &path);
    void told(const QString &sentence); // why something asked for does not happen

private:
    void noteJob(const JobStatus &status);
    void noteAlerts();
    void notify(const ui::Notification &notification);
    ui::StripSegment gitSegment() const;
    ui::StripSegment platformSegment() const;
    ui::StripSegment telemetrySegment() const;
    ui::StripSegment terraformSegment() const;

    Session &m_session;
    QList<ui::RecentWorkspace> m_recent;
    QList<ui::Notification> m_notifications;
    QHash<QString, ui::PageBadge> m_badges; // as last told
    bool m_hidden = false;
    QString m_terraform; // name and version; empty while unknown
    std::optional<Error> m_terraformError;
};

} // namespace envdeck
