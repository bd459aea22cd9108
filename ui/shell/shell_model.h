// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/job_status.h"
#include "core/domain/workspace.h"
#include "ui/models/strip_segment.h"
#include "ui/text/error_text.h"
#include "ui/text/severity.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QObject>

namespace envdeck::ui {

struct ShellEnvironment {
    EnvironmentId name;
    EnvironmentKind kind = EnvironmentKind::Custom;
    Severity worst = Severity::Unknown; // of everything in it; unknown is never ok
    QString note;                       // version of the default app, or what is wrong; data
    std::optional<Freeze> freeze = {};  // in force now
    friend bool operator==(const ShellEnvironment &, const ShellEnvironment &) = default;
};

struct Notification {
    QString id; // of the cause: a newer one with the same id replaces it
    Severity severity = Severity::None;
    EnvironmentId environment; // may be empty
    QString title;             // environment first: "prod/api: 4 alerts"
    QString detail;
    QDateTime at; // UTC
    bool read = false;
    QString page; // where a click goes
    QString item;
    friend bool operator==(const Notification &, const Notification &) = default;
};

// A number and a shape beside a page's name in the navigation.
struct PageBadge {
    int count = 0; // 0 shows the shape alone
    Severity severity = Severity::None;
    friend bool operator==(const PageBadge &, const PageBadge &) = default;
};

// A version that reached an app, as the palette finds it by tag or commit.
struct ShellDeployment {
    EnvironmentId environment;
    QString app;
    QString version;
    QString commit;
    QString id() const
    {
        return QStringLiteral("deployment.%1/%2@%3").arg(environment, app, commit);
    } // of its command
    friend bool operator==(const ShellDeployment &, const ShellDeployment &) = default;
};

struct RecentWorkspace {
    QString name;
    QString path;
    friend bool operator==(const RecentWorkspace &, const RecentWorkspace &) = default;
};

// What the window around the pages shows and asks for. Implemented by the composition root over the core;
// lives as long as the window. All on the GUI thread; getters are free, requests return at once and answer by
// a signal.
class ShellModel : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QString workspaceName() const = 0;
    virtual QString workspacePath() const = 0;
    virtual bool isLocal() const = 0; // Workspace::isLocal(): hatched, "Sandbox" in the title
    virtual QList<ShellEnvironment> environments() const = 0; // in the workspace's order
    virtual QList<JobStatus> jobs() const = 0; // newest first; interrupted ones before all others
    virtual QString jobLog(const QString &operation) const = 0; // redacted; the last 2,000 lines at most
    virtual QList<StripSegment> segments() const = 0;
    virtual QList<Notification> notifications() const = 0; // newest first, at most 200
    virtual QList<RecentWorkspace> recentWorkspaces() const = 0;
    virtual QHash<QString, PageBadge> badges() const = 0; // by page id; pages without one are missing
    virtual QList<ShellDeployment> deployments() const { return {}; } // the newest few of every app
    virtual QDateTime now() const = 0;                                // of the injected clock

    virtual void cancelJob(const QString &operation) = 0;
    virtual void resumeJob(const QString &operation) = 0;
    virtual void abandonJob(const QString &operation, const QString &reason) = 0; // R3 for the environment
    // Of a job that goes through a pull request: its page, in the browser; merge it now, which is R2.
    virtual void openPullRequest(const QString &) {}
    // The reason is the one to go on in a freeze; empty outside of one.
    virtual void mergePullRequest(const QString & /*operation*/, const QString & /*reason*/) {}
    virtual void clearFinishedJobs() = 0;
    virtual void refreshEverything() = 0;
    virtual void setHidden(bool) {} // nobody looks: no window is in view
    virtual void retrySource(const QString &segment) = 0;
    virtual void markNotificationsRead() = 0;
    virtual void openWorkspace(const QString &path) = 0;
    virtual void chooseWorkspace() = 0; // asks for a folder
    virtual void openLogFile(const QString &operation) = 0;
    // The button of a failed job: ErrorText::next. Opens whatever that needs, with its own guard.
    virtual void takeNextStep(const QString &operation, NextStep step) = 0;

Q_SIGNALS:
    void workspaceChanged();
    void environmentsChanged();
    void jobsChanged();
    void jobLogChanged(const QString &operation);
    void segmentsChanged();
    void notificationsChanged();
    void badgesChanged();
};

} // namespace envdeck::ui
