// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/dokploy/databases.h"
#include "core/api/dokploy/panel_parts.h"
#include "core/api/dokploy/setup.h"
#include "core/base/async.h"
#include "core/base/redactor.h"
#include "core/domain/image_ref.h"
#include "core/http/client.h"

#include <QObject>

namespace envdeck::dokploy {

struct ServerInfo {
    Version version;
    QString versionText; // as it came
    Support support = Support::Refused;
    friend bool operator==(const ServerInfo &, const ServerInfo &) = default;
};

// What a deployment is called on Dokploy's side. Letters, digits, space and ._:/@+,=- only, at most 200
// characters: Dokploy has passed more fields to a shell than it should. Git sources overwrite both with the
// commit's message.
struct DeployNote {
    QString title;
    QString operation; // our id; goes into the description as "Envdeck-Operation: ID"
};

// Dokploy's REST API for one server and one key (header x-api-key).
// - Reads may be repeated, changes are sent once. OutcomeUnknown of deploy(): see deployments() and queue().
// - Unauthorized is what a wrong key, a disabled key and a key over its rate limit all look like (no 429,
//   and a key made without rateLimitEnabled:false has five calls a day): when health() answers, say both.
// - Every value is checked against a narrow pattern before it is sent; BadInput names the field.
// - A field that is missing or has another type is BadResponse with its path, never a default.
// Thread: the one it was made in. Destroying it makes open answers read as Canceled.
class Client : public QObject {
public:
    // `base` is scheme, host and port of the panel; `http` has to allow it. The key is sent nowhere else.
    Client(http::Client &http, const QUrl &base, const Secret &key, QObject *parent = nullptr);

    Async<void> health(std::stop_token stop = {}); // needs no key: tells "down" from "refused"
    Async<ServerInfo> server(std::stop_token stop = {});

    // Everything in one environment. NotFound when project or environment is not there, Conflict when the
    // name is there twice (Dokploy allows it).
    Async<EnvironmentServices> services(const QString &project, const QString &environment,
                                        std::stop_token stop = {});
    Async<Service> service(const ServiceRef &ref, std::stop_token stop = {});

    Async<QList<DeploymentRow>> deployments(const ServiceRef &ref, std::stop_token stop = {}); // newest first
    // Of all services that the key sees, newest first; NotFound below 0.28.3.
    Async<QList<DeploymentRow>> allDeployments(std::stop_token stop = {});
    Async<QList<QueuedDeployment>> queue(std::stop_token stop = {}); // NotFound below 0.28.3
    // Last `lines` (1 to 10000) of a deployment's log, redacted; may hold ANSI colours. NotFound when the row
    // is gone (ten are kept) or below 0.29.6.
    Async<QString> log(const QString &deploymentId, int lines, std::stop_token stop = {});

    // Containers of a service, dead ones too, with restarts and exit codes. An empty list proves nothing:
    // Dokploy answers one also when it could not ask Docker. What Dokploy cannot inspect keeps unknown
    // restarts.
    Async<QList<ContainerInfo>> containers(const Service &service, std::stop_token stop = {});

    // --- what is set up for a service: client_setup.cpp ---

    // Every project with its environments and services.
    Async<QList<ProjectInfo>> inventory(std::stop_token stop = {});
    // Values of variables are hashed with `digestKey` while parsing and dropped.
    Async<Setup> setup(const ServiceRef &ref, const Secret &digestKey, std::stop_token stop = {});
    // The one value of one variable of the service itself. NotFound when it is not set.
    Async<Secret> variableValue(const ServiceRef &ref, const QString &name, std::stop_token stop = {});
    Async<QList<Domain>> domains(const ServiceRef &ref, std::stop_token stop = {});
    // What Dokploy's own resolver says of a name; `serverAddress` may be empty.
    Async<DomainCheck> validateDomain(const QString &host, const QString &serverAddress,
                                      std::stop_token stop = {});
    Async<QString> generateDomain(const QString &appName, std::stop_token stop = {}); // a name that is free
    // Listens to a deployment's log as it grows; see LogFollower, which also knows when it is over.
    Result<std::unique_ptr<http::TextSocket>> listenToLog(const DeploymentRow &row,
                                                          std::chrono::milliseconds opening);
    QString redacted(const QString &text) const { return m_redactor.redacted(text); }

    // --- databases and their backups: client_databases.cpp ---

    Async<Database> database(const DatabaseRef &ref, std::stop_token stop = {});
    Async<QList<Backup>> composeBackups(const QString &composeId, std::stop_token stop = {});
    Async<QList<BackupRun>> backupRuns(const QString &backupId, std::stop_token stop = {}); // newest first
    // What lies at its destination, newest first. `serverId` is that of the database.
    Async<QList<BackupFile>> backupFiles(const Backup &backup, const QString &serverId,
                                         std::stop_token stop = {});
    Async<QList<Destination>> destinations(std::stop_token stop = {});
    // Answers when the backup is made or failed, which may take as long as it takes; BadInput "no-backup" for
    // a kind that Dokploy makes none of.
    Async<void> runBackup(const Backup &backup, std::stop_token stop = {});

