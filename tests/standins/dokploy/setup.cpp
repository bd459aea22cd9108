// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/setup.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace envdeck::standins::dokploy {

namespace {

const QString ownerId = QStringLiteral("VCpLjUWmGef1R3L3Y6b71fdc9wcGRQCt");
const QString organizationId = QStringLiteral("TGzw3Wlwy8gg2fRyvJMRs");
const QByteArray cookieName = "better-auth.session_token=";

QString idOf(const QString &seed, int length)
{
    const QByteArray hash = QCryptographicHash::hash(seed.toUtf8(), QCryptographicHash::Sha512).toHex();
    return QString::fromLatin1(hash.left(length));
}

QJsonValue parsed(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

Answer session(const QString &token, const QString &mail, bool signedIn)
{
    QJsonObject user = parsed(R"({"name":"Ada","emailVerified":false,"image":null,"twoFactorEnabled":false,
        "createdAt":"2026-11-23T08:24:48.833Z","updatedAt":"2026-11-23T08:24:48.833Z","role":"user",
        "banned":false,"banReason":null,"banExpires":null,"allowImpersonation":false,"lastName":"Admin",
        "enableEnterpriseFeatures":false,"isValidEnterpriseLicense":false})")
                           .toObject();
    user.insert(QStringLiteral("id"), ownerId);
    user.insert(QStringLiteral("email"), mail);
    QJsonObject body{{QStringLiteral("token"), token}, {QStringLiteral("user"), user}};
    if (signedIn)
        body.insert(QStringLiteral("redirect"), false);
    Answer answer = Answer::json(body);
    answer.headers.append(
        {"Set-Cookie", cookieName + token.toUtf8() + "; Max-Age=259200; Path=/; HttpOnly; SameSite=Lax"});
    return answer;
}

Answer refused(int status, const QString &message, const QString &code = {})
{
    QJsonObject body{{QStringLiteral("message"), message}};
    if (!code.isEmpty())
        body.insert(QStringLiteral("code"), code);
    return Answer::json(body, status);
}

} // namespace

QString Setup::fresh(const QString &prefix)
{
    return idOf(prefix + QString::number(++m_made), 64);
}

Answer Setup::handle(const Request &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QString address = body.value(QLatin1String("email")).toString();
    const QString word = body.value(QLatin1String("password")).toString();
    if (request.path == QLatin1String("/api/auth/sign-out"))
        return Answer::json(QJsonObject{{QStringLiteral("success"), true}});
    const bool up = request.path == QLatin1String("/api/auth/sign-up/email");
    if (!up && request.path != QLatin1String("/api/auth/sign-in/email"))
        return refused(404, QStringLiteral("Not found"));
    if (up && !mail.isEmpty())
        return refused(400, QStringLiteral("Admin is already created"));
    if (!up && (address != mail || word != password))
        return refused(401, QStringLiteral("Invalid email or password"),
                       QStringLiteral("INVALID_EMAIL_OR_PASSWORD"));
    mail = address;
    password = word;
    const QString token = fresh(QStringLiteral("session"));
    m_sessions.insert(token);
    return session(token, mail, !up);
}

bool Setup::admits(const Request &request) const
{
    if (keys.contains(QString::fromUtf8(request.header("x-api-key"))))
        return true;
    const QByteArray cookie = request.header("cookie");
    return cookie.startsWith(cookieName) &&
           m_sessions.contains(QString::fromUtf8(cookie.mid(cookieName.size())));
}

