// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/client.h"

#include "core/api/dokploy/parse.h"
#include "core/api/dokploy/patterns.h"

namespace envdeck::dokploy {

namespace {

constexpr qsizetype mostInspected = 50;

QList<std::pair<QString, QString>> withServer(QList<std::pair<QString, QString>> query,
                                              const QString &serverId)
{
    if (!serverId.isEmpty())
        query.append({QStringLiteral("serverId"), serverId});
    return query;
}

} // namespace

Async<QList<ContainerInfo>> Client::containers(const Service &service, std::stop_token stop)
{
    if (const auto fine = checkedAppName(service.appName); !fine)
        return ready<QList<ContainerInfo>>(fine.error());
    if (!service.serverId.isEmpty()) {
        if (const auto fine = checkedId(QStringLiteral("serverId"), service.serverId); !fine)
            return ready<QList<ContainerInfo>>(fine.error());
    }
    const bool plainCompose =
        service.ref.kind == DokployKind::Compose && service.composeType != ComposeType::Stack;
    return plainCompose ? composeContainers(service, std::move(stop))
                        : swarmContainers(service, std::move(stop));
}

Async<QList<ContainerInfo>> Client::composeContainers(const Service &service, std::stop_token stop)
{
    const QString list = QStringLiteral("docker.getContainersByAppNameMatch");
    const auto query = withServer({{QStringLiteral("appName"), service.appName},
                                   {QStringLiteral("appType"), QStringLiteral("docker-compose")}},
                                  service.serverId);
    const auto listed =
        andThen(read(list, query, stop), this, [subject = subjectOf(list), service](const QJsonValue &json) {
            return ready<QList<ContainerInfo>>(listedContainers(json, service.appName, subject));
        });
    return andThen(listed, this, [this, service, stop](const QList<ContainerInfo> &containers) {
        const QString inspect = QStringLiteral("docker.getConfig");
        QList<Async<ContainerInfo>> answers;
        for (const ContainerInfo &container : containers) {
            if (answers.size() >= mostInspected || !isContainerId(container.id)) {
                answers.append(ready<ContainerInfo>(container));
                continue;
            }
            const auto config = read(
                inspect, withServer({{QStringLiteral("containerId"), container.id}}, service.serverId), stop);
            answers.append(
                andThen(config, this, [subject = subjectOf(inspect), container](const QJsonValue &json) {
                    return ready<ContainerInfo>(inspected(container, json, subject));
                }));
        }
        return andThen(joined(this, answers), this, [](const QList<Result<ContainerInfo>> &results) {
            QList<ContainerInfo> all;
            for (const auto &result : results) {
                if (!result)
                    return ready<QList<ContainerInfo>>(result.error());
                all.append(result.value());
            }
            return ready<QList<ContainerInfo>>(all);
        });
    });
}

Async<QList<ContainerInfo>> Client::swarmContainers(const Service &service, std::stop_token stop)
{
    const QString procedure = service.ref.kind == DokployKind::Compose
                                  ? QStringLiteral("docker.getStackContainersByAppName")
                                  : QStringLiteral("docker.getServiceContainersByAppName");
    const auto tasks =
        read(procedure, withServer({{QStringLiteral("appName"), service.appName}}, service.serverId), stop);
    const auto containers =
        read(QStringLiteral("docker.getContainers"), withServer({}, service.serverId), stop);
    return andThen(joined(this, tasks, containers), this,
                   [subject = subjectOf(procedure),
                    service](const std::tuple<Result<QJsonValue>, Result<QJsonValue>> &both) {
                       const auto &[ofTasks, ofContainers] = both;
                       if (!ofTasks || !ofContainers)
                           return ready<QList<ContainerInfo>>(ofTasks ? ofContainers.error()
                                                                      : ofTasks.error());
                       return ready<QList<ContainerInfo>>(
                           swarmTasks(ofTasks.value(), ofContainers.value(), service.appName, subject));
                   });
}

} // namespace envdeck::dokploy
