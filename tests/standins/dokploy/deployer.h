// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "tests/standins/base/poster.h"
#include "tests/standins/dokploy/compose_file.h"
#include "tests/standins/dokploy/dokploy_options.h"
#include "tests/standins/dokploy/store.h"

#include <QJsonArray>
#include <QTimer>

namespace envdeck::standins::dokploy {

enum class DeployType { Deploy, Redeploy };

struct DeployRequest {
    QString idKey; // "composeId" or "applicationId"
    QString serviceId;
    QString title;
    QString description;
    DeployType type = DeployType::Deploy;
};

// Dokploy's queue and the Docker beneath it. One deployment at a time, first come first served; the queue is
// in memory only, so a restart loses it and cancels the row that was running.
//
// A deployment ends `done` when its containers were started, not when they answer. Kind docker-compose: what
// changed is stopped before it is started, what did not is left alone. A failed pull leaves the old container
// serving. Kind stack is not played: such a deployment ends in error.
class Deployer : public QObject {
    Q_OBJECT
public:
    Deployer(Store &store, ContainerEngine &engine, const DokployOptions &options, const Clock &clock);

    void recover(); // after a start: cancels what was running, starts containers whose machine went down

    void enqueue(const DeployRequest &request);
    QJsonArray queue() const; // as deployment.queueList answers

    void look(); // reads how the processes are; runs by itself every half second
    void stop(const QString &containerId);
    void kill(const QString &containerId);
    void start(const QString &containerId);
    bool isSettled(const QString &serviceId); // no container on its way down

private:
    struct Job {
        DeployRequest request;
        int number = 0;
        qint64 queuedAt = 0;
        qint64 startedAt = 0;
        QString deploymentId;
        QList<ComposeService> services;
        QStringList leaving; // ids of containers that must be gone before the new ones start
        qint64 leavingSince = 0;
    };

    void next();
    void fetch();
    void fetchCompose(const QJsonObject &compose);
    void fetchApplication(const QJsonObject &application);
    void pull(int index);
    void pulled(int index, const PeerAnswer &answer);
    void replace();
    void awaitLeaving();
    void create();
    void finish(const QString &status);
    void failWith(const QString &words);
    void log(const QString &line);
    void retitle(const QString &title, const QString &description);
    void launch(Container &container);
    void ended(Container &container);
    void end(const QString &containerId, bool byForce);
    QString containerName(const QJsonObject &service, const QString &composeService) const;

    Store &m_store;
    ContainerEngine &m_engine;
    const DokployOptions &m_options;
    const Clock &m_clock;
    Poster m_poster;
    QTimer m_look;
    QList<Job> m_waiting;
    std::optional<Job> m_active;
    int m_lastNumber = 0;
};

} // namespace envdeck::standins::dokploy