QList<Procedure> Setup::procedures()
{
    const auto all = [](const QJsonArray Setup::*rows, Setup *setup) {
        return [rows, setup](const QJsonObject &) -> Outcome { return QJsonValue(setup->*rows); };
    };
    return {
        query("organization.all", {},
              [](const QJsonObject &) -> Outcome {
                  return parsed(R"([{"id":"TGzw3Wlwy8gg2fRyvJMRs","name":"My Organization","slug":null,
                      "logo":null,"createdAt":"2026-11-23T08:25:49.331Z","metadata":null,"defaultRole":null,
                      "ownerId":"VCpLjUWmGef1R3L3Y6b71fdc9wcGRQCt","members":[{"id":"59_BV_YzvRif8F_zONfww",
                      "organizationId":"TGzw3Wlwy8gg2fRyvJMRs","userId":"VCpLjUWmGef1R3L3Y6b71fdc9wcGRQCt",
                      "role":"owner","createdAt":"2026-11-23T08:25:49.344Z","teamId":null,"isDefault":true,
                      "canCreateProjects":false,"canAccessToSSHKeys":false,"canCreateServices":false,
                      "canDeleteProjects":false,"canDeleteServices":false,"canAccessToDocker":false,
                      "canAccessToAPI":false,"canAccessToGitProviders":false,"canAccessToTraefikFiles":false,
                      "canDeleteEnvironments":false,"canCreateEnvironments":false,"accessedProjects":[],
                      "accessedEnvironments":[],"accessedServices":[],"accessedGitProviders":[],
                      "accessedServers":[]}]}])");
              }),
        mutation("user.createApiKey", {{"name"}},
                 [this](const QJsonObject &input) -> Outcome {
                     const QJsonObject data = input.value(QLatin1String("metadata")).toObject();
                     if (data.value(QLatin1String("organizationId")).toString() != organizationId)
                         return Failure{403, QStringLiteral("FORBIDDEN"),
                                        QStringLiteral("You are not a member of this organization")};
                     if (input.value(QLatin1String("rateLimitEnabled")) != QJsonValue(false))
                         ++limitedKeys;
                     const QString key = fresh(QStringLiteral("key"));
                     keys.insert(key);
                     return QJsonValue(QJsonObject{{QStringLiteral("id"), idOf(key, 32)},
                                                   {QStringLiteral("key"), key},
                                                   {QStringLiteral("enabled"), true}});
                 }),
        query("registry.all", {}, all(&Setup::registries, this)),
        mutation(
            "registry.create", {{"registryName"}, {"username"}, {"password"}, {"registryUrl"}},
            [this](const QJsonObject &input) -> Outcome {
                const QString word = input.value(QLatin1String("password")).toString();
                if (!refusedPassword.isEmpty() && word == refusedPassword)
                    return badRequest(
                        QStringLiteral("Command failed: echo %1 | docker login: unauthorized").arg(word));
                QJsonObject row = input;
                row.remove(QStringLiteral("serverId"));
                row.insert(QStringLiteral("createdAt"), QStringLiteral("2026-11-23T08:27:32.193Z"));
                row.insert(QStringLiteral("organizationId"), organizationId);
                row.insert(QStringLiteral("registryId"), idOf(fresh(QStringLiteral("registry")), 21));
                registries.append(row);
                return QJsonValue(row);
            }),
        mutation("registry.testRegistryById", {{"registryId"}},
                 [](const QJsonObject &) -> Outcome { return QJsonValue(true); }),
        query("sshKey.all", {}, all(&Setup::sshKeys, this)),
        mutation("sshKey.generate", {},
                 [this](const QJsonObject &) -> Outcome {
                     return QJsonValue(QJsonObject{
                         {QStringLiteral("privateKey"),
                          QStringLiteral("-----BEGIN OPENSSH PRIVATE KEY-----\n%1\n-----END OPENSSH PRIVATE "
                                         "KEY-----\n")
                              .arg(fresh(QStringLiteral("private")))},
                         {QStringLiteral("publicKey"),
                          QStringLiteral("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMZ%1 dokploy")
                              .arg(fresh(QStringLiteral("public")).left(40))}});
                 }),
        mutation("sshKey.create", {{"name"}, {"privateKey"}, {"publicKey"}, {"organizationId"}},
                 [this](const QJsonObject &input) -> Outcome {
                     QJsonObject row = input;
                     row.insert(QStringLiteral("sshKeyId"), idOf(fresh(QStringLiteral("ssh")), 21));
                     sshKeys.append(row);
                     return QJsonValue(QJsonValue::Undefined);
                 }),
        query("settings.getWebServerSettings", {},
              [this](const QJsonObject &) -> Outcome { return QJsonValue(domain); }),
        mutation("settings.assignDomainServer", {{"host"}, {"certificateType"}},
                 [this](const QJsonObject &input) -> Outcome {
                     domain = input;
                     return QJsonValue(domain);
                 }),
    };
}

} // namespace envdeck::standins::dokploy
