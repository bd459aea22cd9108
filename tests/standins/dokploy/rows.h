// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QString>

namespace envdeck::standins::dokploy {

// Rows with exactly the keys of Dokploy 0.30.2 (recordings of 2026-11), new as its create procedures make
// them.

QString newId();                           // nanoid: 21 of [A-Za-z0-9_-]
QString newContainerId();                  // 64 hex digits
QString isoTime(const QDateTime &at);      // "2026-11-23T08:29:58.697Z"
QString appNameFor(const QString &wanted); // with the random tail that Dokploy adds

QJsonObject projectRow(const QString &name, const QString &description, const QString &organizationId,
                       const QDateTime &at);
QJsonObject environmentRow(const QString &name, const QString &description, const QString &projectId,
                           const QDateTime &at);
QJsonObject composeRow(const QString &name, const QString &appName, const QString &environmentId,
                       const QDateTime &at);
QJsonObject applicationRow(const QString &name, const QString &appName, const QString &environmentId,
                           const QDateTime &at);

QJsonObject domainRow(qsizetype number, const QDateTime &at); // of no service yet

// `kind`: "postgres", "redis"…; nothing of it runs yet.
QJsonObject databaseRow(const QString &kind, const QString &name, const QString &appName,
                        const QString &environmentId, const QDateTime &at);
// Of what their create procedures are given.
QJsonObject destinationRow(const QJsonObject &input, const QString &organizationId, const QDateTime &at);
QJsonObject backupRow(const QJsonObject &input);
QJsonObject notificationRow(const QJsonObject &input, const QString &organizationId, const QDateTime &at);
// An entry of `rclone lsjson`, with the destination that it lies at.
QJsonObject storedFile(const QString &destinationId, const QString &folder, const QDateTime &at,
                       qint64 bytes);

// idKey: "composeId" or "applicationId".
QJsonObject deploymentRow(const QString &title, const QString &description, const QString &idKey,
                          const QString &serviceId, const QString &appName, const QDateTime &at);

} // namespace envdeck::standins::dokploy
