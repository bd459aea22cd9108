// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/dokploy/types.h"
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

    // Changes. They ask for the version first when it is not known yet, and are refused with BadConfig below
    // 0.25.0. deploy() only queues: its success says that Dokploy took it, and gives no id.
    Async<void> deploy(const ServiceRef &ref, const DeployNote &note, std::stop_token stop = {});
    // Sets the image of an application, credentials untouched. Takes effect with the next deploy().
    Async<void> setImage(const QString &applicationId, const ImageRef &image, std::stop_token stop = {});

private:
    using Query = QList<std::pair<QString, QString>>;

    Async<QJsonValue> read(const QString &procedure, const Query &query, std::stop_token stop);
    Async<QJsonValue> change(const QString &procedure, const QJsonObject &input, std::stop_token stop);
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
