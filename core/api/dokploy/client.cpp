// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/client.h"

#include "core/api/dokploy/parse.h"
#include "core/api/dokploy/patterns.h"

#include <QJsonDocument>
#include <QUrlQuery>

namespace envdeck::dokploy {

Client::Client(http::Client &http, const QUrl &base, const Secret &key, QObject *parent)
    : QObject(parent), m_http(http), m_base(base), m_key(key)
{
    m_redactor.learn(key);
}

QUrl Client::urlOf(const QString &path) const
{
    QUrl url = m_base;
    url.setPath(path);
    url.setQuery(QString());
    url.setFragment({});
    return url;
}

QString Client::subjectOf(const QString &procedure) const
{
    return m_base.host() + QLatin1Char(' ') + procedure;
}

Async<QJsonValue> Client::read(const QString &procedure, const Query &query, std::stop_token stop)
{
    http::Request request;
    request.url = urlOf(QStringLiteral("/api/") + procedure);
    if (!query.isEmpty()) {
        QUrlQuery parts;
        for (const auto &[name, value] : query)
            parts.addQueryItem(name, value);
        request.url.setQuery(parts);
    }
    request.secret = http::SecretHeader{"x-api-key", m_key, {}};
    request.subject = subjectOf(procedure);
    return m_http.getJson(request, std::move(stop));
}

Async<QJsonValue> Client::change(const QString &procedure, const QJsonObject &input, std::stop_token stop,
                                 std::chrono::milliseconds deadline)
{
    return andThen(gate(stop), this, [this, procedure, input, stop, deadline](const ServerInfo &) {
        http::MutatingRequest request;
        request.deadline = deadline;
        request.url = urlOf(QStringLiteral("/api/") + procedure);
        request.secret = http::SecretHeader{"x-api-key", m_key, {}};
        request.body = QJsonDocument(input).toJson(QJsonDocument::Compact);
        request.subject = subjectOf(procedure);
        return m_http.sendJson(request, stop);
    });
}

Async<ServerInfo> Client::gate(std::stop_token stop)
{
    const auto judge = [this](const ServerInfo &info) {
        if (info.support != Support::Refused)
            return ready<ServerInfo>(info);
        return ready<ServerInfo>(
            Error{ErrorCode::BadConfig, m_base.host(),
                  QStringLiteral("Dokploy %1 is older than 0.25.0").arg(info.version.text()), 0});
    };
    return m_server ? judge(*m_server) : andThen(server(std::move(stop)), this, judge);
}

Async<void> Client::health(std::stop_token stop)
{
    http::Request request;
    request.url = urlOf(QStringLiteral("/api/health"));
    request.subject = subjectOf(QStringLiteral("health"));
    return andThen(
        m_http.getJson(request, std::move(stop)), this, [subject = request.subject](const QJsonValue &json) {
            const http::JsonReader answer(json, subject);
            if (!answer.boolean(u"ok") && answer.ok())
                return ready<void>(Error{ErrorCode::ToolFailed, subject, QStringLiteral("not ok"), 200});
            return ready<void>(answer.ok() ? Result<void>() : answer.done(Done()).error());
        });
}

Async<ServerInfo> Client::server(std::stop_token stop)
{
    const QString procedure = QStringLiteral("settings.getDokployVersion");
    return andThen(read(procedure, {}, std::move(stop)), this,
                   [this, subject = subjectOf(procedure)](const QJsonValue &json) {
                       const http::JsonReader answer(json, subject);
                       ServerInfo info;
                       info.versionText = answer.asString();
                       const auto version = Version::parse(info.versionText);
                       if (answer.ok() && !version)
                           answer.fail(u"version", QStringLiteral("expected three numbers"));
                       if (!answer.ok())
                           return ready<ServerInfo>(answer.done(info));
                       info.version = *version;
                       info.support = supportOf(*version);
                       m_server = info;
                       return ready<ServerInfo>(info);
                   });
}

Async<EnvironmentServices> Client::services(const QString &project, const QString &environment,
                                            std::stop_token stop)
{
    const QString all = QStringLiteral("project.all");
    const QString one = QStringLiteral("environment.one");
    const auto id = andThen(read(all, {}, stop), this, [=, subject = subjectOf(all)](const QJsonValue &json) {
        return ready<QString>(projectEnvironmentId(json, project, environment, subject));
    });
    const auto found = andThen(id, this, [this, one, stop](const QString &environmentId) {
        if (const auto fine = checkedId(QStringLiteral("environmentId"), environmentId); !fine)
            return ready<QJsonValue>(fine.error());
        return read(one, {{QStringLiteral("environmentId"), environmentId}}, stop);
    });
    return andThen(found, this, [subject = subjectOf(one)](const QJsonValue &json) {
        return ready<EnvironmentServices>(environmentServices(json, subject));
    });
}

Async<Service> Client::service(const ServiceRef &ref, std::stop_token stop)
{
    if (const auto fine = checkedId(idField(ref.kind), ref.id); !fine)
        return ready<Service>(fine.error());
    const QString procedure = procedureOf(ref.kind, "one");
    return andThen(read(procedure, {{idField(ref.kind), ref.id}}, std::move(stop)), this,
                   [this, kind = ref.kind, subject = subjectOf(procedure)](const QJsonValue &json) {
                       return ready<Service>(serviceFrom(json, kind, m_base, subject));
                   });
}

Async<QList<DeploymentRow>> Client::deployments(const ServiceRef &ref, std::stop_token stop)
{
    if (const auto fine = checkedId(idField(ref.kind), ref.id); !fine)
        return ready<QList<DeploymentRow>>(fine.error());
    const QString procedure = ref.kind == DokployKind::Compose ? QStringLiteral("deployment.allByCompose")
                                                               : QStringLiteral("deployment.all");
    return andThen(read(procedure, {{idField(ref.kind), ref.id}}, std::move(stop)), this,
                   [subject = subjectOf(procedure)](const QJsonValue &json) {
                       return ready<QList<DeploymentRow>>(deploymentRows(json, subject));
                   });
}

Async<QList<DeploymentRow>> Client::allDeployments(std::stop_token stop)
{
    const QString procedure = QStringLiteral("deployment.allCentralized");
    return andThen(read(procedure, {}, std::move(stop)), this,
                   [subject = subjectOf(procedure)](const QJsonValue &json) {
                       return ready<QList<DeploymentRow>>(deploymentRows(json, subject));
                   });
}

Async<QList<QueuedDeployment>> Client::queue(std::stop_token stop)
{
    const QString procedure = QStringLiteral("deployment.queueList");
    return andThen(read(procedure, {}, std::move(stop)), this,
                   [subject = subjectOf(procedure)](const QJsonValue &json) {
                       return ready<QList<QueuedDeployment>>(queuedDeployments(json, subject));
                   });
}

Async<QString> Client::log(const QString &deploymentId, int lines, std::stop_token stop)
{
    if (const auto fine = checkedId(QStringLiteral("deploymentId"), deploymentId); !fine)
        return ready<QString>(fine.error());
    if (lines < 1 || lines > 10000)
        return ready<QString>(
            Error{ErrorCode::BadInput, QStringLiteral("tail"), QStringLiteral("1 to 10000"), 0});
    const QString procedure = QStringLiteral("deployment.readLogs");
    return andThen(read(procedure,
                        {{QStringLiteral("deploymentId"), deploymentId},
                         {QStringLiteral("tail"), QString::number(lines)}},
                        std::move(stop)),
                   this, [this, subject = subjectOf(procedure)](const QJsonValue &json) {
                       const http::JsonReader answer(json, subject);
                       return ready<QString>(answer.done(m_redactor.redacted(answer.asString())));
                   });
}

Async<void> Client::deploy(const ServiceRef &ref, const DeployNote &note, std::stop_token stop)
{
    return queueDeployment(ref, note, "deploy", std::move(stop));
}

Async<void> Client::queueDeployment(const ServiceRef &ref, const DeployNote &note, const char *verb,
                                    std::stop_token stop)
{
    for (const auto &fine :
         {checkedId(idField(ref.kind), ref.id), checkedTitle(note.title), checkedOperation(note.operation)}) {
        if (!fine)
            return ready<void>(fine.error());
    }
    const QString procedure = procedureOf(ref.kind, verb);
    const QJsonObject input{
        {idField(ref.kind), ref.id},
        {QStringLiteral("title"), note.title},
        {QStringLiteral("description"), QStringLiteral("Envdeck-Operation: ") + note.operation}};
    return andThen(change(procedure, input, std::move(stop)), this,
                   [subject = subjectOf(procedure)](const QJsonValue &json) {
                       return ready<void>(acceptedChange(json, subject));
                   });
}

Async<void> Client::setImage(const QString &applicationId, const ImageRef &image, std::stop_token stop)
{
    for (const auto &fine :
         {checkedId(idField(DokployKind::Application), applicationId), checkedImage(image)}) {
        if (!fine)
            return ready<void>(fine.error());
    }
    const QString procedure = QStringLiteral("application.update");
    const QJsonObject input{{QStringLiteral("applicationId"), applicationId},
                            {QStringLiteral("dockerImage"), image.text()}};
    return andThen(change(procedure, input, std::move(stop)), this,
                   [subject = subjectOf(procedure)](const QJsonValue &json) {
                       return ready<void>(acceptedChange(json, subject));
                   });
}

Result<ServiceSummary> serviceNamed(const EnvironmentServices &environment, const QString &name,
                                    DokployKind kind)
{
    QList<ServiceSummary> found;
    bool otherKind = false;
    for (const ServiceSummary &service : environment.services) {
        if (service.name != name)
            continue;
        if (service.ref.kind == kind)
            found.append(service);
        else
            otherKind = true;
    }
    if (found.size() == 1)
        return found.first();
    if (found.size() > 1)
        return Error{ErrorCode::Conflict, name, QStringLiteral("two services have this name"), 0};
    const QString other =
        kind == DokployKind::Compose ? QStringLiteral("an application") : QStringLiteral("a compose");
    return Error{ErrorCode::NotFound, name,
                 otherKind ? QStringLiteral("%1 has this name").arg(other) : QString(), 0};
}

} // namespace envdeck::dokploy
