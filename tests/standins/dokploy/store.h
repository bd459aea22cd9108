// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "tests/standins/dokploy/container_engine.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace envdeck::standins::dokploy {

struct DeploymentRecord {
    QJsonObject row; // as the API lists it
    QString log;
};

// The commit that a compose was last cloned at: what a row carries whose own clone failed.
struct LastClone {
    QString message;
    QString sha;
};

// Everything that one Dokploy knows, in the rows of its own API. The sandbox makes one before the first
// start.
struct DokployState {
    QString organizationId;
    QList<QJsonObject> projects;
    QList<QJsonObject> environments;
    QList<QJsonObject> composes;
    QList<QJsonObject> applications;
    QList<DeploymentRecord> deployments; // newest first
    QList<QJsonObject> domains;
    QList<QJsonObject> mounts;
    QList<QJsonObject> databases;
    QList<QJsonObject> destinations;
    QList<QJsonObject> backups;
    QList<QJsonObject> stored; // files at the destinations
    QList<QJsonObject> notifications;
    QList<Container> containers;
    QStringList pulledImages;             // what Docker has on disk
    QHash<QString, LastClone> lastClones; // by compose id
};

Result<DokployState> readState(const QString &file); // NotFound when there is none
Result<void> writeState(const QString &file, const DokployState &state);

// The state and its file. Whoever changes it saves it before the change is told to anyone.
class Store {
public:
    explicit Store(QString file) : m_file(std::move(file)) {}
    Result<void> load(); // an absent file is an empty Dokploy
    void save() const;

    QJsonObject *service(const QString &idKey, const QString &id); // null when there is none
    QJsonObject *serviceByToken(const QString &idKey, const QString &token);
    QJsonObject *serviceByAppName(const QString &appName);
    DeploymentRecord *deployment(const QString &id);
    Container *container(const QString &idOrName); // by full id, its first 12 digits, or name
    QList<Container *> containersOf(const QString &serviceId);
    QJsonObject environment(const QString &id) const; // empty when there is none
    QJsonObject project(const QString &id) const;

    DokployState state;

private:
    QString m_file;
};

QString textOf(const QJsonObject &object, const char *key); // empty when it has no such text

// "composeId" or "applicationId": the key under which a service row has its own id.
QString idKeyOf(const QJsonObject &service);
QString statusKeyOf(const QJsonObject &service); // "composeStatus" or "applicationStatus"

} // namespace envdeck::standins::dokploy
