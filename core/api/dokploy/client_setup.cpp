// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/client.h"

#include "core/api/dokploy/parse.h"
#include "core/api/dokploy/patterns.h"
#include "core/api/dokploy/setup_parse.h"

#include <QJsonDocument>
#include <QUrlQuery>

// Reading what is set up for a service.
namespace envdeck::dokploy {

namespace {

constexpr qint64 wholeProjects = 32 * 1024 * 1024; // project.all of a server of many

} // namespace

Async<QJsonValue> Client::ask(const QString &procedure, const QJsonObject &input, std::stop_token stop)
{
    http::Request request;
    request.url = urlOf(QStringLiteral("/api/") + procedure);
    request.secret = http::SecretHeader{"x-api-key", m_key, {}};
    request.body = QJsonDocument(input).toJson(QJsonDocument::Compact);
    request.subject = subjectOf(procedure);
    return m_http.getJson(request, std::move(stop));
}

Async<QJsonValue> Client::one(const ServiceRef &ref, std::stop_token stop)
{
    const QString field = idField(ref.kind);
    if (const auto fine = checkedId(field, ref.id); !fine)
        return ready<QJsonValue>(fine.error());
    return read(procedureOf(ref.kind, "one"), {{field, ref.id}}, std::move(stop));
}

Async<QList<ProjectInfo>> Client::inventory(std::stop_token stop)
{
    const QString procedure = QStringLiteral("project.all");
    http::Request request;
    request.url = urlOf(QStringLiteral("/api/") + procedure);
    request.secret = http::SecretHeader{"x-api-key", m_key, {}};
    request.subject = subjectOf(procedure);
    request.maxBody = wholeProjects;
    return andThen(m_http.getJson(request, std::move(stop)), this,
                   [subject = request.subject](const QJsonValue &json) {
                       return ready<QList<ProjectInfo>>(projectsFrom(json, subject));
                   });
}

Async<Setup> Client::setup(const ServiceRef &ref, const Secret &digestKey, std::stop_token stop)
{
    return andThen(
        one(ref, std::move(stop)), this, [this, kind = ref.kind, digestKey](const QJsonValue &json) {
            return ready<Setup>(setupFrom(json, kind, m_base, digestKey, subjectOf(QStringLiteral("one"))));
        });
}

Async<Secret> Client::variableValue(const ServiceRef &ref, const QString &name, std::stop_token stop)
{
    return andThen(one(ref, std::move(stop)), this, [this, name](const QJsonValue &json) {
        const http::JsonReader answer(json, subjectOf(QStringLiteral("one")));
        const QString text = answer.optionalString(u"env").value_or(QString());
        if (!answer.ok())
            return ready<Secret>(answer.done(Secret()));
        const QList<DotenvEntry> entries = dotenvEntries(text);
        const auto last = std::find_if(entries.crbegin(), entries.crend(),
                                       [&](const DotenvEntry &entry) { return entry.name == name; });
        if (last == entries.crend())
            return ready<Secret>(Error{ErrorCode::NotFound, name, {}, 0});
        return ready<Secret>(Secret(last->value.toUtf8()));
    });
}

Async<QList<Domain>> Client::domains(const ServiceRef &ref, std::stop_token stop)
{
    const QString field = idField(ref.kind);
    if (const auto fine = checkedId(field, ref.id); !fine)
        return ready<QList<Domain>>(fine.error());
    const QString procedure = ref.kind == DokployKind::Compose ? QStringLiteral("domain.byComposeId")
                                                               : QStringLiteral("domain.byApplicationId");
    return andThen(read(procedure, {{field, ref.id}}, std::move(stop)), this,
                   [subject = subjectOf(procedure)](const QJsonValue &json) {
                       return ready<QList<Domain>>(domainsFrom(json, subject));
                   });
}

Async<DomainCheck> Client::validateDomain(const QString &host, const QString &serverAddress,
                                          std::stop_token stop)
{
    if (const auto fine = checkedHost(host); !fine)
        return ready<DomainCheck>(fine.error());
    QJsonObject input{{QStringLiteral("domain"), host}};
    if (!serverAddress.isEmpty()) {
        if (const auto fine = checkedHost(serverAddress); !fine)
            return ready<DomainCheck>(fine.error());
        input.insert(QStringLiteral("serverIp"), serverAddress);
    }
    const QString procedure = QStringLiteral("domain.validateDomain");
    return andThen(ask(procedure, input, std::move(stop)), this,
                   [subject = subjectOf(procedure)](const QJsonValue &json) {
                       return ready<DomainCheck>(domainCheckFrom(json, subject));
                   });
}

Async<QString> Client::generateDomain(const QString &appName, std::stop_token stop)
{
    if (const auto fine = checkedAppName(appName); !fine)
        return ready<QString>(fine.error());
    const QString procedure = QStringLiteral("domain.generateDomain");
    return andThen(ask(procedure, {{QStringLiteral("appName"), appName}}, std::move(stop)), this,
                   [subject = subjectOf(procedure)](const QJsonValue &json) {
                       const http::JsonReader answer(json, subject);
                       return ready<QString>(answer.done(answer.asString()));
                   });
}

Result<std::unique_ptr<http::TextSocket>> Client::listenToLog(const DeploymentRow &row,
                                                              std::chrono::milliseconds opening)
{
    if (const auto fine = checkedLogPath(row.logPath); !fine)
        return fine.error();
    http::SocketRequest request;
    request.opening = opening;
    request.url = urlOf(QStringLiteral("/listen-deployment"));
    QUrlQuery query{{QStringLiteral("logPath"), row.logPath}};
    if (!row.serverId.isEmpty()) {
        if (const auto fine = checkedId(QStringLiteral("serverId"), row.serverId); !fine)
            return fine.error();
        query.addQueryItem(QStringLiteral("serverId"), row.serverId);
    }
    request.url.setQuery(query);
    request.secret = http::SecretHeader{"x-api-key", m_key, {}};
    request.subject = subjectOf(QStringLiteral("listen-deployment"));
    return m_http.listen(request);
}

} // namespace envdeck::dokploy
