// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/setup_client.h"

#include "core/http/json.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <algorithm>

namespace envdeck::dokploy {

namespace {

using namespace std::chrono_literals;

constexpr auto cookieName = "better-auth.session_token=";

Error badInput(const char *field)
{
    return {ErrorCode::BadInput, QString::fromLatin1(field), {}, 0};
}

// Narrow, as all that this client sends: Dokploy has passed more fields to a shell than it should.
bool matches(const QString &value, const char *pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(QString::fromLatin1(pattern)))
        .match(value)
        .hasMatch();
}
bool isMail(const QString &value)
{
    return matches(value, "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}");
}
bool isName(const QString &value)
{
    return matches(value, "[A-Za-z0-9][A-Za-z0-9._-]{0,31}");
}
bool isHost(const QString &value)
{
    return matches(value, "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[0-9]{1,5})?");
}
bool isPublicKey(const QString &value)
{
    return matches(value.trimmed(), "ssh-[a-z0-9-]{3,20} [A-Za-z0-9+/=]{20,2000}( [A-Za-z0-9@._-]{0,100})?");
}

} // namespace

Access keyAccess(const Secret &key)
{
    return {"x-api-key", key, {}};
}

SetupClient::SetupClient(http::Client &http, const QUrl &base, QObject *parent)
    : QObject(parent), m_http(http), m_base(base)
{
}

QUrl SetupClient::urlOf(const QString &path) const
{
    QUrl url = m_base;
    url.setPath(path);
    url.setQuery(QString());
    return url;
}

Error SetupClient::told(Error error) const
{
    error.detail = m_redactor.redacted(error.detail);
    return error;
}

QString SetupClient::plain(const Secret &secret)
{
    m_redactor.learn(secret);
    return QString::fromUtf8(secret.reveal());
}

Async<QJsonValue> SetupClient::read(const Access &access, const QString &procedure, std::stop_token stop)
{
    http::Request request;
    request.url = urlOf(QStringLiteral("/api/") + procedure);
    request.secret = access;
    request.subject = m_base.host() + QLatin1Char(' ') + procedure;
    return m_http.getJson(request, std::move(stop));
}

Async<QJsonValue> SetupClient::change(const Access &access, const QString &procedure,
                                      const QJsonObject &input, std::stop_token stop)
{
    http::MutatingRequest request;
    request.url = urlOf(QStringLiteral("/api/") + procedure);
    request.secret = access;
    request.body = QJsonDocument(input).toJson(QJsonDocument::Compact);
    request.subject = m_base.host() + QLatin1Char(' ') + procedure;
    const auto sent = joined(this, m_http.sendJson(request, std::move(stop)));
    return andThen(sent, this, [this](const std::tuple<Result<QJsonValue>> &answer) {
        const auto &json = std::get<0>(answer);
        return ready<QJsonValue>(json ? json : Result<QJsonValue>(told(json.error())));
    });
}

Async<void> SetupClient::health(std::stop_token stop)
{
    http::Request server;
    server.url = urlOf(QStringLiteral("/api/health"));
    server.retries = 0;
    server.deadline = 10s;
    return andThen(m_http.getJson(server, stop), this, [this, stop](const QJsonValue &json) {
        if (!json.toObject().value(QLatin1String("ok")).toBool())
            return ready<void>(Error{ErrorCode::Unhealthy, m_base.host(), QStringLiteral("server"), 0});
        http::Request database;
        database.url = urlOf(QStringLiteral("/api/trpc/settings.health"));
        database.retries = 0;
        database.deadline = 10s;
        return andThen(m_http.getJson(database, stop), this, [this](const QJsonValue &answer) {
            const http::JsonReader reader(answer, m_base.host());
            const QString status = reader.object(u"result").object(u"data").object(u"json").string(u"status");
            if (!reader.ok())
                return ready<void>(reader.done(Done()).error());
            return ready<void>(status == QLatin1String("ok")
                                   ? Result<void>()
                                   : Result<void>(Error{ErrorCode::Unhealthy, m_base.host(),
                                                        QStringLiteral("database"), 0}));
        });
    });
}

