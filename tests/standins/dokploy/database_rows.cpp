// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/rows.h"

#include <QJsonArray>

namespace envdeck::standins::dokploy {

namespace {

void addNulls(QJsonObject &row, const char *names)
{
    for (const QString &name : QString::fromLatin1(names).split(QLatin1Char(' '), Qt::SkipEmptyParts))
        row.insert(name, QJsonValue::Null);
}

} // namespace

QJsonObject databaseRow(const QString &kind, const QString &name, const QString &appName,
                        const QString &environmentId, const QDateTime &at)
{
    QJsonObject row;
    addNulls(
        row,
        "description command args env memoryReservation externalPort memoryLimit cpuReservation cpuLimit "
        "healthCheckSwarm restartPolicySwarm placementSwarm updateConfigSwarm rollbackConfigSwarm "
        "modeSwarm labelsSwarm networkSwarm stopGracePeriodSwarm endpointSpecSwarm ulimitsSwarm serverId");
    row.insert(kind + QStringLiteral("Id"), newId());
    row.insert(QStringLiteral("name"), name);
    row.insert(QStringLiteral("appName"), appName);
    if (kind != QLatin1String("redis")) {
        row.insert(QStringLiteral("databaseName"), QString());
        row.insert(QStringLiteral("databaseUser"), QString());
    }
    row.insert(QStringLiteral("databasePassword"), QString());
    row.insert(QStringLiteral("dockerImage"), kind + QStringLiteral(":latest"));
    row.insert(QStringLiteral("applicationStatus"), QStringLiteral("idle"));
    row.insert(QStringLiteral("replicas"), 1);
    row.insert(QStringLiteral("createdAt"), isoTime(at));
    row.insert(QStringLiteral("environmentId"), environmentId);
    row.insert(QStringLiteral("networkIds"), QJsonArray());
    row.insert(QStringLiteral("detachDokployNetwork"), false);
    return row;
}

QJsonObject destinationRow(const QJsonObject &input, const QString &organizationId, const QDateTime &at)
{
    QJsonObject row{{QStringLiteral("destinationId"), newId()},
                    {QStringLiteral("organizationId"), organizationId},
                    {QStringLiteral("createdAt"), isoTime(at)}};
    for (const char *key : {"name", "provider", "accessKey", "secretAccessKey", "bucket", "region",
                            "endpoint", "additionalFlags"})
        row.insert(QLatin1String(key), input.value(QLatin1String(key)));
    return row;
}

QJsonObject backupRow(const QJsonObject &input)
{
    QJsonObject row;
    addNulls(row, "serviceName composeId postgresId mariadbId mysqlId mongoId libsqlId userId metadata "
                  "keepLatestCount");
    row.insert(QStringLiteral("backupId"), newId());
    row.insert(QStringLiteral("appName"), appNameFor(QStringLiteral("backup")));
    row.insert(QStringLiteral("includeEncryptionKey"), true);
    row.insert(QStringLiteral("enabled"), true);
    row.insert(QStringLiteral("backupType"), QStringLiteral("database"));
    for (auto it = input.begin(); it != input.end(); ++it)
        row.insert(it.key(), it.value());
    return row;
}

QJsonObject storedFile(const QString &destinationId, const QString &folder, const QDateTime &at, qint64 bytes)
{
    const QString name =
        at.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH-mm-ss-zzzZ")) + QStringLiteral(".sql.gz");
    return {{QStringLiteral("destinationId"), destinationId},
            {QStringLiteral("Path"), folder + name},
            {QStringLiteral("Name"), name},
            {QStringLiteral("Size"), bytes},
            {QStringLiteral("ModTime"), QString()},
            {QStringLiteral("IsDir"), false}};
}

QJsonObject notificationRow(const QJsonObject &input, const QString &organizationId, const QDateTime &at)
{
    QJsonObject row;
    addNulls(row,
             "telegramId discordId emailId resendId gotifyId ntfyId mattermostId customId larkId pushoverId "
             "teamsId telegram discord email resend gotify ntfy mattermost custom lark pushover teams");
    for (const char *event : {"appDeploy", "appBuildError", "databaseBackup", "volumeBackup",
                              "dokployRestart", "dokployBackup", "dockerCleanup", "serverThreshold"})
        row.insert(QLatin1String(event), input.value(QLatin1String(event)).toBool());
    const QString slackId = newId();
    row.insert(QStringLiteral("notificationId"), newId());
    row.insert(QStringLiteral("name"), input.value(QLatin1String("name")));
    row.insert(QStringLiteral("notificationType"), QStringLiteral("slack"));
    row.insert(QStringLiteral("createdAt"), isoTime(at));
    row.insert(QStringLiteral("organizationId"), organizationId);
    row.insert(QStringLiteral("slackId"), slackId);
    row.insert(QStringLiteral("slack"),
               QJsonObject{{QStringLiteral("slackId"), slackId},
                           {QStringLiteral("webhookUrl"), input.value(QLatin1String("webhookUrl"))},
                           {QStringLiteral("channel"), input.value(QLatin1String("channel"))}});
    return row;
}

} // namespace envdeck::standins::dokploy
