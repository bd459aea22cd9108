// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/dokploy/client.h"
#include "core/api/dokploy/dotenv.h"
#include "core/http/json.h"

namespace envdeck::dokploy {

// Answers of single procedures as values; BadResponse with the path of the first field that does not fit.
ServiceStatus serviceStatusOf(const QString &text);
Result<QString> projectEnvironmentId(const QJsonValue &projects, const QString &project,
                                     const QString &environment, const QString &subject);
Result<EnvironmentServices> environmentServices(const QJsonValue &environment, const QString &subject);
Result<Service> serviceFrom(const QJsonValue &json, DokployKind kind, const QUrl &base,
                            const QString &subject);
Result<QList<DeploymentRow>> deploymentRows(const QJsonValue &json, const QString &subject); // newest first
Result<QList<QueuedDeployment>> queuedDeployments(const QJsonValue &json, const QString &subject);

// A 200 may still say that it failed: {"success":false,…}, {"message","code"}, false. Empty, true, and
// anything else is success.
Result<void> acceptedChange(const QJsonValue &json, const QString &subject);

// docker.getContainersByAppNameMatch, docker.getConfig and the task lists, see containers.cpp.
Result<QList<ContainerInfo>> listedContainers(const QJsonValue &json, const QString &appName,
                                              const QString &subject);
// Adds what docker inspect knows; null (the container is gone, or Docker did not answer) adds nothing.
Result<ContainerInfo> inspected(ContainerInfo container, const QJsonValue &json, const QString &subject);
// The newest task of each slot. `containers` is the answer of docker.getContainers, which has image and
// health.
Result<QList<ContainerInfo>> swarmTasks(const QJsonValue &tasks, const QJsonValue &containers,
                                        const QString &appName, const QString &subject);

} // namespace envdeck::dokploy