    // --- the panel itself: client_panel.cpp ---

    Async<QList<RegistryRow>> registries(std::stop_token stop = {});
    Async<QList<SshKeyRow>> sshKeys(std::stop_token stop = {});
    Async<QList<GitSource>> gitSources(std::stop_token stop = {});
    Async<QList<Notification>> notifications(std::stop_token stop = {});
    Async<PanelDomain> panelDomain(std::stop_token stop = {}); // NotFound below 0.26.3
    Async<PanelHealth> panelHealth(std::stop_token stop = {}); // NotFound below 0.29.0
    Async<QString> newerVersion(std::stop_token stop = {});    // that it could be updated to; empty for none

    // Changes. They ask for the version first when it is not known yet, and are refused with BadConfig below
    // 0.25.0. deploy() only queues: its success says that Dokploy took it, and gives no id.
    Async<void> deploy(const ServiceRef &ref, const DeployNote &note, std::stop_token stop = {});
    // As deploy(), without fetching the source or pulling the image again.
    Async<void> redeploy(const ServiceRef &ref, const DeployNote &note, std::stop_token stop = {});
    // Starts or stops the containers, and answers when they have come to rest. ToolFailed (500) for a compose
    // that was never deployed.
    Async<void> setRunning(const ServiceRef &ref, bool running, std::stop_token stop = {});
    // Sets the image of an application, credentials untouched. Takes effect with the next deploy().
    Async<void> setImage(const QString &applicationId, const ImageRef &image, std::stop_token stop = {});
    // Reads the whole text, changes these lines of it and writes it whole; takes effect with the next
    // deployment. Conflict "variables-changed" when `expected` (Setup::variablesDigest; empty for any) is not
    // what is there. BadInput with the name as subject, see withAssignment().
    Async<void> changeVariables(const ServiceRef &ref, const QList<VariableChange> &changes,
                                const Secret &digestKey, const QByteArray &expected,
                                std::stop_token stop = {});
    // Of an application at once, of a compose with its next deployment. Answer what Dokploy made of it.
    Async<Domain> createDomain(const ServiceRef &ref, const Domain &domain, std::stop_token stop = {});
    Async<Domain> updateDomain(const Domain &domain, std::stop_token stop = {});
    Async<void> deleteDomain(const QString &domainId, std::stop_token stop = {});
    // The text of a compose with source raw; the source becomes raw.
    Async<void> saveComposeFile(const QString &composeId, const QByteArray &content,
                                std::stop_token stop = {});
    // Branch and path of a compose with source git; the source becomes git, its address and key stay.
    Async<void> saveGitSource(const QString &composeId, const QString &branch, const QString &path,
                              std::stop_token stop = {});

private:
    using Query = QList<std::pair<QString, QString>>;

    Async<QJsonValue> read(const QString &procedure, const Query &query, std::stop_token stop);
    Async<QJsonValue> ask(const QString &procedure, const QJsonObject &input, // a query by POST
                          std::stop_token stop);
    Async<QJsonValue> one(const ServiceRef &ref, std::stop_token stop);
    template <typename T>
    Async<T> part(const char *procedure, Result<T> (*parse)(const QJsonValue &, const QString &),
                  std::stop_token stop);
    Async<QJsonValue> change(const QString &procedure, const QJsonObject &input, std::stop_token stop,
                             std::chrono::milliseconds deadline = std::chrono::minutes(1));
    Async<void> queueDeployment(const ServiceRef &ref, const DeployNote &note, const char *verb,
                                std::stop_token stop);
    Async<void> updateCompose(const QString &composeId, QJsonObject fields, std::stop_token stop);
    Async<ServerInfo> gate(std::stop_token stop); // BadConfig below 0.25.0
    Async<QList<ContainerInfo>> composeContainers(const Service &service, std::stop_token stop);
    Async<QList<ContainerInfo>> swarmContainers(const Service &service, std::stop_token stop);
    QUrl urlOf(const QString &path) const;
    QString subjectOf(const QString &procedure) const;

    http::Client &m_http;
    QUrl m_base;
    Secret m_key;
    Redactor m_redactor;
    std::optional<ServerInfo> m_server;
};

// The service of that name and kind. NotFound (detail says when one of the other kind has the name), Conflict
// when there are two.
Result<ServiceSummary> serviceNamed(const EnvironmentServices &environment, const QString &name,
                                    DokployKind kind);

} // namespace envdeck::dokploy
