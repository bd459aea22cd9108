// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/domain/workspace.h"

#include <QDateTime>
#include <optional>
#include <stop_token>

namespace envdeck::platform {

// A file that is there, at the place that backups go to.
struct StoredBackup {
    QString path;
    qint64 bytes = 0;
    QDateTime at; // UTC; null when nothing says when it was made
    friend bool operator==(const StoredBackup &, const StoredBackup &) = default;
};

enum class RunState { Running, Done, Failed, Unknown };

struct BackupRun {
    QString id;
    RunState state = RunState::Unknown;
    QDateTime began; // UTC
    QDateTime ended; // null while it runs
    friend bool operator==(const BackupRun &, const BackupRun &) = default;
};

// A schedule of backups on the platform, with what came of it.
struct BackupPlan {
    QString id;
    QString schedule; // cron, in UTC
    bool enabled = true;
    QString database;    // its name in the server
    QString destination; // "minio", as the platform calls it
    QString bucket;
    QString folder; // in the bucket
    std::optional<int> keep;
    QList<BackupRun> runs;            // newest first, as far as the platform kept them
    QList<StoredBackup> stored;       // newest first
    std::optional<Error> runsError;   // the runs are not known
    std::optional<Error> storedError; // what is stored is not known: nobody could look at the destination
    friend bool operator==(const BackupPlan &, const BackupPlan &) = default;
};

// Something that holds data: a database of the platform, or one inside of a compose.
struct DataSet {
    QString id;             // the platform's
    QString kind;           // "postgres", "redis"
    QString name;           // "main"; of a compose "api/db"
    bool isRunning = false; // its last deployment ended well and nobody stopped it
    bool canBackUp = true;  // the platform knows how to, for this kind
    QList<BackupPlan> plans;
    friend bool operator==(const DataSet &, const DataSet &) = default;
};

// The databases of an environment as its platform has them. As DeployPlatform: BadConfig "not-configured"
// where there is no platform; changes are sent once, and OutcomeUnknown means: read the runs before anything
// else.
class DataSets {
public:
    virtual ~DataSets() = default;

    virtual Async<QList<DataSet>> dataSets(const EnvironmentId &environment, std::stop_token stop) = 0;
    // One of them, as it is now. NotFound when it is there no more.
    virtual Async<DataSet> dataSet(const EnvironmentId &environment, const QString &id,
                                   std::stop_token stop) = 0;
    // Answers when the backup was made, or failed.
    virtual Async<void> backUp(const EnvironmentId &environment, const QString &id, const QString &plan,
                               std::stop_token stop) = 0;
};

} // namespace envdeck::platform
