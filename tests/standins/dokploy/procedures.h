// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/dokploy/deployer.h"
#include "tests/standins/dokploy/procedure.h"

namespace envdeck::standins::dokploy {

// What the procedures work on. Everything outlives them.
struct Parts {
    Store &store;
    Deployer &deployer;
    ContainerEngine &engine;
    const DokployOptions &options;
    const Clock &clock;
};

QList<Procedure> settingsProcedures(Parts parts);
QList<Procedure> projectProcedures(Parts parts); // projects and environments
QList<Procedure> composeProcedures(Parts parts);
QList<Procedure> applicationProcedures(Parts parts);
QList<Procedure> deploymentProcedures(Parts parts);
QList<Procedure> dockerProcedures(Parts parts);
QList<Procedure> domainProcedures(Parts parts); // and mounts
QList<Procedure>
databaseProcedures(Parts parts); // their backups and destinations, and what a panel has beside

// Shared by compose and application: the rows of a service, newest first, and the row with everything around
// it that compose.one and application.one answer.
QJsonArray deploymentRows(const Store &store, const QString &idKey, const QString &serviceId);
// The backups of a database or a compose, each with its destination and its runs.
QJsonArray backupsOf(const Store &store, const QString &idKey, const QString &id);
// The rows of a list that belong to one service.
QJsonArray rowsOf(const QList<QJsonObject> &all, const QString &idKey, const QJsonValue &id);
QJsonObject withSurroundings(const Store &store, const QJsonObject &service);
Failure unknownService(const QString &router);
// Takes over what the service has a key for; answers the row of a compose, true for an application.
Outcome updateService(Store &store, const QString &router, const QString &idKey, const QJsonObject &input);
// deploy, redeploy, stop, start, search, refreshToken of "compose" or "application".
QList<Procedure> lifecycleProcedures(Parts parts, const QString &router, const QString &idKey);

} // namespace envdeck::standins::dokploy
