// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/dokploy/types.h"

// Databases that Dokploy runs, and their backups. Without passwords, and without the keys of destinations,
// which its answers hold in clear.
namespace envdeck::dokploy {

QString databaseKindName(DatabaseKind kind); // "postgres": also Dokploy's router

struct Destination {
    QString id;
    QString name;
    QString bucket;
    QString endpoint; // of the S3 server, without user information
    friend bool operator==(const Destination &, const Destination &) = default;
};

// A schedule of backups of one database, or of one in a compose.
struct Backup {
    QString id;
    QString kind;     // "postgres", "mysql"…; of the database in it
    QString database; // its name in the server
    QString service;  // of a compose
    QString schedule; // cron
    bool enabled = true;
    QString folder;          // of its files at the destination: "shop-db-dtwjza/shop/"
    std::optional<int> keep; // files; nothing: all
    bool ofCompose = false;
    Destination destination;
    friend bool operator==(const Backup &, const Backup &) = default;
};

struct Database {
    DatabaseRef ref;
    QString name;
    QString appName; // the swarm service; host name inside
    QString image;
    QString serverId; // empty: the server that runs Dokploy
    ServiceStatus status = ServiceStatus::Unknown;
    QList<Backup> backups; // Dokploy makes none of redis
    friend bool operator==(const Database &, const Database &) = default;
};

// One run of a schedule. Done says that the job ended, not that a file is there.
struct BackupRun {
    QString id;
    DeploymentStatus status = DeploymentStatus::Unknown;
    QDateTime began; // UTC
    QDateTime ended; // null while it runs
    friend bool operator==(const BackupRun &, const BackupRun &) = default;
};

struct BackupFile {
    QString path; // in the bucket
    qint64 bytes = 0;
    QDateTime made; // UTC, of its name; null when that says no time
    friend bool operator==(const BackupFile &, const BackupFile &) = default;
};

} // namespace envdeck::dokploy
