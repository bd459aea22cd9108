// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/domain/workspace.h"

#include <QDateTime>
#include <optional>

// Values of Dokploy's API (0.25 to 0.31; recorded from v0.30.2).
namespace envdeck::dokploy {

// major.minor.patch; a canary suffix is left out.
struct Version {
    int major = 0;
    int minor = 0;
    int patch = 0;
    static std::optional<Version> parse(const QString &text); // "v0.30.2", "0.31.0-canary.1"
    QString text() const;
    friend auto operator<=>(const Version &, const Version &) = default;
};

enum class Support {
    Refused,  // below 0.25.0: no environments; the client sends it no change
    TooOld,   // below 0.26.1: may work, is not supported
    Insecure, // below 0.31.1: works, lacks security fixes (CVE-2026-129433)
    Supported,
};
Support supportOf(const Version &version);

// Running: a deployment is in progress, not "it is up".
enum class ServiceStatus { Idle, Running, Done, Error, Unknown };
enum class ComposeType { DockerCompose, Stack, Unknown }; // DockerCompose stops before it starts

// A compose or an application. Ids are Dokploy's; names may repeat.
struct ServiceRef {
    DokployKind kind = DokployKind::Compose;
    QString id; // composeId or applicationId
    friend bool operator==(const ServiceRef &, const ServiceRef &) = default;
};

struct ServiceSummary {
    ServiceRef ref;
    QString name;
    ServiceStatus status = ServiceStatus::Unknown;
    friend bool operator==(const ServiceSummary &, const ServiceSummary &) = default;
};

enum class DatabaseKind { Postgres, MySql, MariaDb, Mongo, Redis, LibSql };
struct DatabaseRef {
    DatabaseKind kind = DatabaseKind::Postgres;
    QString id;
    friend bool operator==(const DatabaseRef &, const DatabaseRef &) = default;
};

struct DatabaseSummary {
    DatabaseRef ref;
    QString name;
    ServiceStatus status = ServiceStatus::Unknown;
    friend bool operator==(const DatabaseSummary &, const DatabaseSummary &) = default;
};

struct EnvironmentServices {
    QString projectId;
    QString environmentId;
    QList<ServiceSummary> services;        // composes, then applications
    QList<DatabaseSummary> databases = {}; // by kind
    friend bool operator==(const EnvironmentServices &, const EnvironmentServices &) = default;
};

// compose.one or application.one without its secrets: values of variables are dropped while parsing.
struct Service {
    ServiceRef ref;
    QString name;
    QString appName;  // compose project or swarm service; what containers are called
    QString serverId; // empty: the server that runs Dokploy
    ServiceStatus status = ServiceStatus::Unknown;
    QString sourceType;                             // "git", "github", "raw", "docker"…
    ComposeType composeType = ComposeType::Unknown; // of a compose
    QString image;                                  // of an application with source docker
    QString gitUrl; // source git, user information removed; "owner/repository" for the hosted kinds
    QString branch;
    QString composePath;
    QStringList watchPaths;    // globs; empty: every push deploys
    bool autoDeploy = false;   // a call of the webhook deploys
    QStringList variableNames; // of the service, its environment and its project, sorted
    Secret webhook;            // full URL; whoever has it can deploy. Empty when the service has no token
};

enum class DeploymentStatus { Running, Done, Error, Cancelled, Unknown };

// One row of a deployment list. Dokploy keeps about ten a service and deletes older ones. Done means that the
// containers were told to start, never that they are healthy.
struct DeploymentRow {
    QString id;
    ServiceRef service; // empty id for rows of databases, schedules, servers
    QString title;      // for git sources the whole commit message, whatever title the call had
    QString description;
    DeploymentStatus status = DeploymentStatus::Unknown;
    QDateTime created;          // UTC
    QDateTime finished;         // null while it runs
    QString error;              // usually empty also for a failed one: the log has it
    QString operation;          // Envdeck-Operation of title or description
    QString commit;             // of the description; empty when there is none
    bool commitTrusted = false; // false unless it ended done: a failed clone shows the commit before
    QString logPath;            // on the server, for following it
    QString serverId;           // empty: the server that runs Dokploy
    friend bool operator==(const DeploymentRow &, const DeploymentRow &) = default;
};

// The row of one operation: by its id, else by a trusted commit; null when there is none (yet, or any more).
// A row that failed may carry the operation of the commit before as well, so a done one is preferred, then a
// running one, then the oldest.
const DeploymentRow *rowOf(const QList<DeploymentRow> &rows, const QString &operation, const QString &commit);

// A deployment that waits or has just begun; it has no row while it waits. Lost when the server restarts.
struct QueuedDeployment {
    ServiceRef service;
    QString title;
    bool active = false;
    QDateTime since; // UTC
    friend bool operator==(const QueuedDeployment &, const QueuedDeployment &) = default;
};

enum class ContainerState { Created, Running, Restarting, Paused, Exited, Dead, Unknown };
enum class ContainerHealth { None, Starting, Healthy, Unhealthy, Unknown }; // None: no health check

// A container of a compose, or the newest task of a slot of a swarm service (applications, stacks).
struct ContainerInfo {
    QString id; // of the container, or of the task
    QString name;
    QString service; // compose service; empty for applications
    QString image;   // as it was started: "ghcr.io/acme/api:v1.3.8"; empty when unknown
    ContainerState state = ContainerState::Unknown;
    ContainerHealth health = ContainerHealth::Unknown;
    std::optional<int> exitCode; // of its last end; empty when it has not ended or nobody says
    std::optional<int> restarts; // since it was created; for a task: how many before it ended by themselves
    bool outOfMemory = false;
    QDateTime started; // UTC; null when unknown
    QString detail;    // Docker's own words: "Up 10 seconds (healthy)", "Failed 3 seconds ago: task: non-zero
                       // exit (1)"
    friend bool operator==(const ContainerInfo &, const ContainerInfo &) = default;
};

} // namespace envdeck::dokploy
