// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/state/cloud_server.h"

#include <QJsonDocument>

namespace envdeck::testing {

namespace {

ScriptedReply document(const QJsonObject &object, int status = 200)
{
    ScriptedReply reply = jsonReply(QJsonDocument(object).toJson(QJsonDocument::Compact), status);
    reply.type = "application/vnd.api+json";
    reply.headers = {{"TFP-API-Version", "2.6"}, {"TFP-AppName", "HCP Terraform"}};
    return reply;
}

ScriptedReply refused(int status, const char *title)
{
    return document({{QStringLiteral("errors"),
                      QJsonArray{QJsonObject{{QStringLiteral("status"), QString::number(status)},
                                             {QStringLiteral("title"), QString::fromLatin1(title)}}}}},
                    status);
}

QJsonObject data(const char *type, const QString &id, const QJsonObject &attributes)
{
    return {{QStringLiteral("data"), QJsonObject{{QStringLiteral("id"), id},
                                                 {QStringLiteral("type"), QString::fromLatin1(type)},
                                                 {QStringLiteral("attributes"), attributes}}}};
}

// "sv-3" of "/upload/sv-3" is the third.
qsizetype numberIn(const QByteArray &path)
{
    return path.mid(path.lastIndexOf("sv-") + 3).toInt();
}

} // namespace

CloudServer::CloudServer(const TlsIdentity &identity, const QByteArray &token)
    : m_server(identity), m_token(token)
{
    m_server.onAny([this](const ReceivedRequest &request) { return answer(request); });
}

QString CloudServer::host() const
{
    return QStringLiteral("localhost:%1").arg(m_server.serverPort());
}

QByteArray CloudServer::block() const
{
    return "cloud {\n    hostname = \"" + host().toUtf8() +
           "\"\n    organization = \"acme\"\n    workspaces { name = \"dev\" }\n  }";
}

void CloudServer::addState(const QByteArray &state)
{
    m_versions.append(state);
}

QJsonObject CloudServer::workspace() const
{
    QJsonObject may;
    for (const char *what : {"can-update", "can-lock", "can-unlock", "can-force-unlock", "can-read-settings",
                             "can-queue-run", "can-queue-apply", "can-queue-destroy"})
        may.insert(QString::fromLatin1(what), true);
    return data("workspaces", QStringLiteral("ws-1"),
                {{QStringLiteral("name"), QStringLiteral("dev")},
                 {QStringLiteral("locked"), locked},
                 {QStringLiteral("execution-mode"), QStringLiteral("local")},
                 {QStringLiteral("operations"), false},
                 {QStringLiteral("terraform-version"), QStringLiteral("latest")},
                 {QStringLiteral("permissions"), may}});
}

QJsonObject CloudServer::version(qsizetype number) const
{
    const QString id = QStringLiteral("sv-%1").arg(number);
    const QString base = QStringLiteral("https://") + host();
    const QJsonObject state = QJsonDocument::fromJson(m_versions.value(number - 1)).object();
    return data("state-versions", id,
                {{QStringLiteral("serial"), state[QLatin1String("serial")]},
                 {QStringLiteral("status"), QStringLiteral("finalized")},
                 {QStringLiteral("resources-processed"), true},
                 {QStringLiteral("hosted-state-download-url"), base + QStringLiteral("/download/") + id},
                 {QStringLiteral("hosted-state-upload-url"), base + QStringLiteral("/upload/") + id},
                 {QStringLiteral("hosted-json-state-upload-url"), base + QStringLiteral("/json/") + id}});
}

QJsonArray CloudServer::outputs() const
{
    const QJsonObject written =
        QJsonDocument::fromJson(state()).object()[QLatin1String("outputs")].toObject();
    QJsonArray all;
    for (auto it = written.constBegin(); it != written.constEnd(); ++it) {
        const QJsonObject output = it.value().toObject();
        all.append(data("state-version-outputs", QStringLiteral("wsout-") + it.key(),
                        {{QStringLiteral("name"), it.key()},
                         {QStringLiteral("sensitive"), output[QLatin1String("sensitive")].toBool()},
                         {QStringLiteral("type"), output[QLatin1String("type")]},
                         {QStringLiteral("detailed-type"), output[QLatin1String("type")]},
                         {QStringLiteral("value"), output[QLatin1String("value")]}})[QLatin1String("data")]);
    }
    return all;
}

ScriptedReply CloudServer::answer(const ReceivedRequest &request)
{
    const QByteArray path = request.path();
    if (path == "/.well-known/terraform.json")
        return jsonReply(R"({"tfe.v2":"/api/v2/","tfe.v2.1":"/api/v2/","tfe.v2.2":"/api/v2/"})");
    if (path.startsWith("/upload/")) {
        m_versions[numberIn(path) - 1] = request.body;
        return jsonReply({});
    }
    if (path.startsWith("/json/"))
        return jsonReply({});
    if (path.startsWith("/download/"))
        return jsonReply(m_versions.value(numberIn(path) - 1));
    if (request.header("authorization") != "Bearer " + m_token)
        return refused(401, "unauthorized");
    return path.startsWith("/api/v2/") ? api(request.method, path.mid(7), request.body)
                                       : refused(404, "not found");
}

ScriptedReply CloudServer::api(const QByteArray &method, const QByteArray &path, const QByteArray &)
{
    if (path == "/ping") {
        ScriptedReply pong = document({}, 204);
        pong.body.clear();
        return pong;
    }
    if (path == "/organizations/acme/entitlement-set")
        return document(
            data("entitlement-sets", QStringLiteral("org-1"),
                 {{QStringLiteral("operations"), true}, {QStringLiteral("state-storage"), true}}));
    if (path == "/organizations/acme/workspaces/dev" || path == "/workspaces/ws-1")
        return document(workspace());
    if (path == "/workspaces/ws-1/current-state-version")
        return m_versions.isEmpty() ? refused(404, "not found") : document(version(m_versions.size()));
    if (path == "/workspaces/ws-1/current-state-version-outputs")
        return document({{QStringLiteral("data"), outputs()}});
    if (path.startsWith("/state-versions/"))
        return document(version(numberIn(path)));
    if (method != "POST")
        return refused(404, "not found");
    if (path == "/workspaces/ws-1/state-versions")
        return savesNothing ? refused(422, "invalid attribute") : created();
    const bool locks = path == "/workspaces/ws-1/actions/lock";
    const bool forces = path == "/workspaces/ws-1/actions/force-unlock";
    if (!locks && !forces && path != "/workspaces/ws-1/actions/unlock")
        return refused(404, "not found");
    if (locks == locked)
        return refused(409, "conflict");
    forced += forces ? 1 : 0;
    locked = locks;
    return document(workspace());
}

ScriptedReply CloudServer::created()
{
    m_versions.append(QByteArray());
    return document(version(m_versions.size()), 201);
}

} // namespace envdeck::testing
