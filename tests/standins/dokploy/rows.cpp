// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/rows.h"

#include <QJsonArray>
#include <QRandomGenerator>

namespace envdeck::standins::dokploy {

namespace {

QString randomText(const char *alphabet, quint32 count, int length)
{
    QString text;
    for (int i = 0; i < length; ++i)
        text += QLatin1Char(alphabet[QRandomGenerator::system()->bounded(count)]);
    return text;
}

void addNulls(QJsonObject &row, const char *names)
{
    for (const QString &name : QString::fromLatin1(names).split(QLatin1Char(' '), Qt::SkipEmptyParts))
        row.insert(name, QJsonValue::Null);
}

// What a compose and an application have alike, as far as it is not null.
QJsonObject serviceRow(const QString &name, const QString &appName, const QString &environmentId,
                       const QDateTime &at)
{
    QJsonObject row;
    addNulls(row,
             "description env icon repository owner branch gitlabProjectId gitlabRepository gitlabOwner "
             "gitlabBranch "
             "gitlabPathNamespace bitbucketRepository bitbucketRepositorySlug bitbucketOwner bitbucketBranch "
             "giteaRepository giteaOwner giteaBranch customGitUrl customGitBranch customGitSSHKeyId "
             "watchPaths githubId "
             "gitlabId bitbucketId giteaId serverId");
    row.insert(QStringLiteral("name"), name);
    row.insert(QStringLiteral("appName"), appName);
    row.insert(QStringLiteral("environmentId"), environmentId);
    row.insert(QStringLiteral("createdAt"), isoTime(at));
    row.insert(QStringLiteral("refreshToken"), newId());
    row.insert(QStringLiteral("sourceType"), QStringLiteral("github"));
    row.insert(QStringLiteral("autoDeploy"), true);
    row.insert(QStringLiteral("createEnvFile"), true);
    row.insert(QStringLiteral("enableSubmodules"), false);
    row.insert(QStringLiteral("triggerType"), QStringLiteral("push"));
    return row;
}

} // namespace

QString newId()
{
    return randomText("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", 64, 21);
}

QString newContainerId()
{
    return randomText("0123456789abcdef", 16, 64);
}

QString isoTime(const QDateTime &at)
{
    return at.toUTC().toString(Qt::ISODateWithMs);
}

QString appNameFor(const QString &wanted)
{
    return wanted + QLatin1Char('-') + randomText("abcdefghijklmnopqrstuvwxyz0123456789", 36, 6);
}

QJsonObject projectRow(const QString &name, const QString &description, const QString &organizationId,
                       const QDateTime &at)
{
    return {{QStringLiteral("projectId"), newId()},
            {QStringLiteral("name"), name},
            {QStringLiteral("description"), description},
            {QStringLiteral("createdAt"), isoTime(at)},
            {QStringLiteral("organizationId"), organizationId},
            {QStringLiteral("env"), QString()}};
}

QJsonObject environmentRow(const QString &name, const QString &description, const QString &projectId,
                           const QDateTime &at)
{
    return {{QStringLiteral("environmentId"), newId()},
            {QStringLiteral("name"), name},
            {QStringLiteral("description"), description},
            {QStringLiteral("createdAt"), isoTime(at)},
            {QStringLiteral("env"), QString()},
            {QStringLiteral("projectId"), projectId},
            {QStringLiteral("isDefault"), name == QLatin1String("production")}};
}

QJsonObject composeRow(const QString &name, const QString &appName, const QString &environmentId,
                       const QDateTime &at)
{
    QJsonObject row = serviceRow(name, appName, environmentId, at);
    row.insert(QStringLiteral("composeId"), newId());
    row.insert(QStringLiteral("composeFile"), QString());
    row.insert(QStringLiteral("composeType"), QStringLiteral("docker-compose"));
    row.insert(QStringLiteral("composePath"), QStringLiteral("./docker-compose.yml"));
    row.insert(QStringLiteral("composeStatus"), QStringLiteral("idle"));
    row.insert(QStringLiteral("command"), QString());
    row.insert(QStringLiteral("suffix"), QString());
    row.insert(QStringLiteral("randomize"), false);
    row.insert(QStringLiteral("isolatedDeployment"), false);
    row.insert(QStringLiteral("isolatedDeploymentsVolume"), false);
    row.insert(QStringLiteral("serviceNetworks"), QJsonArray());
    return row;
}

QJsonObject applicationRow(const QString &name, const QString &appName, const QString &environmentId,
                           const QDateTime &at)
{
    QJsonObject row = serviceRow(name, appName, environmentId, at);
    addNulls(row, "previewEnv previewBuildArgs previewBuildSecrets previewLabels previewWildcard "
                  "previewCustomCertResolver "
                  "buildArgs buildSecrets memoryReservation memoryLimit cpuReservation cpuLimit title "
                  "enabled subtitle command "
                  "args username password dockerImage registryUrl customGitBuildPath dockerContextPath "
                  "dockerBuildStage "
                  "dropBuildPath healthCheckSwarm restartPolicySwarm placementSwarm updateConfigSwarm "
                  "rollbackConfigSwarm "
                  "modeSwarm labelsSwarm networkSwarm stopGracePeriodSwarm endpointSpecSwarm ulimitsSwarm "
                  "publishDirectory "
                  "isStaticSpa registryId rollbackRegistryId buildServerId buildRegistryId");
    row.insert(QStringLiteral("applicationId"), newId());
    row.insert(QStringLiteral("applicationStatus"), QStringLiteral("idle"));
    row.insert(QStringLiteral("previewPort"), 3000);
    row.insert(QStringLiteral("previewHttps"), false);
    row.insert(QStringLiteral("previewPath"), QStringLiteral("/"));
    row.insert(QStringLiteral("previewCertificateType"), QStringLiteral("none"));
    row.insert(QStringLiteral("previewLimit"), 3);
    row.insert(QStringLiteral("isPreviewDeploymentsActive"), false);
    row.insert(QStringLiteral("previewRequireCollaboratorPermissions"), true);
    row.insert(QStringLiteral("rollbackActive"), false);
    row.insert(QStringLiteral("cleanCache"), false);
    for (const char *path : {"buildPath", "gitlabBuildPath", "giteaBuildPath", "bitbucketBuildPath"})
        row.insert(QLatin1String(path), QStringLiteral("/"));
    row.insert(QStringLiteral("dockerfile"), QStringLiteral("Dockerfile"));
    row.insert(QStringLiteral("replicas"), 1);
    row.insert(QStringLiteral("buildType"), QStringLiteral("nixpacks"));
    row.insert(QStringLiteral("railpackVersion"), QStringLiteral("0.15.4"));
    row.insert(QStringLiteral("herokuVersion"), QStringLiteral("24"));
    row.insert(QStringLiteral("networkIds"), QJsonArray());
    row.insert(QStringLiteral("detachDokployNetwork"), false);
    return row;
}

QJsonObject domainRow(qsizetype number, const QDateTime &at)
{
    QJsonObject row;
    addNulls(row,
             "customEntrypoint serviceName composeId customCertResolver applicationId previewDeploymentId");
    row.insert(QStringLiteral("domainId"), newId());
    row.insert(QStringLiteral("https"), false);
    row.insert(QStringLiteral("port"), 3000);
    row.insert(QStringLiteral("path"), QStringLiteral("/"));
    row.insert(QStringLiteral("uniqueConfigKey"), number);
    row.insert(QStringLiteral("createdAt"), isoTime(at));
    row.insert(QStringLiteral("certificateType"), QStringLiteral("none"));
    row.insert(QStringLiteral("domainType"), QStringLiteral("application"));
    row.insert(QStringLiteral("internalPath"), QStringLiteral("/"));
    row.insert(QStringLiteral("stripPath"), false);
    row.insert(QStringLiteral("middlewares"), QJsonArray());
    row.insert(QStringLiteral("forwardAuthEnabled"), false);
    row.insert(QStringLiteral("enabled"), true);
    return row;
}

QJsonObject deploymentRow(const QString &title, const QString &description, const QString &idKey,
                          const QString &serviceId, const QString &appName, const QDateTime &at)
{
    QJsonObject row;
    addNulls(row, "pid applicationId composeId serverId previewDeploymentId finishedAt errorMessage "
                  "scheduleId backupId "
                  "rollbackId volumeBackupId buildServerId");
    row.insert(QStringLiteral("deploymentId"), newId());
    row.insert(QStringLiteral("title"), title);
    row.insert(QStringLiteral("description"), description);
    row.insert(QStringLiteral("status"), QStringLiteral("running"));
    row.insert(QStringLiteral("logPath"),
               QStringLiteral("/etc/dokploy/logs/%1/%1-%2.log")
                   .arg(appName, at.toUTC().toString(QStringLiteral("yyyy-MM-dd:HH:mm:ss"))));
    row.insert(QStringLiteral("isPreviewDeployment"), false);
    row.insert(QStringLiteral("createdAt"), isoTime(at));
    row.insert(QStringLiteral("startedAt"), isoTime(at));
    row.insert(idKey, serviceId);
    return row;
}

} // namespace envdeck::standins::dokploy
