// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/dokploy.h"

#include "tests/standins/dokploy/log_channel.h"
#include "tests/standins/dokploy/procedures.h"
#include "tests/standins/dokploy/webhook.h"

#include <QJsonDocument>
#include <algorithm>
#include <memory>

namespace envdeck::standins {

using namespace dokploy;

namespace {

const QLatin1String trpcPrefix("/api/trpc/");
const QLatin1String deployPrefix("/api/deploy/");
const QLatin1String authPrefix("/api/auth/");
const QStringList publicProcedures{QStringLiteral("settings.health"), QStringLiteral("settings.isCloud"),
                                   QStringLiteral("user.session")};

Answer secured(Answer answer)
{
    answer.headers += {{"X-Frame-Options", "DENY"}, {"X-Content-Type-Options", "nosniff"}};
    return answer;
}

QJsonObject dataOf(const Failure &failure, const QString &path)
{
    QJsonObject data{{QStringLiteral("code"), failure.code},
                     {QStringLiteral("httpStatus"), failure.status},
                     {QStringLiteral("zodError"), failure.zodError}};
    if (!path.isEmpty())
        data.insert(QStringLiteral("path"), path);
    return data;
}

Answer restAnswer(const Outcome &outcome, const QString &path)
{
    if (const auto *value = std::get_if<QJsonValue>(&outcome))
        return value->isUndefined() ? Answer{} : Answer::json(*value);
    const Failure &failure = std::get<Failure>(outcome);
    QJsonObject body{{QStringLiteral("message"), failure.message},
                     {QStringLiteral("code"), failure.code},
                     {QStringLiteral("data"), dataOf(failure, path)}};
    if (!failure.issues.isEmpty())
        body.insert(QStringLiteral("issues"), failure.issues);
    return Answer::json(body, failure.status);
}

int trpcCode(const QString &code)
{
    if (code == QLatin1String("BAD_REQUEST"))
        return -32600;
    if (code == QLatin1String("UNAUTHORIZED"))
        return -32001;
    return code == QLatin1String("NOT_FOUND") ? -32004 : -32603;
}

QJsonObject trpcAnswer(const Outcome &outcome, const QString &path)
{
    if (const auto *value = std::get_if<QJsonValue>(&outcome)) {
        QJsonObject data;
        if (!value->isUndefined())
            data.insert(QStringLiteral("json"), *value);
        return {{QStringLiteral("result"), QJsonObject{{QStringLiteral("data"), data}}}};
    }
    const Failure &failure = std::get<Failure>(outcome);
    return {{QStringLiteral("error"),
             QJsonObject{
                 {QStringLiteral("json"), QJsonObject{{QStringLiteral("message"), failure.message},
                                                      {QStringLiteral("code"), trpcCode(failure.code)},
                                                      {QStringLiteral("data"), dataOf(failure, path)}}}}}};
}

int statusOf(const Outcome &outcome)
{
    const auto *failure = std::get_if<Failure>(&outcome);
    return failure ? failure->status : 200;
}

// An empty value counts as missing.
QJsonObject fromQuery(const QUrlQuery &query)
{
    QJsonObject input;
    for (const auto &[key, value] : query.queryItems(QUrl::FullyDecoded)) {
        if (!value.isEmpty())
            input.insert(key, value);
    }
    return input;
}

} // namespace

Dokploy::Dokploy(DokployOptions options, ContainerEngine &engine, const Clock &clock)
    : m_options(std::move(options)), m_store(m_options.stateFile),
      m_deployer(m_store, engine, m_options, clock)
{
    const Parts parts{m_store, m_deployer, engine, m_options, clock};
    m_procedures = settingsProcedures(parts) + projectProcedures(parts) + composeProcedures(parts) +
                   applicationProcedures(parts) + deploymentProcedures(parts) + dockerProcedures(parts) +
                   domainProcedures(parts) + databaseProcedures(parts) + m_setup.procedures();
    connect(this, &QAbstractHttpServer::newWebSocketConnection, this, [this] {
        while (auto socket = nextPendingWebSocketConnection())
            new LogChannel(std::move(socket), m_store, m_options.apiKey, this);
    });
}

Result<void> Dokploy::begin()
{
    if (const auto loaded = m_store.load(); !loaded)
        return loaded.error();
    m_deployer.recover();
    return {};
}

bool Dokploy::needsKey(const Request &request) const
{
    const bool isPublic = request.path == QLatin1String("/api/health") ||
                          request.path.startsWith(deployPrefix) || request.path.startsWith(authPrefix) ||
                          (request.path.startsWith(trpcPrefix) &&
                           publicProcedures.contains(request.path.mid(trpcPrefix.size())));
    return !isPublic;
}

bool Dokploy::knows(const Request &request) const
{
    return (!m_options.apiKey.isEmpty() &&
            QString::fromUtf8(request.header("x-api-key")) == m_options.apiKey) ||
           m_setup.admits(request);
}

void Dokploy::handle(const Request &request, Reply reply)
{
    if (needsKey(request) && !knows(request))
        return reply.send(secured(refusal()));
    if (request.path == QLatin1String("/api/health"))
        return reply.send(secured(Answer::json(QJsonObject{{QStringLiteral("ok"), true}})));
    if (request.path.startsWith(authPrefix) && request.method == "POST")
        return reply.send(secured(m_setup.handle(request)));
    if (request.path.startsWith(deployPrefix))
        return reply.send(secured(webhook(request, m_store, m_deployer)));
    if (request.path.startsWith(trpcPrefix))
        return trpc(request, reply);
    if (request.path.startsWith(QLatin1String("/api/")))
        return rest(request, reply);
    reply.send(
        secured(Answer{200, "<!DOCTYPE html><html><head><title>Dokploy</title></head><body></body></html>",
                       "text/html; charset=utf-8"}));
}

const Procedure *Dokploy::find(const QString &name, bool mutation) const
{
    const auto it = std::find_if(m_procedures.cbegin(), m_procedures.cend(), [&](const Procedure &procedure) {
        return procedure.mutation == mutation && procedure.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return it == m_procedures.cend() ? nullptr : &*it;
}

void Dokploy::call(const QString &name, bool mutation, const QJsonObject &input, bool fromUrl,
                   const Respond &respond)
{
    const Procedure *procedure = find(name, mutation);
    if (!procedure)
        return respond(notFound(QStringLiteral("Not found")));
    const auto accepted = checked(procedure->fields, input, fromUrl);
    if (const auto *failure = std::get_if<Failure>(&accepted))
        return respond(*failure);
    procedure->run(std::get<QJsonObject>(accepted), respond);
}

void Dokploy::rest(const Request &request, Reply reply)
{
    const QString name = request.path.mid(5);
    const bool mutation = request.method == "POST";
    const Procedure *procedure = find(name, mutation);
    const QString path = procedure ? procedure->name : QString();
    QJsonObject input = fromQuery(request.query);
    if (mutation && procedure) {
        const QByteArray type = request.header("content-type");
        if (!type.startsWith("application/json"))
            return reply.send(secured(
                restAnswer(Failure{415, QStringLiteral("UNSUPPORTED_MEDIA_TYPE"),
                                   QStringLiteral("Unsupported content-type \"") + QString::fromUtf8(type)},
                           path)));
        const QJsonDocument body = QJsonDocument::fromJson(request.body);
        if (!body.isObject())
            return reply.send(secured(Answer{400, "Invalid JSON", {}}));
        input = body.object();
    }
    call(name, mutation, input, !mutation,
         [reply, path](const Outcome &outcome) mutable { reply.send(secured(restAnswer(outcome, path))); });
}

// Batches answer in the order of their names, all together, with the status of the worst.
void Dokploy::trpc(const Request &request, Reply reply)
{
    const QStringList names = request.path.mid(trpcPrefix.size()).split(QLatin1Char(','));
    const bool batch = request.parameter(QStringLiteral("batch")) == QLatin1String("1");
    const bool mutation = request.method == "POST";
    const QByteArray text = mutation ? request.body : request.parameter(QStringLiteral("input")).toUtf8();
    const QJsonObject input = QJsonDocument::fromJson(text).object();

    struct Batch {
        QJsonArray answers;
        int open = 0;
        int status = 200;
    };
    auto all = std::make_shared<Batch>();
    all->open = int(names.size());
    for (qsizetype i = 0; i < names.size(); ++i)
        all->answers.append(QJsonValue::Null);
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QJsonObject own = batch ? input.value(QString::number(i)).toObject() : input;
        const QString name = names.at(i);
        call(name, mutation, own.value(QLatin1String("json")).toObject(), false,
             [=, this](const Outcome &outcome) mutable {
                 all->answers.replace(i, trpcAnswer(outcome, find(name, mutation) ? name : QString()));
                 all->status = std::max(all->status, statusOf(outcome));
                 if (--all->open == 0)
                     reply.send(secured(
                         Answer::json(batch ? QJsonValue(all->answers) : all->answers.first(), all->status)));
             });
    }
}

} // namespace envdeck::standins
