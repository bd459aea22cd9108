// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/apps/matrix.h"
#include "core/apps/service.h"
#include "core/deployments/service.h"
#include "core/health/service.h"
#include "ui/models/app_model.h"
#include "ui/text/error_text.h"
#include "ui/text/freshness_text.h"

#include <QObject>
#include <QTimer>

namespace envdeck::ui {

// What the Apps page shows, as one value.
struct AppsState {
    enum class Face { Loading, Empty, Answer };
    Face face = Face::Loading;
    EnvironmentId environment;
    QList<AppRow> rows;
    QString chosen; // app; empty for none
    QList<apps::AppFacts>
        environments; // of the chosen app, in the workspace's order, as far as they were read
    QDateTime now;
    FreshnessText freshness;
    QString bannerTitle; // what could not be read; empty for nothing
    QString bannerDetail;
    QString refusedKey; // "dokploy/prod": of a key that was refused

    const apps::AppFacts *
    facts() const; // of the chosen app in the environment in view; null before they are read
};

// Joins what health and panel say of the apps, and starts what was confirmed. Answers to questions come as
// signals.
class AppsPresenter final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    struct Outside {
        health::Service &health;
        apps::Service &apps;
        deployments::Service &deployments;
        platform::DeployPlatform &platform;
        platform::AppPanel &panel;
        jobs::JobCenter &jobs;
        const Workspace &workspace;
        const Clock &clock;
    };
    explicit AppsPresenter(const Outside &outside, QObject *parent = nullptr);
    ~AppsPresenter() override;

    const AppsState &state() const { return m_state; }
    const Workspace &workspace() const { return m_outside.workspace; }
    Target target() const { return {m_state.environment, m_state.chosen}; }
    const health::AppHealth *health(const Target &target) const; // null for none

    void show(const EnvironmentId &environment);
    void choose(const QString &app);
    void watch(bool watching); // reads again every half minute
    void refresh();
    void update(); // words again

    void reveal(const EnvironmentId &environment, const QString &name); // revealed() or failed()
    // Each: empty, or the sentence why it does not start.
    QString setVariables(const EnvironmentId &environment, const QList<platform::VariableEdit> &edits,
                         const QString &reason);
    // From one environment to another, without being shown.
    void copyVariable(const EnvironmentId &from, const EnvironmentId &to, const QString &name);
    // The new name gets the value, the old one is unset, in one change.
    void renameVariable(const EnvironmentId &environment, const QString &from, const QString &to);
    QString setRunning(bool running, const QString &reason);
    QString redeploy(); // what git says now
    QString restore(const QList<apps::PanelDrift> &drift, const QString &reason);
    QString adopt(const apps::PanelDrift &drift, const QString &reason);
    Result<QByteArray> stackDraft() const; // of the chosen app; BadInput "rolls"
    QString draftStack(const QString &reason);

    void followLog(bool follow); // of the newest deployment, while somebody looks

Q_SIGNALS:
    void stateChanged();
    void revealed(const QString &environment, const QString &name, const QString &value);
    void failed(const envdeck::ui::ErrorText &error);
    void refused(const QString &trouble);     // a sentence why a change does not start
    void changed(const QString &environment); // variables: a deployment is needed for them to count
    void logBegan(const QString &title);      // of the deployment; empty: there is none
    void logArrived(const QStringList &lines);
    void logEnded(bool well);
    void logFailed(const envdeck::ui::ErrorText &error);

private:
    void readAll();
    void read(const Target &target, bool certificates);
    void withValue(const Target &source, const QString &name,
                   const std::function<QString(const Secret &)> &use);
    QString start(const Result<jobs::Job> &job);
    void compose();
    AppRow rowOf(const App &app) const;

    Outside m_outside;
    AppsState m_state;
    QHash<QString, apps::AppFacts> m_facts; // by target
    QSet<QString> m_reading;
    QHash<QString, Target> m_started; // by operation
    QTimer m_again;
    std::stop_source m_stop;
    std::unique_ptr<platform::LogTail> m_tail;
    quint64 m_logGeneration = 0;
};

} // namespace envdeck::ui