Async<Access> SetupClient::entered(const QString &path, const QJsonObject &input, std::stop_token stop)
{
    http::MutatingRequest request;
    request.url = urlOf(path);
    request.body = QJsonDocument(input).toJson(QJsonDocument::Compact);
    request.subject = m_base.host() + QLatin1Char(' ') + path;
    request.deadline = 150s; // it looks its public address up first: 61 s where there is no way out
    const auto sent = joined(this, m_http.send(request, std::move(stop)));
    return andThen(sent, this, [this](const std::tuple<Result<http::Response>> &answer) {
        const auto &response = std::get<0>(answer);
        if (!response)
            return ready<Access>(told(response.error()));
        for (const QByteArray &cookie : response.value().headerAll("set-cookie")) {
            const QByteArray pair = cookie.left(cookie.indexOf(';')).trimmed();
            if (pair.startsWith(cookieName) && pair.size() > qsizetype(qstrlen(cookieName)))
                return ready<Access>(
                    Access{"Cookie", Secret(pair.mid(qsizetype(qstrlen(cookieName)))), cookieName});
        }
        const bool second = response.value().body.contains("twoFactorRedirect");
        return ready<Access>(Error{second ? ErrorCode::Forbidden : ErrorCode::BadResponse, m_base.host(),
                                   second ? QStringLiteral("two-factor") : QStringLiteral("no session"), 0});
    });
}

Async<Access> SetupClient::signUp(const QString &mail, const Secret &password, std::stop_token stop)
{
    if (!isMail(mail))
        return ready<Access>(badInput("email"));
    const auto in = joined(this, entered(QStringLiteral("/api/auth/sign-up/email"),
                                         {{QStringLiteral("email"), mail},
                                          {QStringLiteral("password"), plain(password)},
                                          {QStringLiteral("name"), QStringLiteral("Envdeck")},
                                          {QStringLiteral("lastName"), QStringLiteral("Admin")}},
                                         std::move(stop)));
    return andThen(in, this, [this](const std::tuple<Result<Access>> &answer) {
        const auto &access = std::get<0>(answer);
        if (!access && access.error().detail.contains(QLatin1String("Admin is already created")))
            return ready<Access>(
                Error{ErrorCode::Conflict, m_base.host(), QStringLiteral("admin-exists"), 0});
        return ready<Access>(access);
    });
}

Async<Access> SetupClient::signIn(const QString &mail, const Secret &password, std::stop_token stop)
{
    if (!isMail(mail))
        return ready<Access>(badInput("email"));
    return entered(QStringLiteral("/api/auth/sign-in/email"),
                   {{QStringLiteral("email"), mail}, {QStringLiteral("password"), plain(password)}},
                   std::move(stop));
}

Async<void> SetupClient::signOut(const Access &access, std::stop_token stop)
{
    return andThen(change(access, QStringLiteral("auth/sign-out"), {}, std::move(stop)), this,
                   [](const QJsonValue &) { return ready<void>({}); });
}

Async<QString> SetupClient::organization(const Access &access, std::stop_token stop)
{
    const QString procedure = QStringLiteral("organization.all");
    return andThen(read(access, procedure, std::move(stop)), this, [this, procedure](const QJsonValue &json) {
        const http::JsonReader answer(json, procedure);
        const auto rows = answer.asArray();
        if (answer.ok() && rows.isEmpty())
            return ready<QString>(Error{ErrorCode::NotFound, m_base.host(), procedure, 0});
        const QString id = rows.isEmpty() ? QString() : rows.first().string(u"id");
        return ready<QString>(answer.done(id));
    });
}

Async<Secret> SetupClient::makeKey(const Access &access, const QString &name, const QString &organization,
                                   std::stop_token stop)
{
    if (!isName(name))
        return ready<Secret>(badInput("name"));
    const QString procedure = QStringLiteral("user.createApiKey");
    const QJsonObject input{
        {QStringLiteral("name"), name},
        {QStringLiteral("metadata"), QJsonObject{{QStringLiteral("organizationId"), organization}}},
        {QStringLiteral("rateLimitEnabled"), false}};
    return andThen(change(access, procedure, input, std::move(stop)), this,
                   [procedure](const QJsonValue &json) {
                       const http::JsonReader answer(json, procedure);
                       const QString key = answer.string(u"key");
                       return ready<Secret>(answer.done(Secret(key.toUtf8())));
                   });
}

Async<QList<RegistryRow>> SetupClient::registries(const Access &access, std::stop_token stop)
{
    const QString procedure = QStringLiteral("registry.all");
    return andThen(read(access, procedure, std::move(stop)), this, [procedure](const QJsonValue &json) {
        return ready<QList<RegistryRow>>(registriesFrom(json, procedure));
    });
}

