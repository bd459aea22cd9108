// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shell_model.h"

namespace envdeck::testing {

// A shell model that shows what the test puts into it and writes down what it was asked for.
class FakeShellModel final : public ui::ShellModel {
    Q_OBJECT

public:
    // dev, test and prod of "acme", three jobs, five segments, two notifications.
    static void fill(FakeShellModel &model);

    QString workspaceName() const override { return name; }
    QString workspacePath() const override { return QStringLiteral("/home/bo/acme"); }
    bool isLocal() const override { return local; }
    QList<ui::ShellEnvironment> environments() const override { return environmentList; }
    QList<JobStatus> jobs() const override { return jobList; }
    QString jobLog(const QString &operation) const override { return logs.value(operation); }
    QList<ui::StripSegment> segments() const override { return segmentList; }
    QList<ui::Notification> notifications() const override { return notificationList; }
    QList<ui::RecentWorkspace> recentWorkspaces() const override { return {{name, workspacePath()}}; }
    QHash<QString, ui::PageBadge> badges() const override { return badgeMap; }
    QList<ui::ShellDeployment> deployments() const override { return deploymentList; }
    QDateTime now() const override { return time; }

    void cancelJob(const QString &operation) override { note(QStringLiteral("cancel"), operation); }
    void resumeJob(const QString &operation) override { note(QStringLiteral("resume"), operation); }
    void openPullRequest(const QString &operation) override { note(QStringLiteral("page"), operation); }
    void mergePullRequest(const QString &operation, const QString &reason) override
    {
        note(QStringLiteral("merge"), operation, reason);
    }
    void abandonJob(const QString &operation, const QString &reason) override
    {
        note(QStringLiteral("abandon"), operation, reason);
    }
    void clearFinishedJobs() override { note(QStringLiteral("clear")); }
    void refreshEverything() override { note(QStringLiteral("refresh")); }
    void setHidden(bool nobodyLooks) override { hidden = nobodyLooks; }
    void retrySource(const QString &segment) override { note(QStringLiteral("retry"), segment); }
    void markNotificationsRead() override { note(QStringLiteral("read")); }
    void openWorkspace(const QString &path) override { note(QStringLiteral("open"), path); }
    void chooseWorkspace() override { note(QStringLiteral("choose")); }
    void openLogFile(const QString &operation) override { note(QStringLiteral("log"), operation); }
    void takeNextStep(const QString &operation, ui::NextStep step) override
    {
        note(QStringLiteral("next"), operation, QString::number(static_cast<int>(step)));
    }

    QString name = QStringLiteral("acme");
    bool local = false;
    bool hidden = false;
    QList<ui::ShellDeployment> deploymentList;
    QList<ui::ShellEnvironment> environmentList;
    QList<JobStatus> jobList;
    QHash<QString, QString> logs;
    QList<ui::StripSegment> segmentList;
    QList<ui::Notification> notificationList;
    QHash<QString, ui::PageBadge> badgeMap;
    QDateTime time = QDateTime(QDate(2026, 3, 2), QTime(10, 41), Qt::UTC);
    QStringList asked; // "cancel op-1"

private:
    void note(const QString &verb, const QString &a = {}, const QString &b = {})
    {
        asked.append(QStringLiteral("%1 %2 %3").arg(verb, a, b).trimmed());
    }
};

JobStatus sampleJob(const QString &operation, const QString &kind, JobState state);

} // namespace envdeck::testing