Async<void> SetupClient::addRegistry(const Access &access, const QString &host, const Secret &login,
                                     std::stop_token stop)
{
    m_redactor.learn(login);
    const QByteArrayView whole = login.reveal();
    const auto colon = std::find(whole.begin(), whole.end(), ':');
    const bool named = colon != whole.end();
    const qsizetype at = colon - whole.begin();
    // Registries that take a token alone ignore the name.
    const QString user = named ? QString::fromUtf8(whole.first(at)) : QStringLiteral("envdeck");
    const Secret password(named ? whole.sliced(at + 1).toByteArray() : whole.toByteArray());
    if (!isHost(host) || !matches(user, "[A-Za-z0-9][A-Za-z0-9._@$+-]{0,127}"))
        return ready<void>(badInput(isHost(host) ? "username" : "registryUrl"));
    const QJsonObject input{{QStringLiteral("registryName"), host.left(64)},
                            {QStringLiteral("username"), user},
                            {QStringLiteral("password"), plain(password)},
                            {QStringLiteral("registryUrl"), host},
                            {QStringLiteral("registryType"), QStringLiteral("cloud")},
                            {QStringLiteral("imagePrefix"), QJsonValue::Null}};
    return andThen(change(access, QStringLiteral("registry.create"), input, std::move(stop)), this,
                   [](const QJsonValue &) { return ready<void>({}); });
}

Async<void> SetupClient::testRegistry(const Access &access, const QString &registryId, std::stop_token stop)
{
    if (!matches(registryId, "[A-Za-z0-9_-]{1,64}"))
        return ready<void>(badInput("registryId"));
    return andThen(change(access, QStringLiteral("registry.testRegistryById"),
                          {{QStringLiteral("registryId"), registryId}}, std::move(stop)),
                   this, [](const QJsonValue &) { return ready<void>({}); });
}

Async<QList<SshKeyRow>> SetupClient::sshKeys(const Access &access, std::stop_token stop)
{
    const QString procedure = QStringLiteral("sshKey.all");
    return andThen(read(access, procedure, std::move(stop)), this, [procedure](const QJsonValue &json) {
        return ready<QList<SshKeyRow>>(sshKeysFrom(json, procedure));
    });
}

Async<SshKeyPair> SetupClient::generateSshKey(const Access &access, std::stop_token stop)
{
    const QString procedure = QStringLiteral("sshKey.generate");
    return andThen(
        change(access, procedure, {{QStringLiteral("type"), QStringLiteral("ed25519")}}, std::move(stop)),
        this, [procedure](const QJsonValue &json) {
            const http::JsonReader answer(json, procedure);
            const SshKeyPair pair{Secret(answer.string(u"privateKey").toUtf8()),
                                  answer.string(u"publicKey").trimmed()};
            if (answer.ok() && !isPublicKey(pair.publicKey))
                answer.fail(u"publicKey", QStringLiteral("no key of SSH"));
            return ready<SshKeyPair>(answer.done(pair));
        });
}

Async<void> SetupClient::addSshKey(const Access &access, const QString &name, const SshKeyPair &pair,
                                   const QString &organization, std::stop_token stop)
{
    if (!isName(name))
        return ready<void>(badInput("name"));
    const QJsonObject input{{QStringLiteral("name"), name},
                            {QStringLiteral("description"), QStringLiteral("Made by Envdeck")},
                            {QStringLiteral("privateKey"), plain(pair.privateKey)},
                            {QStringLiteral("publicKey"), pair.publicKey},
                            {QStringLiteral("organizationId"), organization}};
    return andThen(change(access, QStringLiteral("sshKey.create"), input, std::move(stop)), this,
                   [](const QJsonValue &) { return ready<void>({}); });
}

Async<PanelDomain> SetupClient::domain(const Access &access, std::stop_token stop)
{
    const QString procedure = QStringLiteral("settings.getWebServerSettings");
    return andThen(read(access, procedure, std::move(stop)), this, [procedure](const QJsonValue &json) {
        return ready<PanelDomain>(panelDomainFrom(json, procedure));
    });
}

Async<void> SetupClient::setDomain(const Access &access, const QString &host, const QString &mail,
                                   std::stop_token stop)
{
    if (!isHost(host) || !isMail(mail))
        return ready<void>(badInput(isHost(host) ? "letsEncryptEmail" : "host"));
    const QJsonObject input{{QStringLiteral("host"), host},
                            {QStringLiteral("certificateType"), QStringLiteral("letsencrypt")},
                            {QStringLiteral("letsEncryptEmail"), mail},
                            {QStringLiteral("https"), true}};
    return andThen(change(access, QStringLiteral("settings.assignDomainServer"), input, std::move(stop)),
                   this, [](const QJsonValue &) { return ready<void>({}); });
}

} // namespace envdeck::dokploy
